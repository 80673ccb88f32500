import type { Column } from '../../nodes/Afas/profit/metainfo/metainfo';
import { outcomeOf } from '../../nodes/Afas/profit/outcome';
import type { Row } from '../../nodes/Afas/profit/row';
import { PlaceLostError } from '../../nodes/Afas/profit/rows/paging/placeLostError';
import { emptyReport } from '../../nodes/Afas/profit/rows/paging/report';
import { type Pagination, readRows } from '../../nodes/Afas/profit/rows/rows';
import { StuckReadError } from '../../nodes/Afas/profit/rows/paging/stuckReadError';
import type { ProfitRequest } from '../../nodes/Afas/profit/exchange/exchange';

/** How a service, or a gateway before it, departs from what AFAS documents. */
interface Manners {
	/** Rows given at most. */
	readonly cap?: number;
	/** Whether the answer's `take` is the cap, the one that was asked, or missing. */
	readonly echo?: 'cap' | 'asked' | 'none';
	readonly ignores?: ReadonlyArray<'skip' | 'take' | 'filter' | 'sort'>;
	/** Gives the page before once more, each so many requests. */
	readonly repeatsEvery?: number;
}

const COLUMNS: Column[] = ['Nummer', 'Naam'].map((id, index) => ({
	id,
	label: id,
	dataType: index === 0 ? 'int' : 'string',
	length: 0,
	controlType: 1,
	decimals: 0,
})) as Column[];

/** A GetConnector of its own, made from the reference alone: one condition on `Nummer`, one sort. */
class Service {
	readonly queries: URLSearchParams[] = [];

	private before: Row[] = [];

	constructor(
		private readonly count: number,
		private readonly manners: Manners,
	) {}

	readonly client = {
		send: async ({ query }: ProfitRequest): Promise<unknown> =>
			this.answer(new URLSearchParams(query)),
	};

	private answer(query: URLSearchParams): unknown {
		this.queries.push(query);
		const { cap = Infinity, echo = 'asked', ignores = [], repeatsEvery } = this.manners;
		const asked = Number(query.get('take') ?? 100);
		const take = Math.min(ignores.includes('take') ? 100 : asked, cap);
		const skip = ignores.includes('skip') ? 0 : Number(query.get('skip') ?? 0);
		const rows = this.rows(query, ignores).slice(skip, skip + take);
		const repeats = repeatsEvery !== undefined && this.queries.length % repeatsEvery === 0;
		const given = repeats ? this.before : rows;
		this.before = rows;
		const said = { cap: Math.min(asked, cap), asked, none: undefined }[echo];
		return {
			skip,
			...(said !== undefined && { take: said }),
			rows: given.map((row) => ({ ...row })),
		};
	}

	private rows(query: URLSearchParams, ignores: readonly string[]): Row[] {
		const numbers = Array.from({ length: this.count }, (_, index) => index + 1);
		const isSorted = !ignores.includes('sort');
		// Without a sort rows come in an order of the service's own.
		const ordered = isSorted
			? numbers
			: numbers.sort((a, b) => ((a * 7919) % 10007) - ((b * 7919) % 10007));
		if (isSorted && query.get('orderbyfieldids')?.startsWith('-')) ordered.reverse();
		const value = Number(query.get('filtervalues')?.split(';')[0]);
		const operator = query.get('operatortypes')?.split(';')[0];
		const passes = (number: number) =>
			operator === undefined || (operator === '2' ? number >= value : number <= value);
		return ordered
			.filter((number) => ignores.includes('filter') || passes(number))
			.map((number) => ({ Nummer: number, Naam: `Naam ${number}` }));
	}
}

const PAGE_SIZE = 250;
const COUNT = 3_000;

async function read(manners: Manners, pagination: Pagination, more: object = {}) {
	const service = new Service(COUNT, manners);
	const report = emptyReport();
	const rows: unknown[] = [];
	const reading = async () => {
		const pages = readRows(
			service.client,
			{
				connector: 'Test',
				columns: COLUMNS.map((column) => ({ ...column })),
				filter: [],
				sort: [{ field: 'Nummer', direction: 'asc' }],
				limit: Infinity,
				pageSize: PAGE_SIZE,
				pagination,
				parallelRequests: 2,
				timeout: 1,
				...more,
			},
			report,
		);
		for await (const page of pages) rows.push(...page.map(({ Nummer }) => Nummer));
	};
	const outcome = await outcomeOf(reading());
	return { rows, outcome, report, requests: service.queries.length };
}

