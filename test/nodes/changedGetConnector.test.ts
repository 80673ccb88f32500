import type { INodeParameters } from 'n8n-workflow';
import { APP_CONNECTORS } from '../simulator/access';
import type { GetColumn, GetConnectorDefinition, Row } from '../simulator/contract';
import {
	column,
	reading,
	type Simulated,
	startSimulated,
	testConnector,
	testRows,
} from './simulated';

let simulated: Simulated;

beforeAll(async () => {
	simulated = await startSimulated();
});

afterAll(async () => await simulated.simulator.close());

const locator = (value: string) => ({ __rl: true, mode: 'id', value });

/** The paths that were asked for since the last run began, without the first part. */
const asked = () =>
	simulated.simulator.requests
		.map(({ method, path }) => `${method} ${path.replace('/ProfitRestServices/', '')}`)
		.filter((request) => request !== 'GET metainfo');

/** Runs the node, which must succeed. */
async function run(options: Parameters<Simulated['engine']['run']>[0]) {
	simulated.simulator.clearRequests();
	const { items, error } = await simulated.engine.run(options);
	expect(error).toBeUndefined();
	return items.map(({ json }) => json);
}

let connectors = 0;

/** A GetConnector that is in the cache, since it was read, and a way to change it in Profit. */
async function cached(rows: readonly Row[] = testRows(3), parameters: INodeParameters = {}) {
	const id = `Test_Stale_${++connectors}`;
	const definition = testConnector(id);
	const change = (columns: GetColumn[], now: Row[] = [...rows]) =>
		simulated.simulator.company.addGetConnector({ ...definition, columns }, now);
	change([...definition.columns]);
	const options = reading(id, { returnAll: false, limit: rows.length, ...parameters });
	await run(options);
	expect(asked()).toEqual([`GET metainfo/get/${id}`, `GET connectors/${id}`]);
	await run(options);
	expect(asked()).toEqual([`GET connectors/${id}`]);
	return { id, columns: definition.columns, change, options };
}

const read = (id: string) => `GET connectors/${id}`;
const know = (id: string) => `GET metainfo/get/${id}`;

describe('a GetConnector that is changed in Profit while its metainfo is kept', () => {
	it('shows a new column, with its dates, in the next run', async () => {
		const { id, columns, change, options } = await cached();
		const rows = testRows(3).map((row) => ({ ...row, Start: '2026-03-01T09:30:00.000' }));
		change([...columns, column('Start', 'date')], rows);
		const items = await run(options);
		expect(items.map(({ Start }) => Start)).toEqual(Array(3).fill('2026-03-01T09:30:00+01:00'));
		// The rows brought to light what is new, and were read again with what AFAS says now.
		expect(asked()).toEqual([read(id), know(id), read(id)]);
		await run(options);
		expect(asked()).toEqual([read(id)]);
	});

	it('has a new column for a filter, a sort and the output fields at once', async () => {
		const { id, columns, change, options } = await cached();
		const rows = testRows(3).map((row, index) => ({ ...row, Rang: 3 - index }));
		change([...columns, column('Rang', 'int')], rows);
		const items = await run({
			parameters: {
				...options.parameters,
				limit: 2,
				filterType: 'json',
				filterJson: JSON.stringify([[{ field: 'Rang', operator: 'lessThan', value: '3' }]]),
				sort: { field: [{ field: 'Rang', direction: 'asc' }] },
				options: { outputFields: ['Rang', 'Nummer'] },
			},
		});
		expect(items).toEqual([
			{ Rang: 1, Nummer: 3 },
			{ Rang: 2, Nummer: 2 },
		]);
		expect(asked()).toEqual([know(id), read(id)]);
	});

	it('reads on without a column that is gone, though the node itself sorted on it', async () => {
		const { id, columns, change, options } = await cached();
		change(columns.filter((one) => one.id !== 'Nummer'));
		const items = await run(options);
		expect(items).toHaveLength(3);
		expect(items[0]).not.toHaveProperty('Nummer');
		expect(asked()).toEqual([read(id), know(id), read(id)]);
		await run(options);
		expect(asked()).toEqual([read(id)]);
	});

	it('says which field is gone when the user named it', async () => {
		const { id, columns, change, options } = await cached(testRows(3), {
			sort: { field: [{ field: 'Naam', direction: 'asc' }] },
		});
		change(columns.filter((one) => one.id !== 'Naam'));
		simulated.simulator.clearRequests();
		const { error } = await simulated.engine.run(options);
		expect(error?.message).toContain("'Sort' names a field that the GetConnector doesn't have");
		expect(error?.message).toContain("'Naam'");
		expect(asked()).toEqual([read(id), know(id)]);
	});

	it('shows dates of a column that was text before', async () => {
		const { columns, change, options } = await cached();
		const rows = testRows(3).map((row) => ({ ...row, Naam: '2026-03-01T09:30:00.000' }));
		change(
			columns.map((one) => (one.id === 'Naam' ? column('Naam', 'date') : one)),
			rows,
		);
		const [item] = await run(options);
		expect(item?.Naam).toBe('2026-03-01T09:30:00+01:00');
	});

	it('filters on a column that has become text', async () => {
		const { id, columns, change, options } = await cached();
		const rows = testRows(3).map((row) => ({ ...row, Nummer: `A${String(row.Nummer)}` }));
		change(
			columns.map((one) => (one.id === 'Nummer' ? column('Nummer', 'string') : one)),
			rows,
		);
		const filterJson = JSON.stringify([[{ field: 'Nummer', operator: 'equals', value: 'A2' }]]);
		const items = await run({
			parameters: { ...options.parameters, limit: 1, filterType: 'json', filterJson },
		});
		expect(items.map(({ Nummer }) => Nummer)).toEqual(['A2']);
		expect(asked()).toEqual([know(id), read(id)]);
	});

	it('is named when it is gone, and known with other columns when it is back', async () => {
		const { id, change, options } = await cached();
		const { appConnectors } = simulated.simulator;
		const before = [...appConnectors];
		appConnectors.splice(
			0,
			appConnectors.length,
			...APP_CONNECTORS.map((one) => ({ ...one, getConnectors: ['Profit_Debtor'] })),
		);
		const { error } = await simulated.engine.run(options);
		appConnectors.splice(0, appConnectors.length, ...before);
		expect(error?.message).toBe(`The App Connector has no GetConnector '${id}'`);
		change(
			[column('Sleutel', 'int'), column('Sinds', 'date')],
			[{ Sleutel: 1, Sinds: '2026-03-01T00:00:00.000' }],
		);
		expect(await run({ parameters: { ...options.parameters, limit: 1 } })).toEqual([
			{ Sleutel: 1, Sinds: '2026-03-01' },
		]);
		expect(asked()).toEqual([know(id), read(id)]);
	});
});

