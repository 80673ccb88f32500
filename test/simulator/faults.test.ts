/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, never shipped */
import { connect } from 'node:net';
import { DEMO, tokenHeader } from './access';
import type { Fault } from './faults';
import { type LockText, lockTexts } from './messages';
import { TestService } from './testService';

const service = new TestService();
beforeAll(() => service.start());
afterAll(() => service.stop());
afterEach(() => service.simulator.faults.clear());

const inject = (...faults: Fault[]) => service.simulator.faults.inject(...faults);
const read = () => service.get('/connectors/Tiny_People?orderbyfieldids=Nr');
const post = () => service.get('/connectors/KnEmployee', { method: 'POST', body: '{}' });

describe('answers', () => {
	test('maintenance', async () => {
		inject({ kind: 'maintenance', seconds: 30 });
		const { status, headers, json } = await read();
		expect([status, headers['retry-after']]).toEqual([503, '30']);
		expect(json).toMatchObject({ error: { code: '503' }, retry_after: 30 });
		expect((await read()).status).toBe(200);
	});

	test.each([
		['timeout', 'De maximale tijdsduur voor het uitvoeren van de opdracht is verstreken.'],
		['outOfMemory', 'Out of memory'],
		['blocked', 'Deze GetConnector (definitie) is geblokkeerd'],
		['locked', 'Deze regel is geblokkeerd door gebruiker 12345.jansen.'],
	] as const)('%s', async (kind, externalMessage) => {
		inject({ kind });
		const { status, json } = await read();
		expect([status, json.externalMessage]).toEqual([500, externalMessage]);
	});

	test.each([
		['tooManyRequests', 429, ''],
		['badGateway', 502, '502 Bad Gateway'],
		['requestTimeout', 408, ''],
		['emptyError', 500, ''],
		['plainText', 503, 'upstream connect error'],
		['errorBody', 400, '{"message":"Invalid json"}'],
		['malformedJson', 500, '{"externalMessage":"Er is een'],
		['htmlPage', 500, '<!DOCTYPE html>'],
		['unauthorized', 401, ''],
	] as const)('%s', async (kind, status, text) => {
		inject({ kind });
		const reply = await read();
		expect([reply.status, reply.text]).toEqual([status, expect.stringContaining(text)]);
		if (kind === 'malformedJson') expect(() => reply.json).toThrow(SyntaxError);
	});

	test.each(Object.keys(lockTexts) as LockText[])(
		'a lock, %s, in two languages',
		async (wording) => {
			inject({ kind: 'locked', wording, times: 2 });
			const dutch = (await read()).json.externalMessage;
			expect(dutch).toBe(lockTexts[wording].message.nl);
			const headers = { 'accept-language': 'en-GB' };
			const english = (await service.get('/connectors/Tiny_People', { headers })).json;
			expect(english.externalMessage).toBe(lockTexts[wording].message.en);
		},
	);

	test('an error body of any shape', async () => {
		inject({ kind: 'errorBody', status: 404, body: { externalMessage: 'Weg.' } });
		const { status, json } = await read();
		expect([status, json]).toEqual([404, { externalMessage: 'Weg.' }]);
	});

	test('a gateway that gives up when everything has been done', async () => {
		const before = service.company.writes.length;
		inject({ kind: 'requestTimeout', afterWork: true });
		expect((await post()).status).toBe(408);
		inject({ kind: 'requestTimeout' });
		expect((await post()).status).toBe(408);
		expect(service.company.writes).toHaveLength(before + 1);
	});

	test('a web page or broken JSON can claim to be fine', async () => {
		inject({ kind: 'htmlPage', status: 200 }, { kind: 'malformedJson', status: 200 });
		const page = await read();
		expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
		expect((await read()).status).toBe(200);
	});

	test('redirect', async () => {
		inject({ kind: 'redirect', location: 'http://evil.example/x' });
		const { status, headers } = await read();
		expect([status, headers.location]).toEqual([302, 'http://evil.example/x']);
	});

	test('slow answers are good', async () => {
		inject({ kind: 'slow', milliseconds: 150 });
		const started = performance.now();
		expect((await read()).status).toBe(200);
		expect(performance.now() - started).toBeGreaterThan(145);
	});
});

