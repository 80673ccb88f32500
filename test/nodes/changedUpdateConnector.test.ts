import { sleep } from 'n8n-workflow';
import { type Simulated, startSimulated } from './simulated';

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

describe('an UpdateConnector that is changed in Profit while its metainfo is kept', () => {
	const ID = 'FbSales';
	const knowUpdate = `GET metainfo/update/${ID}`;

	type Field = Record<string, unknown>;

	/** The fields as Profit has them at this moment. */
	function fields(): Field[] {
		const { updateConnectors } = simulated.simulator.company;
		const found = updateConnectors.find(({ id }) => id === ID);
		if (found === undefined) throw new Error(`${ID} is gone.`);
		return found.fields as unknown as Field[];
	}

	const field = (more: Field): Field => ({
		...fields().find(({ fieldId }) => fieldId === 'RfCs'),
		fieldId: 'UTEST',
		...more,
	});

	const set = (one: Field) => {
		const all = fields();
		const index = all.findIndex(({ fieldId }) => fieldId === 'UTEST');
		if (index < 0) all.push(one);
		else all[index] = one;
	};

	const unset = () => {
		const all = fields();
		const index = all.findIndex(({ fieldId }) => fieldId === 'UTEST');
		if (index >= 0) all.splice(index, 1);
	};

	const writing = (record: object, more: object = {}) => ({
		parameters: {
			resource: 'updateConnector',
			operation: 'create',
			updateConnector: locator(ID),
			dataMode: 'record',
			record: JSON.stringify({ DbId: '10001', ...record }),
			options: { dryRun: true },
			...more,
		},
	});

	let clock: jest.SpyInstance<number, []>;
	let later = 0;

	beforeEach(() => {
		const { now } = Date;
		clock = jest.spyOn(Date, 'now').mockImplementation(() => now() + later);
	});

	afterEach(() => {
		clock.mockRestore();
		unset();
	});

	/** Waits for the request that renews the metainfo beside the work, where there is one. */
	async function settle(): Promise<void> {
		const isAnswered = () =>
			simulated.simulator.requests.every(({ status }) => status !== undefined);
		const isRenewed = () => asked().includes(knowUpdate) && isAnswered();
		for (let waited = 0; waited < 40 && !isRenewed(); waited += 1) await sleep(25);
		// Until the answer has been read.
		await sleep(100);
	}

	/** Lets the process know the connector as it is. */
	async function know() {
		later += 13 * 60 * 60_000;
		await run(writing({}));
		await settle();
		await run(writing({}));
		expect(asked()).toEqual([]);
	}

	it.each<[string, Field, Field, unknown]>([
		['type', { dataType: 'int', length: 0 }, { dataType: 'string', length: 20 }, 'abc'],
		['length', { length: 3 }, { length: 30 }, 'abcdef'],
		[
			'allowed values',
			{ values: [{ id: 'a', description: { nl: 'A', en: 'A' } }] },
			{ values: ['a', 'b'].map((id) => ({ id, description: { nl: id, en: id } })) },
			'b',
		],
	])('takes what the new %s of a field allows', async (_, before, after, value) => {
		set(field(before));
		await know();
		const refused = await simulated.engine.run(writing({ UTEST: value }));
		expect(refused.error?.message).toContain("doesn't fit");
		set(field(after));
		const [item] = await run(writing({ UTEST: value }));
		expect(item?.body).toMatchObject({ FbSales: { Element: { Fields: { UTEST: value } } } });
		expect(asked()).toEqual([knowUpdate]);
		await run(writing({ UTEST: value }));
		expect(asked()).toEqual([]);
	});

	it('is asked for after AFAS refused a field, so that the next execution knows', async () => {
		set(field({}));
		await know();
		unset();
		later += 60_000;
		const write = writing({ UTEST: 'abc' }, { options: {} });
		const first = await simulated.engine.run(write);
		expect(first.error?.message).toContain("Veld 'UTEST' is onbekend");
		await settle();
		simulated.simulator.clearRequests();
		const second = await simulated.engine.run(write);
		expect(second.error?.message).toContain("The record doesn't fit: UTEST");
		expect(asked().filter((request) => request.startsWith('POST'))).toEqual([]);
	});

	it('is deleted from by the keys that it has now', async () => {
		set(field({ primaryKey: true }));
		await know();
		set(field({ primaryKey: false }));
		const [item] = await run({
			parameters: {
				resource: 'updateConnector',
				operation: 'delete',
				updateConnector: locator(ID),
				keys: { mappingMode: 'defineBelow', value: { OrNu: '123' }, matchingColumns: [] },
				options: { dryRun: true },
			},
		});
		expect(item?.path).toBe('/connectors/FbSales/FbSales/@OrNu/123');
		expect(asked()).toEqual([knowUpdate]);
	});

	it('is named when it is gone, and known when it is back', async () => {
		await know();
		const { appConnectors } = simulated.simulator;
		const before = [...appConnectors];
		const without = before.map((one) => ({ ...one, updateConnectors: ['KnSubject'] }));
		appConnectors.splice(0, appConnectors.length, ...without);
		later += 60_000;
		const write = writing({}, { options: {} });
		const first = await simulated.engine.run(write);
		await settle();
		const second = await simulated.engine.run(write);
		appConnectors.splice(0, appConnectors.length, ...before);
		expect(first.error?.message).toContain('niet ondersteund');
		expect(second.error?.message).toBe(`The App Connector has no UpdateConnector '${ID}'`);
		await run(writing({}));
		expect(asked()).toEqual([knowUpdate]);
	});
});
