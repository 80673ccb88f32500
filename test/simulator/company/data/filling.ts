import type { RandomChoices } from '../randomChoices';
import { addDays, momentOf, weekday } from '../wallClock';
import type { Store } from '../store';
import type { FileCabinet } from '../files/fileCabinet';

/** What every part of the demo data is made with. */
export interface Filling {
	readonly store: Store;
	readonly random: RandomChoices;
	readonly files: FileCabinet;
	/** Day up to which there is data, `YYYY-MM-DD`; data of the day itself is left out. */
	readonly today: string;
}

/** A moment in office hours of a day, with a fraction of a second. */
export function officeMoment({ random }: Filling, day: string): string {
	return momentOf(day, random.between(450, 1050), random.between(0, 59), random.between(0, 999));
}

/** A day between two numbers of days ago. */
export function dayAgo({ random, today }: Filling, most: number, least: number): string {
	return addDays(today, -random.between(least, most));
}

/** The given day, or the Monday after it when it falls in a weekend. */
export function workday(day: string): string {
	const number = weekday(day);
	return number < 6 ? day : addDays(day, 8 - number);
}

/** A day no later than the last day with data. */
export function atMostYesterday({ today }: Filling, day: string): string {
	const yesterday = addDays(today, -1);
	return day < yesterday ? day : yesterday;
}
