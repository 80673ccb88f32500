import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import { seededRandom } from '../seededRandom';
import type { Row } from '../simulator/contract';
import type { NodeRun, RunOptions } from './engine';
import { column, type Simulated, startSimulated, testConnector, testRow } from './simulated';

const CONNECTOR = 'Test_Debiteuren';
const LINES = 'Test_Regels';

let simulated: Simulated;

const debtor = (number: number): Row => ({
	DebiteurNr: String(10_000 + number),
	...testRow(number),
});

const debtors = Array.from({ length: 1_500 }, (_, index) => debtor(index + 1));

const lines: Row[] = Array.from({ length: 3_000 }, (_, index) => ({
	Regel: index + 1,
	Order: `O${index % 50}`,
	Artikel: `A${index % 7}`,
}));

beforeAll(async () => {
	simulated = await startSimulated();
	const { company } = simulated.simulator;
	const base = testConnector(CONNECTOR);
	company.addGetConnector(
		{ ...base, columns: [column('DebiteurNr', 'string', { length: 16 }), ...base.columns] },
		debtors,
	);
	company.addGetConnector(
		{
			...testConnector(LINES),
			columns: [
				column('Regel', 'int', { controlType: 5 }),
				column('Order', 'string'),
				column('Artikel', 'string'),
			],
		},
		lines,
	);
});

afterAll(async () => await simulated.simulator.close());

beforeEach(() => simulated.simulator.clearRequests());

type Input = NonNullable<RunOptions['input']>;

const matching = (...column: Array<{ field: string; value: string }>) => ({ match: { column } });

const byDebtor = matching({ field: 'DebiteurNr', value: '={{ $json.debtor }}' });

async function lookUp(
	input: Input,
	more: INodeParameters = {},
	rest: Partial<RunOptions> = {},
): Promise<NodeRun> {
	return await simulated.engine.run({
		parameters: {
			resource: 'getConnector',
			operation: 'lookUp',
			getConnector: { __rl: true, mode: 'id', value: CONNECTOR },
			...byDebtor,
			...more,
		},
		input,
		...rest,
	});
}

async function itemsOf(
	input: Input,
	more: INodeParameters = {},
	rest: Partial<RunOptions> = {},
): Promise<INodeExecutionData[]> {
	const { error, items } = await lookUp(input, more, rest);
	if (error) throw new Error(`${error.message} ${error.description ?? ''}`);
	return items;
}

const numbers = (items: INodeExecutionData[]) => items.map(({ json }) => json.Nummer);

const reads = () =>
	simulated.simulator.requests.filter(({ path }) => path.includes('/connectors/'));

const lineConnector = { getConnector: { __rl: true, mode: 'id', value: LINES } };

describe('a thousand items', () => {
	it('are looked up in at most fifteen requests, metainfo included', async () => {
		const input = Array.from({ length: 1_000 }, (_, index) => ({ debtor: String(10_001 + index) }));
		const items = await itemsOf(input);
		expect(numbers(items)).toEqual(input.map((_, index) => index + 1));
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(input.map((_, item) => ({ item })));
		expect(simulated.simulator.requests.length).toBeLessThanOrEqual(15);
		expect(reads().length).toBeGreaterThan(8);
	});

	it('get what they get one by one', async () => {
		const random = seededRandom(5);
		const spell = (text: string) =>
			random() < 0.5 ? text.toUpperCase() : `${text.toLowerCase()} `;
		const input = Array.from({ length: 60 }, () => {
			const name = debtors[Math.floor(random() * 60)]?.Naam;
			return { name: random() < 0.1 ? 'Niemand, of; toch' : spell(String(name ?? 'x')) };
		});
		const parameters = {
			...matching({ field: 'Naam', value: '={{ $json.name }}' }),
			rowsPerItem: 'all',
			whenMissing: 'empty',
		};
		const together = await itemsOf(input, parameters);
		expect(reads().length).toBeLessThan(10);
		const apart: unknown[] = [];
		for (const [item, json] of input.entries()) {
			for (const found of await itemsOf([json], parameters)) {
				apart.push({ json: found.json, pairedItem: { item } });
			}
		}
		expect(together.map(({ json, pairedItem }) => ({ json, pairedItem }))).toEqual(apart);
		expect(together.length).toBeGreaterThan(100);
	});

	it('with the same key are asked once, and each gets a row of its own', async () => {
		const items = await itemsOf([{ debtor: '10007' }, { debtor: 10_007 }, { debtor: '10007' }]);
		expect(numbers(items)).toEqual([7, 7, 7]);
		expect(new Set(items.map(({ json }) => json)).size).toBe(3);
		expect(reads().map(({ query }) => query.filtervalues)).toEqual(['10007']);
	});
});

