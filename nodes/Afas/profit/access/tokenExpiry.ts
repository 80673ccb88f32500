/** Days before the end of a token from which on users are told. */
const WARNING_DAYS = 60;

/**
 * The last day on which AFAS accepts tokens, whatever a token says of itself. Tokens from before
 * September 2026 were given an end of their own, on 1 May 2027; later ones can be made until the last
 * day (AFAS, page about authentication of 30 September 2026).
 */
const LAST_DAY = '2027-08-31';

const DAY = 86_400_000;

/**
 * The moment a token expires, from what metainfo says about it.
 *
 * Public samples only show `0`, for never (reference §3.1), so every readable spelling of a date is
 * taken.
 *
 * @returns a day as `YYYY-MM-DD`; undefined when the token doesn't expire or the text isn't a date
 */
export function expiryDay(tokenExpiry: string): string | undefined {
	const iso = /^(\d{4}-\d\d-\d\d)/.exec(tokenExpiry.trim())?.[1];
	const [, day, month, year] = /^(\d{1,2})-(\d{1,2})-(\d{4})/.exec(tokenExpiry.trim()) ?? [];
	const text = iso ?? (year && month && day ? `${year}-${pad(month)}-${pad(day)}` : undefined);
	return text !== undefined && isDay(text) ? text : undefined;
}

/**
 * Whole days until a token expires; negative when it has.
 *
 * @param now ms since 1970
 */
export function daysLeft(day: string, now: number): number {
	// Without a negative zero, which is no number to show.
	return Math.ceil((Date.parse(day) - now) / DAY) || 0;
}

/** Whether the calendar has a day: `Date` takes 31 February for 3 March. */
function isDay(text: string): boolean {
	const moment = Date.parse(text);
	return Number.isFinite(moment) && new Date(moment).toISOString().startsWith(text);
}

/** A number of days as a sentence says it: `in 1 day`, `in 20 days`. */
export function inDays(days: number): string {
	return days === 1 ? 'in 1 day' : `in ${days} days`;
}

function pad(number: string): string {
	return number.padStart(2, '0');
}

/**
 * The day on which a token ends: its own, or that of all tokens when it says that it lasts longer.
 *
 * @param day as {@link expiryDay} gives it
 */
export function tokenEnd(day: string | undefined): string {
	return day === undefined || day > LAST_DAY ? LAST_DAY : day;
}

/**
 * What users should know about the end of their token: its own, or that of all tokens when it says
 * that it lasts longer.
 *
 * @param day as {@link expiryDay} gives it
 * @param now ms since 1970
 * @returns a text from 60 days before the end on; undefined before that
 */
export function expiryWarning(day: string | undefined, now: number): string | undefined {
	const end = tokenEnd(day);
	const days = daysLeft(end, now);
	if (days > WARNING_DAYS) return undefined;
	return `The AFAS token ${whenText(end, days)}. ${adviceFor(end, now)}`;
}

/** A token ends as its day begins; on the last day of all tokens they still work. */
function whenText(end: string, days: number): string {
	if (days > 0) return `expires on ${end}, ${inDays(days)}`;
	return end === LAST_DAY && days === 0 ? `expires today, on ${end}` : `expired on ${end}`;
}

/** A new token is no way out when it would end with all the others. */
function adviceFor(end: string, now: number): string {
	if (end === LAST_DAY || daysLeft(LAST_DAY, now) < 0) {
		return 'Switch to OAuth2: AFAS accepts no tokens after 31 August 2027.';
	}
	return 'Switch to OAuth2, or make a new token in the App Connector in Profit: until 31 August 2027, the last day on which AFAS accepts tokens, it still makes tokens of a limited period.';
}
