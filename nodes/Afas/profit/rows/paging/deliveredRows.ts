import type { Row } from '../../row';
import type { SortField } from '../order';

/** Rows that are remembered to find the place again after rows moved. */
const REMEMBERED = 2_000;

/** What is known of the rows that were delivered last. */
export interface DeliveredTail {
	/** Whether rows next to each other were seen to share the values of all sort columns. */
	readonly hasEqualRows: boolean;
	/** Key of the last delivered row; undefined before the first. */
	readonly lastKey: string | undefined;
	/** Value of the first sort column in the last delivered row. */
	readonly lastFirst: unknown;
	/** Content of the delivered rows that share the last key, as JSON texts. */
	readonly lastGroup: readonly string[];
	/** Key of the row delivered before the last group; undefined when there is none in memory. */
	readonly keyBeforeGroup: string | undefined;
	/** The values of the sort columns of a row, as one text. */
	keyOf(row: Row): string;
	/**
	 * How many of the last delivered rows fulfil `test` on their first sort column.
	 *
	 * @returns undefined when memory doesn't reach back to the first row that doesn't
	 */
	countBack(test: (first: unknown) => boolean): number | undefined;
}

/**
 * The memory of a read: which rows were delivered last.
 *
 * A row is known by the values of its sort columns. Where several rows share them (the sort is not
 * unique), the rows of the last such group are also known by their whole content.
 */
export class DeliveredRows implements DeliveredTail {
	/** Rows delivered so far. */
	count = 0;

	/** Whether rows next to each other were seen to share the values of all sort columns. */
	hasEqualRows = false;

	/**
	 * Copies of the last rows, since whoever receives a row may change it. Their keys are only made
	 * when they are asked for, which is seldom: they would cost more than the copies.
	 */
	private traces: Row[] = [];

	/** Content of the last delivered rows that share one key, oldest first. */
	private group: string[] = [];

	constructor(private readonly sort: readonly SortField[]) {}

	/** The values of the sort columns of a row, as one text. */
	keyOf(row: Row): string {
		const values: unknown[] = [];
		for (const { field } of this.sort) values.push(row[field]);
		return JSON.stringify(values);
	}

	/**
	 * Remembers rows at the moment they are handed on.
	 *
	 * @param handedOn how many of them are; others were before, and turned up again in this place
	 */
	add(rows: readonly Row[], handedOn = rows.length): void {
		if (rows.length === 0) return;
		this.count += handedOn;
		const traces = rows.slice(-REMEMBERED).map((row) => ({ ...row }));
		const before = this.lastKey;
		this.hasEqualRows ||= traces.some((row, index) => this.areEqual(row, traces[index - 1]));
		const kept = REMEMBERED - traces.length;
		this.traces = kept === 0 ? traces : [...this.traces.slice(-kept), ...traces];
		this.rememberGroup(rows, before);
	}

	/** Key of the last delivered row; undefined before the first. */
	get lastKey(): string | undefined {
		return this.keyFromEnd(1);
	}

	/** Value of the first sort column in the last delivered row. */
	get lastFirst(): unknown {
		return this.firstOf(this.traces.at(-1));
	}

	/** Content of the delivered rows that share the last key, as JSON texts. */
	get lastGroup(): readonly string[] {
		return this.group;
	}

	/** Key of the row delivered before the last group; undefined when there is none in memory. */
	get keyBeforeGroup(): string | undefined {
		return this.keyFromEnd(this.group.length + 1);
	}

	/** All keys in memory. */
	keys(): Set<string> {
		return new Set(this.traces.map((row) => this.keyOf(row)));
	}

	/**
	 * Forgets the rows that were delivered after the last one with this key, since they are no longer
	 * where they were.
	 *
	 * @param key undefined forgets all
	 * @returns the keys of these rows
	 */
	forgetAfter(key: string | undefined): string[] {
		const keys = this.traces.map((row) => this.keyOf(row));
		const kept = key === undefined ? 0 : keys.lastIndexOf(key) + 1;
		let groupStart = kept;
		while (groupStart > 0 && keys[groupStart - 1] === key) groupStart -= 1;
		this.traces = this.traces.slice(0, kept);
		this.group = this.traces.slice(groupStart).map((row) => JSON.stringify(row));
		return keys.slice(kept);
	}

	/**
	 * How many of the last delivered rows fulfil `test` on their first sort column.
	 *
	 * @returns undefined when memory doesn't reach back to the first row that doesn't
	 */
	countBack(test: (first: unknown) => boolean): number | undefined {
		let count = 0;
		while (count < this.traces.length && test(this.firstOf(this.traces.at(-count - 1)))) count += 1;
		return count < this.traces.length || count === this.count ? count : undefined;
	}

	/** Key of a row in memory, counted from the last one, which is 1. */
	private keyFromEnd(position: number): string | undefined {
		const row = this.traces.at(-position);
		return row === undefined ? undefined : this.keyOf(row);
	}

	/** Value of a row in the first sort column. */
	private firstOf(row: Row | undefined): unknown {
		const field = this.sort[0]?.field;
		return field === undefined ? undefined : row?.[field];
	}

	private areEqual(row: Row, other: Row | undefined): boolean {
		if (other === undefined) return false;
		for (const { field } of this.sort) if (row[field] !== other[field]) return false;
		return true;
	}

	private rememberGroup(rows: readonly Row[], keyBefore: string | undefined): void {
		const key = this.lastKey;
		let start = rows.length;
		while (start > 0 && this.keyOf(rows[start - 1] as Row) === key) start -= 1;
		const contents = rows.slice(start).map((row) => JSON.stringify(row));
		const continues = start === 0 && keyBefore === key;
		this.group = continues ? [...this.group, ...contents] : contents;
		if (this.group.length > 1) this.hasEqualRows = true;
	}
}
