import { ConnectionError } from './connectionError';
import type { Method } from './exchange';
import { ProfitError } from './profitError';

/** How often one request may be sent in all: fair use (§6.6) forbids to keep knocking. */
const MAX_ATTEMPTS = 4;

/** First pause in ms; each following one doubles (exponential backoff, §6.6). */
const FIRST_PAUSE = 1_000;

/**
 * Longest pause in ms that an n8n execution should sit out. When AFAS asks for more (maintenance
 * takes hours), the execution ends with the moment to come back.
 */
const LONGEST_PAUSE = 60_000;

/** A request that failed. */
export interface FailedAttempt {
	readonly method: Method;
	/** 1 for the first time the request was sent. */
	readonly attempt: number;
	readonly failure: unknown;
}

/**
 * Decides whether a failed request is sent once more.
 *
 * @param random a number from 0 up to 1, for the jitter
 * @returns the pause before the next attempt in ms, or undefined when the failure stands
 */
export function pauseBeforeRetry(failed: FailedAttempt, random: number): number | undefined {
	if (failed.attempt >= MAX_ATTEMPTS) return undefined;
	if (!isTemporary(failed)) return undefined;
	const pause = retryAfter(failed.failure) ?? backoff(failed.attempt, random);
	return pause <= LONGEST_PAUSE ? pause : undefined;
}

function isTemporary({ method, failure }: FailedAttempt): boolean {
	if (failure instanceof ConnectionError) return isTemporaryConnection(method, failure);
	if (failure instanceof ProfitError) return isTemporaryAnswer(method, failure);
	return false;
}

function isTemporaryConnection(method: Method, failure: ConnectionError): boolean {
	switch (failure.kind) {
		// Nothing was sent (TCP refused the connection): safe for writes too.
		case 'refused':
			return true;
		// AFAS may have processed it: only a read may be repeated (§6.6, RFC 9110 section 9.2.2).
		case 'broken':
			return method === 'GET';
		// AFAS goes on with the query after the client gave up and asks not to fire again (§4.6.6).
		case 'timeout':
			return false;
		// A wrong domain id or a foreign certificate does not mend itself.
		case 'unknownHost':
		case 'certificate':
			return false;
	}
}

function isTemporaryAnswer(method: Method, failure: ProfitError): boolean {
	switch (failure.details.kind) {
		// Refused before AFAS looked at it (§6.1, §6.5; 429: RFC 6585): safe for writes too.
		case 'throttled':
		case 'maintenance':
			return true;
		// A proxy gave up waiting (§6.1): AFAS may have processed it.
		case 'gateway':
			return method === 'GET';
		// Someone else held the data (§5.8), which passes; writes are left to the user (§6.6).
		case 'locked':
			return method === 'GET';
		// The query would run for 15 minutes once more (§4.6.3), and heavy callers get blocked (§6.6).
		case 'serverTimeout':
			return false;
		// Other refusals are about the request itself, which stays the same (§6.1, §6.4).
		default:
			return false;
	}
}

function retryAfter(failure: unknown): number | undefined {
	if (!(failure instanceof ProfitError)) return undefined;
	const seconds = failure.details.retryAfter;
	return seconds === undefined ? undefined : seconds * 1_000;
}

/** Doubling pauses with up to half of them left to chance, so that clients don't return in step. */
function backoff(attempt: number, random: number): number {
	const full = FIRST_PAUSE * 2 ** (attempt - 1);
	return Math.round(full * (0.5 + random / 2));
}
