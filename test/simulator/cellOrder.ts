import type { Cell, GetColumn, Row } from './contract';

/** How two values of one column relate: negative, 0 or positive. Empty values come first. */
export type CellComparison = (a: Cell, b: Cell) => number;

/** SQL Server's default: capitals make no difference, accents do. */
const COLLATION = new Intl.Collator('nl', { sensitivity: 'accent' });

/**
 * The form in which a value is compared: moments with their hidden fraction, text without the
 * trailing spaces that SQL Server does not see.
 */
export function comparable({ dataType }: GetColumn, cell: Cell): Cell {
	if (typeof cell === 'boolean') return cell ? 1 : 0;
	if (typeof cell !== 'string') return cell;
	if (dataType === 'date') return cell.length === 19 ? `${cell}.000` : cell;
	return cell.endsWith(' ') ? cell.trimEnd() : cell;
}

/** Compares values that {@link comparable} prepared. */
export function comparisonOf({ dataType }: GetColumn): CellComparison {
	const compareText =
		dataType === 'date' ? compareCodeUnits : (a: string, b: string) => COLLATION.compare(a, b);
	return (a, b) => {
		if (a === b) return 0;
		if (a === null) return -1;
		if (b === null) return 1;
		if (typeof a === 'string' && typeof b === 'string') return compareText(a, b);
		return Number(a) - Number(b);
	};
}

function compareCodeUnits(a: string, b: string): number {
	return a < b ? -1 : a > b ? 1 : 0;
}

/** One column of a sort. */
export interface SortColumn {
	readonly column: GetColumn;
	readonly descending: boolean;
}

/** Compares rows by the columns of a sort; 0 where the sort leaves them equal. */
export function rowComparison(sort: readonly SortColumn[]): (a: Row, b: Row) => number {
	const parts = sort.map(({ column, descending }) => ({
		column,
		sign: descending ? -1 : 1,
		compare: comparisonOf(column),
	}));
	return (a, b) => {
		for (const { column, sign, compare } of parts) {
			const left = comparable(column, a[column.id] ?? null);
			const order = compare(left, comparable(column, b[column.id] ?? null));
			if (order !== 0) return sign * order;
		}
		return 0;
	};
}
