import type { Row } from '../row';
import { isCalendarDay } from './calendarDay';
import { offsetAtWallTime, offsetOfWholeDay, offsetText } from './amsterdamClock';

/**
 * How dates in rows are shown (option `dates`).
 *
 * - `auto`: exact midnight as a date, `2024-12-31`; any other moment with the true offset,
 *   `2024-02-14T16:03:11+01:00`, which reads as the clock in Profit and is the right instant.
 * - `offset`: always with the true offset.
 * - `local`: the clock in Profit without any zone, `2024-02-14T16:03:11`.
 * - `asReturned`: as AFAS sends it, `2024-02-14T16:03:11Z`, of which the `Z` is not true.
 */
export type DatesMode = 'auto' | 'offset' | 'local' | 'asReturned';

const ROW_MOMENT = /^\d{4}-\d\d-\d\dT(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?Z?$/;
const EMPTY_FRACTION = /^\.0+$/;
const ZERO = '0'.charCodeAt(0);
const DAY_LENGTH = 'YYYY-MM-DD'.length;
const WHOLE_SECONDS_LENGTH = 'YYYY-MM-DDTHH:mm:ss'.length;

/**
 * Shows a date of a row. AFAS sends the wall clock of Amsterdam with a `Z` that is not true
 * (reference §8.2); a fraction of a second and a missing `Z` are tolerated. Anything else, such as
 * a time of day or a day that doesn't exist, comes back unchanged.
 *
 * An hour that comes twice in autumn gets its first offset (`+02:00`), and an hour that spring
 * skips the winter offset (`+01:00`).
 */
export function formatRowDate(value: string, mode: DatesMode): string {
	if (mode === 'asReturned' || !ROW_MOMENT.test(value)) return value;
	const { text, offset } = dayOf(value);
	if (offset === 'noSuchDay') return value;
	const clock = value.endsWith('Z') ? value.slice(0, -1) : value;
	if (mode === 'local') return clock;
	if (mode === 'auto' && isMidnight(clock)) return text;
	// Joined, the text is one piece; added with `+`, it would keep the text of AFAS in memory as well.
	return [clock, offset === 'switches' ? offsetTextAt(clock) : offset].join('');
}

/**
 * A function that shows the dates of a row as the mode asks. It changes the row it is given, and
 * returns it; other columns, and values that are not text, stay as they are.
 *
 * @param dateColumns ids of the columns whose data type is `date`.
 */
export function createRowDateConverter(
	dateColumns: readonly string[],
	mode: DatesMode,
): (row: Row) => Row {
	if (mode === 'asReturned' || dateColumns.length === 0) return (row) => row;
	return (row) => {
		for (const column of dateColumns) {
			const value = row[column];
			if (typeof value === 'string') row[column] = formatRowDate(value, mode);
		}
		return row;
	};
}

/** What is known of a day. */
interface Day {
	/** `2024-12-31`: all rows with this day share one text, which saves memory. */
	readonly text: string;
	/** `+01:00` when that holds all day, else `switches` or `noSuchDay`. */
	readonly offset: string;
}

/** Rows repeat the same days, so each is looked at once; about 50 years of days fit. */
const DAYS_KEPT = 20_000;
const days = new Map<number, Day>();

function dayOf(moment: string): Day {
	const key = dayKey(moment);
	const known = days.get(key);
	if (known !== undefined) return known;
	if (days.size >= DAYS_KEPT) days.clear();
	const text = moment.slice(0, DAY_LENGTH);
	const day = { text, offset: findOffsetOfDay(text) };
	days.set(key, day);
	return day;
}

/** 20241231 for `2024-12-31T...`: a number spares cutting and hashing a text for every value. */
function dayKey(moment: string): number {
	const year = twoDigits(moment, 0) * 100 + twoDigits(moment, 2);
	return (year * 100 + twoDigits(moment, 5)) * 100 + twoDigits(moment, 8);
}

function twoDigits(text: string, index: number): number {
	return (text.charCodeAt(index) - ZERO) * 10 + text.charCodeAt(index + 1) - ZERO;
}

function findOffsetOfDay(day: string): string {
	if (!isCalendarDay(day)) return 'noSuchDay';
	const offset = offsetOfWholeDay(Date.parse(`${day}T00:00:00Z`));
	return offset === undefined ? 'switches' : offsetText(offset);
}

function offsetTextAt(clock: string): string {
	return offsetText(offsetAtWallTime(Date.parse(`${clock.slice(0, WHOLE_SECONDS_LENGTH)}Z`)));
}

function isMidnight(clock: string): boolean {
	if (!clock.startsWith('T00:00:00', DAY_LENGTH)) return false;
	if (clock.length === WHOLE_SECONDS_LENGTH) return true;
	return EMPTY_FRACTION.test(clock.slice(WHOLE_SECONDS_LENGTH));
}
