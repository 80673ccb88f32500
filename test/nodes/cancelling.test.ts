/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs in Node, never shipped */
import type { RunOptions } from './engine';
import { reading, type Simulated, startSimulated } from './simulated';

let simulated: Simulated;

beforeAll(async () => {
	simulated = await startSimulated();
	simulated.simulator.settings.latency.call = 50;
});

afterAll(async () => await simulated.simulator.close());

beforeEach(() => {
	simulated.simulator.clearRequests();
	simulated.simulator.faults.clear();
});

const locator = (value: string) => ({ __rl: true, mode: 'id', value });

const requests = (method: string) =>
	simulated.simulator.requests.filter(
		(request) => request.method === method && request.path.includes('/connectors/'),
	);

/** Runs a node, which goes on after failures, and cancels it while the nth request with a method is being answered. */
async function runAndCancel(options: RunOptions, method: string, nth: number): Promise<void> {
	let cancel = () => {};
	const unhook = simulated.simulator.beforeRequest(({ path }) => {
		if (path.includes('/connectors/') && requests(method).length === nth) cancel();
	});
	await simulated.engine
		.run({
			onError: 'continueRegularOutput',
			...options,
			onStart: (stop) => (cancel = stop),
		})
		.catch(() => undefined);
	// What would still be sent had time to be.
	await new Promise((resolve) => setTimeout(resolve, 300));
	unhook();
}

const writing = (operation: string, connector: string, more: object = {}): RunOptions => ({
	parameters: {
		resource: 'updateConnector',
		operation,
		updateConnector: locator(connector),
		dataMode: 'record',
		record: '={{ $json }}',
		...more,
	},
});

const debtors = () => simulated.simulator.company.rowsOf('Profit_Debtor');

/** Debtors with another credit limit than they have. */
const raised = (count: number) =>
	debtors()
		.filter(({ Blocked, ChOfCommNr }) => Blocked === false && ChOfCommNr !== null)
		.slice(0, count)
		.map(({ DebtorId, CreditLimit }) => ({
			DbId: String(DebtorId),
			Krli: Number(CreditLimit ?? 0) + 1,
		}));

describe('cancelling', () => {
	it('stops the requests of a look-up', async () => {
		await runAndCancel(
			{
				parameters: {
					resource: 'getConnector',
					operation: 'lookUp',
					getConnector: locator('Profit_Debtor'),
					match: { column: [{ field: 'DebtorId', value: '={{ $json.id }}' }] },
					options: { parallelRequests: 1 },
				},
				input: Array.from({ length: 1_500 }, (_, index) => ({ id: String(10_001 + index) })),
			},
			'GET',
			2,
		);
		expect(requests('GET')).toHaveLength(2);
	});

	it('stops further records', async () => {
		await runAndCancel(
			{
				...writing('update', 'KnSalesRelationOrg', { options: { parallelRequests: 1 } }),
				input: raised(6),
			},
			'PUT',
			2,
		);
		expect(requests('PUT')).toHaveLength(2);
	});

	it('stops further batches', async () => {
		await runAndCancel(
			{
				...writing('update', 'KnSalesRelationOrg', {
					options: { batchSize: 3, parallelRequests: 1 },
				}),
				input: raised(12),
			},
			'PUT',
			2,
		);
		expect(requests('PUT')).toHaveLength(2);
	});

	it('stops an upsert between creating and updating', async () => {
		await runAndCancel(
			{
				...writing('upsert', 'KnSalesRelationOrg', {
					lookupConnector: locator('Profit_Debtor'),
					matchFields: { match: [{ column: 'DebtorId', field: 'DbId' }] },
				}),
				input: [{ DbId: '99801', PaCd: '14' }, ...raised(2)],
			},
			'POST',
			1,
		);
		expect(requests('POST')).toHaveLength(1);
		expect(requests('PUT')).toEqual([]);
	});

	it('stops further deletions', async () => {
		await runAndCancel(
			{
				parameters: {
					resource: 'updateConnector',
					operation: 'delete',
					updateConnector: locator('FbSales'),
					keyMode: 'path',
					path: '={{ $json.path }}',
				},
				input: Array.from({ length: 6 }, (_, index) => ({ path: `FbSales/@OrNu/${index + 1}` })),
			},
			'DELETE',
			2,
		);
		expect(requests('DELETE')).toHaveLength(2);
	});

	it('stops further workflow actions', async () => {
		const open = simulated.simulator.company
			.rowsOf('Profit_Subject_Tasks')
			.filter(({ TaskDescription }) => TaskDescription === 'Klacht beoordelen');
		const items = [...new Set(open.map(({ SubjectId }) => SubjectId))].slice(0, 6);
		expect(items).toHaveLength(6);
		const byName = (value: string) => ({ __rl: true, mode: 'name', value });
		await runAndCancel(
			{
				parameters: {
					resource: 'workflow',
					operation: 'executeAction',
					subjectId: '={{ $json.item }}',
					task: byName('Klacht beoordelen'),
					action: byName('Goedkeuren'),
				},
				input: items.map((item) => ({ item })),
			},
			'POST',
			2,
		);
		expect(requests('POST')).toHaveLength(2);
	});

	it('does not fail another execution that waits for the same metainfo', async () => {
		simulated.simulator.faults.inject({
			kind: 'maintenance',
			seconds: 2,
			match: { path: '/metainfo/get/Profit_Article$' },
		});
		const read = reading('Profit_Article', { returnAll: false, limit: 1 });
		let cancel = () => {};
		const first = simulated.engine
			.run({ ...read, onStart: (stop) => (cancel = stop) })
			.catch(() => undefined);
		const second = simulated.engine.run(read);
		const asked = () =>
			simulated.simulator.requests.filter(({ path }) => path.endsWith('/get/Profit_Article'));
		while (asked()[0]?.status === undefined) {
			await new Promise((resolve) => setTimeout(resolve, 20));
		}
		cancel();
		await first;
		const { items, error } = await second;
		expect(error).toBeUndefined();
		expect(items).toHaveLength(1);
		expect(asked()).toHaveLength(2);
	});
});
