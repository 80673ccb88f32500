import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { seededRandom, shuffleRange } from '../seededRandom.ts';

/** n8n registers a webhook shortly after it has published the workflow. */
export async function registered(webhook) {
	for (let tries = 100; tries > 0; tries--) {
		if ((await webhook.post('{}', undefined)).status !== 404) return;
		await sleep(100);
	}
	throw new Error('n8n did not register the webhook.');
}

/**
 * Sends notifications in a random order, a fixed number a second.
 *
 * @param {import('../simulator/profitWebhook.ts').ProfitWebhook} webhook
 * @param {{ unique: number, repeats: number, forged: number, perSecond: number }} load
 * @returns {Promise<{ answers: { status?: number, ms: number }[], seconds: number }>}
 */
export async function sendMixed(webhook, load) {
	const sends = mixedSends(webhook, load);
	const started = performance.now();
	const attempts = sends.map(async (send, index) => {
		await sleep((index * 1_000) / load.perSecond);
		return send();
	});
	const answers = await Promise.all(attempts);
	return { answers, seconds: (performance.now() - started) / 1_000 };
}

function mixedSends(webhook, { unique, repeats, forged }) {
	const random = seededRandom(1);
	const ids = Array.from({ length: unique }, () => randomUUID());
	const repeated = Array.from({ length: repeats }, () => ids[Math.floor(random() * unique)]);
	const genuine = [...ids, ...repeated].map((eventId, index) => async () => {
		const data = { SubjectTypeId: 1, SubjectId: index };
		const { attempts } = await webhook.send({ eventId, eventType: 'subject.updated', data });
		return attempts[0];
	});
	const forgeries = Array.from({ length: forged }, () => async () => {
		const body = JSON.stringify({ EventId: randomUUID(), EventType: 'subject.created' });
		return webhook.post(body, webhook.signature(`${body} `));
	});
	const sends = [...genuine, ...forgeries];
	shuffleRange(sends, 0, sends.length, random);
	return sends;
}
