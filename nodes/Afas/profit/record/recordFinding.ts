import { Failure } from '../failure';

/** What is wrong, for who treats findings of one kind differently. */
export type FindingKind =
	/** No field or object of that name. */
	| 'unknownName'
	/** A label that several fields have. */
	| 'ambiguousName'
	/** One field or object under several names. */
	| 'givenTwice'
	/** A value that can't be made what the field is. */
	| 'wrongType'
	/** A value that is not in the list of the field. */
	| 'notAllowed'
	| 'tooLong'
	/** A number with more decimals than its field. */
	| 'tooPrecise'
	/** 0 in a number that may not be 0. */
	| 'isZero'
	/** An object where a value belongs, or the other way round; a body of another build. */
	| 'nesting'
	/** A row action other than insert, update and delete. */
	| 'rowAction'
	/** A key without a value in a record that it should name. */
	| 'emptyKey'
	/** A value that JSON writes as `null`: a number that is none. */
	| 'sentAsNull'
	/** A key that is no value, or two values. */
	| 'brokenKey'
	/** Nothing that AFAS would do anything with. */
	| 'nothing'
	/** A file marker without a file. */
	| 'missingFile'
	/** A field that AFAS calls mandatory is not there; advice only. */
	| 'mandatory';

/** One thing about a record that doesn't fit its UpdateConnector. */
export interface RecordFinding {
	readonly kind: FindingKind;
	/** Where, such as `FbSalesLines[2].QuUn`; empty for the record as a whole. */
	readonly path: string;
	/** What, without a full stop, in words that follow the path. */
	readonly message: string;
}

/** What is never sent: without a file there is nothing to send, without its key no record is meant. */
const ALWAYS_STOPPING: ReadonlySet<FindingKind> = new Set([
	'missingFile',
	'emptyKey',
	'brokenKey',
	'sentAsNull',
	'nothing',
]);

/** Whether a finding means that nothing is sent, whatever the validation. */
export function alwaysStops({ kind }: RecordFinding): boolean {
	return ALWAYS_STOPPING.has(kind);
}

/**
 * What metainfo calls wrong, and AFAS may take: its own examples have codes that metainfo doesn't
 * list, and texts longer than it says.
 */
const MAYBE_RIGHT: ReadonlySet<FindingKind> = new Set(['notAllowed', 'tooLong', 'tooPrecise']);

/** A record was not sent. Holds all that is wrong with it, so that one look is enough. */
export class RecordError extends Failure {
	constructor(readonly findings: readonly RecordFinding[]) {
		super(
			summarise(findings),
			`Nothing of it was sent. Correct the record${wayRoundFor(findings)}. The operation 'Get Example' of the resource 'Metainfo' shows what the connector takes.`,
		);
	}
}

function wayRoundFor(findings: readonly RecordFinding[]): string {
	if (findings.every(alwaysStops)) return '';
	return ", or set 'Validation' under 'Options' to 'Warn' to let AFAS judge";
}

function summarise(findings: readonly RecordFinding[]): string {
	const sentences = findings.map(({ kind, path, message }) => {
		const sentence = path === '' ? message : `${path} ${message}`;
		return MAYBE_RIGHT.has(kind)
			? `${sentence}; 'Validation' set to 'Warn' sends it anyway`
			: sentence;
	});
	if (sentences.length === 1) return `The record doesn't fit: ${sentences[0]}`;
	const numbered = sentences.map((sentence, index) => `(${index + 1}) ${sentence}`);
	return `The record doesn't fit in ${sentences.length} places: ${numbered.join('; ')}`;
}
