import { Failure } from '../failure';

/** A value can't be read as a date. The message quotes it. */
export class DateError extends Failure {
	constructor(
		/** What is wrong, in one sentence that quotes the value. */
		message: string,
	) {
		super(
			message,
			'Use a date such as 2026-01-31 or 31-01-2026, or a date and time such as 2026-01-31T14:05:00; without a time zone it is the clock in Profit. A DateTime from an expression, such as {{ $now }}, works too.',
		);
	}
}
