import { lookUp, type LookUpRequest } from '../../../nodes/Afas/profit/lookUp/lookUp';
import { connectorSource } from '../../../nodes/Afas/profit/lookUp/source';
import type { Row } from '../../../nodes/Afas/profit/row';
import { seededRandom } from '../../seededRandom';
import { collations, column, FakeProfit, refusal } from './fakeProfit';

const columns = [
	column('Nummer', 'int', { controlType: 5 }),
	column('Debiteur', 'string', { length: 16 }),
	column('Naam', 'string', { length: 80 }),
	column('Bedrag', 'decimal', { decimals: 2 }),
	column('Actief', 'boolean'),
	column('Datum', 'date'),
];

const row = (Nummer: number, more: Row = {}): Row => ({
	Nummer,
	Debiteur: String(10_000 + Nummer),
	Naam: `Naam ${Nummer}`,
	Bedrag: Nummer / 4,
	Actief: Nummer % 2 === 0,
	Datum: `2026-01-${String(1 + (Nummer % 28)).padStart(2, '0')}T00:00:00Z`,
	...more,
});

const manyRows = (count: number) => Array.from({ length: count }, (_, index) => row(index + 1));

async function ask(
	profit: FakeProfit,
	fields: readonly string[],
	keys: ReadonlyArray<readonly unknown[]>,
	more: Partial<LookUpRequest> & { keyFields?: string[] } = {},
) {
	const { parallelRequests = 2, keyFields = [] } = more;
	// What one test teaches about a GetConnector is kept with its list of columns.
	const columns = [...profit.columns];
	const source = connectorSource(profit.client, {
		connector: 'Test',
		columns,
		keyFields,
		parallelRequests,
		timeout: 1_000,
	});
	const { results, notes } = await lookUp(
		source,
		{
			fields,
			columns,
			rowsPerKey: 'first',
			parallelRequests,
			stopAtFailure: false,
			...more,
		},
		keys,
	);
	return { results, notes, found: results.map(shown) };
}

/** Numbers of the rows that were found, or what went wrong. */
function shown(result: Awaited<ReturnType<typeof lookUp>>['results'][number]): unknown {
	if (result === undefined) return undefined;
	if ('rows' in result) return result.rows.map(({ Nummer }) => Nummer);
	return (result.failure as Error).message;
}

