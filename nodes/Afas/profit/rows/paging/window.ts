import type { Cursor } from './cursor';
import type { PageRequest } from './pageRequest';

/**
 * Rows that each page repeats of the one before when no rows share their sort values: the last row,
 * and the one before it as a guard that nothing moved.
 */
const USUAL_OVERLAP = 2;

/** A request for a page, with what it should bring. */
export interface PlannedPage {
	readonly request: PageRequest;
	/** {@link Cursor.base} of the anchor it is asked with. */
	readonly base: number;
	/** New rows that it should bring at most. */
	readonly fresh: number;
}

/** What the next requests follow from. */
export interface WindowState {
	readonly cursor: Cursor;
	/** Pages that were asked for and not looked at, in order. */
	readonly pending: readonly PlannedPage[];
	/** Rows that the next page repeats of those that were delivered. */
	readonly overlap: number;
	/** Rows that may still be delivered. */
	readonly remaining: number;
	/** Rows of a page. */
	readonly pageSize: number;
}

/** The page at the cursor; where its position is unknown, the first page within the anchor. */
export function pageAtCursor(state: WindowState): PlannedPage {
	const { cursor, overlap, pageSize, remaining } = state;
	const { position } = cursor;
	const skip = Math.max(0, (position ?? 0) - overlap);
	const repeated = position === undefined ? pageSize / 4 + 1 : position - skip;
	return planned(state, cursor, { skip, repeated, expected: remaining });
}

/**
 * The page behind the last one that was asked for.
 *
 * @param from the anchor to ask it with
 * @returns undefined when no more rows are wanted
 */
export function pageBehind(
	state: WindowState,
	from: Pick<Cursor, 'anchor' | 'base'> = state.cursor,
): PlannedPage | undefined {
	const last = state.pending.at(-1);
	const expected = state.pending.reduce((left, { fresh }) => left - fresh, state.remaining);
	if (last === undefined || expected <= 0) return undefined;
	const { skip, take } = last.request;
	const start = last.base + skip + take - USUAL_OVERLAP - from.base;
	return planned(state, from, { skip: start, repeated: USUAL_OVERLAP, expected });
}

/** What a page is for. */
interface Purpose {
	readonly skip: number;
	/** Rows that were delivered already. */
	readonly repeated: number;
	/** New rows at most. */
	readonly expected: number;
}

function planned(
	{ pageSize }: WindowState,
	{ anchor, base }: Pick<Cursor, 'anchor' | 'base'>,
	{ skip, repeated, expected }: Purpose,
): PlannedPage {
	const take = Math.ceil(Math.min(Math.max(pageSize, 2 * repeated), expected + repeated));
	return { request: { skip, take, anchor }, base, fresh: take - repeated };
}
