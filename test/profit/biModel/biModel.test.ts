import { BiModelMemory } from '../../../nodes/Afas/profit/biModel/biModelMemory';
import { describeModel } from '../../../nodes/Afas/profit/biModel/biColumns';
import { type BiSource, openModel } from '../../../nodes/Afas/profit/biModel/biModel';
import { type BiRequest, startRead } from '../../../nodes/Afas/profit/biModel/biRead';
import { emptyBiReport } from '../../../nodes/Afas/profit/biModel/biReport';
import type { Row } from '../../../nodes/Afas/profit/row';
import { TURNOVER_ROWS } from '../../simulator/bi/biCatalogue';
import { defaultBiSettings } from '../../simulator/bi/biSettings';
import { createSimulator, type Simulator } from '../../simulator/server';
import { simulatedClient } from '../exchange/simulatedClient';

let simulator: Simulator;

beforeAll(async () => {
	simulator = await createSimulator();
});

afterAll(async () => await simulator.close());

beforeEach(() => {
	simulator.clearRequests();
	simulator.faults.clear();
	Object.assign(simulator.settings.bi, defaultBiSettings());
	for (const model of simulator.bi.models) model.calculations = 0;
});

const sourceOf = (model: string, more: Partial<BiSource> = {}): BiSource => ({
	client: simulatedClient(simulator),
	identity: simulator.baseUrl,
	model,
	version: 0,
	options: { timeout: 10_000 },
	memory: new BiModelMemory(),
	...more,
});

async function read(source: BiSource, more: Partial<BiRequest> = {}) {
	const report = emptyBiReport();
	const request: BiRequest = {
		table: '',
		asked: '',
		limit: Infinity,
		pagination: 'auto',
		pageSize: 0,
		...more,
	};
	const { pages, table } = await startRead(source, request, report);
	const rows: Row[] = [];
	for await (const page of pages) rows.push(...page);
	return { rows, table, report };
}

const ids = (rows: readonly Row[], key = 'Id') => rows.map((row) => row[key]);
const counting = (count: number, from = 1) => Array.from({ length: count }, (_, i) => i + from);
const paths = () => simulator.requests.map(({ path, rawQuery }) => path + rawQuery);

describe('all rows of a table', () => {
	it('come once and in order, over five links', async () => {
		const { rows, table, report } = await read(sourceOf('Verkoopomzet'));
		expect(table).toBe('Verkoopomzet');
		expect(ids(rows)).toEqual(counting(TURNOVER_ROWS));
		expect(report).toEqual(emptyBiReport());
		// The redirect, the list of tables, and five pages.
		expect(simulator.requests).toHaveLength(7);
	});

	it('come by count, with every border checked', async () => {
		const { rows, report } = await read(sourceOf('Verkoopomzet'), {
			pagination: 'skipTop',
			pageSize: 4_000,
		});
		expect(ids(rows)).toEqual(counting(TURNOVER_ROWS));
		expect(report.linkedInstead).toBe(false);
		expect(paths().at(-1)).toMatch(/\?\$skip=24999&\$top=4001$/);
	});

	it('come from the root when a model has one table, with a space in its name', async () => {
		const { rows } = await read(sourceOf('Financiele mutaties'));
		expect(ids(rows, 'Boekstuk')).toEqual(counting(12_000, 20_000));
		expect(paths()[0]).toBe('/ProfitRestServices/bi/Financiele%20mutaties');
		expect(rows[0]).toHaveProperty('Bedrag & btw', null);
	});

	it('are remembered by place, so that a second read asks for rows only', async () => {
		const source = sourceOf('Verkoopomzet');
		await read(source, { table: 'Debiteuren' });
		simulator.clearRequests();
		await read(source, { table: 'Debiteuren' });
		expect(simulator.requests).toHaveLength(1);
	});

	it('are looked for again where the remembered place is gone', async () => {
		const source = sourceOf('Verkoopomzet');
		const { model } = await openModel(source, { asked: '' });
		const memory = source.memory ?? new BiModelMemory();
		memory.keep(source, {
			...model,
			tables: model.tables?.map((table) => ({
				...table,
				path: table.path.replace('/v2/', '/v9/'),
			})),
		});
		const { rows } = await read(source, { table: 'Artikelen' });
		expect(rows.length).toBeGreaterThan(10);
	});
});

