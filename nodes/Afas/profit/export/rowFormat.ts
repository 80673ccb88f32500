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
	/** What stands in numbers before the decimals. Excel goes by the language of Windows. */
	readonly decimalSeparator: '.' | ',';
	/** Whether the first line has the names of the columns. */
	readonly hasHeader: boolean;
	/** Whether the file begins with the mark by which Excel knows that it is UTF-8. */
	readonly hasByteOrderMark: boolean;
}

const BYTE_ORDER_MARK = '\uFEFF';

/** One JSON object a line. Every line has the same columns in the same order. */
export function ndjsonFormat(columns: readonly string[]): RowFormat {
	const names = columns.map((column) => `${JSON.stringify(column)}:`);
	const member = (row: Row, index: number) =>
		`${names[index] ?? ''}${JSON.stringify(row[columns[index] ?? ''] ?? null)}`;
	const picked = (row: Row) => `{${columns.map((_, index) => member(row, index)).join(',')}}`;
	const line = (row: Row) => (hasJust(row, columns) ? JSON.stringify(row) : picked(row));
	return {
		mimeType: 'application/x-ndjson',
		extension: 'ndjson',
		start: '',
		lines: (rows) => rows.map((row) => `${line(row)}\n`).join(''),
	};
}

/** The same for rows of which the columns differ: each line has those of its row. */
export function ndjsonAsIs(): RowFormat {
	return {
		...ndjsonFormat([]),
		lines: (rows) => rows.map((row) => `${JSON.stringify(row)}\n`).join(''),
	};
}

/**
 * Whether a row has these columns and no others, in this order, as it mostly does. A copy of such a
 * row would cost more memory than the row: an object with many keys that come one by one becomes a
 * hash table.
 */
function hasJust(row: Row, columns: readonly string[]): boolean {
	let index = 0;
	for (const column in row) {
		if (column !== columns[index] || row[column] === undefined) return false;
		index += 1;
	}
	return index === columns.length;
}

/**
 * CSV as RFC 4180 has it: lines end with CR LF, and a value with a separator, quote or line break is
 * in quotes. Values are written exactly as they are; empty ones are nothing at all, except that a
 * line is never empty, as many programs skip such lines.
 */
export function csvFormat(columns: readonly string[], style: CsvStyle): RowFormat {
	const { separator, decimalSeparator, hasHeader, hasByteOrderMark } = style;
	const special = new RegExp(`["\\r\\n${separator}]|^\\s|\\s$`);
	const cell = (value: unknown) => quoted(textOf(value, decimalSeparator), special);
	const line = (cells: readonly string[]) => `${cells.join(separator) || '""'}\r\n`;
	const header = hasHeader ? line(columns.map(cell)) : '';
	return {
		mimeType: 'text/csv',
		extension: 'csv',
		start: (hasByteOrderMark ? BYTE_ORDER_MARK : '') + header,
		lines: (rows) => rows.map((row) => line(columns.map((column) => cell(row[column])))).join(''),
	};
}

function textOf(value: unknown, decimalSeparator: CsvStyle['decimalSeparator']): string {
	if (typeof value === 'string') return value;
	if (value === null || value === undefined) return '';
	if (typeof value === 'number') return plainNumber(value).replace('.', decimalSeparator);
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** A number without an exponent, which not every program takes: `0.0000001` instead of `1e-7`. */
function plainNumber(value: number): string {
	const text = String(value);
	const [, sign = '', whole = '', decimals = '', exponent] =
		/^(-?)(\d+)(?:\.(\d+))?e([+-]\d+)$/.exec(text) ?? [];
	if (exponent === undefined) return text;
	const digits = whole + decimals;
	const point = whole.length + Number(exponent);
	if (point <= 0) return `${sign}0.${'0'.repeat(-point)}${digits}`;
	return sign + digits.padEnd(point, '0');
}

function quoted(text: string, special: RegExp): string {
	return special.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
