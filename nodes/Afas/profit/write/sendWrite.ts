import type { Client } from '../exchange/client';
import { ConnectionError } from '../exchange/connectionError';
import { ProfitError, type ProfitErrorKind } from '../exchange/profitError';
import { outcomeOf } from '../outcome';
import { MOST_REQUEST_BYTES, RequestTooLargeError } from './requestTooLargeError';
import { UncertainWriteError } from './uncertainWriteError';

/** A call of an UpdateConnector. */
export interface WriteRequest {
	readonly method: 'POST' | 'PUT' | 'DELETE';
	/** Path below the base URL, percent-encoded. */
	readonly path: string;
	/** JSON body; undefined for a deletion. */
	readonly body?: unknown;
	readonly language?: string;
	/** ms to wait for an answer. */
	readonly timeout: number;
	/** Whether it is sent again while somebody else holds the record; undefined for yes. */
	readonly waitsForLocks?: boolean;
}

/** Answers after which AFAS may have gone through with a write all the same. */
const UNCERTAIN_ANSWERS: ReadonlySet<ProfitErrorKind> = new Set([
	// Something on the way gave up waiting, or answered in the place of AFAS.
	'gateway',
	'notProfit',
	// What AFAS said is not known.
	'brokenOff',
	// AFAS stopped waiting for its own database (§4.6.3).
	'serverTimeout',
]);

/**
 * Sends one write. AFAS carries it out as one transaction (reference §5.8).
 *
 * It is sent again only when nothing of it was saved for certain: it did not arrive, AFAS had no room
 * for it, or AFAS said in words that somebody else holds a record of it. See `retry.ts`.
 *
 * @returns the parsed answer; undefined when AFAS sends none
 * @throws {UncertainWriteError} when AFAS may have saved it all the same; {@link ProfitError} and
 * {@link ConnectionError} when it certainly did not; {@link RequestTooLargeError} before sending
 */
export async function sendWrite(client: Client, request: WriteRequest): Promise<unknown> {
	assertSize(request.body);
	const outcome = await outcomeOf(client.send({ ...request, query: '' }));
	if (outcome.ok) return outcome.value;
	throw wasCertainlyNotWritten(outcome.failure)
		? outcome.failure
		: new UncertainWriteError(outcome.failure as ConnectionError | ProfitError);
}

/** Statuses with which AFAS judges what is in a request, rather than who sent it, or when (§6.1). */
const JUDGING_STATUSES: readonly number[] = [400, 404, 500];

/** Whether a refusal is AFAS's own, in words, so that nothing of the request was saved. */
export function isFunctionalRefusal(failure: unknown): boolean {
	return (
		failure instanceof ProfitError &&
		JUDGING_STATUSES.includes(failure.details.status) &&
		failure.details.externalMessage !== undefined &&
		!UNCERTAIN_ANSWERS.has(failure.details.kind)
	);
}

/** Whether a write failed because somebody else held a record of it, however often it was sent. */
export function isLocked(failure: unknown): boolean {
	return failure instanceof ProfitError && failure.details.kind === 'locked';
}

function wasCertainlyNotWritten(failure: unknown): boolean {
	if (failure instanceof ConnectionError) return failure.didNotArrive;
	if (failure instanceof ProfitError) return !isUncertainAnswer(failure);
	return true;
}

function isUncertainAnswer({ details }: ProfitError): boolean {
	if (UNCERTAIN_ANSWERS.has(details.kind)) return true;
	// A success whose body can't be read is a success that says nothing.
	if (details.status >= 200 && details.status < 300) return true;
	return details.kind === 'unexplained' && details.status >= 500;
}

function assertSize(body: unknown): void {
	if (body === undefined) return;
	const bytes = Buffer.byteLength(JSON.stringify(body));
	if (bytes > MOST_REQUEST_BYTES) throw new RequestTooLargeError(bytes);
}
