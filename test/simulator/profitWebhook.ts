/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, never shipped */
import { createHmac, randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';

/** States of an event, as Profit shows them (reference §8.4). */
export type DeliveryState = 'Registered' | 'Pending' | 'Success' | 'Retry' | 'Failed';

/** One attempt to deliver a notification. */
export interface Attempt {
	/** Undefined when there was no answer within two seconds. */
	readonly status: number | undefined;
	/** Time until the answer, in ms. */
	readonly ms: number;
}

/** An event and what became of its notification. */
export interface Delivery {
	readonly eventId: string;
	/** The last of `states`. */
	readonly state: DeliveryState;
	/** Every state that it was in. */
	readonly states: readonly DeliveryState[];
	readonly attempts: readonly Attempt[];
}

/** What a notification says; the rest of it is made up. */
export interface WebhookEvent {
	readonly eventType: string;
	readonly data: Readonly<Record<string, unknown>>;
	/** A new one when left out. */
	readonly eventId?: string;
}

/** What a request can carry; a stream goes out in pieces, without its length. */
export type RequestBody = string | Uint8Array<ArrayBuffer> | ReadableStream<Uint8Array>;

/** ms that Profit waits for an answer. */
const ANSWER_TIME = 2_000;

/**
 * Pauses that become longer, as Profit's do; Profit's own are not known.
 *
 * @param first ms before the second attempt
 * @param retries attempts after the first
 */
export function progressivePauses(first: number, retries: number): number[] {
	return Array.from({ length: retries }, (_, index) => first * 2 ** index);
}

/** A webhook of an App Connector in Profit: sends signed notifications, and sends them again. */
export class ProfitWebhook {
	/**
	 * @param password signs the notifications
	 * @param pauses ms before each further attempt, see {@link progressivePauses}
	 */
	constructor(
		private readonly url: string,
		private readonly password: string,
		private readonly pauses: readonly number[] = [],
	) {}

	/** Sends a notification until it is answered with success, or there are no attempts left. */
	async send({ eventType, data, eventId = randomUUID() }: WebhookEvent): Promise<Delivery> {
		const body = JSON.stringify({
			EventId: eventId,
			EnvironmentId: '12345AA',
			EventType: eventType,
			Data: data,
			Timestamp: new Date().toISOString().replace('Z', '1565Z'),
		});
		const states: DeliveryState[] = ['Registered'];
		const attempts: Attempt[] = [];
		for (const pause of [0, ...this.pauses]) {
			await sleep(pause);
			states.push('Pending');
			const attempt = await this.post(body, this.signature(body));
			attempts.push(attempt);
			const state = stateAfter(attempt, attempts.length <= this.pauses.length);
			states.push(state);
			if (state === 'Success') return { eventId, state, states, attempts };
		}
		return { eventId, state: 'Failed', states, attempts };
	}

	/** Sends bytes with a signature of the caller's choice; undefined for none. */
	async post(
		body: RequestBody,
		signature: string | undefined,
		headers: Readonly<Record<string, string>> = {},
	): Promise<Attempt> {
		const started = performance.now();
		const status = await this.statusOf(body, {
			'content-type': 'application/json; charset=utf-8',
			...headers,
			...(signature !== undefined && { 'X-Profit-Signature-256': signature }),
		});
		return { status, ms: performance.now() - started };
	}

	/** The signature of a body, as the header has it. */
	signature(body: string | Uint8Array): string {
		return `sha256=${createHmac('sha256', this.password).update(body).digest('hex')}`;
	}

	private async statusOf(
		body: RequestBody,
		headers: Record<string, string>,
	): Promise<number | undefined> {
		try {
			const answer = await fetch(this.url, {
				method: 'POST',
				headers,
				body,
				...(body instanceof ReadableStream && { duplex: 'half' }),
				signal: AbortSignal.timeout(ANSWER_TIME),
			});
			await answer.arrayBuffer();
			return answer.status;
		} catch {
			return undefined;
		}
	}
}

function stateAfter({ status }: Attempt, hasAttemptsLeft: boolean): DeliveryState {
	if (status !== undefined && status >= 200 && status < 300) return 'Success';
	return hasAttemptsLeft ? 'Retry' : 'Failed';
}
