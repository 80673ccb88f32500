import type { ProfitRequest } from '../../nodes/Afas/profit/exchange/exchange';
import { emptyReport } from '../../nodes/Afas/profit/rows/paging/report';
import { QUERY_LIMIT, queryLength } from '../../nodes/Afas/profit/rows/query';
import { QueryTooLongError } from '../../nodes/Afas/profit/rows/queryTooLongError';
import { readRows, type RowsRequest } from '../../nodes/Afas/profit/rows/rows';
import { column } from '../nodes/simulated';

describe('reading with a filter that just fits', () => {
	const PAGE = 100;

	/** Reads a table of which every page is full, with a filter value of this length. */
	async function read(valueLength: number, limit: number): Promise<ProfitRequest[]> {
		const sent: ProfitRequest[] = [];
		const client = {
			send: async (request: ProfitRequest) => {
				sent.push(request);
				if (sent.length > 50) throw new Error('The read goes on and on.');
				const { skip, take } = Object.fromEntries(new URLSearchParams(request.query));
				return await Promise.resolve({
					rows: Array.from({ length: Number(take) }, (_, index) => ({ Id: Number(skip) + index })),
				});
			},
		};
		const request: RowsRequest = {
			connector: 'Test',
			columns: [{ ...column('Id', 'int'), label: 'Id', values: undefined }],
			filter: [[{ field: 'Id', operator: 'equals', value: '1'.repeat(valueLength) }]],
			sort: [{ field: 'Id', direction: 'asc' }],
			limit,
			pageSize: PAGE,
			pagination: 'offset',
			parallelRequests: 1,
			timeout: 1,
		};
		const pages = readRows(client, request, emptyReport());
		for (let page = await pages.next(); !page.done; page = await pages.next());
		return sent;
	}

	it('uses all that AFAS reads for a single page', async () => {
		const [short] = await read(1, 10);
		const room = QUERY_LIMIT - queryLength(short?.query ?? '');
		const [longest] = await read(1 + room, 10);
		expect(queryLength(longest?.query ?? '')).toBe(QUERY_LIMIT);
		await expect(read(2 + room, 10)).rejects.toThrow(QueryTooLongError);
	});

	it('refuses before the first page what later pages have no room for', async () => {
		const [short] = await read(1, PAGE);
		const room = QUERY_LIMIT - queryLength(short?.query ?? '');
		await expect(read(1 + room, PAGE)).resolves.toHaveLength(1);
		await expect(read(1 + room, Infinity)).rejects.toThrow(QueryTooLongError);
		await expect(read(1 + room, PAGE + 1)).rejects.toThrow(QueryTooLongError);
		const enough = room - 'skip=9999999'.length + 'skip=0'.length;
		const sent = await read(1 + enough, 12 * PAGE);
		expect(sent.length).toBeGreaterThan(12);
		for (const { query } of sent) expect(queryLength(query)).toBeLessThanOrEqual(QUERY_LIMIT);
	});
});
