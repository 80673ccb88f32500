import { OPERATOR_NAMES, type OperatorName } from '../../nodes/Afas/profit/filter/operators';
import type { Row } from '../simulator/contract';
import { reading, type Simulated, startSimulated, testConnector, testRows } from './simulated';

const CONNECTOR = 'Test_Rijen';
const rows = testRows(400);

let simulated: Simulated;

beforeAll(async () => {
	simulated = await startSimulated();
	simulated.simulator.company.addGetConnector(testConnector(CONNECTOR), [...rows]);
});

afterAll(async () => await simulated.simulator.close());

beforeEach(() => {
	simulated.simulator.clearRequests();
	simulated.simulator.settings.textOperators = 'both';
});

const condition = (field: string, operator: OperatorName, value: unknown = '') => ({
	field,
	operator,
	value,
});

const built = (...groups: Array<Array<ReturnType<typeof condition>>>) => ({
	filterType: 'builder',
	filters: { group: groups.map((conditions) => ({ conditions: { condition: conditions } })) },
});

async function read(more: object, connector = CONNECTOR) {
	const result = await simulated.engine.run(reading(connector, more));
	if (result.error) throw new Error(`${result.error.message} ${result.error.description ?? ''}`);
	return result;
}

async function numbers(more: object): Promise<number[]> {
	const { items } = await read(more);
	return items.map(({ json }) => json.Nummer as number);
}

const expected = (test: (row: Row) => boolean) => rows.filter(test).map(({ Nummer }) => Nummer);

const pages = () =>
	simulated.simulator.requests.filter(({ path }) => path.includes('/connectors/'));

describe('the rows', () => {
	it('are the first fifty unless asked otherwise', async () => {
		const { items } = await read({ returnAll: false });
		expect(items).toHaveLength(50);
		expect(pages()).toHaveLength(1);
		expect(pages()[0]?.query).toMatchObject({ skip: '0', take: '50' });
	});

	it('are as many as the limit, over page borders too', async () => {
		const found = await numbers({ returnAll: false, limit: 123, options: { pageSize: 50 } });
		expect(found).toEqual(rows.slice(0, 123).map(({ Nummer }) => Nummer));
	});

	it('come one an item, paired with the input item', async () => {
		const { items } = await simulated.engine.run({
			...reading(CONNECTOR, {
				...built([condition('Nummer', 'equals', '={{ $json.wanted }}')]),
			}),
			input: [{ wanted: 7 }, { wanted: 99_999 }, { wanted: '8' }],
		});
		expect(items.map(({ json, pairedItem }) => [json.Nummer, pairedItem])).toEqual([
			[7, { item: 0 }],
			[8, { item: 2 }],
		]);
	});

	it('are the same chosen from the list as by id', async () => {
		const { items } = await read({
			getConnector: { __rl: true, mode: 'list', value: CONNECTOR, cachedResultName: 'Test' },
			returnAll: false,
			limit: 3,
		});
		expect(items.map(({ json }) => json.Nummer)).toEqual([1, 2, 3]);
	});

	it('come through unharmed when columns are called error and message', async () => {
		const result = await simulated.engine.run({
			...reading('Lindeboom_Importlog'),
			onError: 'continueErrorOutput',
		});
		const inProfit = simulated.simulator.company.rowsOf('Lindeboom_Importlog');
		expect(inProfit.length).toBeGreaterThan(0);
		expect(result.items).toHaveLength(inProfit.length);
		expect(result.errorItems).toEqual([]);
		expect(Object.keys(result.items[0]?.json ?? {})).toEqual(
			expect.arrayContaining(['error', 'message']),
		);
	});

	it('come through unharmed when only error and message were chosen', async () => {
		const [row] = simulated.simulator.company.rowsOf('Lindeboom_Importlog');
		const reads = {
			...reading('Lindeboom_Importlog', { options: { outputFields: ['error', 'message'] } }),
			onError: 'continueErrorOutput',
		} as const;
		const all = await simulated.engine.run(reads);
		expect(all.errorItems).toEqual([]);
		expect(all.items.length).toBeGreaterThan(0);
		expect(Object.keys(all.items[0]?.json ?? {})).toHaveLength(3);
		expect(all.hints.join()).toContain("was added to 'Output Fields'");
		const key = Object.keys(row ?? {}).find((id) => !['error', 'message'].includes(id)) ?? '';
		const found = await simulated.engine.run({
			...reads,
			parameters: {
				...reads.parameters,
				operation: 'lookUp',
				match: { column: [{ field: key, value: String(row?.[key]) }] },
			},
		});
		expect(found.errorItems).toEqual([]);
		expect(found.items).toHaveLength(1);
		expect(found.items[0]?.json).toHaveProperty(key);
		const { items } = await simulated.engine.run({ ...reads, onError: 'continueRegularOutput' });
		expect(Object.keys(items[0]?.json ?? {})).toEqual(['error', 'message']);
	});

	it('keep only the output fields that were chosen', async () => {
		const { items } = await read({
			returnAll: false,
			limit: 2,
			options: { outputFields: ['Naam', 'Nummer'] },
		});
		expect(items.map(({ json }) => Object.keys(json))).toEqual([
			['Naam', 'Nummer'],
			['Naam', 'Nummer'],
		]);
	});
});

