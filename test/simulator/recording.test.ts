import { DEMO, OTP, tokenHeader } from './access';
import { startProfitServer } from './profitServer';
import { TestService } from './testService';
import { TinyCompany } from './tinyCompany';

const service = new TestService();
beforeAll(() => service.start());
afterAll(() => service.stop());
beforeEach(() => service.simulator.clearRequests());

test('remembers what was asked and answered', async () => {
	await service.get('/connectors/Tiny_People?Skip=1&filtervalues=a%2Cb&filterfieldids=Naam');
	expect(service.simulator.requests).toEqual([
		{
			number: expect.any(Number),
			time: expect.stringMatching(/^\d{4}-.*Z$/),
			method: 'GET',
			path: '/ProfitRestServices/connectors/Tiny_People',
			query: { skip: '1', filtervalues: 'a,b', filterfieldids: 'Naam' },
			rawQuery: '?Skip=1&filtervalues=a%2Cb&filterfieldids=Naam',
			headers: expect.objectContaining({ host: expect.stringMatching(/^127/) }),
			body: undefined,
			inFlight: 1,
			status: 500,
			duration: expect.any(Number),
		},
	]);
	await service.get('/connectors/KnEmployee', { method: 'POST', body: '{"a":[1]}' });
	await service.get('/connectors/KnEmployee', { method: 'POST', body: 'nonsense' });
	expect(service.simulator.requests.map(({ body }) => body)).toEqual([
		undefined,
		{ a: [1] },
		'nonsense',
	]);
});

test('holds no secret', async () => {
	const { clientId, clientSecret = '' } = DEMO.oAuthClient;
	const form = new URLSearchParams({
		grant_type: 'client_credentials',
		client_id: clientId,
		client_secret: clientSecret,
		refresh_token: 'a-refresh-token',
		client_assertion: 'an-assertion',
		code: 'a-code',
	});
	await service.get('/metainfo');
	await service.get('/metainfo');
	await service.call('/metainfo', { headers: { authorization: DEMO.token } });
	await service.call('/oauth/token', {
		method: 'POST',
		headers: { 'content-type': 'application/x-www-form-urlencoded' },
		body: form.toString(),
	});
	await service.call('/OtpValidation', { method: 'POST', body: JSON.stringify(OTP) });
	const text = JSON.stringify(service.simulator.requests);
	const encoded = tokenHeader(DEMO).slice(10);
	for (const secret of [
		encoded,
		DEMO.token,
		clientSecret,
		'a-refresh-token',
		'an-assertion',
		'a-code',
		OTP.apiKey,
		OTP.code,
	]) {
		expect(text).not.toContain(secret);
	}
	const [first, second] = service.simulator.requests;
	expect(first?.headers.authorization).toMatch(/^AfasToken #[0-9a-f]{8}$/);
	expect(second?.headers.authorization).toBe(first?.headers.authorization);
	expect(service.simulator.requests[3]?.body).toMatchObject({ client_id: clientId });
});

test('counts the requests in flight', async () => {
	service.simulator.settings.latency = { call: 60, row: 0, skippedRow: 0 };
	await Promise.all([1, 2, 3].map(() => service.get('/connectors/Tiny_People')));
	service.simulator.settings.latency = { call: 0, row: 0, skippedRow: 0 };
	expect(service.simulator.maxInFlight).toBe(3);
	expect(service.simulator.requests.map(({ inFlight }) => inFlight)).toEqual([1, 2, 3]);
	service.simulator.clearRequests();
	for (let index = 0; index < 50; index++) await service.get('/metainfo');
	expect(service.simulator.maxInFlight).toBe(1);
});

test('refuses what is above the capacity', async () => {
	Object.assign(service.simulator.settings, {
		capacity: 2,
		latency: { call: 60, row: 0, skippedRow: 0 },
	});
	const replies = await Promise.all([1, 2, 3].map(() => service.get('/connectors/Tiny_People')));
	Object.assign(service.simulator.settings, {
		capacity: null,
		latency: { call: 0, row: 0, skippedRow: 0 },
	});
	expect(replies.map(({ status }) => status).sort()).toEqual([200, 200, 503]);
});

test('lets a test change rows before a request is answered, and look afterwards', async () => {
	const rows = service.company.ownRows('Tiny_People');
	const stopBefore = service.simulator.beforeRequest(async ({ query }) => {
		await Promise.resolve();
		if (query.skip === '2') rows.push({ ...rows[0], Nr: 0 });
	});
	const seen: Array<number | undefined> = [];
	const stopAfter = service.simulator.afterRequest(({ status }) => void seen.push(status));
	const read = async (skip: number) =>
		(await service.rows(`orderbyfieldids=Nr&skip=${skip}&take=2`)).map(({ Nr }) => Nr);
	expect(await read(0)).toEqual([1, 2]);
	expect(await read(2)).toEqual([2, 3]);
	stopBefore();
	expect(await read(2)).toEqual([2, 3]);
	stopAfter();
	expect(await read(4)).toEqual([4, 5]);
	expect(rows).toHaveLength(6);
	expect(seen).toEqual([200, 200, 200]);
});

test('forgets the oldest requests', async () => {
	service.simulator.settings.recordLength = 2;
	for (const path of ['/a', '/b', '/c']) await service.get(path);
	service.simulator.settings.recordLength = 10_000;
	expect(service.simulator.requests.map(({ path }) => path.slice(-2))).toEqual(['/b', '/c']);
});

test('closes while a request waits', async () => {
	const simulator = await startProfitServer({
		company: new TinyCompany(),
		settings: { latency: { call: 60_000, row: 0, skippedRow: 0 } },
	});
	const url = `${simulator.baseUrl}/connectors/Tiny_People`;
	const waiting = fetch(url, { headers: { authorization: tokenHeader(DEMO) } });
	const failed = expect(waiting).rejects.toThrow();
	while (simulator.requests.length === 0) await fetch(simulator.origin);
	await simulator.close();
	await failed;
});
