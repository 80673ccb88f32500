/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs in Node, never shipped */
import { CancelledError } from '../../nodes/Afas/profit/exchange/cancelledError';
import { createClient } from '../../nodes/Afas/profit/exchange/client';
import { ConnectionError } from '../../nodes/Afas/profit/exchange/connectionError';
import type { Exchange, ProfitResponse } from '../../nodes/Afas/profit/exchange/exchange';
import { Gate, gateFor } from '../../nodes/Afas/profit/exchange/gate';

const get = { method: 'GET', path: '/metainfo', query: '', timeout: 1000 } as const;
const post = { ...get, method: 'POST', body: { a: 1 } } as const;

const good: ProfitResponse = { status: 200, headers: {}, body: { fine: true } };
const unavailable: ProfitResponse = {
	status: 503,
	headers: { 'retry-after': '2' },
	body: undefined,
};

function clientOf(answers: Array<ProfitResponse | Error>, cancelled?: AbortSignal) {
	const pauses: number[] = [];
	const sent: string[] = [];
	const exchange: Exchange = async ({ method }) => {
		sent.push(method);
		const answer = answers.shift() ?? good;
		if (answer instanceof Error) throw answer;
		return answer;
	};
	const client = createClient({
		exchange,
		gate: new Gate(),
		signIn: 'token',
		random: () => 1,
		cancelled,
		pause: async (ms) => {
			pauses.push(ms);
		},
	});
	return { client, pauses, sent };
}

/** Lets everything happen that waits for nothing but its turn. */
async function nextTurn(): Promise<void> {
	await new Promise((resolve) => setImmediate(resolve));
}

describe('sending', () => {
	it('waits as AFAS asks and tries again', async () => {
		const { client, pauses, sent } = clientOf([unavailable, unavailable]);
		await expect(client.send(get)).resolves.toEqual({ fine: true });
		expect(pauses).toEqual([2000, 2000]);
		expect(sent).toHaveLength(3);
	});

	it('never sends a write twice that may have arrived', async () => {
		const { client, sent } = clientOf([new ConnectionError('broken', 'h')]);
		await expect(client.send(post)).rejects.toThrow('was broken');
		expect(sent).toEqual(['POST']);
	});

	it('sends a write again that certainly did not arrive', async () => {
		const { client, sent } = clientOf([new ConnectionError('refused', 'h'), unavailable]);
		await expect(client.send(post)).resolves.toEqual({ fine: true });
		expect(sent).toEqual(['POST', 'POST', 'POST']);
	});

	it('gives up after the fourth attempt with the last failure', async () => {
		const { client, sent } = clientOf(Array<ProfitResponse>(9).fill(unavailable));
		await expect(client.send(get)).rejects.toThrow('not available at the moment (503)');
		expect(sent).toHaveLength(4);
	});

	it('sends nothing once cancelled', async () => {
		const { client, sent } = clientOf([], AbortSignal.abort());
		await expect(client.send(get)).rejects.toThrow(CancelledError);
		expect(sent).toEqual([]);
	});
});

describe('what somebody else holds', () => {
	const locked: ProfitResponse = {
		status: 500,
		headers: {},
		body: {
			externalMessage: 'Deze regel is geblokkeerd door gebruiker 12345.jansen.',
			errorNumber: -2147180996,
			profitLogReference: 'A',
		},
	};

	it.each(['POST', 'PUT', 'DELETE'] as const)(
		'is sent again by %s, 1, 2 and 4 s apart, and then by whom it is held is said',
		async (method) => {
			const { client, pauses, sent } = clientOf([locked, locked, locked, locked]);
			await expect(client.send({ ...post, method })).rejects.toMatchObject({
				message: 'Deze regel is geblokkeerd door gebruiker 12345.jansen.',
				advice:
					"It was tried 4 times. User 12345.jansen holds this in Profit. Nothing of this request was saved. Run it again when it has been closed. The administrator releases what nobody works on any more under 'Algemeen > Inrichting > Blokkeringen' in Profit. Profit log reference: A.",
				details: { kind: 'locked', status: 500 },
			});
			expect(pauses).toEqual([1_000, 2_000, 4_000]);
			expect(sent).toHaveLength(4);
		},
	);

	it('is saved when it is let go', async () => {
		const { client, sent } = clientOf([locked, locked]);
		await expect(client.send(post)).resolves.toEqual({ fine: true });
		expect(sent).toEqual(['POST', 'POST', 'POST']);
	});

	it('is read again, and nothing is said about saving', async () => {
		const { client, sent } = clientOf([locked, locked, locked, locked]);
		const failure = await client.send(get).catch((error: { advice: string }) => error);
		expect(failure).toMatchObject({ details: { kind: 'locked' } });
		expect((failure as { advice: string }).advice).not.toContain('saved');
		expect(sent).toHaveLength(4);
	});

	it('is not waited for where the caller says so', async () => {
		const { client, sent } = clientOf([locked]);
		await expect(client.send({ ...post, waitsForLocks: false })).rejects.toMatchObject({
			advice: expect.stringMatching(/^User 12345\.jansen holds this/) as unknown,
		});
		expect(sent).toHaveLength(1);
	});

	it('is no period, item or account that somebody blocked: it is sent once', async () => {
		for (const externalMessage of [
			'For this administration, period 8 of the year 2024 is blocked.',
			'Artikel 1006 is geblokkeerd',
			'De debiteur is geblokkeerd.',
			'Dit e-mailadres is al in gebruik door een andere gebruiker.',
		]) {
			const { client, sent } = clientOf([{ ...locked, body: { externalMessage } }]);
			await expect(client.send(post)).rejects.toMatchObject({ details: { kind: 'functional' } });
			expect(sent).toHaveLength(1);
		}
	});
});

