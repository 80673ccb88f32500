import { rowFiles } from '../../../nodes/Afas/profit/export/rowFiles';
import { csvFormat, ndjsonFormat } from '../../../nodes/Afas/profit/export/rowFormat';
import type { Row } from '../../../nodes/Afas/profit/row';

const COLUMNS = ['Nummer'];
const CSV = csvFormat(COLUMNS, {
	separator: ',',
	decimalSeparator: '.',
	hasHeader: true,
	hasByteOrderMark: false,
});

/** Pages of rows, and what happened to them. */
class Pages implements AsyncIterable<Row[]> {
	asked = 0;

	isEnded = false;

	constructor(private readonly sizes: readonly number[]) {}

	async *[Symbol.asyncIterator](): AsyncGenerator<Row[], void, undefined> {
		let number = 0;
		try {
			for (const size of this.sizes) {
				this.asked += 1;
				yield Array.from({ length: size }, () => ({ Nummer: (number += 1) }));
			}
		} finally {
			this.isEnded = true;
		}
	}
}

async function written(pages: Pages, rowsPerFile: number, format = ndjsonFormat(COLUMNS)) {
	const files = [];
	for await (const file of rowFiles(pages, format, rowsPerFile)) {
		const parts: Buffer[] = [];
		for await (const part of file.bytes) parts.push(part);
		files.push({ ...file, text: Buffer.concat(parts).toString() });
	}
	return files;
}

describe('rows in files', () => {
	it.each([
		[[0], 0, [0]],
		[[], 10, [0]],
		[[7, 0, 3], 0, [10]],
		[[7, 3], 10, [10]],
		[[7, 3, 1], 10, [10, 1]],
		[[25], 10, [10, 10, 5]],
		[[1_200, 1_300], 1_250, [1_250, 1_250]],
		[[5, 5, 5], 1, Array.from({ length: 15 }, () => 1)],
	])('of pages of %j are split after %d into %j', async (sizes, rowsPerFile, expected) => {
		const pages = new Pages(sizes);
		const files = await written(pages, rowsPerFile);
		expect(files.map(({ size }) => size.rows)).toEqual(expected);
		expect(files.map(({ number }) => number)).toEqual(expected.map((_, index) => index + 1));
		expect(files.map(({ text }) => Buffer.byteLength(text))).toEqual(
			files.map(({ size }) => size.bytes),
		);
		const numbers = files.flatMap(({ text }) => text.match(/\d+/g) ?? []).map(Number);
		const count = sizes.reduce((sum, size) => sum + size, 0);
		expect(numbers).toEqual(Array.from({ length: count }, (_, index) => index + 1));
		let before = 0;
		for (const { rowsBefore, size } of files) {
			expect(rowsBefore).toBe(before);
			before += size.rows;
		}
		expect(pages.isEnded).toBe(true);
	});

	it('have a header each, also when there are none', async () => {
		expect((await written(new Pages([3]), 2, CSV)).map(({ text }) => text)).toEqual([
			'Nummer\r\n1\r\n2\r\n',
			'Nummer\r\n3\r\n',
		]);
		expect((await written(new Pages([]), 2, CSV)).map(({ text }) => text)).toEqual(['Nummer\r\n']);
	});

	it('are asked for when their bytes are, a page at a time', async () => {
		const pages = new Pages([600, 600, 600]);
		const files = rowFiles(pages, ndjsonFormat(COLUMNS), 0);
		const file = (await files.next()).value;
		if (!file) throw new Error('There is no file.');
		expect(pages.asked).toBe(0);
		await file.bytes.next();
		expect([pages.asked, file.isPageTaken()]).toEqual([1, false]);
		await file.bytes.next();
		expect([pages.asked, file.size.rows, file.isPageTaken()]).toEqual([1, 600, true]);
		await file.bytes.next();
		expect(pages.asked).toBe(2);
		await files.return();
		expect(pages.isEnded).toBe(true);
	});
});
