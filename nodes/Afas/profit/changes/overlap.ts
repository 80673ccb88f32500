import { startOfRepeatedHour } from '../time/amsterdamClock';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const DAY = 1440 * MINUTE;

/**
 * Where the next look for changes begins: so far before the newest change that one that becomes
 * visible late is still found.
 *
 * - Rows become visible when their transaction commits, with the time of the change (reference
 *   §8.2.6): the overlap is for them.
 * - Profit shows seconds and keeps fractions (§8.2.3): at least two seconds.
 * - In the hour that an autumn night has twice, times go back: at least to the start of that hour
 *   (§8.2.4).
 * - A column of days shows midnight (§8.2.7): at least a day.
 *
 * @param newest the newest change that is visible, `YYYY-MM-DDTHH:mm:ss` on the clock of Profit
 * @returns in the same form
 */
export function overlapStart(newest: string, overlapMinutes: number): string {
	const wallTime = wallTimeOf(newest);
	const overlap = Math.max(overlapMinutes * MINUTE, 2 * SECOND);
	const usual = wallTime - (wallTime % DAY === 0 ? Math.max(overlap, DAY) : overlap);
	// The last half second of the hour is shown as the next one.
	const repeated = startOfRepeatedHour(wallTime) ?? startOfRepeatedHour(wallTime - SECOND);
	return textOf(Math.min(usual, repeated ?? usual));
}

/** The second before a moment: a row that is shown at the moment may be kept as just before it. */
export function secondBefore(moment: string): string {
	return textOf(wallTimeOf(moment) - SECOND);
}

/** A cell of a date column as `YYYY-MM-DDTHH:mm:ss`; undefined when it holds no moment. */
export function momentOf(cell: unknown): string | undefined {
	if (typeof cell !== 'string') return undefined;
	return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.exec(cell)?.[0];
}

/** Wall-clock arithmetic on text: the zone plays no part. */
function wallTimeOf(moment: string): number {
	return Date.parse(`${moment}Z`);
}

function textOf(wallTime: number): string {
	return new Date(wallTime).toISOString().slice(0, 'YYYY-MM-DDTHH:mm:ss'.length);
}
