/**
 * Amsterdam wall-clock time as text (`2024-02-14T16:03:11.482`), the form in which Profit keeps
 * moments. Arithmetic happens on the wall clock itself, without daylight saving.
 */

const AMSTERDAM = new Intl.DateTimeFormat('en-GB', {
	timeZone: 'Europe/Amsterdam',
	year: 'numeric',
	month: '2-digit',
	day: '2-digit',
	hour: '2-digit',
	minute: '2-digit',
	second: '2-digit',
	hourCycle: 'h23',
});

/** The wall clock in Amsterdam at an instant, with milliseconds. */
export function amsterdamText(instant: Date): string {
	const part = new Map(AMSTERDAM.formatToParts(instant).map(({ type, value }) => [type, value]));
	const day = `${part.get('year')}-${part.get('month')}-${part.get('day')}`;
	const time = `${part.get('hour')}:${part.get('minute')}:${part.get('second')}`;
	return `${day}T${time}.${String(instant.getUTCMilliseconds()).padStart(3, '0')}`;
}

/** Day number of a wall-clock text, counted from 1970-01-01. */
export function dayNumber(text: string): number {
	return Math.floor(Date.parse(`${text.slice(0, 10)}T00:00:00Z`) / 86_400_000);
}

/** The day `YYYY-MM-DD` with this day number. */
export function dayText(day: number): string {
	return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

/** The stored moment of a day (`YYYY-MM-DD`), at midnight or at `minutes` after it. */
export function momentOf(day: string, minutes = 0, seconds = 0, milliseconds = 0): string {
	const start = Date.parse(`${day.slice(0, 10)}T00:00:00Z`);
	const offset = (minutes * 60 + seconds) * 1000 + milliseconds;
	return new Date(start + offset).toISOString().slice(0, 23);
}

/** The day that lies a number of days after (or, negative, before) the given one. */
export function addDays(day: string, days: number): string {
	return dayText(dayNumber(day) + days);
}

/** Day of the week of a day: 1 is Monday, 7 is Sunday. */
export function weekday(day: string): number {
	return ((dayNumber(day) + 3) % 7) + 1;
}
