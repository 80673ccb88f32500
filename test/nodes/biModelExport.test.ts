import type { INodeExecutionData } from 'n8n-workflow';
import { TURNOVER_ROWS } from '../simulator/bi/biCatalogue';
import type { BiSettings } from '../simulator/bi/biSettings';
import { readStrictCsv } from '../profit/export/strictCsv';
import { DEMO, tokenXml } from '../simulator/access';
import { BinaryStorage } from './binaryStorage';
import { forgetfulEngine, readingBi, setBi } from './biModels';
import { Engine } from './engine';
import { startServer } from './localServer';
import { type Simulated, startSimulated } from './simulated';

const COLUMNS = [
	'Id',
	'Debiteur_ref',
	'Artikel_ref',
	'Factuurdatum',
	'Factuurnummer',
	'Omschrijving',
	'Omzet',
	'Aantal',
];

let simulated: Simulated;
let storage: BinaryStorage;

beforeAll(async () => {
	simulated = await startSimulated();
});

afterAll(async () => await simulated.simulator.close());

beforeEach(async () => {
	storage = await BinaryStorage.use('filesystem');
});

afterEach(() => storage.remove());

async function exporting(options: object, more: object = {}, settings: Partial<BiSettings> = {}) {
	setBi(simulated.simulator, settings);
	const engine = await forgetfulEngine(simulated.simulator);
	return await engine.run(
		readingBi('Verkoopomzet', { options: { output: 'file', ...options }, ...more }),
	);
}

async function textOf(item: INodeExecutionData | undefined): Promise<string> {
	return (await storage.read(item?.binary?.data)).toString('utf8');
}

const numbers = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe.each(['filesystem', 'default', 'database'] as const)('n8n in %s mode', (mode) => {
	beforeEach(async () => {
		storage.remove();
		storage = await BinaryStorage.use(mode);
	});

	it('has all rows in order as NDJSON', async () => {
		const { items, error, hints } = await exporting({});
		expect(error).toBeUndefined();
		const text = await textOf(items[0]);
		expect(items.map(({ json }) => json)).toEqual([
			{
				biModel: 'Verkoopomzet',
				table: 'Verkoopomzet',
				fileName: 'Verkoopomzet.ndjson',
				rows: TURNOVER_ROWS,
				bytes: Buffer.byteLength(text),
				columns: COLUMNS,
			},
		]);
		const lines = text.trimEnd().split('\n');
		const ids = lines.map((line) => (JSON.parse(line) as { Id: number }).Id);
		expect(ids).toEqual(numbers(TURNOVER_ROWS));
		expect(hints).toEqual([]);
	});

	it('puts out nothing of a read that breaks off', async () => {
		const stop = simulated.simulator.beforeRequest(({ rawQuery }) => {
			if (rawQuery.includes('skiptoken')) simulated.simulator.bi.recalculate('Verkoopomzet');
		});
		const { items, error } = await exporting({ fileFormat: 'csv' });
		stop();
		expect(items).toEqual([]);
		expect(error?.message).toBe('AFAS no longer knows the place where the read was');
		expect(storage.kept.filter((name) => name !== 'file-1')).toEqual([]);
	});
});

describe('CSV', () => {
	it('has the columns of the description, also those that the first row lacks', async () => {
		const { items } = await exporting({ fileFormat: 'csv' }, {}, { nulls: 'leftOut' });
		const [header, ...lines] = readStrictCsv(await textOf(items[0]), ',');
		expect(header).toEqual(COLUMNS);
		expect(lines.map(([id]) => Number(id))).toEqual(numbers(TURNOVER_ROWS));
		expect(lines.slice(0, 3).map((line) => line[5])).toEqual(['', '', 'Regel; "3"']);
	});

	it('has those of the first page where there is no description', async () => {
		const { items, error } = await exporting({ fileFormat: 'csv' }, {}, { metadata: 'missing' });
		expect(error).toBeUndefined();
		const [header, ...lines] = readStrictCsv(await textOf(items[0]), ',');
		expect(header).toEqual(COLUMNS);
		expect(lines).toHaveLength(TURNOVER_ROWS);
	});

	it('never loses a column that the first page does not have', async () => {
		const settings = { metadata: 'missing', nulls: 'leftOut', pageSize: 2 } as const;
		const { items, error } = await exporting({ fileFormat: 'csv' }, {}, settings);
		expect(items).toEqual([]);
		expect(error?.message).toBe(
			"A row has a column that the header of the file doesn't have: 'Omschrijving'",
		);
		const named = { fileFormat: 'csv', outputFields: ['Id', 'Omschrijving'] };
		const few = { returnAll: false, limit: 3 };
		const again = await exporting(named, few, settings);
		const lines = readStrictCsv(await textOf(again.items[0]), ',');
		expect(lines.slice(0, 4)).toEqual([
			['Id', 'Omschrijving'],
			['1', ''],
			['2', ''],
			['3', 'Regel; "3"'],
		]);
	});

	it('has the columns that were asked of AFAS', async () => {
		const queryParameters = { parameter: [{ name: '$select', value: 'Omzet,Id' }] };
		const options = { fileFormat: 'csv', queryParameters };
		const { items } = await exporting(options, {}, { queryOptions: 'select' });
		expect((await textOf(items[0])).split('\r\n').slice(0, 2)).toEqual(['Omzet,Id', '0.25,1']);
	});

	it('has only a header when there are no rows', async () => {
		const { items, hints } = await exporting({ fileFormat: 'csv' }, {}, { rights: false });
		expect(await textOf(items[0])).toBe(`${COLUMNS.join(',')}\r\n`);
		expect(hints).toHaveLength(1);
	});
});

