import type { Row } from '../row';
import type { RowFormat } from './rowFormat';

/** What is in a file so far; complete when all of its bytes have been taken. */
export interface RowFileSize {
	rows: number;
	bytes: number;
}

/** The bytes of one file, made while they are taken: nothing is read ahead of who takes them. */
export interface RowFile {
	/** Counts from 1. */
	readonly number: number;
	readonly size: RowFileSize;
	readonly bytes: AsyncGenerator<Buffer, void, undefined>;
}

/**
 * Writes pages of rows into files.
 *
 * Each file must be taken to its end before the next one is asked for. No rows make one file with
 * nothing but its beginning.
 *
 * @param rowsPerFile most rows of a file; 0 for one file
 */
export async function* rowFiles(
	pages: AsyncIterable<Row[]>,
	format: RowFormat,
	rowsPerFile: number,
): AsyncGenerator<RowFile, void, undefined> {
	const source = new RowSource(pages);
	const most = rowsPerFile === 0 ? Infinity : rowsPerFile;
	try {
		let number = 0;
		do {
			number += 1;
			const size = { rows: 0, bytes: 0 };
			yield { number, size, bytes: bytesOf(source, format, most, size) };
		} while (await source.hasMore());
	} finally {
		await source.end();
	}
}

async function* bytesOf(
	source: RowSource,
	{ start, lines }: RowFormat,
	most: number,
	size: RowFileSize,
): AsyncGenerator<Buffer, void, undefined> {
	const taken = (text: string): Buffer => {
		const bytes = Buffer.from(text, 'utf8');
		size.bytes += bytes.length;
		return bytes;
	};
	if (start !== '') yield taken(start);
	while (size.rows < most) {
		const rows = await source.take(most - size.rows);
		if (rows.length === 0) return;
		size.rows += rows.length;
		yield taken(lines(rows));
	}
}

/** Pages of rows, taken in pieces of any size. */
class RowSource {
	private readonly iterator: AsyncIterator<Row[]>;

	/** Rows of the last page that nobody has taken. */
	private rest: Row[] = [];

	constructor(pages: AsyncIterable<Row[]>) {
		this.iterator = pages[Symbol.asyncIterator]();
	}

	async hasMore(): Promise<boolean> {
		while (this.rest.length === 0) {
			const page = await this.iterator.next();
			if (page.done) return false;
			this.rest = page.value;
		}
		return true;
	}

	/** At most a page; none at the end. */
	async take(most: number): Promise<Row[]> {
		if (!(await this.hasMore())) return [];
		const rows = this.rest.slice(0, most);
		this.rest = this.rest.slice(rows.length);
		return rows;
	}

	/** Lets the pages end early, so that nothing more is asked of AFAS. */
	async end(): Promise<void> {
		await this.iterator.return?.();
	}
}
