import type { Row } from '../row';

/** How rows are written into a file. */
export interface RowFormat {
	readonly mimeType: string;
	/** Ending of file names, without the dot. */
	readonly extension: string;
	/** What a file begins with; empty for nothing. */
	readonly start: string;
	/** Rows as text, each with its line break. */
	readonly lines: (rows: readonly Row[]) => string;
}

/** How values are written as CSV. */
export interface CsvStyle {
	readonly separator: ',' | ';' | '\t';
	/** Whether the first line has the names of the columns. */
	readonly hasHeader: boolean;
	/** Whether the file begins with the mark by which Excel knows that it is UTF-8. */
	readonly hasByteOrderMark: boolean;
}

const BYTE_ORDER_MARK = '\uFEFF';

/** One JSON object a line. Every line has the same columns in the same order. */
export function ndjsonFormat(columns: readonly string[]): RowFormat {
	return {
		mimeType: 'application/x-ndjson',
		extension: 'ndjson',
		start: '',
		lines: (rows) => rows.map((row) => `${JSON.stringify(picked(row, columns))}\n`).join(''),
	};
}

/**
 * CSV as RFC 4180 has it: lines end with CR LF, and a value with a separator, quote or line break is
 * in quotes. Values are written exactly as they are; empty ones are nothing at all.
 */
export function csvFormat(columns: readonly string[], style: CsvStyle): RowFormat {
	const { separator, hasHeader, hasByteOrderMark } = style;
	const special = new RegExp(`["\\r\\n${separator}]|^\\s|\\s$`);
	const cell = (value: unknown) => quoted(textOf(value), special);
	const line = (cells: readonly string[]) => `${cells.join(separator)}\r\n`;
	const header = hasHeader ? line(columns.map(cell)) : '';
	return {
		mimeType: 'text/csv',
		extension: 'csv',
		start: (hasByteOrderMark ? BYTE_ORDER_MARK : '') + header,
		lines: (rows) => rows.map((row) => line(columns.map((column) => cell(row[column])))).join(''),
	};
}

function picked(row: Row, columns: readonly string[]): Row {
	const values: Row = {};
	for (const column of columns) values[column] = row[column] ?? null;
	return values;
}

function textOf(value: unknown): string {
	if (value === null || value === undefined) return '';
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function quoted(text: string, special: RegExp): string {
	return special.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
