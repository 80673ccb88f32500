import { Failure } from '../failure';

/** More rows changed within the overlap than a trigger can tell apart from those it delivered. */
export class TooManyChangesError extends Failure {
	constructor(rows: number, most: number, from: string) {
		super(
			`${rows} rows changed since ${from.replace('T', ' ')}, and the trigger can remember ${most} of them`,
			"Make 'Overlap (Minutes)' smaller, or split the rows over several workflows with a filter. The trigger goes on where it stopped: nothing was delivered and nothing is lost.",
		);
	}
}