describe('a limit', () => {
	it('of 50 asks for one page', async () => {
		const source = sourceOf('Verkoopomzet');
		await openModel(source, { asked: '' });
		simulator.clearRequests();
		const { rows } = await read(source, { limit: 50 });
		expect(ids(rows)).toEqual(counting(50));
		expect(paths()).toEqual(['/ProfitRestServices/bi/Verkoopomzet/v2/Verkoopomzet?$top=50']);
	});

	it.each(['refuse', 'ignore'] as const)(
		'holds where AFAS does not know $top (%s)',
		async (queryOptions) => {
			Object.assign(simulator.settings.bi, { optionNames: 'bare', queryOptions });
			const { rows, report } = await read(sourceOf('Verkoopomzet'), { limit: 50 });
			expect(ids(rows)).toEqual(counting(50));
			expect(report.topRefused).toBe(queryOptions === 'refuse');
		},
	);

	it.each(['linked', 'silent'] as const)(
		'above what AFAS gives at once is reached (%s)',
		async (topCap) => {
			Object.assign(simulator.settings.bi, { topCap, pageSize: 300 });
			const { rows } = await read(sourceOf('Verkoopomzet'), { limit: 1_000 });
			expect(ids(rows)).toEqual(counting(1_000));
		},
	);

	it('above what there is ends with a proof', async () => {
		const { rows, report } = await read(sourceOf('Verkoopomzet'), {
			table: 'Artikelen',
			limit: 5_000,
		});
		expect(ids(rows)).toEqual(counting(rows.length));
		expect(report.endUnproven).toBe(false);
		expect(paths().at(-1)).toContain(`$skip=${rows.length - 1}`);
	});
});

describe('counting off', () => {
	it.each(['linked', 'silent'] as const)('bears that AFAS gives fewer (%s)', async (topCap) => {
		Object.assign(simulator.settings.bi, { topCap, pageSize: 3_000 });
		const { rows, report } = await read(sourceOf('Verkoopomzet'), { pagination: 'skipTop' });
		expect(ids(rows)).toEqual(counting(TURNOVER_ROWS));
		expect(report.linkedInstead).toBe(topCap === 'linked');
	});

	it.each(['refuse', 'ignore'] as const)('gives way to links (%s)', async (queryOptions) => {
		Object.assign(simulator.settings.bi, { optionNames: 'bare', queryOptions });
		const { rows, report } = await read(sourceOf('Verkoopomzet'), { pagination: 'skipTop' });
		expect(ids(rows)).toEqual(counting(TURNOVER_ROWS));
		expect(report.linkedInstead).toBe(true);
	});

	it('ends in words when rows move', async () => {
		const stop = simulator.beforeRequest(({ rawQuery }) => {
			if (rawQuery.includes('skip=3999')) simulator.bi.recalculate('Verkoopomzet');
		});
		const failing = read(sourceOf('Verkoopomzet'), { pagination: 'skipTop', pageSize: 2_000 });
		await expect(failing).rejects.toThrow('The rows of the BI model moved during the read');
		stop();
	});

	it('stops at a limit', async () => {
		const { rows } = await read(sourceOf('Verkoopomzet'), {
			pagination: 'skipTop',
			pageSize: 700,
			limit: 1_999,
		});
		expect(ids(rows)).toEqual(counting(1_999));
	});
});

describe('redirects', () => {
	it.each([301, 302, 303, 307, 308])('with status %d are followed', async (redirectStatus) => {
		Object.assign(simulator.settings.bi, { redirectStatus });
		expect((await read(sourceOf('Verkoopomzet'), { limit: 1 })).rows).toHaveLength(1);
	});

	it.each(['absolute', 'path', 'relative', 'inner'] as const)(
		'of the form %s are followed, two in a row too',
		async (location) => {
			Object.assign(simulator.settings.bi, { location, redirects: 2 });
			for (const model of ['Verkoopomzet', 'Financiele mutaties']) {
				expect((await read(sourceOf(model), { limit: 3 })).rows).toHaveLength(3);
			}
		},
	);

	it('take what was asked along', async () => {
		const { rows } = await read(sourceOf('Financiele mutaties'), { limit: 3 });
		expect(rows).toHaveLength(3);
		expect(paths()).toEqual([
			'/ProfitRestServices/bi/Financiele%20mutaties?$top=3',
			'/ProfitRestServices/bi/Financiele%20mutaties/v1/?$top=3',
		]);
	});

	it('more than three in a row, and to another resource, are not followed', async () => {
		Object.assign(simulator.settings.bi, { redirects: 4 });
		await expect(read(sourceOf('Verkoopomzet'))).rejects.toThrow(/redirect \(307\)/);
		Object.assign(simulator.settings.bi, { redirects: 1, redirectTo: 'otherResource' });
		simulator.clearRequests();
		await expect(read(sourceOf('Verkoopomzet'))).rejects.toThrow(/redirect \(307\)/);
		expect(simulator.requests).toHaveLength(1);
	});

	it('are not needed', async () => {
		Object.assign(simulator.settings.bi, { redirects: 0 });
		expect((await read(sourceOf('Verkoopomzet'), { limit: 3 })).rows).toHaveLength(3);
		expect((await read(sourceOf('Financiele mutaties'))).rows).toHaveLength(12_000);
	});
});

