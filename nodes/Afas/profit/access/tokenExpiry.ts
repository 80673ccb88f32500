/** Days before the end of a token from which on users are told (AFAS ends classic tokens in 2027). */
const WARNING_DAYS = 60;

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
	return text !== undefined && Number.isFinite(Date.parse(text)) ? text : undefined;
}

/**
 * Whole days until a token expires; negative when it has.
 *
 * @param now ms since 1970
 */
export function daysLeft(day: string, now: number): number {
	return Math.ceil((Date.parse(day) - now) / DAY);
}

function pad(number: string): string {
	return number.padStart(2, '0');
}

/**
 * What users should know about the end of their token.
 *
 * @param day as {@link expiryDay} gives it
 * @param now ms since 1970
 * @returns a text from 60 days before the end on; undefined before that
 */
export function expiryWarning(day: string | undefined, now: number): string | undefined {
	if (day === undefined) return undefined;
	const days = daysLeft(day, now);
	if (days > WARNING_DAYS) return undefined;
	const when = days < 1 ? `expired on ${day}` : `expires on ${day}, in ${days} days`;
	return `The AFAS token ${when}. Make a new one in the App Connector in Profit, or switch to OAuth2: AFAS ends tokens on 31 August 2027.`;
}
