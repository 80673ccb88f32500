import {
	DEMO,
	EXPIRED,
	EXPIRING_SOON,
	OTHER_ENVIRONMENT,
	OTP,
	RESTRICTED,
	tokenHeader,
	tokenXml,
} from './access';
import { TestService } from './testService';

const service = new TestService();
beforeAll(() => service.start());
afterAll(() => service.stop());

const withAuthorization = (authorization: string, path = '/metainfo') =>
	service.call(path, { headers: { authorization } });

test('a classic token opens metainfo', async () => {
	const { status, json } = await withAuthorization(tokenHeader(DEMO));
	expect(status).toBe(200);
	expect(json.info).toEqual({
		envid: 'O12345AA',
		appName: 'n8n koppeling',
		group: 'Connectorgroep 101 (12345.N8N)',
		tokenExpiry: '0',
	});
});

test.each([
	['no header', undefined],
	['an unknown token', tokenHeader({ ...DEMO, token: 'F'.repeat(64) })],
	['a token of another environment', tokenHeader(OTHER_ENVIRONMENT)],
	['an expired token', tokenHeader(EXPIRED)],
	[
		'a token encoded twice',
		`AfasToken ${Buffer.from(tokenHeader(DEMO).slice(10)).toString('base64')}`,
	],
	['only the hexadecimal part', `AfasToken ${DEMO.token}`],
	['an unknown access token', 'Bearer nonsense'],
	['Basic', 'Basic eDp5'],
])('401 without a body for %s', async (_case, authorization) => {
	const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
	const { status, text, headers: answered } = await service.call('/metainfo', { headers });
	expect({ status, text }).toEqual({ status: 401, text: '' });
	expect(answered).toMatchObject({
		'cache-control': 'no-store, no-cache',
		'content-type': 'application/xml; charset=utf-8',
		'content-length': '0',
		'strict-transport-security': 'max-age=31536000',
		'x-afas-proxy-version': '4.3.0.0',
		'x-content-type-options': 'nosniff',
		'x-frame-options': 'deny',
		'www-authenticate': expect.stringMatching(/^Bearer/),
	});
	expect(answered['x-afas-proxy-stats']).toMatch(/^init\(0ms\), before response/);
});

test.each([
	['the XML itself', `AfasToken ${tokenXml(DEMO)}`],
	['Base64 with a character too many', `${tokenHeader(DEMO)}!`],
])('500 for %s in the header: it cannot be decoded', async (_case, authorization) => {
	const { status, json, headers } = await withAuthorization(authorization);
	expect(status).toBe(500);
	expect(json).toMatchObject({ errorNumber: -2147180999 });
	expect(headers['x-profit-log-reference']).toBe(json.profitLogReference);
});

test('Profit 8 sends no WWW-Authenticate', async () => {
	service.simulator.settings.release = 8;
	const { headers } = await service.call('/metainfo');
	service.simulator.settings.release = 9;
	expect(headers).not.toHaveProperty('www-authenticate');
});

test('a refused address gets 403 without a body', async () => {
	service.simulator.settings.refuseIpAddress = true;
	const { status, text } = await withAuthorization(tokenHeader(DEMO));
	service.simulator.settings.refuseIpAddress = false;
	expect({ status, text }).toEqual({ status: 403, text: '' });
});

test('a token that expires soon says when', async () => {
	const { json } = await withAuthorization(tokenHeader(EXPIRING_SOON));
	const days =
		(Date.parse((json.info as { tokenExpiry: string }).tokenExpiry) - Date.now()) / 86_400_000;
	expect(days).toBeGreaterThan(28);
	expect(days).toBeLessThanOrEqual(30);
});

test('a restricted App connector has no connector it does not contain', async () => {
	const { json } = await withAuthorization(tokenHeader(RESTRICTED));
	expect(json).not.toHaveProperty('updateConnectors');
	expect(json).not.toHaveProperty('getConnectors');
	const read = await withAuthorization(tokenHeader(RESTRICTED), '/connectors/Tiny_People');
	expect(read.status).toBe(500);
	expect(read.json).toMatchObject({
		errorNumber: -2147180996,
		externalMessage:
			'Deze GetConnector wordt niet ondersteund voor deze app of de gebruiker is niet geautoriseerd.',
	});
	service.simulator.settings.absentEmptyLists = false;
	const shown = await withAuthorization(tokenHeader(RESTRICTED));
	service.simulator.settings.absentEmptyLists = true;
	expect(shown.json).toMatchObject({ updateConnectors: [], getConnectors: [] });
});

describe('one-time password', () => {
	const post = (path: string, body: unknown) =>
		service.call(path, { method: 'POST', body: JSON.stringify(body) });

	test('a request is accepted whoever asks', async () => {
		const { status, headers } = await post('/OtpRequest', { apiKey: 'wrong' });
		expect([status, headers['content-length']]).toEqual([200, '0']);
	});

	test('the right code gives a token that works, whatever the case of the names', async () => {
		const { code, userId, ...keys } = OTP;
		const { status, json } = await post('/otpvalidation', { ...keys, userid: userId, OTP: code });
		expect(status).toBe(200);
		expect(json.token).toMatch(/\r\n$/);
		const encoded = Buffer.from(String(json.token).trim()).toString('base64');
		expect((await withAuthorization(`AfasToken ${encoded}`)).status).toBe(200);
	});

	test('a wrong code gives 204', async () => {
		const { apiKey, apiToken, userId } = OTP;
		const sent = { apiKey, apiToken, userId, otp: '00000000' };
		expect((await post('/OtpValidation', sent)).status).toBe(204);
	});
});