describe('an answer of something on the way', () => {
	const page = (status: number): ProfitResponse => ({
		status,
		headers: {},
		body: '<!DOCTYPE html><html><body>Bad Request</body></html>',
	});
	const json = (status: number): ProfitResponse => ({
		status,
		headers: {},
		body: { message: 'upstream' },
	});
	const half: ProfitResponse = { status: 200, headers: {}, body: '{"rows":[{"Nummer":1},{"Num' };

	it.each([
		['408', { status: 408, headers: {}, body: undefined }],
		['408 with JSON', json(408)],
		['a page with 400', page(400)],
		['a page with 500', page(500)],
		['a page with 503', page(503)],
		['502 with JSON', json(502)],
		['504 with JSON', json(504)],
		...[520, 521, 522, 523, 524, 525, 526, 527].map(
			(status) => [`${status}`, page(status)] as const,
		),
		['530 without a body', { status: 530, headers: {}, body: undefined }],
		['half an answer', half],
		['half an error', { ...half, status: 500 }],
	] as const)('%s: a read is sent again, a write is not', async (_, answer) => {
		const reading = clientOf([answer, answer, answer]);
		await expect(reading.client.send(get)).resolves.toEqual({ fine: true });
		expect(reading.sent).toHaveLength(4);
		const writing = clientOf([answer]);
		await expect(writing.client.send(post)).rejects.toThrow();
		expect(writing.sent).toHaveLength(1);
	});

	it('that is an empty 500 is worth one more read', async () => {
		const empty: ProfitResponse = { status: 500, headers: {}, body: undefined };
		const once = clientOf([empty]);
		await expect(once.client.send(get)).resolves.toEqual({ fine: true });
		const twice = clientOf([empty, empty]);
		await expect(twice.client.send(get)).rejects.toThrow('no explanation');
		expect(twice.sent).toHaveLength(2);
	});

	it.each([401, 403, 404, 405, 413, 414])('with %d is final', async (status) => {
		const { client, sent } = clientOf([page(status)]);
		await expect(client.send(get)).rejects.toThrow(String(status));
		expect(sent).toHaveLength(1);
	});

	it('with 503 lets fewer in', async () => {
		const gate = new Gate(() => 0);
		const client = createClient({
			exchange: async () => await Promise.resolve(page(503)),
			gate,
			signIn: 'token',
			pause: async () => await Promise.resolve(),
		});
		await expect(client.send(get)).rejects.toThrow();
		expect(gate.openTo).toBe(1);
	});
});

describe('cancelling', () => {
	const never: Exchange = async () => await new Promise(() => undefined);

	it('ends a request in flight at once, and keeps its place until it is answered', async () => {
		const gate = new Gate();
		const cancel = new AbortController();
		let answer: (response: ProfitResponse) => void = () => {};
		const client = createClient({
			exchange: async () => await new Promise((resolve) => (answer = resolve)),
			gate,
			signIn: 'token',
			pause: async () => await Promise.resolve(),
			cancelled: cancel.signal,
		});
		const sent = client.send(get, 1);
		await nextTurn();
		let entered = false;
		const other = gate.run(1, async () => void (entered = true));
		cancel.abort();
		await expect(sent).rejects.toThrow(CancelledError);
		expect(entered).toBe(false);
		answer(good);
		await other;
		expect(entered).toBe(true);
	});

	it('ends a pause at once', async () => {
		const cancel = new AbortController();
		const client = createClient({
			exchange: async () => await Promise.resolve(unavailable),
			gate: new Gate(),
			signIn: 'token',
			pause: async () => {
				cancel.abort();
				await new Promise(() => undefined);
			},
			cancelled: cancel.signal,
		});
		await expect(client.send(get)).rejects.toThrow(CancelledError);
	});

	it('ends the waiting for a place at once', async () => {
		const gate = new Gate();
		const parts = { exchange: never, gate, signIn: 'token', pause: async () => {} } as const;
		void createClient(parts).send(get, 1);
		const cancel = new AbortController();
		const sent = createClient({ ...parts, cancelled: cancel.signal }).send(get, 1);
		cancel.abort();
		await expect(sent).rejects.toThrow(CancelledError);
	});

	it('leaves no listener behind', async () => {
		const cancel = new AbortController();
		const add = jest.spyOn(cancel.signal, 'addEventListener');
		const remove = jest.spyOn(cancel.signal, 'removeEventListener');
		const { client } = clientOf([unavailable], cancel.signal);
		await client.send(get);
		await nextTurn();
		const listeners = (calls: unknown[][]) => new Set(calls.map(([, listener]) => listener));
		expect(listeners(remove.mock.calls)).toEqual(listeners(add.mock.calls));
		expect(add.mock.calls.length).toBeGreaterThan(3);
	});
});

