import { wallTimeText } from './amsterdamClock';
import { isCalendarDay } from './calendarDay';
import { DateError } from './dateError';
import { isoOfHeaderDate } from './headerDate';

/** What AFAS keeps: a day, or a moment on the clock to the second. */
export type DateKind = 'date' | 'moment';

// The longest texts that are quoted in full in an error.
const QUOTED_LENGTH = 60;

/** Beyond the years that a text has room for, within what JavaScript can write. */
const MOST_INSTANT = Date.UTC(10_001, 0);

const TIME = '(\\d{1,2}):(\\d{2})(?::(\\d{2})(?:[.,]\\d+)?)?';
const ISO = new RegExp(
	`^(\\d{4})-(\\d{2})-(\\d{2})(?:[T ]${TIME}(Z|[+-]\\d{2}(?::?\\d{2})?)?)?$`,
	'i',
);
const DUTCH = new RegExp(`^(\\d{1,2})-(\\d{1,2})-(\\d{4})(?:[T ]${TIME})?$`);

/** The parts of a date as text; zone undefined means Amsterdam. */
interface DateParts {
	readonly day: string;
	/** `HH:mm:ss`, undefined when only a day was given. */
	readonly time: string | undefined;
	/** `Z` or an offset such as `+01:00`. */
	readonly zone: string | undefined;
}

/**
 * A date as AFAS wants it in filters and records: text on the clock of Amsterdam without a zone,
 * `2026-01-31T14:05:00`, or `2026-01-31` when only a day was given or a day is asked for
 * (reference §4.2, §5.3).
 *
 * A JavaScript Date, a Luxon DateTime and text with a zone or `Z` are instants and become Amsterdam
 * text. Text without a zone is Amsterdam already: ISO (`2026-01-31`, `2026-01-31T14:05`) or Dutch
 * (`31-1-2026`, `31-01-2026 14:05`). Dates of e-mail headers (`Sat, 31 Jan 2026 14:05:00 +0100`) are
 * instants too. Fractions of a second are cut off.
 *
 * @throws {DateError} for anything else, numbers among them: seconds, milliseconds and Excel's days
 * look alike.
 */
export function toAmsterdamText(value: unknown, kind: DateKind): string {
	const text = readAmsterdamText(value, kind);
	if (text instanceof DateError) throw text;
	return text;
}

/** As {@link toAmsterdamText}, but returns the error, for who gathers all that is wrong. */
export function readAmsterdamText(value: unknown, kind: DateKind): string | DateError {
	const text = typeof value === 'string' ? textToAmsterdam(value) : instantToAmsterdam(value);
	return kind === 'date' && typeof text === 'string' ? text.slice(0, 'YYYY-MM-DD'.length) : text;
}

/** Whether a value is a JavaScript Date or a Luxon DateTime, valid or not. */
export function isDateObject(value: unknown): value is Date | LuxonDateTime {
	return isDate(value) || isLuxonDateTime(value);
}

/** What is used of Luxon's DateTime, which n8n's expressions return. */
export interface LuxonDateTime {
	readonly isValid: boolean;
	toMillis(): number;
}

function instantToAmsterdam(value: unknown): string | DateError {
	if (isDate(value)) return writeInstant(value.getTime(), 'The JavaScript Date');
	if (isLuxonDateTime(value)) {
		return writeInstant(value.isValid ? value.toMillis() : Number.NaN, 'The DateTime');
	}
	if (typeof value === 'number') {
		return new DateError(`${value} is a number, and a date can't be read from a number`);
	}
	return new DateError(`${quote(value)} is not a date`);
}

// An expression of n8n may come from another realm, where instanceof says no.
function isDate(value: unknown): value is Date {
	return Object.prototype.toString.call(value) === '[object Date]';
}

function isLuxonDateTime(value: unknown): value is LuxonDateTime {
	if (typeof value !== 'object' || value === null) return false;
	return (
		'isValid' in value &&
		typeof value.isValid === 'boolean' &&
		'toMillis' in value &&
		typeof value.toMillis === 'function'
	);
}

function textToAmsterdam(text: string): string | DateError {
	const written = text.trim();
	const parts = parseIso(isoOfHeaderDate(written) ?? written) ?? parseDutch(written);
	if (!parts) return new DateError(`${quote(text)} is not a date`);
	const { day, time = '00:00:00', zone } = parts;
	if (!isCalendarDay(day)) return new DateError(`${quote(text)} is not a day that exists`);
	if (!isTime(time)) return new DateError(`${quote(text)} has a time that doesn't exist`);
	if (zone === undefined) return parts.time === undefined ? day : `${day}T${time}`;
	return writeInstant(Date.parse(`${day}T${time}${fullZone(zone)}`), quote(text));
}

function parseIso(text: string): DateParts | undefined {
	const match = ISO.exec(text);
	if (!match) return undefined;
	const [, year, month, day, hour, minute, second, zone] = match;
	return { day: `${year}-${month}-${day}`, time: timeOf(hour, minute, second), zone };
}

function parseDutch(text: string): DateParts | undefined {
	const match = DUTCH.exec(text);
	if (!match) return undefined;
	const [, day = '', month = '', year, hour, minute, second] = match;
	return {
		day: `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`,
		time: timeOf(hour, minute, second),
		zone: undefined,
	};
}

function timeOf(hour?: string, minute?: string, second = '00'): string | undefined {
	return hour === undefined ? undefined : `${hour.padStart(2, '0')}:${minute}:${second}`;
}

function isTime(time: string): boolean {
	return /^(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d$/.test(time);
}

/** `+01` and `+0100` as JavaScript reads them: `+01:00`. */
function fullZone(zone: string): string {
	if (zone.toUpperCase() === 'Z') return 'Z';
	const digits = zone.slice(1).replace(':', '').padEnd(4, '0');
	return `${zone.charAt(0)}${digits.slice(0, 2)}:${digits.slice(2)}`;
}

function writeInstant(instant: number, source: string): string | DateError {
	if (!Number.isFinite(instant)) return new DateError(`${source} is not a valid moment`);
	// The clock may show another year than UTC does.
	const isNear = Math.abs(instant) < MOST_INSTANT;
	const text = isNear ? wallTimeText(instant) : '';
	if (/^(?!0000)\d{4}-/.test(text)) return text;
	return new DateError(`${source} is not in the years 1 to 9999`);
}

function quote(value: unknown): string {
	if (typeof value === 'string') return `'${shorten(value)}'`;
	if (value === undefined || value === null) return 'An empty value';
	if (Array.isArray(value)) return 'A list';
	return typeof value === 'object' ? 'An object' : `'${shorten(String(value))}'`;
}

function shorten(text: string): string {
	return text.length <= QUOTED_LENGTH ? text : `${text.slice(0, QUOTED_LENGTH)}…`;
}