describe('many look-ups', () => {
	it('of a thousand keys of five characters take at most fifteen requests', async () => {
		const twelve = 'Debiteur_Nr1';
		const profit = new FakeProfit(
			[...columns, column(twelve)],
			manyRows(1_500).map((one) => ({ ...one, [twelve]: one.Debiteur })),
		);
		const keys = Array.from({ length: 1_000 }, (_, index) => [String(10_001 + index)]);
		const { found } = await ask(profit, [twelve], keys);
		expect(found).toEqual(keys.map((_, index) => [index + 1]));
		expect(profit.queries.length).toBeLessThanOrEqual(15);
		expect(profit.mostInFlight).toBe(2);
		expect(Math.max(...profit.queries.map(({ length }) => length + 1))).toBeLessThanOrEqual(2049);
		// Full requests, or the limit above would prove little.
		expect(Math.max(...profit.queries.map(({ length }) => length + 1))).toBeGreaterThan(1_950);
	});

	it('ask for a key once, however it is written', async () => {
		const profit = new FakeProfit(columns, [row(1, { Naam: 'De Vries' }), row(2)]);
		const keys = [['De Vries'], ['DE VRIES'], ['de vries  '], ['De Vries'], ['Naam 2'], ['?']];
		const { results, found } = await ask(profit, ['Naam'], keys);
		expect(found).toEqual([[1], [1], [1], [1], [2], []]);
		// The second proves that the one that is missing isn't behind what came.
		expect(new Set(profit.asked.map((values) => values.join()))).toEqual(
			new Set(['De Vries,Naam 2,?']),
		);
		expect(results[1]).toBe(results[0]);
	});

	it.each(['withAccents', 'withoutAccents', 'withoutHyphens'] as const)(
		'find what single ones find in a collation %s',
		async (collation) => {
			const random = seededRandom(42);
			const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T;
			const words = ['Jansen', 'Jänsen', 'JANSEN', 'jansen ', 'a,b', 'A,B;C', '50% "off"', "d'Or"];
			const more = [
				'x&y=z',
				'ß',
				'SS',
				'æ',
				'Ae',
				'Öz-türk',
				'Ozturk',
				'Özturk',
				'+',
				'#1',
				'日本',
			];
			const word = () => `${pick([...words, ...more])}${pick(['', '', ' 1', '-2', ' '])}`;
			const rows = Array.from({ length: 400 }, (_, index) =>
				row(index, { Naam: random() < 0.05 ? null : word() }),
			);
			const profit = new FakeProfit(columns, rows, { compare: collations[collation] });
			const keys = Array.from({ length: 300 }, () => [word()]);
			const all = await ask(profit, ['Naam'], keys, { rowsPerKey: 'all' });
			const first = await ask(profit, ['Naam'], keys);
			const single = keys.map(([value]) =>
				profit.find(['Naam', String(value)]).map(({ Nummer }) => Nummer),
			);
			expect(all.found).toEqual(single);
			expect(first.found).toEqual(single.map((numbers) => numbers.slice(0, 1)));
			expect(single.some((numbers) => numbers.length > 3)).toBe(true);
		},
	);

	it('keep keys apart that may be one to AFAS', async () => {
		const profit = new FakeProfit(columns, [row(1, { Naam: 'José' }), row(2, { Naam: 'Jose' })]);
		const { found } = await ask(profit, ['Naam'], [['José'], ['JOSE'], ['Naam 9']]);
		expect(found).toEqual([[1], [2], []]);
		expect(new Set(profit.asked.map((values) => values.join()))).toEqual(
			new Set(['José,Naam 9', 'JOSE']),
		);
	});

	it('find a row that AFAS compares in an unforeseen way', async () => {
		const profit = new FakeProfit(
			columns,
			manyRows(90).map((one): Row => ({ ...one, Debiteur: `000${one.Debiteur}` })),
			{ compare: (cell, value) => Number(cell) === Number(value) && value !== '10050' },
		);
		const padded = Array.from({ length: 80 }, (_, index) => [`000${10_001 + index}`]);
		const keys = [...padded.slice(0, 40), ['10041'], ...padded.slice(41), ['10050']];
		const { found } = await ask(profit, ['Debiteur'], keys);
		expect(found).toEqual([...padded.map((_, index) => [index + 1]), []]);
		expect(profit.queries.length).toBeGreaterThan(1);
		expect(profit.queries.length).toBeLessThan(20);
	});

	it('match on several columns as one key', async () => {
		const rows = manyRows(60).map((one): Row => ({
			...one,
			Debiteur: `D${Number(one.Nummer) % 10}`,
			Naam: `N${Number(one.Nummer) % 7}`,
		}));
		const profit = new FakeProfit(columns, rows);
		const keys = Array.from({ length: 70 }, (_, index) => [`d${index % 10}`, `n${index % 7}`]);
		const { found } = await ask(profit, ['Debiteur', 'Naam'], keys, { rowsPerKey: 'all' });
		expect(found).toEqual(
			keys.map(([debtor, name]) =>
				rows
					.filter((one) => one.Debiteur === debtor?.toUpperCase())
					.filter((one) => one.Naam === name?.toUpperCase())
					.map(({ Nummer }) => Nummer),
			),
		);
		expect(profit.queries.length).toBeLessThan(4);
	});

	it('compare numbers, booleans and dates as such', async () => {
		const profit = new FakeProfit(columns, manyRows(40));
		const one = async (field: string, values: unknown[]) =>
			(
				await ask(
					profit,
					[field],
					values.map((value) => [value]),
				)
			).found;
		expect(await one('Nummer', [7, '7', '007', '8', 9_999])).toEqual([[7], [7], [7], [8], []]);
		expect(await one('Bedrag', ['2,5', 2.5, '2.50', 1])).toEqual([[10], [10], [10], [4]]);
		expect(await one('Actief', ['nee', true, 'ja', false])).toEqual([[1], [2], [2], [1]]);
		const fifth = ['2026-01-05', '5-1-2026', new Date('2026-01-04T23:00:00Z')];
		expect(await one('Datum', [...fifth, '2026-02-01'])).toEqual([[4], [4], [4], []]);
	});

	it('tell decimals apart that AFAS shows as one', async () => {
		const hidden: Record<number, number> = { 1: 2.5, 2: 2.5012 };
		const rows = [row(1, { Bedrag: 2.5 }), row(2, { Bedrag: 2.5 })];
		const profit = new FakeProfit(columns, rows, {
			inside: ({ Nummer }, field) => (field === 'Bedrag' ? hidden[Nummer as number] : undefined),
		});
		const { found } = await ask(profit, ['Bedrag'], [[2.5012], [2.5], [7]]);
		expect(found).toEqual([[2], [1], []]);
	});
});

