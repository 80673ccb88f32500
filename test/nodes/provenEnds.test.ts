import type { Row } from '../simulator/contract';
import { PollingEngine } from './pollingEngine';
import {
	reading,
	type Simulated,
	startSimulated,
	testConnector,
	testRow,
	testRows,
} from './simulated';

let simulated: Simulated;

beforeEach(async () => (simulated = await startSimulated()));
afterEach(async () => await simulated.simulator.close());

const ID = 'Test_Einde';

const locator = (value: string) => ({ __rl: true, mode: 'id', value });

function addRows(rows: Row[]): void {
	simulated.simulator.company.addGetConnector(testConnector(ID), rows);
}

async function read(more: object = {}) {
	const { error, items, hints } = await simulated.engine.run(reading(ID, more));
	return { error, numbers: items.map(({ json }) => json.Nummer), hints: hints.join() };
}

const equalTo = (field: string, operator: string, value: unknown) => ({
	filterType: 'json',
	filterJson: JSON.stringify([[{ field, operator, value }]]),
});

describe('a limit of rows at once that appears later', () => {
	it('makes the snapshot trigger report no deletions', async () => {
		addRows(testRows(90));
		const engine = await PollingEngine.create(simulated.simulator, {
			getConnector: locator(ID),
			detection: 'snapshot',
			keyFields: ['Nummer'],
			events: ['created', 'updated', 'deleted'],
		});
		await engine.activate();
		expect(await engine.poll()).toBeUndefined();
		simulated.simulator.settings.pageCap = 60;
		expect(await engine.poll()).toBeUndefined();
	});

	it('cuts off no read with another filter', async () => {
		addRows(testRows(540));
		expect((await read(equalTo('Nummer', 'lessThanOrEqual', 40))).numbers).toHaveLength(40);
		simulated.simulator.settings.pageCap = 30;
		expect((await read(equalTo('Nummer', 'greaterThan', 40))).numbers).toHaveLength(500);
	});

	it('is forgotten when it was small, and gone', async () => {
		addRows(testRows(60));
		simulated.simulator.settings.pageCap = 2;
		await read({ options: { pageSize: 50 } });
		simulated.simulator.settings.pageCap = null;
		expect((await read()).numbers).toHaveLength(60);
	});
});

it('lets a trigger by date go on behind the fewest rows that AFAS gives at once', async () => {
	addRows([testRow(1)]);
	simulated.simulator.settings.pageCap = 100;
	const engine = await PollingEngine.create(simulated.simulator, {
		getConnector: locator(ID),
		detection: 'modifiedField',
		modifiedFields: ['Gewijzigd_op'],
		keyFields: ['Nummer'],
		createdField: '',
	});
	await engine.activate();
	const rows = simulated.simulator.company.ownRows(ID);
	for (let number = 2; number <= 301; number += 1) {
		const Gewijzigd_op = new Date(Date.UTC(2026, 5, 1, 10, 0, number)).toISOString().slice(0, -1);
		rows.push({ ...testRow(number), Gewijzigd_op });
	}
	const found = [];
	for (let poll = 0; poll < 3; poll += 1) found.push(...((await engine.poll()) ?? []));
	expect(found).toHaveLength(300);
});

describe('rows that are all alike', () => {
	it.each([
		[900, 600, 1_000],
		[90, 60, 100],
		[0, 1_500, 1_000],
	])('are whole: %i and %i, %i at once', async (distinct, alike, cap) => {
		const same: Row = { ...testRow(1), Nummer: 99_999 };
		addRows([...testRows(distinct), ...Array.from({ length: alike }, () => ({ ...same }))]);
		simulated.simulator.settings.pageCap = cap;
		const { error, numbers } = await read({ options: { keyFields: ['Nummer'] } });
		if (error === undefined) expect(numbers).toHaveLength(distinct + alike);
		else expect(error.message).toMatch(/AFAS|rows/);
	});
});

it('says so when there may be more rows than can be asked for', async () => {
	addRows(testRows(1_000));
	Object.assign(simulated.simulator.settings, { pageCap: 100, dropped: 'skip' });
	const { error } = await read({ options: { pagination: 'offset' } });
	expect(error?.message).toMatch(
		/^AFAS gives the same rows|^Whether AFAS has more rows|lost its place/,
	);
});

describe('look-ups', () => {
	const lookUp = async (numbers: number[], more: object = {}) =>
		await simulated.engine.run({
			parameters: {
				resource: 'getConnector',
				operation: 'lookUp',
				getConnector: locator(ID),
				match: { column: [{ field: 'Naam', value: '={{ $json.name }}' }] },
				...more,
			},
			input: numbers.map((number) => ({ name: `N${number}` })),
		});

	const named = (count: number, each: number): Row[] =>
		Array.from({ length: count * each }, (_, index) => ({
			...testRow(index + 1),
			Naam: `N${1 + Math.floor(index / each)}`,
		}));

	const to = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

	it.each(['first', 'all'])(
		'find everything where a gateway drops "take" (%s)',
		async (rowsPerItem) => {
			addRows(named(100, 2));
			simulated.simulator.settings.dropped = 'take';
			const { items, error } = await lookUp(to(100), { rowsPerItem, whenMissing: 'error' });
			expect(error).toBeUndefined();
			expect(items).toHaveLength(rowsPerItem === 'first' ? 100 : 200);
		},
	);

	it.each([3, 5, 10])('miss nothing where %i rows are given at once', async (cap) => {
		addRows([...named(10, 1), { ...testRow(11), Naam: 'N1' }]);
		simulated.simulator.settings.pageCap = cap;
		const { items, error } = await lookUp(to(10), { whenMissing: 'error' });
		expect(error).toBeUndefined();
		expect(items).toHaveLength(10);
	});
});
