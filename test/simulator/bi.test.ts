import { changeSettings } from './settings';
import { defaultBiSettings, type BiSettings } from './bi/biSettings';
import { RESTRICTED, tokenHeader } from './access';
import { TestService } from './testService';

const service = new TestService();
beforeAll(() => service.start());
afterAll(() => service.stop());

const set = (settings: Partial<BiSettings>) =>
	Object.assign(service.simulator.settings.bi, defaultBiSettings(), settings);
beforeEach(() => set({}));

const names = (list: unknown) => (list as Array<{ name: string }>).map(({ name }) => name);

test('redirects a model to its newest version', async () => {
	const { status, headers, text } = await service.get('/bi/Verkoopomzet');
	expect([status, text]).toEqual([307, '']);
	expect(headers.location).toBe(`${service.simulator.baseUrl}/bi/Verkoopomzet/v2/`);
	set({ location: 'inner', redirectStatus: 302, locationQuery: 'kept' });
	const inner = await service.get('/bi/Verkoopomzet?$top=1');
	expect(inner.headers.location).toMatch(/^http:\/\/bi-web01.*\/v2\/\?\$top=1$/);
	expect(inner.status).toBe(302);
});

test('lists the tables of a model, in three versions of OData', async () => {
	const tables = ['Verkoopomzet', 'Debiteuren', 'Artikelen'];
	expect(names((await service.get('/bi/Verkoopomzet/v2/')).json.value)).toEqual(tables);
	set({ odata: 'v3' });
	expect(names((await service.get('/bi/Verkoopomzet/v2/')).json.value)).toEqual(tables);
	set({ odata: 'v2' });
	expect((await service.get('/bi/Verkoopomzet/v2/')).json).toEqual({ d: { EntitySets: tables } });
});

test('gives pages with links, until skip or top is given', async () => {
	const path = '/bi/Financiele%20mutaties/v1/';
	const { json } = await service.get(path);
	expect(json.value).toHaveLength(5_000);
	const link = String(json['@odata.nextLink']);
	const next = await service.get(link.replace(service.simulator.baseUrl, ''));
	expect((next.json.value as unknown[])[0]).toMatchObject({ Boekstuk: 25_000 });
	const counted = await service.get(`${path}?$skip=11999&$top=9`);
	expect(counted.json.value).toHaveLength(1);
	expect(counted.json).not.toHaveProperty('@odata.nextLink');
});

test('refuses, ignores or carries out other options', async () => {
	const path = '/bi/Financiele%20mutaties/v1/?$select=Boekstuk&$top=1';
	expect((await service.get(path)).json).toEqual({
		error: { code: 'BadRequest', message: "The query option '$select' is not supported." },
	});
	set({ queryOptions: 'select' });
	expect((await service.get(path)).json.value).toEqual([{ Boekstuk: 20_000 }]);
	set({ queryOptions: 'ignore' });
	expect((await service.get(path)).json.value).toEqual([
		expect.objectContaining({ Rekening: '4000' }),
	]);
});

test('forgets places when a model is calculated anew', async () => {
	const { json } = await service.get('/bi/Financiele%20mutaties/v1/');
	const link = String(json['@odata.nextLink']).replace(service.simulator.baseUrl, '');
	const { status } = await service.control('POST', 'bi/Financiele%20mutaties/calculations', {});
	expect(status).toBe(200);
	expect((await service.get(link)).status).toBe(410);
	const { json: anew } = await service.get('/bi/Financiele%20mutaties/v1/?$top=1');
	expect(anew.value).toEqual([expect.objectContaining({ Boekstuk: 20_001 })]);
});

test('describes tables', async () => {
	const { text, headers } = await service.get('/bi/Verkoopomzet/v1/$metadata');
	expect(headers['content-type']).toBe('application/xml');
	expect(text).toContain('<Property Name="Omzet" Type="Edm.Decimal" />');
	expect(text).not.toContain('Aantal');
	set({ metadata: 'missing' });
	expect((await service.get('/bi/Verkoopomzet/v1/$metadata')).status).toBe(404);
});

test('shows nothing to who may see nothing', async () => {
	const headers = { authorization: tokenHeader(RESTRICTED) };
	expect((await service.get('/bi/Verkoopomzet', { headers })).status).toBe(404);
	expect((await service.get('/bi/Nergens')).status).toBe(404);
	expect((await service.get('/bi')).status).toBe(404);
	set({ missing: 'refuse', list: true });
	expect((await service.get('/bi/Nergens')).status).toBe(500);
	expect(names((await service.get('/bi')).json.value)).toContain('Leeg');
	expect((await service.call('/bi/Verkoopomzet')).status).toBe(401);
});

test('adds models for benchmarks', async () => {
	await service.control('POST', 'bi', { id: 'Veel', rows: 20_000, columns: 5 });
	const { json } = await service.get('/bi/Veel/v1/');
	expect(json.value).toHaveLength(5_000);
	expect((json.value as unknown[])[4_999]).toMatchObject({ Nummer: 5_000 });
});

test('refuses settings that make no sense', () => {
	const change = (bi: object) => () => changeSettings(service.simulator.settings, { bi });
	expect(change({ odatta: 'v4' })).toThrow("no setting 'bi.odatta'");
	expect(change({ odata: 'v5' })).toThrow("'bi.odata' must be v4 or v3 or v2");
	expect(change({ pageSize: '5' })).toThrow("'bi.pageSize' must be a number");
	change({ pageSize: 10 })();
	expect(service.simulator.settings.bi.pageSize).toBe(10);
});
