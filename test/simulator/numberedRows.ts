import type { GetConnectorDefinition } from './contract';
import type { Filter } from './filterText';
import type { SortColumn } from './cellOrder';
import { RowWriter } from './rowJson';
import { defaultSettings } from './settings';
import { syntheticConnector, type SyntheticOptions } from './syntheticConnector';

/** Different rows, apart from their number. */
const PATTERNS = 1_000;

/** Number of `greater than or equal` (reference §4.2). */
const GREATER_OR_EQUAL = 2;

/** What was asked of numbered rows that they can't answer; for whoever wrote a benchmark. */
export class NumberedRowsError extends Error {}

/** A part of numbered rows, as a page asks for it. */
interface Part {
	readonly sort: readonly SortColumn[];
	readonly filter: Filter;
	readonly skip: number;
	/** Rows at most; -1 for all. */
	readonly take: number;
}

/**
 * Rows of a made-up GetConnector for benchmarks: numbered from 1, never changed, and always in the
 * order of their number. They are not kept but cut out of prepared text, so that a million of them
 * take no memory and a page next to no time: what a benchmark measures is the client.
 */
export class NumberedRows {
	readonly definition: GetConnectorDefinition;

	private readonly patterns: readonly Buffer[];

	private readonly start: Buffer;

	constructor(
		options: SyntheticOptions,
		/** How many there are. */
		readonly count = options.rows,
	) {
		const { definition, rows } = syntheticConnector({ ...options, rows: PATTERNS });
		this.definition = definition;
		this.start = Buffer.from(`{${JSON.stringify(keyOf(definition))}:`);
		const writer = new RowWriter();
		this.patterns = rows.map((row) => {
			const json = writer.write([row], definition.columns, defaultSettings(), ['', '']);
			// Without the number at the start, and the brackets around.
			const from = '['.length + this.start.length + String(row[keyOf(definition)]).length;
			return json.subarray(from, json.length - ']'.length);
		});
	}

	/**
	 * The rows of a page.
	 *
	 * @param around what to write before and after the JSON array
	 * @throws {NumberedRowsError} on a filter or sort other than by number
	 */
	write(part: Part, [before, after]: readonly [string, string]): { body: Buffer; rows: number } {
		const { from, to } = this.numbersOf(part);
		const step = part.sort[0]?.descending === true ? -1 : 1;
		const rows = Math.max(0, to - from + 1);
		const most = this.patterns.reduce((length, one) => Math.max(length, one.length), 0);
		const perRow = this.start.length + String(to).length + most + ','.length;
		const body = Buffer.allocUnsafe(before.length + after.length + 2 + rows * perRow);
		let end = body.write(`${before}[`, 0, 'latin1');
		for (let count = 0; count < rows; count++) {
			const number = step > 0 ? from + count : to - count;
			if (count > 0) end += body.write(',', end, 'latin1');
			end += this.start.copy(body, end);
			end += body.write(String(number), end, 'latin1');
			end += (this.patterns[number % PATTERNS] as Buffer).copy(body, end);
		}
		end += body.write(`]${after}`, end, 'latin1');
		return { body: body.subarray(0, end), rows };
	}

	/** The lowest and the highest number of a page. */
	private numbersOf(part: Part): { from: number; to: number } {
		const first = this.firstNumber(part);
		const skip = Math.max(part.skip, 0);
		const take = part.take < 0 ? Infinity : part.take;
		return part.sort[0]?.descending === true
			? { from: Math.max(first, this.count - skip - take + 1), to: this.count - skip }
			: { from: first + skip, to: Math.min(this.count, first + skip + take - 1) };
	}

	private firstNumber({ sort, filter }: Part): number {
		const key = keyOf(this.definition);
		const [first] = sort;
		if (first !== undefined && first.column.id !== key) {
			throw new NumberedRowsError(`Numbered rows can only be sorted on ${key}.`);
		}
		if (filter.length === 0) return 1;
		const [[condition] = []] = filter;
		const isOne = filter.length === 1 && filter[0]?.length === 1 && condition?.values.length === 1;
		if (!isOne || condition?.column.id !== key || condition.operator !== GREATER_OR_EQUAL) {
			throw new NumberedRowsError(`Numbered rows can only be filtered on ${key} >= a number.`);
		}
		return Math.max(1, Math.ceil(Number(condition.values[0])));
	}
}

function keyOf({ columns }: GetConnectorDefinition): string {
	return columns[0]?.id ?? '';
}
