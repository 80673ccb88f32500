import type { GetColumn, Row } from '../simulator/contract';
import { PollingEngine } from './pollingEngine';
import { column, reading, type Simulated, startSimulated } from './simulated';

let simulated: Simulated;

beforeAll(async () => (simulated = await startSimulated()));
afterAll(async () => await simulated.simulator.close());

beforeEach(() => {
	Object.assign(simulated.simulator.settings, {
		refusedSort: '',
		refusedFilter: '',
		mostGroups: null,
		dottedSort: 'plain',
	});
	simulated.simulator.clearRequests();
});

const REFUSED = 'Volgnummer_verbijzondering';
const ROWS = 2_500;

let connectors = 0;

/** A GetConnector of its own, as what AFAS refuses is remembered for each. */
function connector(more: readonly GetColumn[] = [], rows = testRows(ROWS)): string {
	const id = `Test_Verbijzondering_${(connectors += 1)}`;
	simulated.simulator.company.addGetConnector(
		{
			id,
			description: { nl: 'Verbijzondering', en: 'Cost analysis' },
			columns: [
				column('Jaar', 'int'),
				column(REFUSED, 'int', { controlType: 5 }),
				column('Omschrijving', 'string'),
				column('Gewijzigd_op', 'date'),
				...more,
			],
		},
		rows,
	);
	return id;
}

/** Several rows a year: only the column that is refused tells all of them apart by itself. */
function testRows(count: number): Row[] {
	return Array.from({ length: count }, (_, index): Row => ({
		Jaar: 2000 + (index % 25),
		[REFUSED]: index + 1,
		Omschrijving: `Regel ${index}`,
		Gewijzigd_op: moment(index),
	}));
}

function moment(minute: number): string {
	return new Date(Date.UTC(2026, 0, 1, 0, minute)).toISOString().slice(0, -1);
}

const pages = () =>
	simulated.simulator.requests.filter(({ path }) => path.includes('/connectors/'));

const numbersOf = (items: ReadonlyArray<{ json: Record<string, unknown> }>) =>
	items.map(({ json }) => Number(json[REFUSED])).sort((one, other) => one - other);

const all = Array.from({ length: ROWS }, (_, index) => index + 1);

const sortedOn = (...fields: string[]) => ({
	sort: { field: fields.map((field) => ({ field, direction: 'asc' })) },
});

async function read(id: string, more: object = {}) {
	const options = { pageSize: 1_000 };
	const result = await simulated.engine.run(reading(id, { options, ...more }));
	return {
		...result,
		numbers: numbersOf(result.items),
		hints: result.hints.join('\n'),
	};
}

describe('an order that the node chose and AFAS refuses', () => {
	beforeEach(() => (simulated.simulator.settings.refusedSort = REFUSED));

	it('is left, in few requests, and the rows are whole', async () => {
		const { numbers, hints, error } = await read(connector());
		expect(error).toBeUndefined();
		expect(numbers).toEqual(all);
		expect(hints).toContain(`AFAS refuses to sort on '${REFUSED}' in this GetConnector`);
		expect(hints).toContain('in the order of Jaar, Omschrijving');
		// One refused, one without order, three columns, one that takes a place, and the read.
		expect(pages().length).toBeLessThanOrEqual(10);
	});

	it('is remembered, so that the next read asks for nothing in vain, and says so again', async () => {
		const id = connector();
		await read(id);
		simulated.simulator.clearRequests();
		const { numbers, hints } = await read(id);
		expect(numbers).toEqual(all);
		expect(hints).toContain(`refuses to sort on '${REFUSED}'`);
		expect(pages().filter(({ status }) => status !== 200)).toEqual([]);
		expect(pages().length).toBeLessThanOrEqual(4);
	});

	it('is left behind the sort of the user as well, which stays', async () => {
		const { items, numbers, hints } = await read(connector(), sortedOn('Omschrijving'));
		expect(numbers).toEqual(all);
		const names = items.map(({ json }) => String(json.Omschrijving));
		expect(names).toEqual([...names].sort((one, other) => (one < other ? -1 : 1)));
		expect(hints).toContain('in the order of Omschrijving, Jaar');
	});

	it('is left when the user named its columns as key fields', async () => {
		const options = { pageSize: 1_000, keyFields: ['Jaar', REFUSED] };
		const { numbers, error } = await read(connector(), { options });
		expect(error).toBeUndefined();
		expect(numbers).toEqual(all);
	});

	it('is left when rows go to a file', async () => {
		const options = { output: 'file', fileFormat: 'ndjson', pageSize: 1_000 };
		const { items, error } = await read(connector(), { options });
		expect(error).toBeUndefined();
		expect(items[0]?.json).toMatchObject({ rows: ROWS });
	});

	it('is left by value, by counting and with a limit', async () => {
		for (const pagination of ['keyset', 'offset']) {
			const options = { pageSize: 700, pagination };
			expect((await read(connector(), { options })).numbers).toEqual(all);
		}
		const { items } = await read(connector(), { returnAll: false, limit: 7 });
		expect(items).toHaveLength(7);
	});

	it('is left by look-ups', async () => {
		const result = await simulated.engine.run({
			parameters: {
				resource: 'getConnector',
				operation: 'lookUp',
				getConnector: { __rl: true, mode: 'id', value: connector() },
				match: { column: [{ field: 'Omschrijving', value: '={{ $json.name }}' }] },
			},
			input: [{ name: 'Regel 3' }, { name: 'Regel 1007' }],
		});
		expect(result.error).toBeUndefined();
		expect(numbersOf(result.items)).toEqual([4, 1008]);
		expect(result.hints.join()).toContain(`refuses to sort on '${REFUSED}'`);
	});
});

