/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs in Node, never shipped */
import type { INodeParameters } from 'n8n-workflow';
import { DEMO, RESTRICTED, tokenXml } from '../simulator/access';
import { MUTATION_ROWS, TURNOVER_ROWS } from '../simulator/bi/biCatalogue';
import { Engine } from './engine';
import { forgetfulEngine, readingBi, setBi } from './biModels';
import { type LocalServer, startServer } from './localServer';
import { connect, type Simulated, startSimulated } from './simulated';

let simulated: Simulated;
let engine: Engine;
let elsewhere: LocalServer;
const visits: Array<Readonly<Record<string, unknown>>> = [];

beforeAll(async () => {
	simulated = await startSimulated();
	elsewhere = await startServer(({ headers }, response) => {
		visits.push(headers);
		response.writeHead(200, { 'content-type': 'application/json' }).end('{"value":[]}');
	});
});

afterAll(async () => {
	await simulated.simulator.close();
	await elsewhere.close();
});

beforeEach(async () => {
	setBi(simulated.simulator);
	engine = await forgetfulEngine(simulated.simulator);
	visits.length = 0;
});

const locator = (value: string, mode = 'id') => ({ __rl: true, mode, value });
const asked = () => simulated.simulator.requests.filter(({ path }) => path.includes('/bi'));

async function succeed(options: ReturnType<typeof readingBi>, on = engine) {
	const result = await on.run(options);
	if (result.error) throw new Error(`${result.error.message} ${result.error.description ?? ''}`);
	return result;
}

