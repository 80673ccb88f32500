import type { Row } from '../row';
import type { BiTableShape } from './csdl';

/**
 * How dates in rows are shown. Whether the `Z` of a BI model is true, or the Dutch clock as in
 * GetConnectors, is not documented, so nothing is ever moved.
 *
 * - `asReturned`: as AFAS sends them.
 * - `auto`: an exact midnight as a day, `2026-01-31`, which reads the same either way; the rest as AFAS
 *   sends it.
 */
export type BiDatesMode = 'asReturned' | 'auto';

const MIDNIGHT = /^(\d{4}-\d\d-\d\d)T00:00:00(?:\.0+)?Z?$/;

/** A moment in OData 2: ms since 1970. */
const TICKS = /^\/Date\((-?\d{1,15})\)\/$/;

const DAY = 86_400_000;

/** Types of OData that hold moments. */
const MOMENTS: readonly string[] = ['Edm.DateTimeOffset', 'Edm.DateTime'];

/**
 * A function that shows the dates of a row as the mode asks; it changes the row it is given.
 *
 * @param shape the columns; undefined when nobody knows them, and each value tells for itself
 */
export function biDateConverter(
	mode: BiDatesMode,
	shape: BiTableShape | undefined,
): (row: Row) => Row {
	if (mode === 'asReturned') return (row) => row;
	const moments = shape?.fields.filter(({ type }) => MOMENTS.includes(type)).map(({ id }) => id);
	return (row) => {
		for (const name of moments ?? Object.keys(row)) {
			const value = row[name];
			if (typeof value === 'string') row[name] = shownDate(value);
		}
		return row;
	};
}

function shownDate(value: string): string {
	const day = MIDNIGHT.exec(value)?.[1];
	if (day !== undefined) return day;
	const ticks = Number(TICKS.exec(value)?.[1] ?? NaN);
	const instant = new Date(ticks);
	const isDay = ticks % DAY === 0 && !Number.isNaN(instant.getTime());
	return isDay ? instant.toISOString().replace(/T.*$/, '') : value;
}
