const MOST_ROWS = 15;
const MOST_COLUMNS = 8;
const WIDEST = 32;

/**
 * Rows as a table of text, cut off to what fits a screen; says how much there is in all.
 *
 * @param {readonly Record<string, unknown>[]} rows
 * @returns {string}
 */
export function formatTable(rows) {
	const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
	const shownColumns = columns.slice(0, MOST_COLUMNS);
	const lines = rows
		.slice(0, MOST_ROWS)
		.map((row) => shownColumns.map((column) => formatCell(row[column])));
	const widths = shownColumns.map((column, index) =>
		Math.max(column.length, ...lines.map((line) => line[index].length)),
	);
	const format = (cells) =>
		cells
			.map((cell, index) => cell.padEnd(widths[index]))
			.join('  ')
			.trimEnd();
	const rule = widths.map((width) => '-'.repeat(width));
	const total = `${count(rows.length, 'row')}, ${count(columns.length, 'column')}`;
	return [format(shownColumns), format(rule), ...lines.map(format), '', total].join('\n');
}

function formatCell(value) {
	if (value === null || value === undefined) return '';
	const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
	const line = text.replaceAll(/\s+/g, ' ');
	return line.length > WIDEST ? `${line.slice(0, WIDEST - 1)}…` : line;
}

const count = (number, noun) => `${number} ${noun}${number === 1 ? '' : 's'}`;
