import { RESTRICTED, tokenHeader } from './access';
import { LARGEST_REQUEST } from './delivery';
import { TestService } from './testService';

const service = new TestService();
beforeAll(() => service.start());
afterAll(() => service.stop());
beforeEach(() => {
	service.company.writes.length = 0;
	service.company.removals.length = 0;
	service.company.answer = { status: 201, body: undefined };
});

const BODY = { AfasEmployee: { Element: { Fields: { ViPr: 'H' } } } };
const write = (method: 'POST' | 'PUT', path: string, body: unknown = BODY, headers = {}) =>
	service.get(path, {
		method,
		headers: { 'content-type': 'application/json;charset=utf-8', ...headers },
		body: typeof body === 'string' ? body : JSON.stringify(body),
	});

describe('POST and PUT', () => {
	test('hand the write to the company, by the id of the definition', async () => {
		await write('POST', '/connectors/knemployee');
		await write('PUT', '/Connectors/KnEmployee');
		await write('POST', '/connectors/KnEmployee/AfasContract');
		expect(service.company.writes).toEqual([
			{ method: 'POST', connectorId: 'KnEmployee', body: BODY },
			{ method: 'PUT', connectorId: 'KnEmployee', body: BODY },
			{ method: 'POST', connectorId: 'KnEmployee', subObject: 'AfasContract', body: BODY },
		]);
	});

	test('answer what the company answers, or nothing', async () => {
		const bare = await write('POST', '/connectors/KnEmployee');
		expect([bare.status, bare.text]).toEqual([201, '']);
		expect(bare.headers).toMatchObject({
			'content-type': 'application/xml; charset=utf-8',
			'content-length': '0',
		});
		service.company.answer = {
			status: 200,
			body: { results: { AfasEmployee: { EmId: '1000454' } } },
		};
		const full = await write('PUT', '/connectors/KnEmployee');
		expect([full.status, full.text]).toEqual([
			200,
			'{"results":{"AfasEmployee":{"EmId":"1000454"}}}',
		]);
		expect(full.headers['content-type']).toBe('application/json; charset=utf-8');
	});

	test.each([
		['nl-nl', "De ingevulde waarde bij 'Medewerker' bestaat niet."],
		['en-us', "The entered value for 'Employee' does not exist."],
	])('a refusal is HTTP 500 in %s', async (language, externalMessage) => {
		const { status, json, headers } = await write(
			'POST',
			'/connectors/KnEmployee',
			{ refuse: 1 },
			{ 'accept-language': language },
		);
		expect(status).toBe(500);
		expect(json).toEqual({
			externalMessage,
			errorNumber: -2147220469,
			profitLogReference: expect.stringMatching(/^[0-9A-F]{32}$/),
		});
		expect(headers['x-profit-log-reference']).toBe(json.profitLogReference);
		expect(service.company.writes).toEqual([]);
	});

	test.each(['{"AfasEmployee":', '', 'text'])('the body %j is no JSON', async (body) => {
		const { status, json } = await write('POST', '/connectors/KnEmployee', body);
		expect([status, json]).toEqual([400, { message: 'Invalid json' }]);
		expect(service.company.writes).toEqual([]);
	});

	test('an UpdateConnector that the App connector lacks is refused', async () => {
		const { status, json } = await write('POST', '/connectors/KnEmployee', BODY, {
			authorization: tokenHeader(RESTRICTED),
		});
		expect([status, json.errorNumber]).toEqual([500, -2147180996]);
		expect(json.externalMessage).toMatch(/^Deze UpdateConnector wordt niet ondersteund/);
		expect((await write('POST', '/connectors/Tiny_People')).status).toBe(500);
		expect(service.company.writes).toEqual([]);
	});

	test('non-ASCII survives without a charset, unless the mode says otherwise', async () => {
		const headers = { 'content-type': 'application/json' };
		await write('POST', '/connectors/KnEmployee', { Ds: 'één' }, headers);
		service.simulator.settings.missingCharset = 'questionMarks';
		await write('POST', '/connectors/KnEmployee', { Ds: 'één 😀' }, headers);
		await write('POST', '/connectors/KnEmployee', { Ds: 'één 😀' });
		service.simulator.settings.missingCharset = 'keep';
		expect(service.company.writes.map(({ body }) => body)).toEqual([
			{ Ds: 'één' },
			{ Ds: '??n ?' },
			{ Ds: 'één 😀' },
		]);
	});

	test('more than 75 MB is too much', async () => {
		const { status, text } = await service.get('/connectors/KnEmployee', {
			method: 'POST',
			body: Buffer.alloc(LARGEST_REQUEST + 1, ' '),
		});
		expect([status, text]).toEqual([413, '']);
		const filled = `${JSON.stringify(BODY)}`.padEnd(LARGEST_REQUEST, ' ');
		expect((await write('POST', '/connectors/KnEmployee', filled)).status).toBe(201);
	});
});

describe('DELETE', () => {
	const remove = (path: string) =>
		service.get(`/connectors/KnEmployee${path}`, { method: 'DELETE' });

	test.each([
		['/KnSubject/@SbId/48761', [{ element: 'KnSubject', keys: { SbId: '48761' } }]],
		[
			'/KnCourseMember/@CrId,@CdId/333,80',
			[{ element: 'KnCourseMember', keys: { CrId: '333', CdId: '80' } }],
		],
		[
			'/FiEntryPar/UnId,JoCo/1,73/FiEntries/@EnNo/70001',
			[
				{ element: 'FiEntryPar', keys: { UnId: '1', JoCo: '73' } },
				{ element: 'FiEntries', keys: { EnNo: '70001' } },
			],
		],
		['/KnOrgunit/@OuId/a%2Fb%20c%25', [{ element: 'KnOrgunit', keys: { OuId: 'a/b c%' } }]],
		['/KnOrgunit/%40OuId/%C3%A9', [{ element: 'KnOrgunit', keys: { OuId: 'é' } }]],
	])('%s', async (path, levels) => {
		const { status, text, headers } = await remove(path);
		expect([status, text, headers['content-length']]).toEqual([200, '', '0']);
		expect(service.company.removals).toEqual([levels]);
	});

	test('an encoded comma separates as any other', async () => {
		const { status } = await remove('/KnOrgunit/@OuId/a%2Cb');
		expect(status).toBe(500);
		expect(service.company.removals).toEqual([]);
	});

	test.each(['', '/KnSubject', '/KnSubject/@SbId', '/KnSubject/@SbId/1/KnReaction'])(
		'%j is a wrong path',
		async (path) => {
			expect((await remove(path)).status).toBe(404);
			expect(service.company.removals).toEqual([]);
		},
	);

	test('a record that is not there can be 404', async () => {
		service.company.isThere = false;
		const { status, text } = await remove('/KnSubject/@SbId/1');
		service.company.isThere = true;
		expect([status, text]).toEqual([404, '']);
	});
});
