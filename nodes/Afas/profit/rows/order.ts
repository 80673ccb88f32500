import type { Column } from '../metainfo/metainfo';

/** One column to sort on. */
export interface SortField {
	readonly field: string;
	readonly direction: 'asc' | 'desc';
}

/** Columns that are added behind a sort to tell equal rows apart. More make the query slower. */
const MOST_TIEBREAKERS = 3;

/** Ids and labels that keys usually have, in the Dutch and English of Profit. */
const KEY_NAME =
	/(^|[_\s-])(id|nr|no|num|nummer|number|code|guid|sleutel|key|seq\w*|volgnummer)$|(id|nr|nummer|number|code|guid)$/i;

const TYPE_SCORE: ReadonlyMap<string, number> = new Map([
	['int', 3],
	['string', 2],
	['date', 1],
	['decimal', 1],
]);

/** Ids that can't be used in filters and sorting on every environment: a dot breaks them (§3.2). */
export function isSortable(column: Column): boolean {
	return column.dataType !== 'blob' && isPlainId(column.id);
}

/** Whether an id has only characters that AFAS takes everywhere as they are. */
export function isPlainId(id: string): boolean {
	return /^[\w-]+$/.test(id);
}

/**
 * The full order in which the pages of a read are asked for.
 *
 * AFAS promises no order without a sort, and none between rows that the sort leaves equal; a page
 * border that falls between such rows would lose and double them (§4.6.1). Metainfo doesn't say
 * which columns are unique, so the columns that look most like keys are added behind the user's
 * own. {@link readPages} copes when they turn out not to be unique.
 *
 * @param columns all columns of the GetConnector
 * @param wanted the user's own sort, possibly empty
 * @param keyFields columns of which the user says that together they are unique, possibly empty
 */
export function fullOrder(
	columns: readonly Column[],
	wanted: readonly SortField[],
	keyFields: readonly string[],
): SortField[] {
	const tiebreakers = keyFields.length > 0 ? keyFields : likelyKeys(columns);
	return followedBy(wanted, tiebreakers);
}

function followedBy(wanted: readonly SortField[], fields: readonly string[]): SortField[] {
	const order = [...wanted];
	for (const field of fields) {
		if (order.some((sort) => sort.field === field)) continue;
		order.push({ field, direction: 'asc' });
	}
	return order;
}

/** An order of which only a part was asked for. */
export interface PartlyAddedOrder {
	/** The full order, as {@link fullOrder} makes it. */
	readonly sort: readonly SortField[];
	/** How many of its first columns were asked for: the others were added to tell equal rows apart (0). */
	readonly askedSort?: number;
}

/**
 * An order without the added columns that AFAS refuses to sort on. Others that look like keys take
 * their place.
 *
 * @param refused ids of columns
 */
export function orderWithout(
	columns: readonly Column[],
	{ sort, askedSort = 0 }: PartlyAddedOrder,
	refused: ReadonlySet<string>,
): readonly SortField[] {
	const added = sort.slice(askedSort);
	if (!added.some(({ field }) => refused.has(field))) return sort;
	const kept = added.filter(({ field }) => !refused.has(field));
	const room = Math.max(0, MOST_TIEBREAKERS - kept.length);
	const instead = likelyKeys(columns, refused).slice(0, room);
	return followedBy([...sort.slice(0, askedSort), ...kept], instead);
}

/** The columns that look most like keys, best first; any sortable columns when none does. */
function likelyKeys(
	columns: readonly Column[],
	refused: ReadonlySet<string> = new Set(),
): string[] {
	return columns
		.map((column, index) => ({ column, index, score: keyScore(column, index) }))
		.filter(({ column }) => isSortable(column) && !refused.has(column.id))
		.sort((a, b) => b.score - a.score || a.index - b.index)
		.slice(0, MOST_TIEBREAKERS)
		.map(({ column }) => column.id);
}

/** Whole numbers sort fastest (§4.6.1); control type 5 marks keys, numbers and references (§3.5). */
function keyScore(column: Column, index: number): number {
	const named = KEY_NAME.test(column.id) || KEY_NAME.test(column.label);
	const byType = TYPE_SCORE.get(column.dataType) ?? 0;
	const marked = column.controlType === 5 && byType > 0;
	return byType + (named ? 4 : 0) + (marked ? 2 : 0) + (index === 0 ? 3 : 0);
}
