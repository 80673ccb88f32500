import type { DeliveredTail } from './deliveredRows';
import type { Anchor, AnchorChoice } from './pageRequest';

/** How far a read has come, in places of the source. */
export interface Cursor {
	/** The condition with which pages are asked for; undefined for none. */
	readonly anchor: Anchor | undefined;
	/** Where the next row should be within the anchor; undefined when only a search can tell. */
	readonly position: number | undefined;
	/**
	 * Where the anchor's first row is among all rows of the read, as far as they were counted: with it
	 * places of one anchor become places of another. Means nothing while the position is unknown.
	 */
	readonly base: number;
}

/** A read that has not begun. */
export const START: Cursor = { anchor: undefined, position: 0, base: 0 };

/** A cursor without an anchor: rows are counted off from the first. */
export function countedOff(delivered: number): Cursor {
	return { anchor: undefined, position: delivered, base: 0 };
}

/** The same place as another anchor counts it. @param base where that anchor's first row is */
export function seenFrom(
	cursor: Cursor,
	{ anchor, base }: Pick<Cursor, 'anchor' | 'base'>,
): Cursor {
	const { position } = cursor;
	const moved = position === undefined ? undefined : position + cursor.base - base;
	return { anchor, base, position: moved };
}

/** An anchor that saves skipping, and how many delivered rows are within it. */
export interface AnchorBehind {
	readonly choice: AnchorChoice;
	readonly covered: number;
}

/** How anchors are chosen. */
export interface Anchoring {
	/** Chooses an anchor behind a delivered value; undefined where there is none. */
	readonly anchorAt: ((first: unknown) => AnchorChoice | undefined) | undefined;
	/** Rows of a page. */
	readonly pageSize: number;
}

/** An anchor behind what was delivered, where the column allows it and it saves skipping. */
export function anchorBehind(
	{ position }: Cursor,
	delivered: DeliveredTail,
	{ anchorAt, pageSize }: Anchoring,
): AnchorBehind | undefined {
	if (position === undefined) return undefined;
	const choice = anchorAt?.(delivered.lastFirst);
	if (choice === undefined) return undefined;
	const covered = delivered.countBack(choice.covers);
	if (covered === undefined || covered >= position) return undefined;
	if (!choice.exact && covered > pageSize / 4) return undefined;
	return { choice, covered };
}

/** The cursor within an anchor that was found behind it. */
export function anchoredAt(cursor: Cursor, { choice, covered }: AnchorBehind): Cursor {
	return {
		anchor: choice.anchor,
		base: cursor.base + (cursor.position ?? 0) - covered,
		position: choice.exact ? covered : undefined,
	};
}
