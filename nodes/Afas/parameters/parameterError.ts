import { Failure } from '../profit/failure';

/** One parameter that can't be used. */
export interface ParameterFinding {
	/** What the editor calls it, innermost name first: `'Dry Run' under 'Options'`. */
	readonly parameter: string;
	/** What is wrong, as the rest of the sentence: `may not be 'maybe'; it may be true or false`. */
	readonly problem: string;
}

/** Parameters hold what they may not hold. Names all of them, so that one look is enough. */
export class ParameterError extends Failure {
	constructor(
		readonly findings: readonly ParameterFinding[],
		advice = "Correct the parameter, or the expression that gives it. Nothing was sent to AFAS. A workflow that was made with a newer version of 'n8n-nodes-afas' needs that version here too.",
	) {
		super(summarize(findings), advice);
	}
}

function summarize(findings: readonly ParameterFinding[]): string {
	const sentences = findings.map(({ parameter, problem }) => `${parameter} ${problem}`);
	if (sentences.length === 1) return sentences.join();
	const numbered = sentences.map((sentence, index) => `(${index + 1}) ${sentence}`);
	return `${sentences.length} parameters can't be used: ${numbered.join('; ')}`;
}
