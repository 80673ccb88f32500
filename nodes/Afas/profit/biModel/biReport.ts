/** What was learnt of a read of a BI model on the way. */
export interface BiReadReport {
	/** Pages that had the same rows as an earlier one. */
	repeatedPages: number;
	/** Whether AFAS refused `$top`, which the node asked by itself. */
	topRefused: boolean;
	/** Whether links were followed although rows were to be counted off. */
	linkedInstead: boolean;
	/** Whether nobody can tell if there are more rows behind the first page. */
	endUnproven: boolean;
}

/** The report of a read that has not begun. */
export function emptyBiReport(): BiReadReport {
	return { repeatedPages: 0, topRefused: false, linkedInstead: false, endUnproven: false };
}

/** Rows as items above which a file deserves a thought. */
const MANY_ROWS = 100_000;

/** A read that has ended, for its advice. */
export interface FinishedBiRead {
	readonly rows: number;
	/** Whether the rows went into a file instead of items. */
	readonly isFile: boolean;
	/** Whether the user asked for some of the rows, or anything else of OData. */
	readonly isNarrowed: boolean;
	readonly report: BiReadReport;
}

const NO_ROWS =
	'AFAS gave no rows. Since Profit 8 a BI model obeys the filter authorisation on definitions: check the rights of the user of the App Connector.';

const NO_ROWS_AS_ASKED =
	"AFAS gave no rows for what you ask with 'Filter' and 'Query Parameters'. When it gives none without them either, check the rights of the user of the App Connector: since Profit 8 a BI model obeys the filter authorisation on definitions.";

/** What users should know about a read, as sentences; none when all is well. */
export function adviceOnBiRead({ rows, isFile, isNarrowed, report }: FinishedBiRead): string[] {
	const advice: string[] = [];
	if (rows === 0) advice.push(isNarrowed ? NO_ROWS_AS_ASKED : NO_ROWS);
	if (rows > MANY_ROWS && !isFile) {
		advice.push(
			`${rows.toLocaleString('en')} rows in one run take much memory in n8n. Put them in a file with 'Output' under 'Options'.`,
		);
	}
	if (report.repeatedPages > 0) {
		advice.push(
			`${report.repeatedPages === 1 ? 'A page' : `${report.repeatedPages} pages`} had the same rows as an earlier page, so rows may be there twice. Compare the output with Profit.`,
		);
	}
	if (report.topRefused) {
		advice.push("AFAS doesn't take '$top' for this BI model, so a whole page was read at a time.");
	}
	if (report.linkedInstead) {
		advice.push(
			"AFAS gave links to the next rows, or didn't take '$top', so the rows were not counted off: links were followed one after the other.",
		);
	}
	if (report.endUnproven) {
		advice.push(
			"Whether there are more rows could not be seen: AFAS doesn't take '$skip' as asked, and gave no link to more. Compare the number of rows with Profit.",
		);
	}
	return advice;
}
