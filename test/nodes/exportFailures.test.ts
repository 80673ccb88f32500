/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs in Node, never shipped */
import { BinaryStorage, type StorageMode } from './binaryStorage';
import { reading, type Simulated, startSimulated, testConnector, testRows } from './simulated';

const CONNECTOR = 'Test_Afgebroken';
const PAGES = 10;

let simulated: Simulated;
let storage: BinaryStorage;

beforeAll(async () => {
	simulated = await startSimulated();
	simulated.simulator.company.addGetConnector(testConnector(CONNECTOR), testRows(PAGES * 500));
});

afterAll(async () => await simulated.simulator.close());

beforeEach(() => {
	simulated.simulator.clearRequests();
	simulated.simulator.faults.clear();
});

afterEach(() => storage.remove());

const exporting = (options: object = {}) =>
	reading(CONNECTOR, {
		sort: { field: [{ field: 'Nummer', direction: 'asc' }] },
		options: { output: 'file', pageSize: 500, parallelRequests: 1, ...options },
	});

const reads = () =>
	simulated.simulator.requests.filter(({ path }) => path.includes('/connectors/'));

/** Does something when AFAS is asked for rows for this time. */
function atRead(number: number, act: () => void): () => void {
	let count = 0;
	return simulated.simulator.beforeRequest(({ path }) => {
		if (path.includes('/connectors/') && (count += 1) === number) act();
	});
}

describe.each<StorageMode>(['filesystem', 'default', 'database'])(
	'a file that breaks off (n8n in %s mode)',
	(mode) => {
		beforeEach(async () => {
			storage = await BinaryStorage.use(mode);
		});

		const rowsKept = () => storage.kept.filter((name) => mode !== 'database' || name !== 'file-1');

		it.each(['stopWorkflow', 'continueRegularOutput'] as const)(
			'because the connection does is not there, and one message says why (%s)',
			async (onError) => {
				const stop = atRead(4, () =>
					simulated.simulator.faults.inject({ kind: 'resetMidBody', times: null }),
				);
				const { error, items } = await simulated.engine.run({ ...exporting(), onError });
				stop();
				const message = 'was broken before the answer was complete';
				if (onError === 'stopWorkflow') {
					expect(items).toEqual([]);
					expect(error?.message).toContain(message);
				} else {
					expect(error).toBeUndefined();
					expect(items).toEqual([
						{
							json: {
								error: expect.stringContaining(message) as string,
								details: expect.any(String) as string,
							},
							pairedItem: { item: 0 },
						},
					]);
				}
				expect(rowsKept()).toEqual([]);
			},
			60_000,
		);

		it('because the user stops it is not there, and nothing more is asked of AFAS', async () => {
			let cancel = () => {};
			const stop = atRead(3, () => cancel());
			await simulated.engine
				.run({ ...exporting(), onStart: (cancelRun) => (cancel = cancelRun) })
				.catch(() => undefined);
			// The engine is done with a cancelled run before its node is.
			await new Promise((resolve) => setTimeout(resolve, 300));
			stop();
			expect(reads().length).toBeLessThanOrEqual(4);
			expect(rowsKept()).toEqual([]);
		});
	},
);

describe('a disk', () => {
	it('that is full is named, without the address of the file, and nothing more is read', async () => {
		storage = await BinaryStorage.use('filesystem', async (content) => {
			let taken = 0;
			for await (const part of content) {
				if ((taken += part.length) === 0) continue;
				throw Object.assign(new Error("ENOSPC: no space left on device, write '/secret/place'"), {
					code: 'ENOSPC',
				});
			}
		});
		const { error, items } = await simulated.engine.run(exporting());
		expect(items).toEqual([]);
		expect(error?.message).toBe('n8n could not keep the file');
		expect(error?.description).toContain('The disk is full');
		expect(JSON.stringify(error)).not.toContain('/secret/place');
		expect(reads()).toHaveLength(1);
	});

	it.each([1, 3])(
		'that is slow lets no more than %s pages wait for it',
		async (parallelRequests) => {
			let parts = 0;
			let mostAhead = 0;
			storage = await BinaryStorage.use('filesystem', async (content) => {
				for await (const part of content) {
					parts += part.length > 0 ? 1 : 0;
					await new Promise((resolve) => setTimeout(resolve, 30));
					mostAhead = Math.max(mostAhead, reads().length - parts);
				}
			});
			const { items, error } = await simulated.engine.run(exporting({ parallelRequests }));
			expect(error).toBeUndefined();
			expect(items.map(({ json }) => json.rows)).toEqual([PAGES * 500]);
			expect(parts).toBeGreaterThanOrEqual(PAGES);
			expect(mostAhead).toBeLessThanOrEqual(parallelRequests);
		},
	);
});