describe('the output', () => {
	it('is all rows of each item in order, when asked', async () => {
		const items = await itemsOf([{ order: 'o3' }, { order: 'O51' }, { order: 'O4' }], {
			...lineConnector,
			...matching({ field: 'Order', value: '={{ $json.order }}' }),
			rowsPerItem: 'all',
			whenMissing: 'skip',
		});
		const expected = ['O3', 'O4'].flatMap((order, index) =>
			lines
				.filter((line) => line.Order === order)
				.map((json) => ({ json, pairedItem: { item: index * 2 } })),
		);
		expect(items.map(({ json, pairedItem }) => ({ json, pairedItem }))).toEqual(expected);
	});

	it('matches on several columns', async () => {
		const items = await itemsOf(
			[
				{ order: 'O3', item: 'A5' },
				{ order: 'O4', item: 'A0' },
			],
			{
				...lineConnector,
				...matching(
					{ field: 'Order', value: '={{ $json.order }}' },
					{ field: 'Artikel', value: '={{ $json.item }}' },
				),
			},
		);
		const first = (order: string, item: string) =>
			lines.find((line) => line.Order === order && line.Artikel === item)?.Regel;
		expect(items.map(({ json }) => json.Regel)).toEqual([first('O3', 'A5'), first('O4', 'A0')]);
		expect(reads()).toHaveLength(1);
	});

	it('holds input and row, of which the row counts, and leaves the input alone', async () => {
		const input = [
			{ debtor: '10001', note: 'a', Nummer: 99 },
			{ debtor: '10002', note: 'b', Nummer: 2 },
			{ debtor: 'none', note: 'c', Nummer: 5 },
		];
		const file = { data: 'eA==', mimeType: 'text/plain', fileName: 'x.txt' };
		const { items, hints, run } = await lookUp(
			input,
			{ include: 'inputAndRow', options: { outputFields: ['Nummer', 'Datum'] } },
			{ binary: [{ data: file }] },
		);
		expect(items.map(({ json }) => json)).toEqual([
			{ debtor: '10001', note: 'a', Nummer: 1, Datum: '2026-01-02' },
			{ debtor: '10002', note: 'b', Nummer: 2, Datum: '2026-01-03' },
			{ debtor: 'none', note: 'c', Nummer: 5 },
		]);
		expect(items.map(({ binary }) => binary?.data?.fileName)).toEqual([
			'x.txt',
			undefined,
			undefined,
		]);
		expect(hints.filter((hint) => hint.includes("'Nummer'"))).toHaveLength(1);
		const source = run.data.resultData.runData.Start?.[0]?.data?.main?.[0];
		expect(source?.map(({ json }) => json)).toEqual([
			{ debtor: '10001', note: 'a', Nummer: 99 },
			{ debtor: '10002', note: 'b', Nummer: 2 },
			{ debtor: 'none', note: 'c', Nummer: 5 },
		]);
	});

	it('writes dates as asked, once for rows that items share', async () => {
		const input = [{ debtor: '10001' }, { debtor: '10001' }];
		const dates = async (mode: string) =>
			(await itemsOf(input, { options: { dates: mode } })).map(({ json }) => json.Gewijzigd_op);
		expect(await dates('offset')).toEqual(Array(2).fill('2026-02-02T10:01:30+01:00'));
		expect(await dates('asReturned')).toEqual(Array(2).fill('2026-02-02T10:01:30Z'));
	});

	it('follows each item where connector and columns differ', async () => {
		const input = [
			{ connector: CONNECTOR, field: 'DebiteurNr', value: '10003' },
			{ connector: LINES, field: 'Regel', value: 12 },
			{ connector: CONNECTOR, field: 'Nummer', value: 4 },
			{ connector: CONNECTOR, field: 'DebiteurNr', value: '10005' },
		];
		const items = await itemsOf(input, {
			getConnector: { __rl: true, mode: 'id', value: '={{ $json.connector }}' },
			...matching({ field: '={{ $json.field }}', value: '={{ $json.value }}' }),
		});
		expect(items.map(({ json }) => json.Nummer ?? json.Regel)).toEqual([3, 12, 4, 5]);
		expect(reads()).toHaveLength(3);
	});
});