describe('after signs of overload', () => {
	const locked: ProfitResponse = {
		status: 500,
		headers: {},
		body: { externalMessage: 'Het record is vergrendeld door een andere gebruiker.' },
	};
	const refused: ProfitResponse = { status: 500, headers: {}, body: { externalMessage: 'Nee.' } };

	it.each([
		['503', unavailable, 1],
		['429', { ...unavailable, status: 429 }, 1],
		['a lock', locked, 1],
		[
			'a lock by name',
			{ ...locked, body: { externalMessage: 'This line is blocked by user 12345.jansen.' } },
			1,
		],
		['another refusal', refused, 8],
		['a broken connection', new ConnectionError('broken', 'h'), 8],
	])('fewer requests are let in: %s', async (_, answer, openTo) => {
		const gate = new Gate(() => 0);
		const exchange: Exchange = async () => {
			if (answer instanceof Error) throw answer;
			return await Promise.resolve(answer);
		};
		const pause = async () => await Promise.resolve();
		const client = createClient({ exchange, gate, signIn: 'token', pause });
		await expect(client.send(post)).rejects.toThrow();
		expect(gate.openTo).toBe(openTo);
	});

	it('in flight are never more than it bore, until it has been quiet', async () => {
		let now = 0;
		const gate = new Gate(() => now);
		let inside = 0;
		let most = 0;
		let overloaded = false;
		const exchange: Exchange = async () => {
			most = Math.max(most, ++inside);
			await nextTurn();
			inside -= 1;
			return overloaded ? unavailable : good;
		};
		const pause = async () => await Promise.resolve();
		const client = createClient({ exchange, gate, signIn: 'token', pause });
		const burst = async () => {
			most = 0;
			await Promise.allSettled(Array.from({ length: 30 }, async () => await client.send(get, 8)));
			return most;
		};
		await expect(burst()).resolves.toBe(8);
		overloaded = true;
		await burst();
		overloaded = false;
		await expect(burst()).resolves.toBe(1);
		now += 25_000;
		await expect(burst()).resolves.toBe(3);
		now += 60_000;
		await expect(burst()).resolves.toBe(8);
	});
});

describe('the gate', () => {
	it('lets no more in than the limit, and the longest waiting first', async () => {
		const gate = new Gate();
		const order: number[] = [];
		let inside = 0;
		let most = 0;
		const task = (name: number) => async () => {
			order.push(name);
			most = Math.max(most, ++inside);
			await Promise.resolve();
			await Promise.resolve();
			inside -= 1;
		};
		await Promise.all(Array.from({ length: 20 }, async (_, name) => await gate.run(5, task(name))));
		expect(most).toBe(5);
		expect(order).toEqual([...order].sort((a, b) => a - b));
	});

	it('opens again after a failure', async () => {
		const gate = new Gate();
		const fail = async () => await Promise.reject(new Error('no'));
		await expect(gate.run(1, fail)).rejects.toThrow('no');
		await expect(gate.run(1, async () => await Promise.resolve('in'))).resolves.toBe('in');
	});

	it('never has more in flight than the strictest of those inside allow', async () => {
		const gate = new Gate();
		let inside = 0;
		const seen: Array<[limit: number, inside: number]> = [];
		const task = (limit: number) => async () => {
			seen.push([limit, ++inside]);
			await new Promise((resolve) => queueMicrotask(() => resolve(undefined)));
			inside -= 1;
		};
		const limits = [8, 8, 5, 5, 8, 1, 8, 5, 8, 8, 1];
		await Promise.all(limits.map(async (limit) => await gate.run(limit, task(limit))));
		expect(seen).toHaveLength(limits.length);
		expect(seen.filter(([limit, count]) => count > limit)).toEqual([]);
	});

	it('lets go who is cancelled while it waits, and lets in who stood behind', async () => {
		const gate = new Gate();
		const entered: string[] = [];
		const cancel = new AbortController();
		let finish = () => {};
		const first = gate.run(5, async () => await new Promise<void>((end) => (finish = end)));
		const strict = gate.run(1, async () => void entered.push('strict'), cancel.signal);
		const behind = gate.run(5, async () => void entered.push('behind'));
		await Promise.resolve();
		expect(entered).toEqual([]);
		cancel.abort();
		await expect(strict).rejects.toThrow(CancelledError);
		await behind;
		finish();
		await first;
		expect(entered).toEqual(['behind']);
		await expect(gate.run(1, async () => await Promise.resolve('free'))).resolves.toBe('free');
	});

	it('is one for all requests to the same base URL', () => {
		expect(gateFor('https://a.example/x')).toBe(gateFor('https://a.example/x'));
		expect(gateFor('https://a.example/x')).not.toBe(gateFor('https://b.example/x'));
	});
});