describe('look-ups with several rows a key', () => {
	const grouped = manyRows(9_000).map((one): Row => ({
		...one,
		Debiteur: `D${Number(one.Nummer) % 30}`,
	}));
	const keys = Array.from({ length: 31 }, (_, index) => [`D${index}`]);

	it('return all of them, page after page, in a full order', async () => {
		const wide = Array.from({ length: 144 }, (_, index) => column(`Extra_${index}`));
		const profit = new FakeProfit([...columns, ...wide], grouped);
		const { found } = await ask(profit, ['Debiteur'], keys, {
			rowsPerKey: 'all',
			keyFields: ['Nummer'],
		});
		expect(found).toEqual(
			keys.map(([key]) =>
				grouped.filter(({ Debiteur }) => Debiteur === key).map(({ Nummer }) => Nummer),
			),
		);
		expect(profit.queries.length).toBeGreaterThan(9);
		expect(profit.mostInFlight).toBe(2);
		expect(profit.queries.every((query) => query.includes('orderbyfieldids=Nummer'))).toBe(true);
	});

	it('have no more requests in flight than asked, pages and keys together', async () => {
		const profit = new FakeProfit(
			[...columns, ...Array.from({ length: 1_200 }, (_, index) => column(`Extra_${index}`))],
			manyRows(1_800).map((one): Row => ({ ...one, Debiteur: `D${Number(one.Nummer) % 300}` })),
		);
		const many = Array.from({ length: 300 }, (_, index) => [`D${index}`]);
		const { found } = await ask(profit, ['Debiteur'], many, {
			rowsPerKey: 'all',
			parallelRequests: 3,
		});
		expect(found.map((numbers) => (numbers as number[]).length)).toEqual(many.map(() => 6));
		expect(profit.queries.length).toBeGreaterThan(12);
		expect(profit.mostInFlight).toBe(3);
	});

	it('return the first of each without reading all of the others', async () => {
		const uneven = [
			...manyRows(5_000).map((one): Row => ({ ...one, Debiteur: 'D0' })),
			...grouped.map((one): Row => ({ ...one, Nummer: Number(one.Nummer) + 5_000 })),
		];
		const profit = new FakeProfit(columns, uneven);
		const { found } = await ask(profit, ['Debiteur'], keys);
		expect(found).toEqual(
			keys.map(([key]) =>
				uneven
					.filter(({ Debiteur }) => Debiteur === key)
					.map(({ Nummer }) => Nummer)
					.slice(0, 1),
			),
		);
		const taken = profit.queries.map((query) => Number(/take=(\d+)/.exec(query)?.[1]));
		expect(taken.length).toBeLessThanOrEqual(3);
		expect(Math.max(...taken)).toBeLessThan(1_000);
	});

	it('ask for one row when there is one key', async () => {
		const profit = new FakeProfit(columns, grouped);
		expect((await ask(profit, ['Debiteur'], [['D3']])).found).toEqual([[3]]);
		expect(profit.queries.map((query) => /take=\d+/.exec(query)?.[0])).toEqual(['take=1']);
	});
});

describe('values that AFAS can read in two ways', () => {
	const rows = [row(1, { Naam: 'A' }), row(2, { Naam: 'B' }), row(3, { Naam: 'A;B' })];
	const keys = [['A;B'], ['A'], ['C;B'], ['Naam']];

	it('go into a filter of their own and are noted', async () => {
		const profit = new FakeProfit(columns, rows);
		const { found, notes } = await ask(profit, ['Naam'], keys);
		expect(found).toEqual([[3], [1], [], []]);
		expect(new Set(profit.queries.map((query) => query.includes('filterjson=')))).toEqual(
			new Set([false, true]),
		);
		expect(notes).toEqual([expect.stringContaining("A value for 'Naam' has a ';'")]);
	});

	it('never find a row that has but a part of the value', async () => {
		const profit = new FakeProfit(columns, rows, { semicolonIsOr: true });
		const { found } = await ask(profit, ['Naam'], keys);
		expect(found).toEqual([[], [1], [], []]);
		expect((await ask(profit, ['Naam'], [['A;B']])).found).toEqual([[]]);
	});
});

