import type { Row } from '../row';
import type { SortField } from './order';

/** Rows that are remembered to find the place again after rows moved. */
const REMEMBERED = 2_000;

/** What is remembered of a delivered row. */
interface Trace {
	readonly key: string;
	/** Value of the first sort column. */
	readonly first: unknown;
	/** A copy: the row itself may be changed by who received it. */
	readonly row: Row;
}

/**
 * The memory of a read: which rows were delivered last.
 *
 * A row is known by the values of its sort columns. Where several rows share them (the sort is not
 * unique), the rows of the last such group are also known by their whole content.
 */
export class DeliveredRows {
	/** Rows delivered so far. */
	count = 0;

	/** Whether rows next to each other were seen to share the values of all sort columns. */
	hasEqualRows = false;

	private traces: Trace[] = [];

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
		const first = this.sort[0]?.field;
		const traces = rows.slice(-REMEMBERED).map((row) => ({
			key: this.keyOf(row),
			first: first === undefined ? undefined : row[first],
			row: { ...row },
		}));
		const before = this.lastKey;
		this.hasEqualRows ||= traces.some(({ key }, index) => key === traces[index - 1]?.key);
		this.traces = [...this.traces, ...traces].slice(-REMEMBERED);
		this.rememberGroup(rows, before);
	}

	/** Key of the last delivered row; undefined before the first. */
	get lastKey(): string | undefined {
		return this.traces.at(-1)?.key;
	}

	/** Value of the first sort column in the last delivered row. */
	get lastFirst(): unknown {
		return this.traces.at(-1)?.first;
	}

	/** Content of the delivered rows that share the last key, as JSON texts. */
	get lastGroup(): readonly string[] {
		return this.group;
	}

	/** Key of the row delivered before the last group; undefined when there is none in memory. */
	get keyBeforeGroup(): string | undefined {
		return this.traces.at(-this.group.length - 1)?.key;
	}

	/** All keys in memory. */
	keys(): Set<string> {
		return new Set(this.traces.map(({ key }) => key));
	}

	/**
	 * Forgets the rows that were delivered after the last one with this key, since they are no longer
	 * where they were.
	 *
	 * @param key undefined forgets all
	 * @returns the keys of these rows
	 */
	forgetAfter(key: string | undefined): string[] {
		const keys = this.traces.map((trace) => trace.key);
		const kept = key === undefined ? 0 : keys.lastIndexOf(key) + 1;
		let groupStart = kept;
		while (groupStart > 0 && keys[groupStart - 1] === key) groupStart -= 1;
		this.traces = this.traces.slice(0, kept);
		this.group = this.traces.slice(groupStart).map(({ row }) => JSON.stringify(row));
		return keys.slice(kept);
	}

	/**
	 * How many of the last delivered rows fulfil `test` on their first sort column.
	 *
	 * @returns undefined when memory doesn't reach back to the first row that doesn't
	 */
	countBack(test: (first: unknown) => boolean): number | undefined {
		let count = 0;
		while (count < this.traces.length && test(this.traces.at(-count - 1)?.first)) count += 1;
		return count < this.traces.length || count === this.count ? count : undefined;
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
