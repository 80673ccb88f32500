import { Failure } from '../failure';

/**
 * A write broke off in a way that doesn't tell whether AFAS carried it out.
 *
 * AFAS has no way to ask for the same write twice safely (reference §5.8), so it is never repeated
 * on its own: a second order would be worse than a question.
 */
export class UncertainWriteError extends Failure {
	/** @param reason why there was no certain answer, such as a time-out */
	constructor(reason: Failure) {
		super(
			`AFAS may or may not have saved this: ${withSmallInitial(reason.message)}`,
			"Look in Profit, or with a GetConnector, whether it is there before you run it again: AFAS may still be working on it for up to 15 minutes. Turn off 'Retry On Fail' in the settings of a node that writes, or it may be saved twice.",
			{ cause: reason },
		);
	}
}

function withSmallInitial(sentence: string): string {
	return /^(The|A|An|Nothing) /.test(sentence)
		? sentence.charAt(0).toLowerCase() + sentence.slice(1)
		: sentence;
}
