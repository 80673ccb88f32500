import { HIGHEST_IN_FLIGHT, USUAL_IN_FLIGHT } from '../../nodes/Afas/profit/exchange/gate';
import { DEMO, tokenXml } from '../simulator/access';
import {
	connect,
	reading,
	type Simulated,
	startSimulated,
	testConnector,
	testRows,
} from './simulated';

const CONNECTOR = 'Test_Rijen';

/** Reads at the same time; each has 20 pages. */
const READS = 6;

let simulated: Simulated;

// A simulator of its own for each test: a base URL keeps its gate as long as the process lives.
beforeEach(async () => {
	simulated = await startSimulated();
	const { company, settings } = simulated.simulator;
	company.addGetConnector(testConnector(CONNECTOR), testRows(400));
	settings.latency.call = 20;
});

afterEach(async () => await simulated.simulator.close());

async function readAtOnce(options: object): Promise<void> {
	// Executions share nothing but the process: not even the credential is the same.
	const engines = await Promise.all(
		Array.from({ length: READS }, async () => await connect(simulated.simulator, tokenXml(DEMO))),
	);
	const runs = await Promise.all(
		engines.map(
			async (engine) =>
				await engine.run(reading(CONNECTOR, { options: { pageSize: 20, ...options } })),
		),
	);
	for (const { items, error } of runs) {
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.Nummer)).toEqual(testRows(400).map(({ Nummer }) => Nummer));
	}
}

describe('executions at the same time', () => {
	it('together have no more requests in flight than AFAS advises', async () => {
		await readAtOnce({});
		expect(simulated.simulator.maxInFlight).toBe(USUAL_IN_FLIGHT);
	});

	it('have a few more when the user asks for it', async () => {
		await readAtOnce({ parallelRequests: 8 });
		expect(simulated.simulator.maxInFlight).toBe(HIGHEST_IN_FLIGHT);
	});

	it('ask for less at a time when AFAS has no room, and all get their rows', async () => {
		simulated.simulator.settings.capacity = 2;
		await readAtOnce({});
		const { requests } = simulated.simulator;
		const refused = requests.filter(({ status }) => status === 503);
		expect(refused.length).toBeGreaterThan(0);
		// Who went on with five at a time would be refused more often than not.
		expect(refused.length).toBeLessThan(requests.length / 10);
	});
});
