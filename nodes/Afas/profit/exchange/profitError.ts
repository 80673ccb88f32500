import { Failure } from '../failure';

/**
 * What an error answer of AFAS means, as far as it can be told.
 *
 * AFAS answers 500 for nearly everything and reuses its error numbers, so for those the kind is read
 * from the message text (reference §6.1 to §6.4).
 */
export type ProfitErrorKind =
	| 'unauthorised'
	| 'addressRefused'
	| 'notFound'
	| 'tooLarge'
	| 'throttled'
	| 'maintenance'
	| 'gateway'
	| 'brokenOff'
	| 'redirected'
	| 'notProfit'
	| 'connectorNotAllowed'
	| 'connectorBlocked'
	| 'unknownField'
	| 'serverTimeout'
	| 'outOfMemory'
	| 'locked'
	| 'functional'
	| 'unexplained';

/** What AFAS said, beside the texts for the reader. */
export interface ProfitErrorDetails {
	readonly kind: ProfitErrorKind;
	/** HTTP status of the answer. */
	readonly status: number;
	/** AFAS's own message in the language of the request. */
	readonly externalMessage?: string;
	/** With this the administrator finds the full message in the log of the environment. */
	readonly profitLogReference?: string;
	/** Value of `X-Trace-Identifier`. */
	readonly traceIdentifier?: string;
	/** Seconds that AFAS asks to wait before the next request. */
	readonly retryAfter?: number;
	/** Where a redirect leads, as it was sent: for who knows which redirects to follow, never shown. */
	readonly location?: string;
}

/** AFAS answered, and the answer is not the one that was asked for. */
export class ProfitError extends Failure {
	constructor(
		message: string,
		advice: string,
		readonly details: ProfitErrorDetails,
	) {
		super(message, advice);
	}

	/** The same with more advice in front, for who knows what was asked. */
	withAdvice(advice: string): ProfitError {
		return new ProfitError(this.message, `${advice} ${this.advice}`, this.details);
	}
}

/** The references that help an administrator find more, as sentences behind an advice; may be empty. */
export function referencesText({
	profitLogReference,
	traceIdentifier,
}: Pick<ProfitErrorDetails, 'profitLogReference' | 'traceIdentifier'>): string {
	const log = profitLogReference ? ` Profit log reference: ${profitLogReference}.` : '';
	return traceIdentifier ? `${log} Trace identifier: ${traceIdentifier}.` : log;
}
