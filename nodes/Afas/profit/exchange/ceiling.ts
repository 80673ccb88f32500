import { ProfitError, type ProfitErrorKind } from './profitError';

/** ms without a new sign of overload after which one more request may be in flight. */
export const RECOVERY = 10_000;

/**
 * Answers that say that AFAS had too much at the same time: no room for the request (503, §6.5), too
 * many of them (429), or data that another request was holding (§5.8).
 */
const OVERLOAD: readonly ProfitErrorKind[] = ['maintenance', 'throttled', 'locked'];

/** Whether a failure is a reason to send fewer requests at a time. */
export function isSignOfOverload(failure: unknown): boolean {
	if (!(failure instanceof ProfitError)) return false;
	const { kind, status } = failure.details;
	// A proxy may put a page of its own into a 503.
	return OVERLOAD.includes(kind) || status === 503;
}

/**
 * How many requests at a time an environment seems to bear.
 *
 * A sign of overload halves it, down to one; every {@link RECOVERY} ms of quiet add one. Down fast
 * and up slowly is how TCP shares a line: whoever went up as fast as down would run into the same
 * refusal over and over.
 */
export class Ceiling {
	private steppedTo: number;

	private steppedAt = -Infinity;

	/**
	 * @param highest the ceiling as long as nothing was ever refused
	 * @param now ms of a clock that never goes back
	 */
	constructor(
		private readonly highest: number,
		readonly now: () => number,
	) {
		this.steppedTo = highest;
	}

	/** Most requests in flight at this moment; at least 1. */
	get current(): number {
		const recovered = Math.floor((this.now() - this.steppedAt) / RECOVERY);
		return Math.min(this.highest, this.steppedTo + recovered);
	}

	/**
	 * Notes a sign of overload.
	 *
	 * Refusals of requests that were sent before the last step down only repeat what is known: five
	 * of them at one moment are one sign.
	 *
	 * @param inFlight requests in flight when it came, the refused one included
	 * @param sentAt when the refused request was sent, on the clock of this ceiling
	 */
	stepDown(inFlight: number, sentAt: number): void {
		if (sentAt < this.steppedAt) return;
		this.steppedTo = Math.max(1, Math.floor(Math.min(this.current, inFlight) / 2));
		this.steppedAt = this.now();
	}
}
