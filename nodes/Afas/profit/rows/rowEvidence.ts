import type { Row } from '../row';
import type { Column } from '../metainfo/metainfo';

/** Rows of an answer that are looked at: a column that is empty in all of them says nothing. */
const LOOKED_AT = 25;

/** As AFAS sends a date or moment of a row (reference §8.2); the start is enough for a date column. */
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/;
const WHOLE_MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/;

/**
 * What rows show that metainfo doesn't say. AFAS sends every column in every row, empty ones as null
 * (reference §4.5): a column too many or too few is new or gone, and a value of another type tells
 * that its column has become another one.
 *
 * @returns names for the contradictions, the same for the same ones; empty when the rows fit
 */
export function contradictions(columns: readonly Column[], rows: readonly Row[]): string[] {
	const [first] = rows;
	if (first === undefined) return [];
	const known = new Set(columns.map(({ id }) => id));
	const found = new Set<string>();
	for (const id of Object.keys(first)) if (!known.has(id)) found.add(`${id} added`);
	for (const { id } of columns) if (!Object.hasOwn(first, id)) found.add(`${id} removed`);
	for (const row of rows.slice(0, LOOKED_AT)) {
		for (const column of columns) {
			if (!fits(row[column.id], column)) found.add(`${column.id} of another type`);
		}
	}
	return [...found];
}

/** A yes/no field may come as a number, whatever metainfo calls it (reference §4.5). */
function fits(value: unknown, { dataType }: Column): boolean {
	if (value === null || value === undefined) return true;
	switch (dataType) {
		case 'date':
			return typeof value === 'string' && MOMENT.test(value);
		case 'int':
			return Number.isInteger(value) || typeof value === 'boolean';
		case 'decimal':
		case 'boolean':
			return typeof value === 'number' || typeof value === 'boolean';
		case 'string':
			return typeof value === 'string' && !WHOLE_MOMENT.test(value);
		default:
			return true;
	}
}