describe('an item without a row', () => {
	const input = [{ debtor: '10001' }, { debtor: 'none' }, { debtor: '10002' }];

	it('gives an empty item unless asked otherwise', async () => {
		expect(numbers(await itemsOf(input))).toEqual([1, undefined, 2]);
		expect((await itemsOf(input))[1]).toMatchObject({ json: {}, pairedItem: { item: 1 } });
	});

	it('is skipped', async () => {
		const items = await itemsOf(input, { whenMissing: 'skip' });
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 0 }, { item: 2 }]);
	});

	it('is an error that names what was looked up', async () => {
		const { error } = await lookUp(input, { whenMissing: 'error' });
		expect(error?.message).toContain(
			"GetConnector 'Test_Debiteuren' has no row with DebiteurNr 'none'",
		);
		expect(error?.context?.itemIndex).toBe(1);
	});

	it('is an error of its own when the node continues', async () => {
		const { items, error } = await lookUp(
			input,
			{ whenMissing: 'error' },
			{ onError: 'continueRegularOutput' },
		);
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.Nummer ?? json.error)).toEqual([
			1,
			expect.stringContaining("DebiteurNr 'none'"),
			2,
		]);
	});
});

describe('an item that cannot be looked up', () => {
	const input = [{ debtor: '10001' }, { debtor: '' }, { debtor: '10002' }, {}];

	it('fails the node before anything is read', async () => {
		const { error } = await lookUp(input);
		expect(error?.message).toContain("the value for 'DebiteurNr' is empty");
		expect(error?.context?.itemIndex).toBe(1);
		expect(reads()).toEqual([]);
	});

	it('goes to the error output alone', async () => {
		const { items, errorItems } = await lookUp(input, {}, { onError: 'continueErrorOutput' });
		expect(numbers(items)).toEqual([1, 2]);
		expect(errorItems.map(({ pairedItem }) => pairedItem)).toEqual([{ item: 1 }, { item: 3 }]);
	});

	it('fails alone when its expression does', async () => {
		const { items } = await lookUp(
			[{ debtor: '10001' }, { debtor: null }],
			matching({ field: 'DebiteurNr', value: '={{ $json.debtor.trim() }}' }),
			{ onError: 'continueRegularOutput' },
		);
		expect(items[0]?.json.Nummer).toBe(1);
		expect(items[1]?.json.error).toEqual(expect.any(String));
	});

	it.each([
		[{ match: {} }, "a field is missing under 'Match'"],
		[matching({ field: '', value: '1' }), "a field is missing under 'Match'"],
		[matching({ field: 'Numer', value: '1' }), "did you mean 'Nummer'"],
		[{ options: { outputFields: ['Nam'] } }, "'Output Fields' names a field"],
		[{ getConnector: { __rl: true, mode: 'id', value: 'Test_Debiteur' } }, 'Test_Debiteur'],
	])('says what is wrong with %j', async (parameters, message) => {
		const { error } = await lookUp([{ debtor: '10001' }], parameters);
		expect(error?.message).toContain(message);
		expect(reads()).toEqual([]);
	});

	it('fails alone when its value is refused', async () => {
		const dated = matching({ field: 'Nummer', value: '={{ $json.number }}' });
		simulated.simulator.faults.inject({
			kind: 'htmlPage',
			status: 400,
			match: { path: '/connectors/.*filtervalues=[^&]*\\b13\\b' },
			times: null,
		});
		const numbersAsked = Array.from({ length: 40 }, (_, index) => ({ number: index + 1 }));
		const { items } = await lookUp(numbersAsked, dated, { onError: 'continueRegularOutput' });
		simulated.simulator.faults.clear();
		expect(items.filter(({ json }) => 'error' in json)).toHaveLength(1);
		expect(items.map(({ json }) => json.Nummer ?? 'failed')).toEqual(
			numbersAsked.map(({ number }) => (number === 13 ? 'failed' : number)),
		);
		// The last one, on its own, is worth another try: a gateway may just be down.
		expect(reads().length).toBeLessThan(15 + 3);
	});
});

describe('what happens during the reads', () => {
	it('is told', async () => {
		simulated.simulator.settings.maximumCells = 600;
		const { items, hints } = await lookUp([{ article: 'A1' }], {
			...lineConnector,
			...matching({ field: 'Artikel', value: '={{ $json.article }}' }),
			rowsPerItem: 'all',
		});
		simulated.simulator.settings.maximumCells = null;
		expect(items).toHaveLength(lines.filter(({ Artikel }) => Artikel === 'A1').length);
		expect(hints).toEqual([expect.stringContaining('AFAS ran out of memory')]);
	});
});
