import { wallTimeText } from '../time/amsterdamClock';
import type { ProfitResponse } from './exchange';

/** Longest wait in seconds that is believed, 30 days: more is a mistake of whoever wrote it. */
const LONGEST_WAIT = 30 * 86_400;

/**
 * How many seconds an answer asks to wait: header and body carry the same number, and either may be
 * missing (reference §6.5).
 */
export function retryAfterOf({ headers, body }: ProfitResponse): number | undefined {
	const header = headers['retry-after'];
	const inBody =
		typeof body === 'object' && body !== null
			? (body as { retry_after?: unknown }).retry_after
			: undefined;
	const candidates = [header, inBody].map((value) =>
		value === undefined || value === '' ? NaN : Number(value),
	);
	return [...candidates, secondsUntil(header)].find(isWait);
}

function isWait(seconds: number): boolean {
	return seconds >= 0 && seconds <= LONGEST_WAIT;
}

/** HTTP allows a date instead of a number (RFC 9110, 10.2.3); proxies in front of AFAS may send one. */
function secondsUntil(date = ''): number {
	if (!/^[A-Z][a-z]{2}, /.test(date)) return NaN;
	return Math.max(0, Math.ceil((Date.parse(date) - Date.now()) / 1_000));
}

/** When to come back, as a sentence behind an advice. */
export function waitText(seconds: number | undefined): string {
	if (seconds === undefined) return ' Try again in a few minutes.';
	const wait = seconds < 120 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
	return ` AFAS asks to wait ${wait}, until ${clockText(Date.now() + seconds * 1_000)} Dutch time.`;
}

/** A moment as `2026-01-31 14:05`; rounded up, so that nobody comes back too early. */
function clockText(instant: number): string {
	return wallTimeText(Math.ceil(instant / 60_000) * 60_000)
		.slice(0, 'YYYY-MM-DDTHH:mm'.length)
		.replace('T', ' ');
}