const ALL = Array.from({ length: COUNT }, (_, index) => index + 1);
const WAYS: Pagination[] = ['auto', 'offset', 'keyset'];
const AHEAD = [false, true];
const everyWay = WAYS.flatMap((way) => AHEAD.map((readAhead) => [way, { readAhead }] as const));

/** Three for each page that brought new rows, and thirty beside them. */
const budgetFor = (rows: number, pageSize: number) => 3 * Math.ceil(rows / pageSize) + 30;

describe.each(everyWay)('a read by %s, %p', (way, more) => {
	it.each<[string, Manners, number]>([
		['a cap that the answer tells', { cap: 100, echo: 'cap' }, 100],
		['a cap that the answer denies', { cap: 100, echo: 'asked' }, 100],
		['a cap of which the answer says nothing', { cap: 100, echo: 'none' }, 100],
		['an ignored take', { ignores: ['take'] }, 100],
	])('is whole behind %s, and says so', async (_, manners, cap) => {
		const { rows, outcome, report, requests } = await read(manners, way, more);
		expect(outcome).toEqual({ ok: true, value: undefined });
		expect(rows).toEqual(ALL);
		expect(report).toMatchObject({ pageCap: cap, placesFoundAgain: 0, endUnproven: false });
		expect(requests).toBeLessThanOrEqual(budgetFor(COUNT, cap));
	});

	it('is whole by value, or ends in words, when skip is ignored', async () => {
		const { rows, outcome, report, requests } = await read({ ignores: ['skip'] }, way, more);
		expect(requests).toBeLessThanOrEqual(budgetFor(rows.length, PAGE_SIZE));
		expect(new Set(rows).size).toBe(rows.length);
		if (way === 'offset') {
			expect(outcome).toEqual({ ok: false, failure: expect.any(StuckReadError) });
		} else {
			expect(outcome.ok).toBe(true);
			expect(rows).toEqual(ALL);
			expect(report).toMatchObject({ skipIgnored: true });
		}
	});

	it('counts rows off when a filter of the node is ignored, and says so', async () => {
		const { rows, outcome, report, requests } = await read({ ignores: ['filter'] }, way, more);
		expect(outcome.ok).toBe(true);
		expect(rows).toEqual(ALL);
		expect(report.anchorIgnored).toBe(way !== 'offset');
		expect(requests).toBeLessThanOrEqual(budgetFor(COUNT, PAGE_SIZE));
	});

	it('ends in words when a filter of the user is ignored as well', async () => {
		const filter = [[{ field: 'Nummer', operator: 'greaterThanOrEqual', value: '1' }]];
		const { rows, outcome, requests } = await read({ ignores: ['filter'] }, way, {
			...more,
			filter,
		});
		expect(requests).toBeLessThanOrEqual(budgetFor(COUNT, PAGE_SIZE));
		expect(new Set(rows).size).toBe(rows.length);
		if (way !== 'offset') {
			expect(outcome).toEqual({ ok: false, failure: expect.any(StuckReadError) });
		}
	});

	it('counts rows off when the sort is ignored, and says so', async () => {
		const { rows, outcome, report, requests } = await read({ ignores: ['sort'] }, way, more);
		expect(outcome.ok).toBe(true);
		expect([...rows].sort((a, b) => Number(a) - Number(b))).toEqual(ALL);
		expect(report.orderIgnored).toBe(true);
		expect(requests).toBeLessThanOrEqual(budgetFor(COUNT, PAGE_SIZE));
	});

	it('is whole or ends in words when pages repeat', async () => {
		for (const repeatsEvery of [2, 3, 5]) {
			const { rows, outcome, report, requests } = await read({ repeatsEvery }, way, more);
			expect(new Set(rows).size).toBe(rows.length);
			if (outcome.ok) expect(rows).toEqual(ALL);
			else
				expect([PlaceLostError, StuckReadError]).toContain((outcome.failure as Error).constructor);
			// The page that came last counts, although the read ended before it was handed on.
			expect(requests).toBeLessThanOrEqual(
				budgetFor(rows.length + PAGE_SIZE, PAGE_SIZE) +
					report.placesFoundAgain +
					report.placesFoundAgain,
			);
		}
	});
});

describe('a page that is all there is', () => {
	it('is proven by value when skip is ignored', async () => {
		const { rows, outcome } = await read({ ignores: ['skip'] }, 'offset', { pageSize: 5_000 });
		expect(outcome.ok).toBe(true);
		expect(rows).toEqual(ALL);
	});

	it('ends in words when it can not be proven', async () => {
		const { outcome } = await read({ ignores: ['skip', 'filter'] }, 'offset', { pageSize: 5_000 });
		expect(outcome.ok ? undefined : (outcome.failure as Error).constructor).toBe(StuckReadError);
	});
});
