/** A one-page PDF (A4) with a heading and lines of text; valid for any reader. */
export function pdfWith(heading: string, lines: readonly string[]): Buffer {
	const stream = pageStream(heading, lines);
	const objects = [
		'<< /Type /Catalog /Pages 2 0 R >>',
		'<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
		'<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
		`<< /Length ${stream.length} >>\nstream\n${stream}\nendstream`,
		'<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
	];
	return Buffer.from(withCrossReferences(objects), 'latin1');
}

function pageStream(heading: string, lines: readonly string[]): string {
	const body = lines.map((line) => `(${escaped(line)}) Tj T*`).join('\n');
	return `BT\n/F1 18 Tf\n56 780 Td\n(${escaped(heading)}) Tj\n/F1 11 Tf\n16 TL\n0 -32 Td\n${body}\nET`;
}

function withCrossReferences(objects: readonly string[]): string {
	let text = '%PDF-1.4\n';
	const offsets = objects.map((object, position) => {
		const offset = text.length;
		text += `${position + 1} 0 obj\n${object}\nendobj\n`;
		return offset;
	});
	const entries = offsets
		.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`)
		.join('');
	const size = objects.length + 1;
	return `${text}xref\n0 ${size}\n0000000000 65535 f \n${entries}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`;
}

/** Characters outside Latin-1 have no place in the standard font. */
function escaped(text: string): string {
	return text.replace(/[\\()]/g, '\\$&').replace(/[^\x20-\xff]/g, '?');
}