describe('a filter that is built', () => {
	const text = (row: Row) => String(row.Naam ?? '').toLowerCase();
	const holds: Record<OperatorName, [field: string, value: string, test: (row: Row) => boolean]> = {
		equals: ['Nummer', '7', (row) => row.Nummer === 7],
		notEquals: ['Nummer', '7', (row) => row.Nummer !== 7],
		greaterThan: ['Bedrag', '60,5', (row) => row.Bedrag !== null && Number(row.Bedrag) > 60.5],
		greaterThanOrEqual: ['Nummer', '390', (row) => Number(row.Nummer) >= 390],
		lessThan: ['Nummer', '10', (row) => Number(row.Nummer) < 10],
		lessThanOrEqual: ['Datum', '2026-01-03', (row) => String(row.Datum) < '2026-01-03T00:00:01'],
		contains: ['Naam', 'ZTÜ', (row) => text(row).includes('ztü')],
		notContains: ['Naam', 'an', (row) => row.Naam !== null && !text(row).includes('an')],
		startsWith: ['Naam', 'Bakker', (row) => text(row).startsWith('bakker')],
		notStartsWith: [
			'Naam',
			'bakker',
			(row) => row.Naam !== null && !text(row).startsWith('bakker'),
		],
		endsWith: ['Naam', ' 7', (row) => text(row).endsWith(' 7')],
		notEndsWith: ['Naam', '7', (row) => row.Naam !== null && !text(row).endsWith('7')],
		isEmpty: ['Naam', '', (row) => row.Naam === null],
		isNotEmpty: ['Naam', '', (row) => row.Naam !== null],
		quickFilter: ['Naam', 'jansen', (row) => text(row).includes('jansen')],
	};

	it.each(OPERATOR_NAMES)('finds the rows that %s means', async (operator) => {
		const [field, value, test] = holds[operator];
		const wanted = expected(test);
		expect(wanted.length).toBeGreaterThan(0);
		expect(wanted.length).toBeLessThan(400);
		expect(await numbers(built([condition(field, operator, value)]))).toEqual(wanted);
	});

	it.each(['contains', 'startsWith', 'endsWith', 'notContains', 'notStartsWith', 'notEndsWith'])(
		'finds the same where AFAS wants %% in %s',
		async (operator) => {
			simulated.simulator.settings.textOperators = 'percent';
			const [field, value, test] = holds[operator as OperatorName];
			expect(await numbers(built([condition(field, operator as OperatorName, value)]))).toEqual(
				expected(test),
			);
		},
	);

	it('combines conditions with AND and groups with OR', async () => {
		const found = await numbers(
			built(
				[condition('Nummer', 'lessThan', 50), condition('Actief', 'equals', 'ja')],
				[condition('Nummer', 'greaterThan', 390)],
			),
		);
		expect(found).toEqual(
			expected(
				({ Nummer, Actief }) => (Number(Nummer) < 50 && Actief === true) || Number(Nummer) > 390,
			),
		);
	});

	it('finds values with commas and semicolons', async () => {
		const company = simulated.simulator.company;
		company.addGetConnector(testConnector('Test_Komma'), [
			{ ...rows[0], Nummer: 1, Naam: 'Jansen, Piet' },
			{ ...rows[0], Nummer: 2, Naam: 'Jansen' },
			{ ...rows[0], Nummer: 3, Naam: 'a;b' },
		] as Row[]);
		const find = async (value: string) =>
			await read(built([condition('Naam', 'equals', value)]), 'Test_Komma');
		expect((await find('Jansen, Piet')).items.map(({ json }) => json.Nummer)).toEqual([1]);
		const semicolon = await find('a;b');
		expect(semicolon.items.map(({ json }) => json.Nummer)).toEqual([3]);
		expect(semicolon.hints.join()).toContain("';'");
	});

	it('takes moments with a zone as moments and others as Dutch time', async () => {
		const wanted = expected(({ Gewijzigd_op }) => String(Gewijzigd_op) >= '2026-02-14T10:00:00');
		for (const value of ['2026-02-14T10:00:00', '2026-02-14T09:00:00Z', '14-02-2026 10:00']) {
			expect(
				await numbers(built([condition('Gewijzigd_op', 'greaterThanOrEqual', value)])),
			).toEqual(wanted);
		}
	});

	it('is refused when it has no conditions: it would read all rows', async () => {
		await expect(numbers({ filterType: 'builder', filters: {} })).rejects.toThrow(
			'it has no conditions',
		);
	});

	it.each(['contains', 'startsWith', 'notEndsWith'] as const)(
		'hints that %s is slow',
		async (operator) => {
			const { hints } = await read(built([condition('Naam', operator, 'x')]));
			expect(hints).toEqual([
				expect.stringContaining("The filter on 'Naam' compares a part of the text"),
			]);
		},
	);
});

