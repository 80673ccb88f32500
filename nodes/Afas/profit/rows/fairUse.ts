import type { WireFilter } from '../filter/filter';
import { hasWildcards, OPERATORS } from '../filter/operators';
import type { MatchReport } from './matchingRows';
import type { SortField } from './order';
import type { PagingReport } from './paging/report';

/** `skip` above which AFAS calls the speed unacceptable (reference §4.6.2). */
const DEEP_SKIP = 100_000;

/** Rows in one read above which another way of reading deserves a thought. */
const MANY_ROWS = 100_000;

/** A read that has ended, for its advice. */
export interface FinishedRead {
	readonly filter: WireFilter;
	/** Sort of the user, without the columns that were added to it. */
	readonly wantedSort: readonly SortField[];
	/** The order in which AFAS gave the rows. */
	readonly sort: readonly SortField[];
	readonly rows: number;
	/** Whether the rows went into a file instead of items. */
	readonly isFile: boolean;
	readonly report: PagingReport;
	readonly matches: MatchReport;
	/** Whether the user asked for paging by value and the sort column doesn't allow it. */
	readonly keysetImpossible: boolean;
}

/**
 * What AFAS's own auditor would say about a read, and what the user should know about its rows.
 *
 * @returns sentences, none when all is well
 */
export function adviceOn(read: FinishedRead): string[] {
	return [
		...slowFilterAdvice(read.filter),
		...matchAdvice(read),
		...sortAdvice(read),
		...leftOutAdvice(read.report, read.sort),
		...sizeAdvice(read),
		...placeAdvice(read.report),
		...serviceAdvice(read.report),
	];
}

/** What the service, or a gateway before it, does otherwise than AFAS documents. */
function serviceAdvice({
	pageCap,
	orderIgnored,
	anchorIgnored,
	anchorRefused,
	skipIgnored,
}: Readonly<PagingReport>): string[] {
	const advice: string[] = [];
	if (pageCap > 0) {
		advice.push(
			`AFAS, or a gateway before it, gives at most ${pageCap} rows at once, however many are asked for. All rows were read, in more requests. Set 'Page Size' under 'Options' to ${pageCap} to save some.`,
		);
	}
	if (orderIgnored) {
		advice.push(
			"The rows didn't come in the order that was asked for, so they were counted off. A gateway between n8n and AFAS may drop the sort; sort them in n8n where the order matters.",
		);
	}
	if (anchorIgnored) {
		advice.push(
			"AFAS gave rows from the start again where it was asked for those from a value on, so they were counted off. Set 'Pagination' under 'Options' to 'Offset' to save requests.",
		);
	}
	if (anchorRefused) {
		advice.push(
			"AFAS refused the condition that the node adds to ask for rows from a value on, so they were counted off. Set 'Pagination' under 'Options' to 'Offset' to leave it out.",
		);
	}
	if (skipIgnored) {
		advice.push(
			"AFAS gave the same rows whatever 'skip' was, so all rows were asked for by value, one page after the other. A gateway between n8n and AFAS may drop 'skip'.",
		);
	}
	return advice;
}

/** AFAS calls such filters more than a hundred times slower (reference §4.2, FILT-47). */
function slowFilterAdvice(filter: WireFilter): string[] {
	const fields = filter
		.flat()
		.filter(({ operator }) => OPERATORS[operator].isText)
		.map(({ field }) => `'${field}'`);
	if (fields.length === 0) return [];
	return [
		`The filter on ${[...new Set(fields)].join(', ')} compares a part of the text, which is slow in AFAS and marked by its auditor (FILT-47): no index helps. Use 'Equals', 'Greater Than or Equal' or 'Less Than' where you can, best on a key field.`,
	];
}

/** What holding rows against the filter brought: AFAS may take characters of a text for wildcards. */
function matchAdvice({ filter, matches }: FinishedRead): string[] {
	const advice: string[] = [];
	if (matches.leftOut > 0) {
		advice.push(
			`AFAS may read a '%', '_' or '[' in a text as a wildcard. So it was asked for more, and ${counted(matches.leftOut)} that ${matches.leftOut === 1 ? 'is' : 'are'} not what the filter on ${soughtFields(filter)} asks for ${matches.leftOut === 1 ? 'was' : 'were'} left out after reading.`,
		);
	}
	if (matches.unsure > 0) {
		advice.push(
			`${counted(matches.unsure)} may be too many: AFAS found ${matches.unsure === 1 ? 'it' : 'them'} by one of the OR groups, and may have read a '%', '_' or '[' in the filter on ${soughtFields(filter)} as a wildcard. Read the groups apart to be sure.`,
		);
	}
	if (matches.withoutPercent) {
		advice.push(
			"AFAS takes no '%' as a wildcard in this GetConnector, so texts were looked for without one.",
		);
	}
	return advice;
}

function counted(rows: number): string {
	return rows === 1 ? '1 row' : `${rows.toLocaleString('en')} rows`;
}

function soughtFields(filter: WireFilter): string {
	const fields = filter
		.flat()
		.filter(({ sought }) => sought !== undefined && hasWildcards(sought.text))
		.map(({ field }) => `'${field}'`);
	return [...new Set(fields)].join(', ');
}

