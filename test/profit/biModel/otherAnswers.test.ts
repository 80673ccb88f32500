import { BiModelMemory } from '../../../nodes/Afas/profit/biModel/biModelMemory';
import { startRead } from '../../../nodes/Afas/profit/biModel/biRead';
import { emptyBiReport } from '../../../nodes/Afas/profit/biModel/biReport';
import type { ProfitRequest } from '../../../nodes/Afas/profit/exchange/exchange';
import { ProfitError } from '../../../nodes/Afas/profit/exchange/profitError';
import type { Row } from '../../../nodes/Afas/profit/row';

/** What a service answers: by path with query, a body or what it refuses with. */
type Answers = Readonly<Record<string, unknown>>;

const redirect = (location: string, status = 307) =>
	new ProfitError('redirect', '', { kind: 'redirected', status, location });
const refusal = (status: number) => new ProfitError('no', 'advice', { kind: 'functional', status });

async function read(answers: Answers, more: object = {}) {
	const asked: string[] = [];
	const send = async ({ path, query }: ProfitRequest): Promise<unknown> => {
		const place = query === '' ? path : `${path}?${query}`;
		asked.push(place);
		const answer = place in answers ? answers[place] : refusal(404);
		if (answer instanceof Error) throw answer;
		return await Promise.resolve(answer);
	};
	const { pages } = await startRead(
		{
			client: { send },
			identity: '',
			model: 'X',
			version: 0,
			options: { timeout: 1 },
			memory: new BiModelMemory(),
		},
		{ table: '', asked: '', limit: Infinity, pagination: 'auto', pageSize: 0, ...more },
		emptyBiReport(),
	);
	const rows: Row[] = [];
	for await (const page of pages) rows.push(...page);
	return { rows, asked };
}

const row = (Id: number) => ({ Id });

it.each([
	['one row', { Id: 1 }],
	['rows as a GetConnector gives them', { skip: 0, take: 1, rows: [] }],
	['nothing', undefined],
	['text', 'rows'],
])('a root with %s is refused in words', async (_, body) => {
	await expect(read({ '/bi/X': body })).rejects.toThrow(
		"AFAS answered with something else than rows of the BI model 'X'",
	);
});

it('what a service says with status 200 is passed on', async () => {
	const body = { error: { code: '1', message: 'The model is being calculated' } };
	await expect(read({ '/bi/X': body })).rejects.toMatchObject({
		advice: expect.stringContaining('says: "The model is being calculated"') as string,
	});
});

it.each([
	['tables', { '@odata.context': 'x/$metadata', value: [{ name: 'A', url: 'A' }] }],
	['an error', { error: { message: 'no' } }],
])('a later page with %s ends the read', async (_, body) => {
	const first = { value: [row(1)], '@odata.nextLink': 'X?$skiptoken=1' };
	await expect(read({ '/bi/X': first, '/bi/X?$skiptoken=1': body })).rejects.toThrow(
		/something else than rows/,
	);
});

it('tables are found where their addresses say', async () => {
	const { rows, asked } = await read({
		'/bi/X': redirect('http://inner/ProfitRestServices/bi/X/v2'),
		'/bi/X/v2': {
			'@odata.context': 'http://inner/ProfitRestServices/bi/X/v2/$metadata#',
			value: [
				{ name: 'Feiten', kind: 'EntitySet', url: 'http://inner/ProfitRestServices/bi/X/v2/f' },
			],
		},
		'/bi/X/v2/f': { value: [row(1)], '@odata.nextLink': 'f?$skiptoken=1' },
		'/bi/X/v2/f?$skiptoken=1': { value: [] },
	});
	expect(rows).toEqual([row(1)]);
	expect(asked).toEqual(['/bi/X', '/bi/X/v2', '/bi/X/v2/f', '/bi/X/v2/f?$skiptoken=1']);
});

it.each([
	['a table elsewhere', 'https://elders.example/connectors/Y'],
	['a table above', '../../../connectors/Y'],
])('%s is looked for by its name', async (_, url) => {
	const { rows } = await read({
		'/bi/X': { value: [{ name: 'A & B', kind: 'EntitySet', url }] },
		'/bi/X/A%20%26%20B': { value: [row(1)] },
	});
	expect(rows).toEqual([row(1)]);
});

it("a filter that a root with rows refuses is the user's own", async () => {
	const answers = { '/bi/X?$filter=a&$top=5': refusal(400), '/bi/X': { value: [row(1)] } };
	const failing = read(answers, { asked: '$filter=a', limit: 5 });
	await expect(failing).rejects.toMatchObject({ message: 'no' });
});

it('a filter holds where only the number of rows was refused', async () => {
	const { rows } = await read(
		{
			'/bi/X?$filter=a&$top=5': refusal(400),
			'/bi/X': { value: [row(1), row(2)] },
			'/bi/X?$filter=a': { value: [row(2)] },
		},
		{ asked: '$filter=a', limit: 5 },
	);
	expect(rows).toEqual([row(2)]);
});

it.each([300, 304])('status %d is no redirect', async (status) => {
	const answers = { '/bi/X': redirect('/ProfitRestServices/bi/X/v2/', status) };
	await expect(read(answers)).rejects.toThrow('redirect');
});

it('a redirect to itself ends', async () => {
	await expect(read({ '/bi/X': redirect('/ProfitRestServices/bi/X') })).rejects.toThrow('redirect');
});

it('a model without tables is no empty model', async () => {
	const body = { '@odata.context': 'x/$metadata', value: [] };
	await expect(read({ '/bi/X': body })).rejects.toMatchObject({
		message: "The BI model 'X' has 0 tables",
		advice: expect.stringContaining('rights of the user') as string,
	});
});