describe('values that are not looked up', () => {
	it.each([undefined, null, '', '  '])('are empty (%p), and harm no other', async (value) => {
		const profit = new FakeProfit(columns, manyRows(3));
		const { found } = await ask(
			profit,
			['Naam', 'Debiteur'],
			[
				['Naam 1', '10001'],
				['Naam 1', value],
			],
		);
		expect(found).toEqual([[1], "Nothing was looked up: the value for 'Debiteur' is empty"]);
		expect(profit.asked).toEqual([['Naam 1', '10001']]);
	});

	it('do not fit the column', async () => {
		const profit = new FakeProfit(columns, manyRows(3));
		const { found } = await ask(profit, ['Nummer'], [['x'], [2], [[1, 2]]]);
		expect(found).toEqual([
			"Nothing was looked up: 'Nummer' is a whole number, and 'x' is not",
			[2],
			expect.stringContaining('has a list as its value'),
		]);
	});

	it('are all of them when there is no column to match on', async () => {
		const profit = new FakeProfit(columns, manyRows(3));
		const { found } = await ask(profit, [], [[]]);
		expect(found).toEqual(['Nothing was looked up: there is no field to match on']);
		expect(profit.queries).toEqual([]);
	});

	it('stop everything before a request when a failure is the end', async () => {
		const profit = new FakeProfit(columns, manyRows(3));
		const { found } = await ask(profit, ['Naam'], [['Naam 1'], ['']], { stopAtFailure: true });
		expect(found).toEqual([undefined, expect.stringContaining('is empty')]);
		expect(profit.queries).toEqual([]);
	});
});

describe('a refusal', () => {
	const keys = Array.from({ length: 200 }, (_, index) => [String(10_001 + index)]);
	const expectedBut = (bad: ReadonlySet<string>, message: string) =>
		keys.map(([key], index) => (bad.has(String(key)) ? message : [index + 1]));

	it('of bad keys fails only them', async () => {
		const bad = new Set(['10001', '10057', '10058', '10200']);
		const profit = new FakeProfit(columns, manyRows(300), {
			refuse: (values) =>
				values.some((value) => bad.has(value)) ? refusal('Onbekende waarde') : undefined,
		});
		const { found } = await ask(profit, ['Debiteur'], keys);
		expect(found).toEqual(expectedBut(bad, 'Onbekende waarde'));
		expect(profit.queries.length).toBeLessThan(70);
	});

	it.each([
		['404', { status: 404, headers: {}, body: '' }],
		['414', { status: 414, headers: {}, body: '<html>too long</html>' }],
		['500 without words', { status: 500, headers: {}, body: undefined }],
	])('of long requests (%s) makes them shorter', async (_, answer) => {
		const profit = new FakeProfit(columns, manyRows(300), {
			refuse: (values) => (values.length > 20 ? answer : undefined),
		});
		const { found } = await ask(profit, ['Debiteur'], keys);
		expect(found).toEqual(expectedBut(new Set(), ''));
		expect(profit.queries.length).toBeLessThan(40);
	});

	it('of everything is not asked for two hundred times', async () => {
		const profit = new FakeProfit(columns, manyRows(300), { refuse: () => refusal('Nee') });
		const { found } = await ask(profit, ['Debiteur'], keys);
		expect(found).toEqual(expectedBut(new Set(keys.flat()), 'Nee'));
		expect(profit.queries.length).toBeLessThan(50);
	});

	it('that no value can have caused fails its look-ups at once', async () => {
		const profit = new FakeProfit(columns, manyRows(300), {
			refuse: (values) =>
				values.includes('10001') ? { status: 403, headers: {}, body: '' } : undefined,
		});
		const { found } = await ask(profit, ['Debiteur'], keys);
		const refused = profit.asked.find((values) => values.includes('10001')) ?? [];
		expect(found).toEqual(
			expectedBut(new Set(refused), 'AFAS refuses the IP address of this n8n (403)'),
		);
		expect(profit.queries.length).toBeLessThan(5);
	});

	it('asks no more when a failure is the end', async () => {
		const profit = new FakeProfit(columns, manyRows(300), {
			refuse: (values) => (values.includes('10001') ? refusal('Nee') : undefined),
		});
		const { found } = await ask(profit, ['Debiteur'], keys, {
			stopAtFailure: true,
			parallelRequests: 1,
		});
		expect(found[0]).toBe('Nee');
		expect(found.filter((one) => one === undefined)).toHaveLength(199);
	});

	it('of a value that is too long for a request is its own', async () => {
		const profit = new FakeProfit(columns, manyRows(3));
		const { found } = await ask(profit, ['Naam'], [['Naam 1'], ['x'.repeat(3_000)], ['Naam 2']]);
		expect(found).toEqual([[1], expect.stringContaining('AFAS accepts 2049'), [2]]);
		expect(profit.queries).toHaveLength(1);
	});
});
