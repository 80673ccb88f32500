import type { DatePass } from './datePass';
import type { FetchedRow } from './fetchedRow';
import { compareMoments, earliest } from './moments';
import { SeenRows } from './seenRows';

/** Which of the fetched rows a poll deals with. */
export interface CutOff {
	/** Rows that are delivered now or were before. */
	readonly settled: readonly FetchedRow[];
	readonly delivered: readonly FetchedRow[];
	/** Moment of the last row that was dealt with, when there is a backlog behind it. */
	readonly backlogAt?: string;
}

/** Puts the passes in one order, as far as all of them were read, and cuts off what is too much. */
export function cutOff(passes: readonly DatePass[], maxRows: number): CutOff {
	const reach = earliest(
		passes.filter(({ isCut }) => isCut).map(({ fetched }) => fetched.at(-1)?.moment),
	);
	const inOrder = passes
		.flatMap(({ fetched }) => fetched)
		.filter(({ moment }) => reach === undefined || moment <= reach)
		.sort((one, other) => compareMoments(one.moment, other.moment));
	const distinct = deduplicated(inOrder);
	const fresh = distinct.filter(({ isNew }) => isNew);
	const delivered = fresh.slice(0, maxRows);
	if (reach === undefined && delivered.length === fresh.length) {
		return { settled: distinct, delivered };
	}
	const firstLeft = fresh[delivered.length];
	const end = firstLeft === undefined ? distinct.length : distinct.indexOf(firstLeft);
	const settled = distinct.slice(0, end);
	return { settled, delivered, backlogAt: settled.at(-1)?.moment ?? reach };
}

/** A row that changed while it was read may be fetched twice; the same state counts once. */
function deduplicated(rows: readonly FetchedRow[]): FetchedRow[] {
	const seen = new SeenRows();
	return rows.filter(({ fingerprint }) => {
		const isRepeated = seen.has(fingerprint);
		seen.add(fingerprint);
		return !isRepeated;
	});
}