describe('Get Many', () => {
	it('gives all rows once and in order, paired with their input item', async () => {
		const { items, hints } = await succeed(readingBi('Verkoopomzet'));
		expect(items.map(({ json }) => json.Id)).toEqual(
			Array.from({ length: TURNOVER_ROWS }, (_, index) => index + 1),
		);
		expect(items[7]?.pairedItem).toEqual({ item: 0 });
		expect(items[0]?.json).toMatchObject({ Factuurdatum: '2026-01-02T00:00:00Z', Omzet: 0.25 });
		expect(hints).toEqual([]);
	});

	it('gives 50 rows at the start, and asks for no more', async () => {
		const { items } = await succeed(readingBi('Verkoopomzet', { returnAll: false }));
		expect(items).toHaveLength(50);
		expect(asked().map(({ rawQuery }) => rawQuery)).toContain('?$top=50');
	});

	it('asks as it asks for everything, with nothing of OData in the headers', async () => {
		await succeed(readingBi('Verkoopomzet', { limit: 5, returnAll: false }));
		for (const { headers } of asked()) {
			expect(headers).toMatchObject({ accept: 'application/json', connection: 'keep-alive' });
			expect(Object.keys(headers).filter((name) => /odata|prefer/i.test(name))).toEqual([]);
		}
	});

	it('shows only the columns that are wanted', async () => {
		const options = { outputFields: ['Naam', 'Code'] };
		const { items } = await succeed(
			readingBi('Verkoopomzet', { table: locator('Debiteuren'), options }),
		);
		expect(Object.keys(items[0]?.json ?? {})).toEqual(['Naam', 'Code']);
	});

	it('refuses columns that the table does not have, and takes those that are always empty', async () => {
		const wrong = readingBi('Verkoopomzet', { options: { outputFields: ['Id', 'Omzt'] } });
		const { error } = await engine.run(wrong);
		expect(error?.message).toBe(
			"'Output Fields' names a column that the table doesn't have: 'Omzt' (did you mean 'Omzet'?)",
		);
		setBi(simulated.simulator, { nulls: 'leftOut' });
		const few = { returnAll: false, limit: 2, options: { outputFields: ['Id', 'Omschrijving'] } };
		const { items, hints } = await succeed(readingBi('Verkoopomzet', few));
		expect(items[0]?.json.Id).toBe(1);
		expect(hints).toEqual([]);
	});

	it('says so where nobody can tell whether there is a column', async () => {
		setBi(simulated.simulator, { metadata: 'missing' });
		const options = { outputFields: ['Id', 'Omzt'] };
		const { hints } = await succeed(readingBi('Verkoopomzet', { options }));
		expect(hints).toEqual([expect.stringContaining("No row has 'Omzt'")]);
	});

	it('shows exact midnights as days when asked to, and moves nothing', async () => {
		for (const metadata of ['given', 'missing'] as const) {
			setBi(simulated.simulator, { metadata });
			const { items } = await succeed(
				readingBi('Verkoopomzet', { returnAll: false, limit: 5, options: { dates: 'auto' } }),
				await forgetfulEngine(simulated.simulator),
			);
			expect(items.map(({ json }) => json.Factuurdatum)).toEqual([
				'2026-01-02',
				'2026-01-03',
				'2026-01-04',
				'2026-01-05',
				'2026-01-06T09:30:00Z',
			]);
		}
		setBi(simulated.simulator, { odata: 'v2' });
		const { items } = await succeed(
			readingBi('Verkoopomzet', { returnAll: false, limit: 5, options: { dates: 'auto' } }),
			await forgetfulEngine(simulated.simulator),
		);
		expect(items[0]?.json.Factuurdatum).toBe('2026-01-02');
		expect(items[4]?.json.Factuurdatum).toMatch(/^\/Date\(\d+\)\/$/);
	});

	it('points at the rights when AFAS gives no rows', async () => {
		setBi(simulated.simulator, { rights: false });
		const { items, hints } = await succeed(readingBi('Verkoopomzet'));
		expect(items).toEqual([]);
		expect(hints).toEqual([expect.stringContaining('filter authorisation on definitions')]);
	});

	it('points at the filter first where there is one', async () => {
		setBi(simulated.simulator, { rights: false, queryOptions: 'ignore' });
		const filtered = { filterType: 'odata', filterOData: 'Omzet lt 0' };
		const { hints } = await succeed(readingBi('Verkoopomzet', filtered));
		expect(hints).toEqual([
			expect.stringMatching(/^AFAS gave no rows for what you ask with 'Filter'/),
		]);
	});

	it('passes on what it knows nothing of', async () => {
		setBi(simulated.simulator, { queryOptions: 'select', nulls: 'leftOut' });
		const options = {
			queryParameters: { parameter: [{ name: '$select', value: 'Id,Omzet' }] },
		};
		const { items } = await succeed(readingBi('Verkoopomzet', { options }));
		expect(items).toHaveLength(TURNOVER_ROWS);
		expect(Object.keys(items[0]?.json ?? {})).toEqual(['Id', 'Omzet']);
	});

	it.each([
		[{ filterType: 'odata', filterOData: ' ' }, /OData filter is empty/],
		[{ options: { queryParameters: { parameter: [{ name: '', value: '1' }] } } }, /has no name/],
		[
			{ options: { queryParameters: { parameter: [{ name: '$top', value: '1' }] } } },
			/'\$top' is set by the node itself/,
		],
		[
			{
				options: {
					queryParameters: {
						parameter: [
							{ name: '$orderby', value: 'Id' },
							{ name: '$orderby', value: 'Omzet' },
						],
					},
				},
			},
			/two query parameters '\$orderby'/,
		],
		[{ filterType: 'odata', filterOData: 'x'.repeat(2_100) }, /query string of \d+ characters/],
		[{ biModel: locator('..') }, /can't be the name of a BI model/],
		[{ table: locator('..') }, /can't be the name of a table/],
	])('refuses before anything is sent: %j', async (more, message) => {
		const { error } = await engine.run(readingBi('Verkoopomzet', more));
		expect(error?.message).toMatch(message);
		expect(asked().filter(({ path }) => !path.endsWith('Verkoopomzet'))).toHaveLength(
			'table' in more ? 1 : 0,
		);
	});

	it('says that filters are not documented when AFAS refuses one', async () => {
		const filtered = readingBi('Verkoopomzet', {
			filterType: 'odata',
			filterOData: 'Omzet gt 1000',
		});
		const { error } = await engine.run(filtered);
		expect(error?.message).toContain("'$filter' is not supported");
		expect(error?.description).toContain("try it without 'Filter' and 'Query Parameters'");
		expect(asked().at(-1)?.rawQuery).toBe('?$filter=Omzet%20gt%201000');
	});

	it('puts nothing out of a read that fails half-way', async () => {
		const stop = simulated.simulator.beforeRequest(({ rawQuery }) => {
			if (rawQuery.includes('skiptoken')) simulated.simulator.bi.recalculate('Verkoopomzet');
		});
		const { items, error } = await engine.run(readingBi('Verkoopomzet'));
		stop();
		expect(items).toEqual([]);
		expect(error?.message).toBe('AFAS no longer knows the place where the read was');
	});
});

describe('a token', () => {
	it.each(['foreign', 'otherResource'] as const)(
		'does not follow a redirect to somewhere else (%s)',
		async (redirectTo) => {
			setBi(simulated.simulator, { redirectTo, foreignOrigin: elsewhere.origin });
			const { error } = await engine.run(readingBi('Financiele mutaties'));
			// Of a redirect only the path counts, on the credential's own host.
			if (redirectTo === 'foreign') expect(error).toBeUndefined();
			else expect(error?.message).toMatch(/redirect \(307\)/);
			expect(visits).toEqual([]);
			const paths = simulated.simulator.requests.map(({ path }) => path);
			expect(paths.filter((path) => path.endsWith('/metainfo')).length).toBeLessThanOrEqual(1);
		},
	);

	it('does not follow a link to somewhere else', async () => {
		setBi(simulated.simulator, { links: 'foreign', foreignOrigin: elsewhere.origin });
		const { error } = await engine.run(readingBi('Verkoopomzet'));
		expect(error?.message).toMatch(/no longer knows the place|leads to another place/);
		expect(visits).toEqual([]);
	});
});

describe('OAuth', () => {
	it('gets a new access token half-way', async () => {
		const { simulator } = simulated;
		simulator.settings.accessTokenUses = 3;
		const { clientId, clientSecret = '' } = DEMO.oAuthClient;
		const oAuth = await Engine.create({
			type: 'afasOAuth2Api',
			fields: {
				environment: 'custom',
				baseUrl: simulator.baseUrl,
				grantType: 'clientCredentials',
				clientId,
				clientSecret,
			},
		});
		const { items } = await succeed(readingBi('Verkoopomzet'), oAuth);
		simulator.settings.accessTokenUses = null;
		expect(items).toHaveLength(TURNOVER_ROWS);
		expect(simulator.requests.filter(({ status }) => status === 401).length).toBeGreaterThan(0);
	});
});

describe('an address', () => {
	const address = (path: string) => `${simulated.simulator.baseUrl}${path}`;
	const byUrl = (url: string, more: object = {}) =>
		readingBi('', { biModel: locator(url, 'url'), returnAll: false, limit: 2, ...more });

	it('tells model, version and table', async () => {
		const { items } = await succeed(byUrl(address('/bi/Verkoopomzet/v1/Debiteuren/')));
		expect(items[0]?.json).toHaveProperty('Naam');
		// The list of tables refuses '$top', so it is asked for once more without.
		expect(asked().map(({ path, rawQuery }) => path.replace(/^.*\/bi/, '') + rawQuery)).toEqual([
			'/Verkoopomzet/v1/?$top=2',
			'/Verkoopomzet/v1/',
			'/Verkoopomzet/v1/Debiteuren?$top=2',
		]);
		await succeed(byUrl(address('/bi/Financiele%20mutaties')));
	});

	it('must be one of a BI model of the environment', async () => {
		for (const url of [
			'https://12345.rest.afas.online/ProfitRestServices/bi/Verkoopomzet',
			address('/connectors/Profit_Debtor'),
			address('/bi/../connectors/Profit_Debtor'),
			address('/bi/%2e%2e/connectors/Profit_Debtor'),
		]) {
			const { error } = await engine.run(byUrl(url));
			expect(error?.message).toContain('is not one of a BI model');
		}
		expect(asked()).toEqual([]);
	});

	it.each([
		['?$filter=Id%20eq%201', '?$filter=Id%20eq%201'],
		['(5)/Sub', '/Sub'],
		['/../$metadata', '$metadata'],
	])('names nothing that would not be used: %s', async (more, named) => {
		const { error } = await engine.run(byUrl(address(`/bi/Verkoopomzet/v2/Debiteuren${more}`)));
		expect(error?.message).toBe(
			`The address in 'BI Model' has more than a model, a version and a table: '${named}'`,
		);
		expect(asked()).toEqual([]);
	});

	it('names nothing otherwise than the parameters', async () => {
		const { error } = await engine.run(
			byUrl(address('/bi/Verkoopomzet/v2/'), { options: { version: 1 } }),
		);
		expect(error?.message).toContain("names another version or table than 'Version' or 'Table'");
	});
});

describe('Get', () => {
	const get = (value: string): { parameters: INodeParameters } => ({
		parameters: { resource: 'biModel', operation: 'get', biModel: locator(value) },
	});

	it('describes tables, keys and columns', async () => {
		const { items } = await succeed(get('Verkoopomzet'));
		const { tables, ...about } = items[0]?.json ?? {};
		expect(about).toEqual({
			id: 'Verkoopomzet',
			version: 2,
			address: `${simulated.simulator.baseUrl}/bi/Verkoopomzet/v2/`,
		});
		expect(tables).toContainEqual({
			name: 'Debiteuren',
			keys: ['Id'],
			fields: [
				{ id: 'Id', type: 'Edm.Int32', nullable: false },
				{ id: 'Code', type: 'Edm.String', nullable: true },
				{ id: 'Naam', type: 'Edm.String', nullable: true },
			],
		});
		const metadata = asked().find(({ path }) => path.endsWith('/v2/$metadata'));
		expect(metadata?.headers.accept).toBe('application/xml');
	});

	it('goes by the first row where there is no description', async () => {
		setBi(simulated.simulator, { metadata: 'missing' });
		const { items } = await succeed(get('Financiele mutaties'));
		expect(items[0]?.json).toMatchObject({
			version: 1,
			tables: [
				{
					name: 'Financiele mutaties',
					keys: [],
					fields: expect.arrayContaining([
						{ id: 'Boekstuk', type: 'number', nullable: null },
					]) as unknown,
				},
			],
		});
	});

	it('names a model that is not there, or not for this user', async () => {
		const restricted = await connect(simulated.simulator, tokenXml(RESTRICTED));
		for (const [on, model] of [
			[engine, 'Nergens'],
			[restricted, 'Verkoopomzet'],
		] as const) {
			const { error } = await on.run(get(model));
			expect(error?.message).toBe(`AFAS has no BI model '${model}', or doesn't show it`);
			expect(error?.description).toContain('rights of the user of the App Connector');
		}
	});
});

describe('lists', () => {
	it('of models come from metainfo where it has any', async () => {
		setBi(simulated.simulator, { metainfoList: 'odataConnectors' });
		const { results } = await engine.listSearch('searchBiModels', {}, 'omzet');
		expect(results).toEqual([{ name: 'Verkoopomzet', value: 'Verkoopomzet' }]);
		setBi(simulated.simulator, { metainfoList: 'dataModels' });
		const other = await forgetfulEngine(simulated.simulator);
		const named = await other.listSearch('searchBiModels', {}, 'omzet');
		expect(named.results).toEqual([
			{ name: 'Verkoopomzet [dataModels] (Verkoopomzet)', value: 'Verkoopomzet' },
		]);
	});

	it('of models come from the service where it has any', async () => {
		setBi(simulated.simulator, { list: true });
		const { results } = await engine.listSearch('searchBiModels', {});
		expect(results.map(({ value }) => value)).toEqual([
			'Financiele mutaties',
			'Leeg',
			'Verkoopomzet',
		]);
	});

	it('of models say that a name can be typed where AFAS gives none', async () => {
		await expect(engine.listSearch('searchBiModels', {})).rejects.toMatchObject({
			message: 'AFAS gives no list of BI models',
			description: "Choose 'By ID' and type the name as it is in the address in Profit.",
		});
	});

	it('of models show a refusal', async () => {
		simulated.simulator.faults.inject({
			kind: 'unauthorized',
			match: { path: '/bi' },
			times: null,
		});
		await expect(engine.listSearch('searchBiModels', {})).rejects.toMatchObject({
			message: "AFAS doesn't accept the token (401)",
		});
	});

	const chosen = {
		resource: 'biModel',
		operation: 'getMany',
		biModel: locator('Verkoopomzet'),
		table: locator(''),
	};

	it('of tables are those of the model, asked for once', async () => {
		for (const filter of ['', 'd', 'de']) {
			const { results } = await engine.listSearch('searchBiTables', chosen, filter);
			expect(results).toContainEqual({ name: 'Debiteuren', value: 'Debiteuren' });
		}
		expect(asked().filter(({ path }) => path.endsWith('/Verkoopomzet'))).toHaveLength(2);
		const none = await engine.listSearch('searchBiTables', { ...chosen, biModel: locator('') });
		expect(none.results).toEqual([]);
		const typed = { ...chosen, biModel: locator('={{ $json.model }}') };
		simulated.simulator.clearRequests();
		expect((await engine.listSearch('searchBiTables', typed)).results).toEqual([]);
		expect(asked()).toEqual([]);
	});

	it('of columns are those of the table', async () => {
		const facts = await engine.loadOptions('getBiColumns', chosen);
		expect(facts).toContainEqual({ name: 'Omzet', value: 'Omzet', description: 'Edm.Decimal' });
		const table = { ...chosen, table: locator('Debiteuren') };
		expect(await engine.loadOptions('getBiColumns', table)).toHaveLength(3);
	});
});

describe('Metainfo', () => {
	it('lists connectors of a kind that it does not know, under the name of AFAS', async () => {
		setBi(simulated.simulator, { metainfoList: 'odataConnectors' });
		const listed = async (connectorType: string) => {
			const parameters = {
				resource: 'metainfo',
				operation: 'getMany',
				connectorType,
				returnAll: true,
			};
			return (await succeed({ parameters })).items.map(({ json }) => json);
		};
		const other = await listed('otherConnector');
		expect(other).toContainEqual({
			id: 'Verkoopomzet',
			description: 'Verkoopomzet',
			type: 'odataConnectors',
		});
		expect(await listed('all')).toEqual(expect.arrayContaining(other));
	});
});

it('ends soon when the execution is cancelled, and asks for nothing more', async () => {
	const { simulator } = simulated;
	let cancel = () => {};
	const stop = simulator.beforeRequest(({ rawQuery }) => {
		if (rawQuery.includes('skiptoken')) cancel();
	});
	const options = { ...readingBi('Verkoopomzet'), onStart: (end: () => void) => (cancel = end) };
	await engine.run(options).catch(() => undefined);
	await new Promise((resolve) => setTimeout(resolve, 300));
	stop();
	expect(asked().filter(({ rawQuery }) => rawQuery.includes('skiptoken'))).toHaveLength(1);
});

it('leaves other items alone when one fails', async () => {
	const { items, error } = await engine.run({
		...readingBi('', { biModel: locator('={{ $json.model }}'), returnAll: false, limit: 1 }),
		input: [{ model: 'Nergens' }, { model: 'Verkoopomzet' }],
		onError: 'continueRegularOutput',
	});
	expect(error).toBeUndefined();
	expect(items.map(({ json, pairedItem }) => [json.error ?? json.Id, pairedItem])).toEqual([
		["AFAS has no BI model 'Nergens', or doesn't show it", { item: 0 }],
		[1, { item: 1 }],
	]);
});

it('reads a model of one table from its root', async () => {
	const { items } = await succeed(readingBi('Financiele mutaties'));
	expect(items).toHaveLength(MUTATION_ROWS);
});
