import type { INodeExecutionData } from 'n8n-workflow';
import type { Row } from '../simulator/contract';
import { BinaryStorage } from './binaryStorage';
import { reading, type Simulated, startSimulated, testConnector, testRow } from './simulated';
import { readStrictCsv } from '../profit/export/strictCsv';

const CONNECTOR = 'Test_Uitvoer';
const NASTY = [
	'a,b',
	'c;d',
	'say "hi"',
	'line 1\r\nline 2',
	'\ttab\t',
	' spaces ',
	'=1+1',
	'Zoë 👩',
	'',
];

let simulated: Simulated;
let storage: BinaryStorage;

beforeAll(async () => {
	simulated = await startSimulated();
	const rows = Array.from({ length: 5_000 }, (_, index): Row => ({
		...testRow(index + 1),
		Memo: NASTY[index % NASTY.length] ?? null,
	}));
	simulated.simulator.company.addGetConnector(testConnector(CONNECTOR), rows);
});

afterAll(async () => await simulated.simulator.close());

beforeEach(() => {
	simulated.simulator.clearRequests();
	simulated.simulator.faults.clear();
});

afterEach(() => storage.remove());

const exporting = (options: object, more: object = {}) =>
	reading(CONNECTOR, {
		sort: { field: [{ field: 'Nummer', direction: 'asc' }] },
		options: { output: 'file', ...options },
		...more,
	});

async function textOf(item: INodeExecutionData | undefined, property = 'data'): Promise<string> {
	return (await storage.read(item?.binary?.[property])).toString('utf8');
}

async function succeed(options: Parameters<Simulated['engine']['run']>[0]) {
	const result = await simulated.engine.run(options);
	if (result.error) throw new Error(`${result.error.message} ${result.error.description ?? ''}`);
	return result.items;
}

describe.each(['filesystem', 'default', 'database'] as const)(
	'rows in a file (n8n in %s mode)',
	(mode) => {
		beforeEach(async () => {
			storage = await BinaryStorage.use(mode);
		});

		it('are complete and in order as NDJSON, one item in all', async () => {
			const items = await succeed(exporting({ pageSize: 700 }));
			expect(items).toHaveLength(1);
			const text = await textOf(items[0]);
			expect(items[0]?.json).toEqual({
				connector: CONNECTOR,
				fileName: `${CONNECTOR}.ndjson`,
				rows: 5_000,
				bytes: Buffer.byteLength(text),
				columns: testConnector(CONNECTOR).columns.map(({ id }) => id),
			});
			expect(items[0]?.binary?.data).toMatchObject({
				fileName: `${CONNECTOR}.ndjson`,
				mimeType: 'application/x-ndjson',
				bytes: Buffer.byteLength(text),
			});
			const rows = text
				.trimEnd()
				.split('\n')
				.map((line) => JSON.parse(line) as Row);
			expect(rows.map(({ Nummer }) => Nummer)).toEqual(
				Array.from({ length: 5_000 }, (_, i) => i + 1),
			);
			expect(rows[8]).toMatchObject({
				Memo: '',
				Gewijzigd_op: expect.stringMatching(/\+01:00$/) as string,
			});
		});

		it.each([
			['comma', ','],
			['semicolon', ';'],
			['tab', '\t'],
		])('are CSV that a strict reader takes (%s)', async (csvSeparator, separator) => {
			const items = await succeed(exporting({ fileFormat: 'csv', csvSeparator, pageSize: 900 }));
			const [header, ...lines] = readStrictCsv(await textOf(items[0]), separator);
			expect(header).toEqual(items[0]?.json.columns);
			expect(lines).toHaveLength(5_000);
			const memo = header?.indexOf('Memo') ?? -1;
			expect(lines.slice(0, NASTY.length).map((line) => line[memo])).toEqual(NASTY);
		});

		it('can do without a header, and begin with a mark for Excel', async () => {
			const options = {
				fileFormat: 'csv',
				csvHeader: false,
				csvByteOrderMark: true,
				outputFields: ['Nummer'],
			};
			const [item] = await succeed(exporting(options, { returnAll: false, limit: 2 }));
			expect(await textOf(item)).toBe('\uFEFF1\r\n2\r\n');
			expect(item?.json).toMatchObject({ rows: 2, bytes: 9, columns: ['Nummer'] });
		});

		it('are split over files, none of them empty', async () => {
			const items = await succeed(
				exporting({ rowsPerFile: 1_250, pageSize: 700, binaryProperty: 'rows' }),
			);
			expect(items.map(({ json }) => [json.fileName, json.rows])).toEqual(
				[1, 2, 3, 4].map((number) => [`${CONNECTOR}-000${number}.ndjson`, 1_250]),
			);
			const texts = await Promise.all(items.map(async (item) => await textOf(item, 'rows')));
			expect(texts.join('').trimEnd().split('\n')).toHaveLength(5_000);
		});

		it('make a file with only a header when there are none', async () => {
			const none = {
				filterType: 'json',
				filterJson: '[[{"field":"Nummer","operator":"lessThan","value":0}]]',
			};
			const [csv] = await succeed(
				exporting({ fileFormat: 'csv', outputFields: ['Nummer', 'Naam'] }, none),
			);
			expect(await textOf(csv)).toBe('Nummer,Naam\r\n');
			const [ndjson] = await succeed(exporting({}, none));
			expect(ndjson?.json).toMatchObject({ rows: 0, bytes: 0 });
		});

		it('leave no half file when the connection breaks, and say so once', async () => {
			let pages = 0;
			const stop = simulated.simulator.beforeRequest(({ path }) => {
				if (path.includes('/connectors/') && (pages += 1) === 3) {
					simulated.simulator.faults.inject({ kind: 'htmlPage', status: 502, times: null });
				}
			});
			const { error, items } = await simulated.engine.run(
				exporting({ pageSize: 700, pagination: 'offset' }),
			);
			stop();
			expect(items).toEqual([]);
			expect(error?.message).toMatch(/AFAS|Profit/);
			expect(storage.kept).toEqual(mode === 'database' ? ['file-1'] : []);
			simulated.simulator.faults.clear();
			const failing = exporting(
				{ pageSize: 700 },
				{ getConnector: { __rl: true, mode: 'id', value: 'Nope' } },
			);
			const continued = await simulated.engine.run({
				...failing,
				onError: 'continueRegularOutput',
			});
			expect(continued.items[0]?.json.error).toMatch(/Nope/);
		});
	},
);

