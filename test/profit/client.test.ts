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

	it('is one for all requests to the same base URL', () => {
		expect(gateFor('https://a.example/x')).toBe(gateFor('https://a.example/x'));
		expect(gateFor('https://a.example/x')).not.toBe(gateFor('https://b.example/x'));
	});
});