describe('a GetConnector that AFAS sorts on nothing', () => {
	beforeEach(() => (simulated.simulator.settings.refusedSort = '*'));

	it('is read in one page, and says so', async () => {
		const { numbers, hints } = await read(connector());
		expect(numbers).toEqual(all);
		expect(hints).toContain('refuses to sort this GetConnector');
		const page = pages().at(-1);
		expect(page?.query).not.toHaveProperty('orderbyfieldids');
		expect(pages().length).toBeLessThanOrEqual(10);
	});

	it('is looked up in as well', async () => {
		const result = await simulated.engine.run({
			parameters: {
				resource: 'getConnector',
				operation: 'lookUp',
				getConnector: { __rl: true, mode: 'id', value: connector() },
				match: { column: [{ field: 'Jaar', value: '={{ $json.year }}' }] },
				rowsPerItem: 'all',
			},
			input: [{ year: 2003 }, { year: 2004 }],
		});
		expect(result.error).toBeUndefined();
		expect(result.items).toHaveLength(200);
	});
});

describe('a condition that the node adds and AFAS refuses', () => {
	it('is left, remembered and told when it is for pages by value', async () => {
		simulated.simulator.settings.refusedFilter = 'Jaar';
		const id = connector();
		const first = await read(id);
		expect(first.numbers).toEqual(all);
		expect(first.hints).toContain('AFAS refused the condition that the node adds');
		simulated.simulator.clearRequests();
		const second = await read(id);
		expect(second.numbers).toEqual(all);
		expect(pages().filter(({ status }) => status !== 200)).toEqual([]);
		expect(second.hints).toContain('AFAS refused the condition that the node adds');
	});

	it.each([1, 3])('is made smaller where look-ups take %i values at once', async (most) => {
		simulated.simulator.settings.mostGroups = most;
		const id = connector();
		const lookUp = async () =>
			await simulated.engine.run({
				parameters: {
					resource: 'getConnector',
					operation: 'lookUp',
					getConnector: { __rl: true, mode: 'id', value: id },
					match: { column: [{ field: 'Omschrijving', value: '={{ $json.name }}' }] },
				},
				input: Array.from({ length: 64 }, (_, index) => ({ name: `Regel ${index}` })),
			});
		const result = await lookUp();
		expect(result.error).toBeUndefined();
		expect(numbersOf(result.items)).toEqual(all.slice(0, 64));
		expect(result.hints.join()).toContain('in one request of this GetConnector');
		simulated.simulator.clearRequests();
		const again = await lookUp();
		expect(numbersOf(again.items)).toEqual(all.slice(0, 64));
		expect(again.hints.join()).toContain('in one request of this GetConnector');
		expect(pages().filter(({ status }) => status !== 200)).toEqual([]);
	});
});