describe.each(['filesystem', 'default'] as const)('50,000 rows (n8n in %s mode)', (mode) => {
	const MANY = 50_000;
	const connector = `Test_Veel_${mode}`;
	const ascending = Array.from({ length: MANY }, (_, index) => index + 1);
	const memoOf = (number: number) => NASTY[(number - 1) % NASTY.length];

	beforeAll(() => {
		const rows = ascending.map((number) => ({ ...testRow(number), Memo: memoOf(number) ?? null }));
		simulated.simulator.company.addGetConnector(testConnector(connector), rows);
	});

	beforeEach(async () => {
		storage = await BinaryStorage.use(mode);
	});

	const all = (options: object) =>
		exporting(options, { getConnector: { __rl: true, mode: 'id', value: connector } });

	it('are complete and in order as NDJSON', async () => {
		const [item, ...others] = await succeed(all({}));
		expect(others).toEqual([]);
		const lines = (await textOf(item)).trimEnd().split('\n');
		const rows = lines.map((line) => JSON.parse(line) as Row);
		expect(rows.map(({ Nummer }) => Nummer)).toEqual(ascending);
		expect(rows.every(({ Nummer, Memo }) => Memo === memoOf(Number(Nummer)))).toBe(true);
		expect(item?.json.rows).toBe(MANY);
	}, 60_000);

	it('are complete and in order as CSV for a strict reader', async () => {
		const [item, ...others] = await succeed(all({ fileFormat: 'csv', csvSeparator: 'semicolon' }));
		expect(others).toEqual([]);
		const [header, ...lines] = readStrictCsv(await textOf(item), ';');
		const memo = header?.indexOf('Memo') ?? -1;
		expect(lines.map(([number]) => Number(number))).toEqual(ascending);
		expect(lines.every((line) => line[memo] === memoOf(Number(line[0])))).toBe(true);
	}, 60_000);
});