function sortAdvice({ wantedSort, sort, report, keysetImpossible }: FinishedRead): string[] {
	const advice: string[] = [];
	if (report.pages > 1 && wantedSort.length === 0) {
		const names = sort.map(({ field }) => field).join(', ');
		advice.push(
			`No sort was set, so the rows were read in the order of ${names}. Set 'Sort' to choose another, best on a unique number.`,
		);
	}
	if (keysetImpossible) {
		advice.push(
			"The first sort column can't be used for 'Keyset' pagination, so the rows were counted off instead. Sort on a whole number, a date or a short text.",
		);
	}
	if (report.sortNotUnique) {
		advice.push(
			"Some rows have the same values in all sort columns. They were compared by content to lose none. Name the columns that make a row unique in 'Key Fields' under 'Options' to read faster.",
		);
	}
	return advice;
}

/** The node added columns to the order that AFAS refuses to sort on. */
function leftOutAdvice(
	{ sortLeftOut }: Readonly<PagingReport>,
	sort: readonly SortField[],
): string[] {
	if (sortLeftOut.length === 0) return [];
	if (sort.length === 0) {
		return [
			'AFAS refuses to sort this GetConnector, so all rows were asked for at once, in the order in which AFAS gives them. Ask for a GetConnector with a number to sort on where there are many rows.',
		];
	}
	const refused = sortLeftOut.map((field) => `'${field}'`).join(', ');
	const names = sort.map(({ field }) => field).join(', ');
	return [
		`AFAS refuses to sort on ${refused} in this GetConnector, so the rows were read in the order of ${names}. Choose the order yourself with 'Sort', or name other unique columns in 'Key Fields' under 'Options'.`,
	];
}

function sizeAdvice({ rows, isFile, report, sort }: FinishedRead): string[] {
	const advice: string[] = [];
	if (report.deepestSkip > DEEP_SKIP) {
		advice.push(
			`AFAS had to count off more than ${DEEP_SKIP.toLocaleString('en')} rows for the last pages, which gets slow. Sort on a unique number first (now: ${sort[0]?.field ?? 'none'}), or read in parts with a filter.`,
		);
	}
	if (rows > MANY_ROWS) {
		const many = rows.toLocaleString('en');
		advice.push(
			isFile
				? `${many} rows in one run are much work for AFAS. Read only what changed, with a filter on a modified date, or run it at a quiet hour.`
				: `${many} rows in one run take much memory in n8n and work in AFAS. Read only what changed, with a filter on a modified date, or fewer columns, or put the rows in a file with 'Output' under 'Options'.`,
		);
	}
	if (report.smallestPageSize < report.plannedPageSize) {
		advice.push(
			`AFAS ran out of memory with ${report.plannedPageSize} rows a page, so ${report.smallestPageSize} were read at once. Set 'Page Size' under 'Options' to this number, or read fewer columns.`,
		);
	}
	return advice;
}

function placeAdvice({ placesFoundAgain, changedAtBorder, possiblyTwice }: PagingReport): string[] {
	const advice: string[] = [];
	if (placesFoundAgain > 0) {
		const isCertain = possiblyTwice === 0 && changedAtBorder === 0;
		const promise = ': rows that were there all the time are complete and appear once';
		advice.push(
			`Rows were added or removed in AFAS during the read. It found its place again${isCertain ? promise : ''}.`,
		);
	}
	if (possiblyTwice > 0) {
		advice.push(
			"Rows with the same values in all sort columns changed in AFAS during the read. A row that was changed may appear twice, as it was and as it became. Name the columns that make a row unique in 'Key Fields' under 'Options' to rule this out.",
		);
	}
	if (changedAtBorder > 0) {
		advice.push(
			"A row where one page ends and the next begins changed in AFAS during the read, and appears as it was before. If rows can have the same values in all sort columns, it may have been removed and another one be missing: name the columns that make a row unique in 'Key Fields' under 'Options' and read again.",
		);
	}
	return advice;
}

/**
 * What users should know about look-ups, which read in an order and in pages of their own.
 *
 * @param report of all reads of the look-ups together
 */
export function adviceOnLookUps(report: Readonly<PagingReport>): string[] {
	const advice: string[] = [];
	if (report.deepestSkip > DEEP_SKIP) {
		advice.push(
			`So many rows were found that AFAS had to count off more than ${DEEP_SKIP.toLocaleString('en')} of them for the last pages, which gets slow. Match on columns that fewer rows share.`,
		);
	}
	if (report.smallestPageSize < report.plannedPageSize) {
		advice.push(
			`AFAS ran out of memory with ${report.plannedPageSize} rows a page, so ${report.smallestPageSize} were read at once. A GetConnector with fewer columns is faster to look up in.`,
		);
	}
	if (report.sortLeftOut.length > 0) {
		const refused = report.sortLeftOut.map((field) => `'${field}'`).join(', ');
		advice.push(
			`AFAS refuses to sort on ${refused} in this GetConnector, so the rows were looked up in another order. Where several rows are found, check that the first is the one you want.`,
		);
	}
	advice.push(...serviceAdvice(report));
	const { placesFoundAgain, changedAtBorder, possiblyTwice } = report;
	if (changedAtBorder > 0 || possiblyTwice > 0) {
		advice.push(
			'Rows changed in AFAS during the look-up. A row that was changed may have been found twice or as it was before.',
		);
	} else if (placesFoundAgain > 0) {
		advice.push(
			'Rows were added or removed in AFAS during the look-up. It found its place again: rows that were there all the time are complete and appear once.',
		);
	}
	return advice;
}