describe('connections break', () => {
	test('before anything was done', async () => {
		const before = service.company.writes.length;
		inject({ kind: 'resetBefore' });
		await expect(post()).rejects.toMatchObject({
			code: expect.stringMatching(/ECONNRESET|UND_ERR_SOCKET/),
		});
		expect(service.company.writes).toHaveLength(before);
	});

	test('after everything was done', async () => {
		const before = service.company.writes.length;
		inject({ kind: 'resetAfter' });
		await expect(post()).rejects.toMatchObject({
			code: expect.stringMatching(/ECONNRESET|UND_ERR_SOCKET/),
		});
		expect(service.company.writes).toHaveLength(before + 1);
	});

	test('half-way through the answer', async () => {
		inject({ kind: 'resetMidBody' });
		const url = `${service.simulator.baseUrl}/connectors/Tiny_People`;
		const answer = await fetch(url, { headers: { authorization: tokenHeader(DEMO) } });
		expect(answer.status).toBe(200);
		await expect(answer.text()).rejects.toThrow();
		expect(service.simulator.requests.at(-1)).toMatchObject({ fault: 'resetMidBody' });
	});

	test('when a client says Connection: close, in a mode', async () => {
		const closing = () =>
			new Promise<string>((resolve) => {
				const { port } = new URL(service.simulator.origin);
				const socket = connect(Number(port), '127.0.0.1');
				let text = '';
				socket.on('data', (chunk) => (text += String(chunk)));
				socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? ''));
				socket.on('end', () => resolve(text.slice(0, 12)));
				socket.write(
					`GET /ProfitRestServices/metainfo HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: ${tokenHeader(DEMO)}\r\n\r\n`,
				);
			});
		expect(await closing()).toBe('HTTP/1.1 200');
		service.simulator.settings.resetConnectionClose = true;
		expect(await closing()).toBe('ECONNRESET');
		expect((await read()).status).toBe(200);
		service.simulator.settings.resetConnectionClose = false;
	});
});

describe('which requests', () => {
	const statuses = async (count: number, call = read) => {
		const found: number[] = [];
		for (let index = 0; index < count; index++) found.push((await call()).status);
		return found;
	};

	test('faults queue up, each for one request', async () => {
		inject({ kind: 'tooManyRequests' }, { kind: 'badGateway', times: 2 });
		expect(await statuses(4)).toEqual([429, 502, 502, 200]);
	});

	test('the nth', async () => {
		inject({ kind: 'badGateway', match: { nth: 3 } });
		expect(await statuses(4)).toEqual([200, 200, 502, 200]);
	});

	test('by method and path with query', async () => {
		inject({
			kind: 'badGateway',
			times: null,
			match: { method: 'get', path: 'connectors/tiny_people\\?.*=Nr$' },
		});
		expect(await statuses(2)).toEqual([502, 502]);
		expect((await service.get('/metainfo')).status).toBe(200);
		expect((await post()).status).toBe(201);
	});

	test('by chance, the same with the same seed', async () => {
		const run = async () => {
			service.simulator.faults.clear();
			inject({ kind: 'badGateway', match: { probability: 0.4, seed: 7 } });
			return await statuses(30);
		};
		const first = await run();
		expect(first.filter((status) => status === 502).length).toBeGreaterThan(4);
		expect(first.filter((status) => status === 200).length).toBeGreaterThan(4);
		expect(await run()).toEqual(first);
	});

	test('nonsense is refused', () => {
		expect(() => inject({ kind: 'nothing' as 'slow' })).toThrow("There is no fault 'nothing'");
		expect(() => inject({ kind: 'redirect' })).toThrow('needs a location');
		expect(() => inject({ kind: 'locked', wording: 'x' as 'record' })).toThrow('Use byUser');
		expect(() => inject({ kind: 'locked', afterWork: true })).toThrow("can't come after the work");
		expect(() => inject({ kind: 'slow', match: { path: '(' } })).toThrow(
			'not a regular expression',
		);
		expect(service.simulator.faults.list()).toEqual([]);
	});
});
