/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, never shipped */
import {
	createServer,
	type IncomingHttpHeaders,
	type RequestListener,
	type Server,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { createHmac } from 'node:crypto';
import { progressivePauses, ProfitWebhook } from './profitWebhook';

const PASSWORD = 'a password of some length';
const EVENT = { eventType: 'subject.created', data: { SubjectTypeId: 1, SubjectId: 2 } };

interface Notified {
	readonly headers: IncomingHttpHeaders;
	readonly body: string;
}

let server: Server | undefined;
const notified: Notified[] = [];

/** Starts a receiver that answers with these statuses, in turn; 0 for no answer. */
async function receiver(...statuses: number[]): Promise<string> {
	const answer: RequestListener = (request, response) => {
		const chunks: Buffer[] = [];
		request.on('data', (chunk: Buffer) => chunks.push(chunk));
		request.on('end', () => {
			notified.push({ headers: request.headers, body: Buffer.concat(chunks).toString('utf8') });
			const status = statuses.shift() ?? 200;
			if (status !== 0) response.writeHead(status).end();
		});
	};
	server = createServer(answer);
	await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
	return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

afterEach(() => {
	server?.closeAllConnections();
	server?.close();
	notified.length = 0;
});

describe('the sender of webhooks', () => {
	it('signs the bytes that it sends', async () => {
		const webhook = new ProfitWebhook(await receiver(), PASSWORD);
		const { eventId, states } = await webhook.send(EVENT);
		expect(states).toEqual(['Registered', 'Pending', 'Success']);
		const [{ headers, body } = { headers: {}, body: '' }] = notified;
		const hex = createHmac('sha256', PASSWORD).update(body).digest('hex');
		expect(headers['x-profit-signature-256']).toBe(`sha256=${hex}`);
		expect(JSON.parse(body)).toEqual({
			EventId: eventId,
			EnvironmentId: '12345AA',
			EventType: 'subject.created',
			Data: EVENT.data,
			Timestamp: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{7}Z$/),
		});
	});

	it('sends the same bytes again until they are taken', async () => {
		const webhook = new ProfitWebhook(await receiver(500, 404, 204), PASSWORD, [5, 10, 20]);
		const { state, states, attempts } = await webhook.send(EVENT);
		expect(state).toBe('Success');
		expect(states).toEqual([
			...['Registered', 'Pending', 'Retry', 'Pending', 'Retry', 'Pending', 'Success'],
		]);
		expect(attempts.map(({ status }) => status)).toEqual([500, 404, 204]);
		expect(new Set(notified.map(({ body }) => body)).size).toBe(1);
	});

	it('gives up after the last attempt', async () => {
		const webhook = new ProfitWebhook(await receiver(401, 401), PASSWORD, [1]);
		const { state, states } = await webhook.send(EVENT);
		expect(state).toBe('Failed');
		expect(states).toEqual(['Registered', 'Pending', 'Retry', 'Pending', 'Failed']);
	});

	it('waits two seconds for an answer', async () => {
		const webhook = new ProfitWebhook(await receiver(0), PASSWORD);
		const { state, attempts } = await webhook.send(EVENT);
		expect(state).toBe('Failed');
		expect(attempts[0]?.status).toBeUndefined();
		expect(attempts[0]?.ms).toBeGreaterThan(1_900);
	});

	it('waits longer each time', () => expect(progressivePauses(100, 3)).toEqual([100, 200, 400]));
});
