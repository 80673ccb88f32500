import { ConnectionError } from './connectionError';
import type { Method } from './exchange';
import { ProfitError } from './profitError';

/** How often one request may be sent in all: fair use (§6.6) forbids to keep knocking. */
const MAX_ATTEMPTS = 4;

/**
 * How often a read may be sent that AFAS answered with nothing: it may have been an accident, but a
 * request that makes AFAS fail would make it fail again.
 */
const MAX_UNEXPLAINED = 2;

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
	/** Whether what somebody else holds is worth waiting for; undefined for yes. */
	readonly waitsForLocks?: boolean;
	/** Whether the sender takes a refused request apart; undefined for no. */
	readonly isTakenApart?: boolean;
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
	const pause = pauseAfter(failed, random);
	return pause <= LONGEST_PAUSE ? pause : undefined;
}

function isTemporary(failed: FailedAttempt): boolean {
	const { method, failure } = failed;
	if (failure instanceof ConnectionError) return isTemporaryConnection(method, failure);
	if (failure instanceof ProfitError) return isTemporaryAnswer(failed, failure);
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

function isTemporaryAnswer(
	{ method, attempt, waitsForLocks = true, isTakenApart = false }: FailedAttempt,
	{ details: { kind, status } }: ProfitError,
): boolean {
	switch (kind) {
		// Refused before AFAS looked at it (§6.1, §6.5; 429: RFC 6585): safe for writes too.
		case 'throttled':
		case 'maintenance':
			return true;
		// Somebody else holds the data (§5.8), which passes. AFAS refused it in words, so nothing of a
		// write was saved: it is the one 500 that AFAS's own page on errors says to repeat.
		case 'locked':
			return waitsForLocks;
		// Something on the way gave up waiting, or answered in the place of AFAS, or the answer broke
		// off (§6.1): AFAS may have processed it, as with a broken connection.
		case 'gateway':
		case 'brokenOff':
			// A gateway also answers 400 when it doesn't like a value, and then says so every time.
			return method === 'GET' && !(isTakenApart && status === 400);
		// AFAS explains its errors (§6.2), so one without a word may be an accident on the way.
		case 'unexplained':
			return method === 'GET' && status >= 500 && !isTakenApart && attempt < MAX_UNEXPLAINED;
		// The query would run for 15 minutes once more (§4.6.3), and heavy callers get blocked (§6.6).
		case 'serverTimeout':
			return false;
		// Other refusals are about the request itself, which stays the same (§6.1, §6.4).
		default:
			return false;
	}
}

function pauseAfter({ method, attempt, failure }: FailedAttempt, random: number): number {
	const asked = failure instanceof ProfitError ? failure.details.retryAfter : undefined;
	if (asked !== undefined) return asked * 1_000;
	const full = FIRST_PAUSE * 2 ** (attempt - 1);
	// Somebody types in Profit: the whole pause gives them the time to finish, and writes come one
	// after another where locks made them few (see Ceiling), so chance has nothing to spread.
	if (method !== 'GET' && isLocked(failure)) return full;
	return backoff(full, random);
}

function isLocked(failure: unknown): boolean {
	return failure instanceof ProfitError && failure.details.kind === 'locked';
}

/** Up to half of a pause is left to chance, so that clients don't return in step. */
function backoff(full: number, random: number): number {
	return Math.round(full * (0.5 + random / 2));
}
