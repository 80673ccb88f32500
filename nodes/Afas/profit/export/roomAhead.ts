import type { RowFileSize } from './rowFiles';

/**
 * How much more rows than fit there must be before the estimate is trusted: the first page tells
 * how large a row is, and others may be smaller.
 */
const CERTAINTY = 1.5;

/** Part of the room that a proposed file fills, as some rows are larger than those seen. */
const COMFORT = 0.8;

/** Rows like those seen that fit in a number of bytes. */
export function rowsThatFit({ rows, bytes }: RowFileSize, room: number): number {
	return Math.floor((room * rows) / Math.max(1, bytes));
}

/**
 * The place of a row, counted from the first one of a file, that shows that the rows don't fit when
 * it is there. AFAS doesn't say how many rows there are, but it can be asked for one.
 *
 * @param seen rows of the file so far, at least one
 * @param room bytes
 * @param mostRows most rows that are to fit; Infinity when nobody knows
 * @returns undefined when so many rows can't come
 */
export function tellingPlace(
	seen: RowFileSize,
	room: number,
	mostRows: number,
): number | undefined {
	const place = Math.max(seen.rows, Math.ceil(rowsThatFit(seen, room) * CERTAINTY));
	return place < mostRows ? place : undefined;
}

/** Rows for a file that fits with some room left, as a number that is easy to type. */
export function comfortableRows(seen: RowFileSize, room: number): number {
	const rows = Math.max(1, Math.floor(rowsThatFit(seen, room) * COMFORT));
	const step = 10 ** Math.max(0, String(rows).length - 2);
	return Math.floor(rows / step) * step;
}
