const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/** `Mon, 20 Jun 2022 10:43:17 +0200 (CEST)`: the weekday, the seconds and the comment may be absent. */
const HEADER_DATE = new RegExp(
	[
		String.raw`^(?:(?:mon|tue|wed|thu|fri|sat|sun),\s*)?(\d{1,2})\s+(${MONTHS.join('|')})\s+(\d{4})`,
		String.raw`\s+(\d{2}:\d{2})(?::(\d{2}))?\s+([+-]\d{4}|gmt|utc?|z)(?:\s+\([^()]*\))?$`,
	].join(''),
	'i',
);

/**
 * A date as in the header of an e-mail or of an HTTP message (RFC 5322, RFC 9110), as ISO 8601.
 *
 * @returns `2022-06-20T10:43:17+0200`; undefined for any other text
 */
export function isoOfHeaderDate(text: string): string | undefined {
	const match = HEADER_DATE.exec(text);
	if (!match) return undefined;
	const [, day = '', monthName = '', year, time, second = '00', zone = ''] = match;
	const month = MONTHS.indexOf(monthName.toLowerCase()) + 1;
	const date = [year, String(month).padStart(2, '0'), day.padStart(2, '0')].join('-');
	return `${date}T${time}:${second}${/^[+-]/.test(zone) ? zone : 'Z'}`;
}
