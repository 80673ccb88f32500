import { readAnswer, type SignIn } from './answer';
import { CancelledError } from './cancelledError';
import { isSignOfOverload } from './ceiling';
import type { Exchange, ProfitRequest } from './exchange';
import { type Gate, HIGHEST_IN_FLIGHT, USUAL_IN_FLIGHT } from './gate';
import { outcomeOf } from '../outcome';
import { ProfitError } from './profitError';
import { pauseBeforeRetry } from './retry';
import { unlessCancelled } from './unlessCancelled';

/** What a client needs from the world around it. */
export interface ClientParts {
	readonly exchange: Exchange;
	readonly gate: Gate;
	readonly signIn: SignIn;
	/** Waits a number of ms; ends early when the execution is cancelled. */
	readonly pause: (ms: number) => Promise<void>;
	/** Aborted when the execution is cancelled; undefined where n8n offers none. */
	readonly cancelled?: AbortSignal;
	/** A number from 0 up to 1. */
	readonly random?: () => number;
}

/** Sends requests to one environment of AFAS. */
export interface Client {
	/**
	 * Sends a request, repeats it where that is safe and useful, and reads the answer.
	 *
	 * A request in flight can't be taken back: when the execution is cancelled this ends at once, and
	 * the request keeps its place among those in flight until it is answered.
	 *
	 * @param inFlight most requests that may be in flight beside this one; at most 8
	 * @returns the parsed JSON body, or undefined when it is empty
	 * @throws {ProfitError} when AFAS refuses, {@link ConnectionError} when it gives no answer,
	 * {@link CancelledError} when the execution was stopped
	 */
	send(request: ProfitRequest, inFlight?: number): Promise<unknown>;
}

/** Makes a client out of its parts. */
export function createClient(parts: ClientParts): Client {
	return {
		async send(request, inFlight = USUAL_IN_FLIGHT) {
			const limit = Math.min(inFlight, HIGHEST_IN_FLIGHT);
			for (let attempt = 1; ; attempt++) {
				const sent = parts.gate.run(
					limit,
					async () => await sendOnce(parts, request),
					parts.cancelled,
				);
				const outcome = await outcomeOf(unlessCancelled(sent, parts.cancelled));
				if (outcome.ok) return outcome.value;
				const { failure } = outcome;
				const pause = pauseAfter(parts, request, attempt, failure);
				if (pause === undefined) throw afterAttempts(failure, attempt);
				await unlessCancelled(parts.pause(pause), parts.cancelled);
			}
		},
	};
}

/** The pause before a request is sent once more; undefined when the failure stands. */
function pauseAfter(
	{ random = Math.random }: ClientParts,
	{ method, waitsForLocks, isTakenApart }: ProfitRequest,
	attempt: number,
	failure: unknown,
): number | undefined {
	return pauseBeforeRetry({ method, attempt, failure, waitsForLocks, isTakenApart }, random());
}

/** Whoever reads that a record is held wants to know that it was not given up at once. */
function afterAttempts(failure: unknown, attempts: number): unknown {
	if (!(failure instanceof ProfitError) || failure.details.kind !== 'locked') return failure;
	if (attempts === 1) return failure;
	const advice = `It was tried ${attempts} times. ${failure.advice}`;
	return new ProfitError(failure.message, advice, failure.details);
}

async function sendOnce(parts: ClientParts, request: ProfitRequest): Promise<unknown> {
	if (parts.cancelled?.aborted) throw new CancelledError();
	const sentAt = parts.gate.now;
	const outcome = await outcomeOf(exchangeOnce(parts, request));
	if (outcome.ok) return outcome.value;
	if (isSignOfOverload(outcome.failure)) parts.gate.stepDown(sentAt);
	throw outcome.failure;
}

async function exchangeOnce(parts: ClientParts, request: ProfitRequest): Promise<unknown> {
	return readAnswer(request, await parts.exchange(request), parts.signIn);
}
