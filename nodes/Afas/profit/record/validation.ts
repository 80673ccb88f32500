import { alwaysStops, RecordError, type RecordFinding } from './recordFinding';

/** What findings mean: nothing is sent, it is sent with a warning, or it is sent. */
export type Validation = 'strict' | 'warn' | 'off';

/** What was found about one record. */
export interface Findings {
	readonly findings: readonly RecordFinding[];
	/** Mandatory fields that were not given. */
	readonly missing: readonly RecordFinding[];
}

/**
 * Decides what findings mean. Mandatory fields are only ever a warning, for AFAS fills many of them
 * by itself (reference §0.8).
 *
 * @returns the warnings
 * @throws {RecordError} with all findings at once when the record may not be sent
 */
export function judgeFindings(
	{ findings, missing }: Findings,
	validation: Validation,
): readonly RecordFinding[] {
	const stopping = validation === 'strict' ? findings : findings.filter(alwaysStops);
	if (stopping.length > 0) throw new RecordError(stopping);
	return validation === 'off' ? [] : [...findings, ...missing];
}
