import { Failure } from '../failure';

/** One thing about a record that doesn't fit its UpdateConnector. */
export interface RecordFinding {
	/** Where, such as `FbSalesLines[2].QuUn`; empty for the record as a whole. */
	readonly path: string;
	/** What, without a full stop, in words that follow the path. */
	readonly message: string;
}

/** A record was not sent. Holds all that is wrong with it, so that one look is enough. */
export class RecordError extends Failure {
	constructor(readonly findings: readonly RecordFinding[]) {
		super(
			summarise(findings),
			"Nothing of it was sent. Correct the record, or set 'Validation' under 'Options' to 'Warn' to let AFAS judge. The operation 'Get Example' of the resource 'Metainfo' shows what the connector takes.",
		);
	}
}

function summarise(findings: readonly RecordFinding[]): string {
	const sentences = findings.map(({ path, message }) =>
		path === '' ? message : `${path} ${message}`,
	);
	if (sentences.length === 1) return `The record doesn't fit: ${sentences[0]}`;
	const numbered = sentences.map((sentence, index) => `(${index + 1}) ${sentence}`);
	return `The record doesn't fit in ${sentences.length} places: ${numbered.join('; ')}`;
}
