/**
 * The wall clock of Europe/Amsterdam, which Profit keeps (reference §8.2).
 *
 * A *wall time* is a reading of that clock, held as the milliseconds since 1970 that the same
 * reading would be in UTC. An *offset* is what the clock is ahead of UTC, in whole minutes: text
 * has no room for the seconds that it had before 1892.
 */

const MINUTE = 60_000;
const DAY = 1440 * MINUTE;
/** First year in which summer time ended in October everywhere in the EU (directive 94/21/EC). */
const FIRST_RULED_YEAR = 1996;

/** The clock goes from one offset to another. */
interface ClockSwitch {
	/** Instant, in ms since 1970. */
	readonly at: number;
	readonly before: number;
	readonly after: number;
}

/** The switches of a calendar year, in order, and the offset at its start. */
interface ClockYear {
	readonly offsetAtStart: number;
	readonly switches: readonly ClockSwitch[];
}

const years = new Map<number, ClockYear>();

/** Offset of the clock at an instant in ms since 1970. */
export function offsetAtInstant(instant: number): number {
	const { offsetAtStart, switches } = clockYear(new Date(instant).getUTCFullYear());
	return switches.reduce(
		(offset, change) => (instant < change.at ? offset : change.after),
		offsetAtStart,
	);
}

/**
 * Offset of the clock when it shows a wall time. Around a switch the offset from before it: the
 * first of the two hours that an autumn night has, and in the hour that a spring night skips the
 * winter offset, so that a clock set too early is read as it was set. Temporal calls both
 * `compatible`.
 */
export function offsetAtWallTime(wallTime: number): number {
	const { offsetAtStart, switches } = clockYear(new Date(wallTime).getUTCFullYear());
	return switches.reduce(
		(offset, change) => (wallTime < lastReadingBefore(change) ? offset : change.after),
		offsetAtStart,
	);
}

/**
 * Start of the hour that the clock shows twice in an autumn night, when a wall time is in that hour.
 *
 * @returns a wall time; undefined when the clock shows `wallTime` once or never
 */
export function startOfRepeatedHour(wallTime: number): number | undefined {
	const { switches } = clockYear(new Date(wallTime).getUTCFullYear());
	const repeated = switches
		.filter(({ before, after }) => before > after)
		.map(({ at, before, after }) => ({ start: at + after * MINUTE, end: at + before * MINUTE }))
		.find(({ start, end }) => wallTime >= start && wallTime < end);
	return repeated?.start;
}

/**
 * The offset that holds for every wall time of a day, or undefined when the clock switches on it or
 * around its midnights.
 *
 * @param midnight wall time at which the day starts.
 */
export function offsetOfWholeDay(midnight: number): number | undefined {
	const { offsetAtStart, switches } = clockYear(new Date(midnight).getUTCFullYear());
	const isNear = (change: ClockSwitch) => Math.abs(change.at - midnight) < 2 * DAY;
	if (switches.some(isNear)) return undefined;
	return switches.reduce(
		(offset, change) => (midnight < change.at ? offset : change.after),
		offsetAtStart,
	);
}

/** An instant in ms since 1970 as `YYYY-MM-DDTHH:mm:ss` on the clock; fractions are cut off. */
export function wallTimeText(instant: number): string {
	const wallTime = instant + offsetAtInstant(instant) * MINUTE;
	return new Date(wallTime).toISOString().slice(0, -'.000Z'.length);
}

/** An offset as ISO 8601 writes it: `+02:00`. */
export function offsetText(offset: number): string {
	const size = Math.abs(offset);
	const hours = String(Math.floor(size / 60)).padStart(2, '0');
	const minutes = String(size % 60).padStart(2, '0');
	return `${offset < 0 ? '-' : '+'}${hours}:${minutes}`;
}

function lastReadingBefore(change: ClockSwitch): number {
	return change.at + Math.max(change.before, change.after) * MINUTE;
}

/** Before the year 1 the clock is what it is at its start: the engine names those years otherwise. */
function clockYear(anyYear: number): ClockYear {
	const year = Math.max(1, anyYear);
	const known = years.get(year);
	if (known) return known;
	const found = year >= FIRST_RULED_YEAR ? ruledYear(year) : historicYear(year);
	years.set(year, found);
	return found;
}

function ruledYear(year: number): ClockYear {
	return {
		offsetAtStart: 60,
		switches: [
			{ at: lastSunday(year, 2), before: 60, after: 120 },
			{ at: lastSunday(year, 9), before: 120, after: 60 },
		],
	};
}

/** 01:00 UTC on the last Sunday of a month of 31 days; months count from 0. */
function lastSunday(year: number, month: number): number {
	const lastDay = new Date(Date.UTC(year, month, 31, 1));
	return lastDay.getTime() - lastDay.getUTCDay() * DAY;
}

/**
 * Older years come from the time zone data of the JavaScript engine, not from the law of the time:
 * since 2022 that data gives Amsterdam the clock of Brussels before 1970, and Luxon follows it. A
 * birth date of 1946 that Luxon made would otherwise land on the day before.
 */
function historicYear(year: number): ClockYear {
	const start = startOfYear(year);
	const end = startOfYear(year + 1);
	const offsetAtStart = engineOffset(start);
	const switches: ClockSwitch[] = [];
	let before = offsetAtStart;
	for (let from = start; from < end; from += 7 * DAY) {
		const until = Math.min(from + 7 * DAY, end);
		const after = engineOffset(until);
		if (after !== before) switches.push({ at: findSwitch(from, until, before), before, after });
		before = after;
	}
	return { offsetAtStart, switches };
}

/** First instant, to the second, in a span whose offset is no longer `before`. */
function findSwitch(from: number, until: number, before: number): number {
	let [low, high] = [from, until];
	while (high - low > 1000) {
		const middle = low + Math.floor((high - low) / 2000) * 1000;
		if (engineOffset(middle) === before) low = middle;
		else high = middle;
	}
	return high;
}

function startOfYear(year: number): number {
	// Date.UTC takes the years 0 to 99 for 1900 to 1999.
	return new Date(0).setUTCFullYear(year, 0, 1);
}

let engineClock: Intl.DateTimeFormat | undefined;

function engineOffset(instant: number): number {
	engineClock ??= new Intl.DateTimeFormat('en-US', {
		timeZone: 'Europe/Amsterdam',
		hourCycle: 'h23',
		year: 'numeric',
		month: 'numeric',
		day: 'numeric',
		hour: 'numeric',
		minute: 'numeric',
		second: 'numeric',
	});
	const part: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
	for (const { type, value } of engineClock.formatToParts(instant)) part[type] = Number(value);
	const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part;
	const midnight = new Date(0).setUTCFullYear(year, month - 1, day);
	const wallTime = midnight + (hour * 3600 + minute * 60 + second) * 1000;
	return Math.round((wallTime - Math.floor(instant / 1000) * 1000) / MINUTE);
}
