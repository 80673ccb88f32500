/**
 * Reads CSV as RFC 4180 has it and not a bit more: lines end with CR LF, quotes only around whole
 * values, and the same number of values in every line.
 *
 * @throws {Error} for anything else
 */
export function readStrictCsv(text: string, separator: string): string[][] {
	const lines: string[][] = [];
	let position = 0;
	while (position < text.length) {
		const line: string[] = [];
		for (;;) {
			const [value, end] =
				text[position] === '"' ? quoted(text, position) : plain(text, position, separator);
			line.push(value);
			position = end;
			if (text[position] !== separator) break;
			position += 1;
		}
		if (text.slice(position, position + 2) !== '\r\n') {
			throw new Error(`Line ${lines.length + 1} does not end with CR LF.`);
		}
		position += 2;
		if (line.length !== (lines[0] ?? line).length) {
			throw new Error(`Line ${lines.length + 1} has ${line.length} values.`);
		}
		lines.push(line);
	}
	return lines;
}

function quoted(text: string, start: number): [value: string, end: number] {
	let value = '';
	let position = start + 1;
	for (;;) {
		const quote = text.indexOf('"', position);
		if (quote < 0) throw new Error('A quote is not closed.');
		value += text.slice(position, quote);
		if (text[quote + 1] !== '"') return [value, quote + 1];
		value += '"';
		position = quote + 2;
	}
}

function plain(text: string, start: number, separator: string): [value: string, end: number] {
	let end = start;
	while (end < text.length && text[end] !== separator && text[end] !== '\r') {
		if (text[end] === '"' || text[end] === '\n') throw new Error('A bare quote or line break.');
		end += 1;
	}
	return [text.slice(start, end), end];
}
