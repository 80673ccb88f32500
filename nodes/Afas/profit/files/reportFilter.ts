import { Failure } from '../failure';
import { checkFields, type Filter, type WireFilter } from '../filter/filter';
import { FilterError } from '../filter/filterError';
import { convertFilter } from '../filter/filterValue';
import { hasWildcards } from '../filter/operators';
import { QUERY_LIMIT, queryFits, queryLength } from '../rows/query';

/** A moment with its zone, as `$now.toISO()` gives it. */
const ZONED_MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/;

/** A filter of a report with which AFAS would answer as if the report didn't exist. */
export class ReportFilterTooLongError extends Failure {
	constructor(length: number) {
		super(
			`The filter of the report takes ${length} characters, and AFAS accepts ${QUERY_LIMIT}`,
			'Use fewer or shorter conditions, or make several reports. A value with a comma or semicolon takes more room.',
		);
	}
}

/**
 * Makes the filter of a report what AFAS reads. Metainfo doesn't know the fields of a report, so
 * values go as they are; moments with a zone become Amsterdam text, which is what every field of
 * AFAS holds.
 *
 * @throws {FilterError} with every condition that has no field or no value
 */
export function reportFilter(filter: Filter): WireFilter {
	const named = filter.flat().filter(({ field }) => field !== '');
	const findings = checkFields(
		filter,
		named.map(({ field }) => ({ id: field })),
	);
	if (findings.length > 0) throw new FilterError(findings);
	return convertFilter(
		filter.map((group) =>
			group.map((condition) => ({ ...condition, value: momentOf(condition.value) })),
		),
	);
}

/**
 * What the user should know about texts that AFAS may take for patterns: what is in a report can't be
 * held against them, as rows can.
 */
export function uncheckedNotes(filter: WireFilter): string[] {
	const fields = filter
		.flat()
		.filter(({ sought }) => sought !== undefined && hasWildcards(sought.text))
		.map(({ field }) => field);
	return [...new Set(fields)].map(
		(field) =>
			`The value for '${field}' has a '%', '_' or '[', which AFAS may read as a wildcard. Check whether the report holds what you asked for.`,
	);
}

/** A date object is what the filter makes Amsterdam text of, whatever the type of the field. */
function momentOf(value: unknown): unknown {
	return typeof value === 'string' && ZONED_MOMENT.test(value.trim())
		? new Date(value.trim())
		: value;
}

/** @throws {ReportFilterTooLongError} when AFAS would answer 404 to a query string */
export function assertReportQueryFits(query: string): void {
	if (!queryFits(query)) throw new ReportFilterTooLongError(queryLength(query));
}
