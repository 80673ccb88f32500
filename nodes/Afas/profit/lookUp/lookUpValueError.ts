import { Failure } from '../failure';

/** The values of one look-up can't be asked of AFAS. */
export class LookUpValueError extends Failure {
	/** @param problems what is wrong, in sentences without a full stop that name the field */
	constructor(
		readonly problems: readonly string[],
		options?: ErrorOptions,
	) {
		super(
			`Nothing was looked up: ${problems.join('; ')}`,
			"Correct the values under 'Match', or leave out items without a value before this node.",
			options,
		);
	}
}
