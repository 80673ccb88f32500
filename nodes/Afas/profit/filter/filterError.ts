import { Failure } from '../failure';

/** One thing that is wrong with a filter. */
export interface FilterFinding {
	/** Where: `group 1, condition 2`, or a path in the JSON filter such as `[0][1].operator`. */
	readonly path: string;
	/** What, in one sentence without a full stop that names the field when there is one. */
	readonly message: string;
}

/** A filter can't be sent. Holds all that is wrong with it, so that one look is enough. */
export class FilterError extends Failure {
	constructor(
		readonly findings: readonly FilterFinding[],
		advice = 'Correct the filter and run the node again. Nothing was asked of AFAS.',
	) {
		super(summarize(findings), advice);
	}
}

function summarize(findings: readonly FilterFinding[]): string {
	const sentences = findings.map(({ path, message }) => (path ? `${path}: ${message}` : message));
	if (sentences.length === 1) return `The filter isn't right: ${sentences[0]}`;
	const numbered = sentences.map((sentence, index) => `(${index + 1}) ${sentence}`);
	return `The filter isn't right in ${sentences.length} places: ${numbered.join('; ')}`;
}
