import { TestService } from './testService';

const service = new TestService();
beforeAll(() => service.start());
afterAll(() => service.stop());

test('lists what the App connector contains, on one line', async () => {
	const { json, text, headers } = await service.get('/metainfo');
	expect(text).not.toContain('\n');
	expect(headers['content-type']).toBe('application/json; charset=utf-8');
	expect(headers['x-trace-identifier']).toMatch(/^[0-9a-f-]{36}$/);
	expect(json).toMatchObject({
		updateConnectors: [{ id: 'KnEmployee', description: 'Medewerker' }],
		getConnectors: [{ id: 'Tiny_People', description: 'Mensen' }, { id: 'Tiny_Blocked' }],
		customConnectors: [
			{ id: 'AppConnectorReport', description: 'ReportConnector' },
			{ id: 'AppConnectorSubject', description: 'SubjectConnector' },
		],
	});
});

test('describes the columns of a GetConnector, with decimalsFieldId', async () => {
	const { json } = await service.get('/metainfo/get/Tiny_People');
	expect(json).toMatchObject({ name: 'Tiny_People', description: 'Mensen' });
	expect(json).not.toHaveProperty('id');
	expect((json.fields as unknown[])[0]).toEqual({
		id: 'Nr',
		fieldId: 'U001',
		dataType: 'int',
		label: 'Nummer',
		length: 0,
		controlType: 5,
		decimals: 0,
		decimalsFieldId: '',
	});
});

test('describes an UpdateConnector, with decimalFieldId and boolean keys', async () => {
	const { json } = await service.get('/metainfo/update/KnEmployee', {
		headers: { 'accept-language': 'en-us' },
	});
	const key = {
		fieldId: 'SbId',
		primaryKey: true,
		dataType: 'int',
		label: 'Dossier item',
		mandatory: true,
		length: 10,
		decimals: 0,
		decimalFieldId: '',
		notzero: false,
		controlType: 5,
		values: null,
	};
	expect(json).toEqual({
		id: 'KnEmployee',
		description: 'Employee',
		name: 'AfasEmployee',
		fields: [
			key,
			{ ...key, fieldId: 'ViPr', primaryKey: false, values: [{ id: 'H', description: 'HIGH' }] },
		],
		objects: [{ name: 'AfasContract', fields: [key], objects: [] }],
	});
});

test.each([
	['en-us', 'Number'],
	['fr-fr,en;q=0.5', 'Number'],
	['nl-be', 'Nummer'],
	['fr-fr', 'Nummer'],
])('Accept-Language %s gives the label %s', async (language, label) => {
	const { json } = await service.get('/metainfo/get/Tiny_People', {
		headers: { 'accept-language': language },
	});
	expect((json.fields as unknown[])[0]).toMatchObject({ label });
});

test.each([
	[
		'get',
		'Deze GetConnector wordt niet ondersteund voor deze app of de gebruiker is niet geautoriseerd.',
	],
	['update', 'Deze UpdateConnector wordt niet ondersteund of de gebruiker is niet geautoriseerd.'],
])('an unknown %s connector is a refusal', async (kind, externalMessage) => {
	const { status, json, headers } = await service.get(`/metainfo/${kind}/Nothing`);
	expect(status).toBe(500);
	expect(json).toEqual({
		externalMessage,
		errorNumber: -2147180996,
		profitLogReference: expect.stringMatching(/^[0-9A-F]{32}$/),
	});
	expect(headers['content-type']).toBe('application/xml; charset=utf-8');
});

test('gives the version of Profit', async () => {
	const { json } = await service.get('/ProfitVersion');
	expect(json.version).toMatch(/^9\.\d+\.\d+$/);
});

test.each(['/MetaInfo/Get/tiny_people', '/METAINFO/GET/TINY_PEOPLE', '/metainfo/get/Tiny_People/'])(
	'takes %s: the path is not case-sensitive',
	async (path) => {
		expect((await service.get(path)).json).toMatchObject({ name: 'Tiny_People' });
	},
);

test('takes the base path in any case, and none at all when configured', async () => {
	const { simulator } = service;
	const { host } = new URL(simulator.origin);
	expect((await service.get(`/../profitrestservices/metainfo`)).status).toBe(200);
	expect(host).toMatch(/^127\.0\.0\.1:/);
	expect((await service.get('/../metainfo')).status).toBe(404);
	simulator.settings.pathPrefix = 'optional';
	const { status } = await service.get('/../metainfo');
	simulator.settings.pathPrefix = 'required';
	expect(status).toBe(200);
});

test('ids of connectors can be case-sensitive', async () => {
	service.simulator.settings.connectorIds = 'exact';
	const { status } = await service.get('/metainfo/get/tiny_people');
	service.simulator.settings.connectorIds = 'ignoreCase';
	expect(status).toBe(500);
});

test('unknown paths are 404 and wrong methods 405, without a body', async () => {
	const unknown = await service.get('/nothing');
	expect([unknown.status, unknown.text]).toEqual([404, '']);
	const patched = await service.get('/connectors/KnEmployee', { method: 'PATCH', body: '{}' });
	expect([patched.status, patched.text]).toEqual([405, '']);
});

test('allows calls from any web page', async () => {
	const { status, headers } = await service.call('/metainfo', { method: 'OPTIONS' });
	expect(status).toBe(200);
	expect(headers['access-control-allow-origin']).toBe('*');
	expect(headers['access-control-allow-methods']).toBe('GET, POST, PUT, DELETE, OPTIONS');
});