describe('links to the next rows', () => {
	it.each(['absolute', 'path', 'relative', 'inner'] as const)(
		'are followed (%s)',
		async (nextLink) => {
			Object.assign(simulator.settings.bi, { nextLink });
			for (const [model, key] of [
				['Verkoopomzet', 'Id'],
				['Financiele mutaties', 'Boekstuk'],
			] as const) {
				const { rows } = await read(sourceOf(model));
				expect(new Set(ids(rows, key)).size).toBe(rows.length);
				expect(rows.length).toBeGreaterThan(10_000);
			}
		},
	);

	it.each([
		['circle', /leads in a circle/],
		['empty', /nothing but empty pages/],
		['repeats', /the same rows over and over/],
		['otherResource', /leads to another place, and isn't followed/],
	] as const)('that do not lead on end in words (%s)', async (links, message) => {
		Object.assign(simulator.settings.bi, { links, pageSize: 100 });
		await expect(read(sourceOf('Verkoopomzet'))).rejects.toThrow(message);
		expect(simulator.requests.length).toBeLessThan(40);
		expect(paths().filter((path) => !path.includes('/bi/'))).toEqual([]);
	});

	it('that are no longer known say what to do', async () => {
		const stop = simulator.beforeRequest(({ rawQuery }) => {
			if (rawQuery.includes('skiptoken')) simulator.bi.recalculate('Verkoopomzet');
		});
		await expect(read(sourceOf('Verkoopomzet'))).rejects.toMatchObject({
			message: 'AFAS no longer knows the place where the read was',
			advice: 'The model was probably calculated anew: run it again.',
		});
		stop();
	});

	it.each([
		{ kind: 'maintenance', seconds: 1 },
		{ kind: 'resetAfter' },
		{ kind: 'resetMidBody' },
		{ kind: 'malformedJson', status: 200 },
		{ kind: 'badGateway' },
		{ kind: 'locked' },
	] as const)('are asked for again after $kind', async (fault) => {
		simulator.faults.inject({ ...fault, match: { path: 'skiptoken', nth: 2 } });
		const { rows } = await read(sourceOf('Verkoopomzet'));
		expect(ids(rows)).toEqual(counting(TURNOVER_ROWS));
	});
});

describe('dialects of OData', () => {
	it.each(['v4', 'v3', 'v2'] as const)(
		'%s are read, without what they say of rows',
		async (odata) => {
			Object.assign(simulator.settings.bi, { odata, annotations: 'full' });
			const { rows } = await read(sourceOf('Verkoopomzet'));
			expect(ids(rows)).toEqual(counting(TURNOVER_ROWS));
			expect(Object.keys(rows[0] ?? {})).toEqual([
				'Id',
				'Debiteur_ref',
				'Artikel_ref',
				'Factuurdatum',
				'Factuurnummer',
				'Omschrijving',
				'Omzet',
				'Aantal',
			]);
		},
	);

	it.each(['v4', 'v3', 'v2'] as const)('%s refuse in words', async (odata) => {
		Object.assign(simulator.settings.bi, { odata });
		const failing = read(sourceOf('Verkoopomzet'), { asked: '$filter=Omzet%20gt%201' });
		await expect(failing).rejects.toMatchObject({
			message: "AFAS refused the request (400): The query option '$filter' is not supported.",
			advice: expect.stringContaining('does not document filters') as string,
		});
	});
});

describe('tables', () => {
	it('are chosen by name', async () => {
		const { rows, table } = await read(sourceOf('Verkoopomzet'), { table: 'Debiteuren' });
		expect(table).toBe('Debiteuren');
		expect(rows[0]).toHaveProperty('Naam');
	});

	it('that are not there are named with those that are', async () => {
		await expect(read(sourceOf('Verkoopomzet'), { table: 'Debiteur' })).rejects.toMatchObject({
			message: "The BI model 'Verkoopomzet' has no table 'Debiteur'",
			advice: "Did you mean 'Debiteuren'? It has 'Verkoopomzet', 'Debiteuren', 'Artikelen'.",
		});
		await expect(read(sourceOf('Leeg'), { table: 'X' })).rejects.toMatchObject({
			advice: "Its rows are in one table without a name: leave 'Table' empty.",
		});
	});

	it('are asked for when nothing tells which one is meant', async () => {
		const columns = [{ id: 'Id', type: 'Edm.Int32', nullable: false, since: 1 }] as const;
		const tables = ['Een', 'Twee'].map((name) => ({ name, columns, rows: () => [{ Id: 1 }] }));
		simulator.bi.add('Ster', tables);
		await expect(read(sourceOf('Ster'))).rejects.toMatchObject({
			message: "The BI model 'Ster' has 2 tables",
			advice: "Choose one in 'Table': 'Een', 'Twee'.",
		});
		simulator.bi.add('Feiten', [...tables, { name: 'FeitOmzet', columns, rows: () => [] }]);
		expect((await read(sourceOf('Feiten'))).table).toBe('FeitOmzet');
	});

	it('are the only one of a list, too', async () => {
		Object.assign(simulator.settings.bi, { rootShape: 'tables' });
		const { table, rows } = await read(sourceOf('Financiele mutaties'));
		expect([table, rows.length]).toEqual(['Mutaties', 12_000]);
	});
});

describe('a model', () => {
	it.each(['notFound', 'refuse'] as const)('that is not there is named (%s)', async (missing) => {
		Object.assign(simulator.settings.bi, { missing });
		const failing = read(sourceOf('Verkoopomzett'));
		await expect(failing).rejects.toMatchObject({
			message:
				missing === 'notFound'
					? "AFAS has no BI model 'Verkoopomzett', or doesn't show it"
					: expect.stringMatching(/fout|error/i),
			advice: expect.stringMatching(/name.*rights of the user of the App Connector/) as string,
		});
	});

	it.each(['', '.', '..'])("can't be called '%s'", async (model) => {
		await expect(read(sourceOf(model))).rejects.toThrow(/No BI model|can't be the name/);
		expect(simulator.requests).toEqual([]);
	});

	it('has versions', async () => {
		const { rows } = await read(sourceOf('Verkoopomzet', { version: 1 }), { limit: 1 });
		expect(rows[0]).not.toHaveProperty('Aantal');
		expect(paths()[0]).toBe('/ProfitRestServices/bi/Verkoopomzet/v1/?$top=1');
		await expect(read(sourceOf('Verkoopomzet', { version: 9 }))).rejects.toThrow(
			"AFAS has no BI model 'Verkoopomzet' in version 9",
		);
	});

	it('without rights gives no rows', async () => {
		Object.assign(simulator.settings.bi, { rights: false });
		expect((await read(sourceOf('Verkoopomzet'))).rows).toEqual([]);
	});

	it.each(['given', 'missing'] as const)('is described (metadata %s)', async (metadata) => {
		Object.assign(simulator.settings.bi, { metadata });
		for (const name of ['Verkoopomzet', 'Financiele mutaties']) {
			const source = sourceOf(name);
			const opened = await openModel(source, { asked: '', top: 1 });
			const { tables } = await describeModel(source, opened);
			const [first] = tables;
			const isGiven = metadata === 'given';
			const isStar = name === 'Verkoopomzet';
			expect(tables).toHaveLength(isStar ? 3 : 1);
			expect(first?.keys).toEqual(isGiven ? [isStar ? 'Id' : 'Boekstuk'] : []);
			expect(first?.fields).toContainEqual(
				isStar
					? {
							id: 'Omzet',
							type: isGiven ? 'Edm.Decimal' : 'number',
							...(isGiven && { nullable: true }),
						}
					: {
							id: 'Bedrag & btw',
							type: isGiven ? 'Edm.Decimal' : 'unknown',
							...(isGiven && { nullable: true }),
						},
			);
		}
	});
});