describe('a JSON filter', () => {
	it.each([
		['groups', '[[{"field":"Nummer","operator":"lessThan","value":3}]]'],
		['an expression that gives data', '={{ [[{ field: "Nummer", operator: "<", value: 3 }]] }}'],
		[
			'the object of AFAS',
			'{"Filters":{"Filter":[{"@FilterId":"1","Field":[{"@FieldId":"Nummer","@OperatorType":"5","#text":"3"}]}]}}',
		],
	])('may be %s', async (_, filterJson) => {
		expect(await numbers({ filterType: 'json', filterJson })).toEqual([1, 2]);
	});
});

describe('the sort', () => {
	it('is what was asked for', async () => {
		const sort = {
			field: [
				{ field: 'Actief', direction: 'desc' },
				{ field: 'Nummer', direction: 'desc' },
			],
		};
		const found = await numbers({ sort, options: { pageSize: 60 } });
		const active = expected(({ Actief }) => Actief === true).reverse();
		const inactive = expected(({ Actief }) => Actief === false).reverse();
		expect(found).toEqual([...active, ...inactive]);
	});

	it('is chosen when none was asked for, and a hint says which', async () => {
		const { hints, items } = await read({ options: { pageSize: 100 } });
		expect(items.map(({ json }) => json.Nummer)).toEqual(rows.map(({ Nummer }) => Nummer));
		expect(hints).toEqual([expect.stringContaining('in the order of Nummer')]);
		expect(pages().every(({ query }) => (query.orderbyfieldids ?? '') !== '')).toBe(true);
	});
});

