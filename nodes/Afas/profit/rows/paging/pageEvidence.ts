import type { Column } from '../../metainfo/metainfo';
import type { Row } from '../../row';
import type { SortField } from '../order';

/**
 * Compares two values of a column in AFAS's order, as far as that is certain.
 *
 * @returns negative, zero or positive; undefined when only AFAS can tell
 */
export type CertainOrder = (a: unknown, b: unknown) => number | undefined;

/**
 * The order of a column, where it is certain: numbers and moments. Texts only where letters or digits
 * of ASCII decide, which every collation of Profit puts in the same order.
 */
export function certainOrderOf(column: Column | undefined): CertainOrder {
	switch (column?.dataType) {
		case 'int':
		case 'decimal':
			return (a, b) => (typeof a === 'number' && typeof b === 'number' ? a - b : undefined);
		case 'date':
			return momentOrder;
		case 'string':
			return textOrder;
		default:
			return () => undefined;
	}
}

const MOMENT = /^\d{4}-\d\d-\d\dT/;

function momentOrder(a: unknown, b: unknown): number | undefined {
	if (typeof a !== 'string' || typeof b !== 'string') return undefined;
	return MOMENT.test(a) && MOMENT.test(b) ? compare(a, b) : undefined;
}

/** What texts may begin with alike before a letter or digit decides: collations skip other characters. */
const PLAIN = /^[a-z0-9 ]*$/;
const DECIDING = /^[a-z0-9]$/;

function textOrder(a: unknown, b: unknown): number | undefined {
	if (typeof a !== 'string' || typeof b !== 'string') return undefined;
	const [x, y] = [a.toLowerCase(), b.toLowerCase()];
	let alike = 0;
	while (alike < x.length && x[alike] === y[alike]) alike += 1;
	if (!PLAIN.test(x.slice(0, alike))) return undefined;
	const [one = '', other = ''] = [x[alike], y[alike]];
	return DECIDING.test(one) && DECIDING.test(other) ? compare(one, other) : undefined;
}

function compare(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}

/** Whether the rows of a page certainly don't come in the order that was asked for. */
export function isOutOfOrder(
	rows: readonly Row[],
	sort: SortField | undefined,
	order: CertainOrder,
): boolean {
	if (sort === undefined) return false;
	const wrongWay = sort.direction === 'asc' ? 1 : -1;
	for (let index = 1; index < rows.length; index++) {
		const step = order(rows[index - 1]?.[sort.field], rows[index]?.[sort.field]);
		if (step !== undefined && Math.sign(step) === wrongWay) return true;
	}
	return false;
}

/** Whether two rows have the same contents. */
export function isSameRow(a: Row | undefined, b: Row | undefined): boolean {
	return a !== undefined && b !== undefined && JSON.stringify(a) === JSON.stringify(b);
}