it('splits files, and writes days when asked to', async () => {
	const options = { rowsPerFile: 2_500, dates: 'auto', fileFormat: 'csv' };
	const { items } = await exporting(options, { returnAll: false, limit: 6_000 });
	expect(items.map(({ json }) => [json.fileName, json.rows])).toEqual([
		['Verkoopomzet-0001.csv', 2_500],
		['Verkoopomzet-0002.csv', 2_500],
		['Verkoopomzet-0003.csv', 1_000],
	]);
	expect(await textOf(items[0])).toContain('2026-01-02,VK26-00001');
});

describe('a file that n8n holds in memory', () => {
	beforeAll(() => {
		const columns = [
			{ id: 'Id', type: 'Edm.Int32', nullable: false, since: 1 },
			{ id: 'Memo', type: 'Edm.String', nullable: true, since: 1 },
		] as const;
		const wide = 'x'.repeat(100_000);
		const rows = numbers(1_500).map((Id) => ({ Id, Memo: wide }));
		simulated.simulator.bi.add('Breed', [{ name: 'Breed', columns, rows: () => rows }]);
	});

	it.each(['dollar', 'bare'] as const)(
		'is refused when it is too large, early where AFAS counts rows off (%s)',
		async (optionNames) => {
			storage.remove();
			storage = await BinaryStorage.use('default');
			setBi(simulated.simulator, { optionNames, pageSize: 100 });
			const engine = await forgetfulEngine(simulated.simulator);
			const { items, error } = await engine.run(
				readingBi('Breed', { options: { output: 'file' } }),
			);
			expect(items).toEqual([]);
			expect(error?.message).toMatch(/^The rows take \d+ MB or more/);
			const pages = simulated.simulator.requests.filter(({ path }) => path.includes('/bi/'));
			expect(pages.length).toBeLessThan(optionNames === 'dollar' ? 6 : 12);
		},
	);
});

describe.each(['filesystem', 'default', 'database'] as const)(
	'a look ahead that fails ends no export, in %s mode',
	(mode) => {
		const services = {
			refused: { status: 500, body: '{"externalMessage":"Onbekend: $skip"}' },
			missing: { status: 404, body: '' },
			unavailable: { status: 501, body: '' },
			other: { status: 200, body: '{"answer":42}' },
			// `$skip` is not looked at.
			first: { status: 200, body: '{"value":[{"Id":0}]}' },
		};

		it.each(Object.entries(services))('(%s)', async (_, ahead) => {
			storage.remove();
			storage = await BinaryStorage.use(mode);
			let looks = 0;
			const server = await startServer(({ url = '' }, response) => {
				if (url.includes('skip=')) looks += 1;
				const page = Number(/skiptoken=(\d+)/.exec(url)?.[1] ?? 0);
				const rows = Array.from({ length: 1_000 }, (__, index) => ({ Id: page * 1_000 + index }));
				const link = page < 2 ? { '@odata.nextLink': `?$skiptoken=${page + 1}` } : {};
				const { status, body } = url.includes('skip=')
					? ahead
					: { status: 200, body: JSON.stringify({ value: rows, ...link }) };
				response.writeHead(status, { 'content-type': 'application/json' }).end(body);
			});
			const engine = await Engine.create({
				type: 'afasApi',
				fields: {
					environment: 'custom',
					baseUrl: `${server.origin}/ProfitRestServices`,
					token: tokenXml(DEMO),
				},
			});
			const { items, error } = await engine.run(
				readingBi('Rijen', { options: { output: 'file' } }),
			);
			await server.close();
			expect(error).toBeUndefined();
			expect(items[0]?.json.rows).toBe(3_000);
			expect(looks > 0).toBe(mode !== 'filesystem');
		});
	},
);