describe('the dates of a row', () => {
	const dates = async (mode?: string) => {
		const { items } = await read({
			...built([condition('Nummer', 'equals', 28)]),
			options: mode === undefined ? {} : { dates: mode },
		});
		return [items[0]?.json.Datum, items[0]?.json.Gewijzigd_op];
	};

	it.each([
		[undefined, '2026-01-01', '2026-02-01T10:28:30+01:00'],
		['auto', '2026-01-01', '2026-02-01T10:28:30+01:00'],
		['offset', '2026-01-01T00:00:00+01:00', '2026-02-01T10:28:30+01:00'],
		['local', '2026-01-01T00:00:00', '2026-02-01T10:28:30'],
		['asReturned', '2026-01-01T00:00:00Z', '2026-02-01T10:28:30Z'],
	])('with the option %s are %s and %s', async (mode, date, moment) => {
		expect(await dates(mode)).toEqual([date, moment]);
	});
});

describe('the language', () => {
	it('is sent, and left to the environment otherwise', async () => {
		await read({ returnAll: false, options: { language: 'en-us' } });
		expect(pages()[0]?.headers['accept-language']).toBe('en-us');
		simulated.simulator.clearRequests();
		await read({ returnAll: false });
		expect(pages()[0]?.headers['accept-language']).toBeUndefined();
	});
});

describe('an item that fails', () => {
	const input = [{ connector: CONNECTOR }, { connector: 'Nergens' }, { connector: CONNECTOR }];
	const parameters = {
		getConnector: { __rl: true, mode: 'id', value: '={{ $json.connector }}' },
		returnAll: false,
		limit: 2,
	};

	it('stops the node with its index', async () => {
		const { error, items } = await simulated.engine.run({ ...reading('', parameters), input });
		expect(error?.message).toBe("The App Connector has no GetConnector 'Nergens'");
		expect(error?.context?.itemIndex).toBe(1);
		expect(items).toEqual([]);
	});

	it('leaves the others alone when the node continues', async () => {
		const { items, error } = await simulated.engine.run({
			...reading('', parameters),
			input,
			onError: 'continueRegularOutput',
		});
		expect(error).toBeUndefined();
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 0, 1, 2, 2].map((item) => ({ item })),
		);
		expect(items[2]?.json.error).toBe("The App Connector has no GetConnector 'Nergens'");
	});

	it('goes to the error output with what it came with', async () => {
		const { items, errorItems } = await simulated.engine.run({
			...reading('', parameters),
			input,
			onError: 'continueErrorOutput',
		});
		expect(items).toHaveLength(4);
		expect(errorItems).toHaveLength(1);
		expect(errorItems[0]?.json).toMatchObject({
			connector: 'Nergens',
			error: "The App Connector has no GetConnector 'Nergens'",
		});
	});

	it('half-way through a read gives no rows', async () => {
		simulated.simulator.faults.inject({
			kind: 'blocked',
			match: { path: '/connectors/', nth: 3 },
		});
		const { items } = await simulated.engine.run({
			...reading(CONNECTOR, { options: { pageSize: 50 } }),
			onError: 'continueRegularOutput',
		});
		simulated.simulator.faults.clear();
		expect(items).toHaveLength(1);
		expect(items[0]?.json.error).toMatch(/geblokkeerd/);
	});
});

describe('cancelling', () => {
	it('stops further requests', async () => {
		simulated.simulator.settings.latency.call = 100;
		let cancel = () => {};
		const unhook = simulated.simulator.beforeRequest(({ path }) => {
			if (path.includes('/connectors/') && pages().length === 2) cancel();
		});
		await simulated.engine
			.run({
				...reading(CONNECTOR, { options: { pageSize: 10, parallelRequests: 1 } }),
				onStart: (stop) => (cancel = stop),
			})
			.catch(() => undefined);
		unhook();
		simulated.simulator.settings.latency.call = 0;
		expect(pages().length).toBeLessThanOrEqual(3);
	});
});
