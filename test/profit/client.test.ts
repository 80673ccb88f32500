/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs in Node, never shipped */
import { CancelledError } from '../../nodes/Afas/profit/exchange/cancelledError';
import { createClient } from '../../nodes/Afas/profit/exchange/client';
import { ConnectionError } from '../../nodes/Afas/profit/exchange/connectionError';
import type { Exchange, ProfitResponse } from '../../nodes/Afas/profit/exchange/exchange';
import { Gate, gateFor } from '../../nodes/Afas/profit/exchange/gate';

const get = { method: 'GET', path: '/metainfo', query: '', timeout: 1000 } as const;
const post = { ...get, method: 'POST', body: { a: 1 } } as const;

const good: ProfitResponse = { status: 200, headers: {}, body: { fine: true } };
const unavailable: ProfitResponse = { status: 503, headers: { 'retry-after': '2' }, body: '' };

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
