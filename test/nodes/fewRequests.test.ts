import type { INodeParameters } from 'n8n-workflow';
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

const requests = () => simulated.simulator.requests;

/** Paths without what all have in front. */
const paths = () =>
	requests().map(({ method, path }) => `${method} ${path.replace('/ProfitRestServices', '')}`);

function addConnector(rows: number): string {
	simulated.simulator.company.addGetConnector(testConnector('Test_Klein'), testRows(rows));
	return 'Test_Klein';
}

async function read(connector: string, more: INodeParameters = {}): Promise<number> {
	const { error, items } = await simulated.engine.run(reading(connector, more));
	expect(error).toBeUndefined();
	return items.length;
}

/** Most requests that were not in flight together, as each waited for the one before. */
async function roundTrips(work: () => Promise<unknown>): Promise<number> {
	const { simulator } = simulated;
	simulator.faults.inject({ kind: 'slow', milliseconds: 150, times: null });
	simulator.clearRequests();
	await work();
	simulator.faults.clear();
	const spans = requests().map(({ time, duration = Infinity }) => {
		const start = Date.parse(time);
		return { start, end: start + duration };
	});
	let count = 0;
	let last = 0;
	for (const { start, end } of spans.sort((one, other) => one.end - other.end)) {
		if (start < last) continue;
		count += 1;
		last = end;
	}
	return count;
}

describe('a step that is repeated for a few rows', () => {
	it('costs one request when the GetConnector is known', async () => {
		const connector = addConnector(50);
		await read(connector);
		simulated.simulator.clearRequests();
		expect(await read(connector)).toBe(50);
		expect(paths()).toEqual([`GET /connectors/${connector}`]);
	});

	it('waits for two answers at most in a process that knows nothing yet', async () => {
		const connector = addConnector(50);
		await read(connector, { returnAll: false, limit: 1 });
		const other = await startSimulated();
		await simulated.simulator.close();
		simulated = other;
		addConnector(50);
		expect(await roundTrips(async () => await read(connector))).toBeLessThanOrEqual(2);
		expect(requests().length).toBeLessThanOrEqual(4);
	});

	it('makes a hundred requests a day at most, every 15 minutes', async () => {
		const connector = addConnector(50);
		for (let run = 0; run < 96; run += 1) expect(await read(connector)).toBe(50);
		expect(requests().length).toBeLessThanOrEqual(100);
	});

	it('still finds rows that were added behind what was all', async () => {
		const connector = addConnector(50);
		await read(connector);
		simulated.simulator.company.ownRows(connector).push(testRow(51), testRow(52));
		expect(await read(connector)).toBe(52);
	});

	it('still reads on where a gateway gives fewer rows at once than there are', async () => {
		const connector = addConnector(30);
		await read(connector);
		simulated.simulator.settings.pageCap = 40;
		simulated.simulator.company.ownRows(connector).push(...testRows(90).slice(30));
		expect(await read(connector)).toBe(90);
	});
});

describe('a record', () => {
	const creating = (input: object = {}) => ({
		parameters: {
			resource: 'updateConnector',
			operation: 'create',
			updateConnector: { __rl: true, mode: 'id', value: 'KnSubject' },
			dataMode: 'record',
			record: JSON.stringify({ StId: 1, Ds: 'Item', ...input }),
		},
	});

	it('costs one request when the UpdateConnector is known, and two answers to wait for when it is not', async () => {
		const cold = await roundTrips(async () => {
			expect((await simulated.engine.run(creating())).error).toBeUndefined();
		});
		expect(cold).toBeLessThanOrEqual(2);
		simulated.simulator.clearRequests();
		expect((await simulated.engine.run(creating())).error).toBeUndefined();
		expect(paths()).toEqual(['POST /connectors/KnSubject']);
	});
});

describe('an idle poll', () => {
	it.each(['modifiedField', 'snapshot'])('is one request (%s)', async (detection) => {
		const connector = addConnector(50);
		const engine = await PollingEngine.create(simulated.simulator, {
			getConnector: { __rl: true, mode: 'id', value: connector },
			detection,
			modifiedFields: ['Gewijzigd_op'],
			keyFields: ['Nummer'],
			createdField: '',
			events: detection === 'snapshot' ? ['created', 'updated', 'deleted'] : ['changed'],
		});
		await engine.activate();
		await engine.poll();
		simulated.simulator.clearRequests();
		expect(await engine.poll()).toBeUndefined();
		expect(paths()).toEqual([`GET /connectors/${connector}`]);
	});
});
