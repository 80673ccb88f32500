import { BinaryStorage } from './binaryStorage';
import { reading, type Simulated, startSimulated, testConnector, testRow } from './simulated';

/** Rows of about 100 kB; they share the text, so the simulator needs little memory for them. */
const WIDE = 'x'.repeat(100_000);

const CONNECTORS = { Test_Klein: 100, Test_20MB: 200, Test_150MB: 1_500 } as const;

let simulated: Simulated;
let storage: BinaryStorage;

beforeAll(async () => {
	simulated = await startSimulated();
	for (const [id, count] of Object.entries(CONNECTORS)) {
		const memo = id === 'Test_Klein' ? 'kort' : WIDE;
		simulated.simulator.company.addGetConnector(
			testConnector(id),
			Array.from({ length: count }, (_, index) => ({ ...testRow(index + 1), Memo: memo })),
		);
	}
});

afterAll(async () => await simulated.simulator.close());

beforeEach(() => simulated.simulator.clearRequests());

afterEach(() => storage.remove());

const exporting = (connector: keyof typeof CONNECTORS, options: object = {}, more: object = {}) =>
	reading(connector, {
		sort: { field: [{ field: 'Nummer', direction: 'asc' }] },
		options: { output: 'file', pageSize: 100, parallelRequests: 1, ...options },
		...more,
	});

const reads = () =>
	simulated.simulator.requests.filter(({ path }) => path.includes('/connectors/'));

describe.each(['default', 'database'] as const)('a file that n8n collects (%s mode)', (mode) => {
	beforeEach(async () => {
		storage = await BinaryStorage.use(mode);
	});

	it.each([
		['limit', {}, { returnAll: false, limit: 1_000_000_000 }],
		['rows per file', { rowsPerFile: 1_000_000_000 }, {}],
	])('is made of the few rows that there are, however high the %s', async (_, options, more) => {
		const { items, error } = await simulated.engine.run(exporting('Test_Klein', options, more));
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.rows)).toEqual([100]);
	});

	it('is refused after its first page when there are more rows than fit', async () => {
		const { items, error } = await simulated.engine.run(exporting('Test_150MB'));
		expect(items).toEqual([]);
		expect(error?.message).toMatch(/^The rows take \d+ MB or more, .* at most (50|100) MB$/);
		// One page, and one row further on that shows how much there is.
		expect(reads().map(({ query }) => query.take)).toEqual(['100', '1']);
	});
});

describe('files that n8n holds in memory', () => {
	beforeEach(async () => {
		storage = await BinaryStorage.use('default');
	});

	it('have one bound for all input items of a run', async () => {
		const { items, error } = await simulated.engine.run({
			...exporting('Test_20MB'),
			input: [{}, {}, {}],
			onError: 'continueRegularOutput',
		});
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.rows)).toEqual([200, 200, undefined]);
		expect(items[2]?.json.error).toMatch(/^The rows take 5\d MB or more, .* at most 50 MB$/);
	});
});

describe('files that n8n puts into its database', () => {
	beforeEach(async () => {
		storage = await BinaryStorage.use('database');
	});

	it('are split as the message of a refusal says', async () => {
		const { error } = await simulated.engine.run(exporting('Test_150MB'));
		const [, most] = /at most ([\d,]+) rows in each file/.exec(error?.description ?? '') ?? [];
		const rowsPerFile = Number(most?.replaceAll(',', ''));
		expect(rowsPerFile).toBeGreaterThan(500);
		const { items } = await simulated.engine.run(exporting('Test_150MB', { rowsPerFile }));
		expect(items).toHaveLength(Math.ceil(1_500 / rowsPerFile));
		expect(items.reduce((sum, { json }) => sum + Number(json.rows), 0)).toBe(1_500);
	});
});
