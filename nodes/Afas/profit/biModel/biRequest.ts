import type { Client } from '../exchange/client';
import { ProfitError, type ProfitErrorKind } from '../exchange/profitError';
import { outcomeOf } from '../outcome';
import { type BiAddress, differenceOf, redirectedTo } from './biAddress';
import { BiLinkError } from './biErrors';

/** How requests about BI models are sent. */
export interface BiRequestOptions {
	/** `Accept-Language`; undefined leaves the choice to the environment. */
	readonly language?: string;
	/** ms to wait for an answer. */
	readonly timeout: number;
}

/** What is asked for, beside where. */
export interface BiExpectation {
	/** What the answer is to be; undefined for JSON. */
	readonly expects?: 'xml';
	/**
	 * Where the read began that this belongs to: redirects are only followed within that version of the
	 * model, since rows of two versions don't go together. Undefined for the first request.
	 */
	readonly start?: BiAddress;
}

/** An answer, and where it came from in the end. */
export interface BiAnswer {
	readonly body: unknown;
	readonly address: BiAddress;
}

/** Redirects in a row that are followed; AFAS documents one. */
const MOST_REDIRECTS = 3;

/** Redirects of a request that stays what it is. 304 is none, and 300 leaves a choice. */
const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];

/**
 * Asks for something of a BI model, and follows redirects to other places of BI models, as AFAS says
 * that clients must. The transport follows none: here they are only followed on the credential's own
 * base URL.
 *
 * @throws {ProfitError} when AFAS refuses, also of kind `redirected` for a redirect to anywhere else;
 * {@link BiLinkError} when a later request is led to another version
 */
export async function askBi(
	client: Client,
	address: BiAddress,
	{ language, timeout }: BiRequestOptions,
	{ expects, start }: BiExpectation = {},
): Promise<BiAnswer> {
	let at = address;
	for (let redirects = 0; ; redirects++) {
		const request = { method: 'GET', ...at, language, timeout, expects } as const;
		const outcome = await outcomeOf(client.send(request));
		if (outcome.ok) return { body: outcome.value, address: at };
		const target = redirects < MOST_REDIRECTS ? targetOf(outcome.failure, at) : undefined;
		if (target === undefined) throw outcome.failure;
		if (start !== undefined && differenceOf(target, start) !== undefined) {
			throw new BiLinkError('version', outcome.failure);
		}
		at = target;
	}
}

function targetOf(failure: unknown, from: BiAddress): BiAddress | undefined {
	if (!(failure instanceof ProfitError)) return undefined;
	const { status, location } = failure.details;
	if (location === undefined || !REDIRECTS.includes(status)) return undefined;
	return redirectedTo(location, from);
}

/** The HTTP status with which AFAS refused; undefined for every other failure. */
export function statusOf(failure: unknown): number | undefined {
	return failure instanceof ProfitError ? failure.details.status : undefined;
}

/** Statuses with which AFAS, or OData, refuses an option; AFAS answers 500 for nearly everything. */
const OPTION_REFUSED: readonly number[] = [400, 404, 405, 422, 500, 501];

/** Failures with such a status that are certainly about something else. */
const NOT_ABOUT_OPTIONS: readonly ProfitErrorKind[] = [
	'brokenOff',
	'gateway',
	'locked',
	'serverTimeout',
	'outOfMemory',
];

/** Whether a failure may be a refusal of an option of OData: then it is worth to ask without it, once. */
export function mayRefuseOption(failure: unknown): boolean {
	if (!(failure instanceof ProfitError)) return false;
	const { status, kind } = failure.details;
	return OPTION_REFUSED.includes(status) && !NOT_ABOUT_OPTIONS.includes(kind);
}