describe('what AFAS shows otherwise than its metainfo says, for ever', () => {
	/** Rows with text in a column that is a number for metainfo. */
	async function contradicting() {
		const id = `Test_Stale_${++connectors}`;
		const definition: GetConnectorDefinition = {
			...testConnector(id),
			columns: [column('Nummer', 'int'), column('Tekst', 'string')],
		};
		simulated.simulator.company.addGetConnector(
			definition,
			[1, 2].map((Nummer) => ({ Nummer, Tekst: '2026-03-01T09:30:00Z' })),
		);
		return { id, options: reading(id, { returnAll: false, limit: 2 }) };
	}

	it('is taken for granted after AFAS was asked', async () => {
		const { id, options } = await contradicting();
		const items = await run(options);
		expect(items[0]).toEqual({ Nummer: 1, Tekst: '2026-03-01T09:30:00Z' });
		expect(asked()).toEqual([know(id), read(id)]);
		await run(options);
		expect(asked()).toEqual([read(id)]);
	});
});

describe('a look-up in a GetConnector that is changed while its metainfo is kept', () => {
	const lookingUp = (id: string) => ({
		parameters: {
			resource: 'getConnector',
			operation: 'lookUp',
			getConnector: locator(id),
			match: { column: [{ field: 'Nummer', value: '={{ $json.nummer }}' }] },
			whenMissing: 'error',
		},
		input: [{ nummer: 2 }, { nummer: 3 }],
	});

	it('shows a new column, with its dates, in the next run', async () => {
		const { id, columns, change } = await cached();
		const rows = testRows(3).map((row) => ({ ...row, Start: '2026-03-01T09:30:00.000' }));
		change([...columns, column('Start', 'date')], rows);
		const items = await run(lookingUp(id));
		expect(items.map(({ Start }) => Start)).toEqual(Array(2).fill('2026-03-01T09:30:00+01:00'));
		await run(lookingUp(id));
		expect(asked()).toEqual([read(id)]);
	});

	it('finds rows by a column that has become text', async () => {
		const { id, columns, change } = await cached();
		const rows = testRows(3).map((row) => ({ ...row, Nummer: `A${String(row.Nummer)}` }));
		change(
			columns.map((one) => (one.id === 'Nummer' ? column('Nummer', 'string') : one)),
			rows,
		);
		const items = await run({ ...lookingUp(id), input: [{ nummer: 'A3' }] });
		expect(items.map(({ Nummer }) => Nummer)).toEqual(['A3']);
		expect(asked()).toEqual([know(id), read(id)]);
	});
});
