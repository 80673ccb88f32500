import type { Row } from '../../row';
import type { DeliveredTail } from './deliveredRows';
import type { PageRequest } from './pageRequest';

/** A page as it came. */
export interface ReceivedPage {
	/** With the number of rows that the page has room for, which may be fewer than were asked. */
	readonly request: PageRequest;
	readonly rows: readonly Row[];
}

/** What a page adds to the rows that were delivered. */
export interface Joined {
	readonly rows: Row[];
	/** Whether delivered rows are out of sight, and which was the last that is not. */
	readonly forget?: { readonly after: string | undefined };
	/** Whether rows share the values of all sort columns. */
	readonly sortNotUnique?: boolean;
	/** Rows that had other contents than when they were delivered, and were taken for the same. */
	readonly changedAtBorder?: number;
	/** Rows that may be changed versions of delivered ones. */
	readonly possiblyTwice?: number;
}

/**
 * What comes after the delivered rows in a page, when the page repeats them where it should.
 *
 * @param start index of the first row of the last group of equal rows; undefined when it is unknown
 * @returns undefined when it doesn't
 */
export function joinWhereExpected(
	{ request, rows }: ReceivedPage,
	delivered: DeliveredTail,
	start: number | undefined,
): Joined | undefined {
	if (start === undefined || start < 0) return undefined;
	const { lastKey, lastGroup, keyBeforeGroup } = delivered;
	if (start > 0 && keyAt(rows, start - 1, delivered) !== keyBeforeGroup) return undefined;
	// Without a row before it, the group may have begun on an earlier page.
	if (start === 0 && request.skip > 0) return undefined;
	let end = start;
	while (end < rows.length && keyAt(rows, end, delivered) === lastKey) end += 1;
	if (end - start < lastGroup.length) return undefined;
	return withGroup({ request, rows }, delivered, start, end);
}

/**
 * What comes after the last delivered row that a page has anywhere.
 *
 * @param known keys of delivered rows
 * @returns undefined when the page holds no delivered row, or holds equal rows of which it may lack
 * the first
 */
export function joinWhereFound(
	page: ReceivedPage,
	delivered: DeliveredTail,
	known: ReadonlySet<string>,
): Joined | undefined {
	const { request, rows } = page;
	const last = lastKnown(rows, delivered, known);
	if (last < 0) {
		if (request.anchor === undefined || request.skip > 0) return undefined;
		// What was delivered within the anchor is gone or far behind: all of the page is new.
		return { rows: [...rows], forget: { after: undefined } };
	}
	const key = keyAt(rows, last, delivered);
	if (key !== delivered.lastKey) {
		// The rows delivered after this one were deleted, or come later because others were added.
		return { rows: rows.slice(last + 1), forget: { after: key } };
	}
	const start = groupStart(rows, last, delivered);
	if (start === 0 && request.skip > 0) return undefined;
	return withGroup(page, delivered, start, last + 1);
}

/**
 * Where the delivered rows end, as far as a page can tell that was asked for to find them.
 *
 * @returns a position within the anchor; undefined when the page doesn't tell
 */
export function positionIn(
	{ request: { skip, anchor }, rows }: ReceivedPage,
	delivered: DeliveredTail,
	known: ReadonlySet<string>,
): number | undefined {
	const last = lastKnown(rows, delivered, known);
	// Nothing that was delivered is left within the anchor, so it is all ahead.
	if (last < 0) return skip === 0 && anchor !== undefined ? 0 : undefined;
	if (keyAt(rows, last, delivered) !== delivered.lastKey) return skip + last + 1;
	const start = groupStart(rows, last, delivered);
	if (start === 0 && skip > 0) return undefined;
	return skip + start + delivered.lastGroup.length;
}

/** The last group of equal rows from `start` to `end`, as far as it is new, and what comes behind it. */
function withGroup(
	{ request, rows }: ReceivedPage,
	delivered: DeliveredTail,
	start: number,
	end: number,
): Joined {
	const isWhole = end < rows.length || rows.length < request.take;
	const group = undelivered(rows.slice(start, end), delivered, isWhole);
	return { ...group, rows: [...group.rows, ...rows.slice(end)] };
}

/**
 * The rows of a group of equal rows that were not delivered, told by content.
 *
 * @param isWhole whether the group can't go on after the page
 */
function undelivered(
	group: readonly Row[],
	{ lastGroup, hasEqualRows }: DeliveredTail,
	isWhole: boolean,
): Joined {
	const known = [...lastGroup];
	const unknown = group.filter((row) => !takeOut(known, JSON.stringify(row)));
	if (unknown.length === 0) return { rows: [] };
	if (!isWhole) return surplus(group.length - lastGroup.length, unknown);
	if (known.length > 0 && group.length === 1 && !hasEqualRows) {
		return { rows: [], changedAtBorder: 1 };
	}
	return {
		rows: unknown,
		sortNotUnique: true,
		possiblyTwice: Math.min(known.length, unknown.length),
	};
}

/**
 * What is certainly new of a group that goes on after its page: the known rows that the page lacks
 * may still come.
 */
function surplus(missing: number, unknown: readonly Row[]): Joined {
	if (missing <= 0) return { rows: [] };
	return { rows: unknown.slice(-missing), sortNotUnique: true };
}

function lastKnown(
	rows: readonly Row[],
	delivered: DeliveredTail,
	known: ReadonlySet<string>,
): number {
	for (let index = rows.length - 1; index >= 0; index--) {
		const key = keyAt(rows, index, delivered);
		if (key !== undefined && known.has(key)) return index;
	}
	return -1;
}

/** Index of the first row of the group of equal rows that ends at `last`. */
function groupStart(rows: readonly Row[], last: number, delivered: DeliveredTail): number {
	const key = keyAt(rows, last, delivered);
	let start = last;
	while (start > 0 && keyAt(rows, start - 1, delivered) === key) start -= 1;
	return start;
}

function keyAt(rows: readonly Row[], index: number, delivered: DeliveredTail): string | undefined {
	const row = rows[index];
	return row === undefined ? undefined : delivered.keyOf(row);
}

/** Takes one occurrence out of a list; tells whether there was one. */
export function takeOut(list: string[], text: string): boolean {
	const index = list.indexOf(text);
	if (index < 0) return false;
	list.splice(index, 1);
	return true;
}
