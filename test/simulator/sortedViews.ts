import { comparable, comparisonOf, type SortColumn } from './cellOrder';
import type { Cell, Row } from './contract';

/** Number of sorted views kept. */
const CAPACITY = 40;

/** The rows of a connector in an order, and what they looked like when they were put in it. */
interface View {
	readonly source: readonly Row[];
	/** Per column of the sort, the values of the rows in `source`. */
	readonly cells: ReadonlyArray<readonly Cell[]>;
	readonly sorted: readonly Row[];
}

/**
 * Remembers the order of rows, so that reading page after page sorts once. A view counts only
 * while the rows and their values in the sorted columns are what they were: whoever changes rows
 * needs to tell nobody.
 */
export class SortedViews {
	private readonly views = new Map<string, View>();

	/** The rows in the order of a sort; rows that it leaves equal keep their order. */
	sort(connectorId: string, rows: readonly Row[], sort: readonly SortColumn[]): readonly Row[] {
		if (sort.length === 0) return rows;
		const key = [
			connectorId,
			...sort.map(({ column, descending }) => `${descending ? '-' : ''}${column.id}`),
		];
		const name = key.join('\n');
		const known = this.views.get(name);
		if (known !== undefined && isCurrent(known, rows, sort)) return known.sorted;
		const view = makeView(rows, sort);
		this.views.delete(name);
		this.views.set(name, view);
		const [oldest] = this.views.keys();
		if (this.views.size > CAPACITY && oldest !== undefined) this.views.delete(oldest);
		return view.sorted;
	}
}

function isCurrent({ source, cells }: View, rows: readonly Row[], sort: readonly SortColumn[]) {
	if (source.length !== rows.length) return false;
	const ids = sort.map(({ column }) => column.id);
	for (let index = 0; index < rows.length; index++) {
		const row = rows[index] as Row;
		if (source[index] !== row) return false;
		for (let position = 0; position < ids.length; position++) {
			if (row[ids[position] as string] !== cells[position]?.[index]) return false;
		}
	}
	return true;
}

function makeView(rows: readonly Row[], sort: readonly SortColumn[]): View {
	const source = rows.slice();
	const parts = sort.map(({ column, descending }) => ({
		keys: source.map((row) => comparable(column, row[column.id] ?? null)),
		compare: comparisonOf(column),
		sign: descending ? -1 : 1,
	}));
	const order = Uint32Array.from(source.keys()).sort((a, b) => {
		for (const { keys, compare, sign } of parts) {
			const difference = compare(keys[a] as Cell, keys[b] as Cell);
			if (difference !== 0) return sign * difference;
		}
		return a - b;
	});
	return {
		source,
		cells: sort.map(({ column }) => source.map((row) => row[column.id] as Cell)),
		sorted: Array.from(order, (index) => source[index] as Row),
	};
}
