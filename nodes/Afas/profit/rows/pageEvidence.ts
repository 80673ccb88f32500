import type { Column } from '../metainfo/metainfo';
import type { Row } from '../row';
import type { SortField } from './order';

/**
 * Compares two values of a column in AFAS's order, as far as that is certain.
 *
 * @returns negative, zero or positive; undefined when only AFAS can tell
 */
export type CertainOrder = (a: unknown, b: unknown) => number | undefined;

/**
 * The order of a column, where it is certain: numbers and moments. Of text only letters and digits
 * of ASCII, which every collation of Profit puts in the same order.
 */
export function certainOrderOf(column: Column | undefined): CertainOrder {
	switch (column?.dataType) {
		case 'int':
		case 'decimal':
			return (a, b) => (typeof a === 'number' && typeof b === 'number' ? a - b : undefined);
		case 'date':
			return (a, b) => textOrder(a, b, MOMENT);
		case 'string':
			return (a, b) => textOrder(a, b, PLAIN);
		default:
			return () => undefined;
	}
}

const MOMENT = /^\d{4}-\d\d-\d\dT/;
const PLAIN = /^[A-Za-z0-9]+$/;

function textOrder(a: unknown, b: unknown, form: RegExp): number | undefined {
	if (typeof a !== 'string' || typeof b !== 'string') return undefined;
	if (!form.test(a) || !form.test(b)) return undefined;
	const [x, y] = [a.toLowerCase(), b.toLowerCase()];
	return x < y ? -1 : x > y ? 1 : 0;
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