describe('the sort of the user', () => {
	it('is named when AFAS refuses it, with what AFAS says', async () => {
		simulated.simulator.settings.refusedSort = REFUSED;
		const { error } = await read(connector(), sortedOn('Jaar', REFUSED));
		expect(error?.message).toBe(`AFAS refuses to sort on '${REFUSED}'`);
		expect(error?.description).toContain('Invalid Index field');
		expect(error?.description).toContain("'Sort'");
		expect(pages().length).toBeLessThanOrEqual(6);
	});

	it('is no suspect when AFAS refuses for another reason', async () => {
		const id = connector();
		await read(id);
		simulated.simulator.clearRequests();
		simulated.simulator.faults.inject({
			kind: 'errorBody',
			status: 500,
			body: { externalMessage: 'De periode is afgesloten.' },
			times: 9,
			match: { path: '/connectors/' },
		});
		const { error } = await read(id);
		simulated.simulator.faults.clear();
		expect(error?.message).toBe('De periode is afgesloten.');
		// The order was taken before: nothing is tried without it.
		expect(pages().filter(({ query }) => query.orderbyfieldids === undefined)).toEqual([]);
	});

	it.each(['plain', 'bracketed'] as const)('on a column with a dot works, %s', async (form) => {
		Object.assign(simulated.simulator.settings, { dottedSort: form });
		const dotted = column('Cat._result', 'string');
		const rows = testRows(ROWS).map((row, index): Row => ({
			...row,
			'Cat._result': `c${String((index * 7) % ROWS).padStart(5, '0')}`,
		}));
		const id = connector([dotted], rows);
		const { items, numbers, error } = await read(id, {
			sort: { field: [{ field: 'Cat._result', direction: 'desc' }] },
		});
		expect(error).toBeUndefined();
		expect(numbers).toEqual(all);
		const values = items.map(({ json }) => String(json['Cat._result']));
		expect(values).toEqual([...values].sort().reverse());
	});
});

describe('the trigger', () => {
	const parameters = (id: string, detection: string) => ({
		getConnector: { __rl: true, mode: 'id', value: id },
		detection,
		modifiedFields: ['Gewijzigd_op'],
		keyFields: [REFUSED],
		createdField: '',
		events: detection === 'snapshot' ? ['created', 'updated', 'deleted'] : ['changed'],
	});

	async function follows(id: string, detection: string): Promise<void> {
		const engine = await PollingEngine.create(simulated.simulator, parameters(id, detection));
		await engine.activate();
		const rows = simulated.simulator.company.ownRows(id);
		rows.push({
			Jaar: 2030,
			[REFUSED]: ROWS + 1,
			Omschrijving: 'Nieuw',
			Gewijzigd_op: moment(ROWS + 5),
		});
		rows[41] = { ...rows[41], Omschrijving: 'Anders', Gewijzigd_op: moment(ROWS + 1) };
		const items = await engine.poll();
		expect(numbersOf(items ?? [])).toEqual([42, ROWS + 1]);
		expect(await engine.poll()).toBeUndefined();
	}

	it.each([
		['the keys', 'modifiedField', REFUSED],
		['the date', 'modifiedField', 'Gewijzigd_op'],
		['anything', 'modifiedField', '*'],
		['the keys', 'snapshot', REFUSED],
		['anything', 'snapshot', '*'],
	])('follows changes where AFAS refuses to sort on %s (%s)', async (_what, detection, refused) => {
		simulated.simulator.settings.refusedSort = refused;
		await follows(connector(), detection);
	});

	it('delivers a backlog oldest first where AFAS refuses to sort on the date', async () => {
		simulated.simulator.settings.refusedSort = 'Gewijzigd_op';
		const id = connector();
		const engine = await PollingEngine.create(simulated.simulator, {
			...parameters(id, 'modifiedField'),
			options: { maxRows: 1_000, startFrom: '2026-01-01T00:00:00' },
		});
		const looks = [await engine.activate()];
		for (let look = 0; look < 8; look += 1) looks.push(await engine.poll());
		const found = looks.flatMap((items) => (items ?? []).map(({ json }) => json[REFUSED]));
		expect(found).toEqual(all);
	});
});
