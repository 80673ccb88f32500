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
	/** Rows in the files before this one. */
	readonly rowsBefore: number;
	readonly size: RowFileSize;
	readonly bytes: AsyncGenerator<Buffer, void, undefined>;
	/** Whether more bytes, if there are any, take another page from AFAS. */
	readonly isPageTaken: () => boolean;
}

/** Rows that become bytes at a time: little memory, and few pieces to write. */
const ROWS_AT_ONCE = 500;

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
		let rowsBefore = 0;
		do {
			number += 1;
			const size = { rows: 0, bytes: 0 };
			yield {
				number,
				rowsBefore,
				size,
				bytes: bytesOf(source, format, most, size),
				isPageTaken: () => source.isPageTaken,
			};
			rowsBefore += size.rows;
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
		const rows = await source.take(Math.min(ROWS_AT_ONCE, most - size.rows));
		if (rows.length === 0) return;
		size.rows += rows.length;
		yield taken(lines(rows));
	}
}

/** Pages of rows, taken in pieces of any size. */
class RowSource {
	private readonly iterator: AsyncIterator<Row[]>;

	private page: Row[] = [];

	/** Rows of the page that have been taken. */
	private taken = 0;

	constructor(pages: AsyncIterable<Row[]>) {
		this.iterator = pages[Symbol.asyncIterator]();
	}

	get isPageTaken(): boolean {
		return this.taken >= this.page.length;
	}

	async hasMore(): Promise<boolean> {
		while (this.isPageTaken) {
			const next = await this.iterator.next();
			this.dropPage();
			if (next.done) return false;
			this.page = next.value;
		}
		return true;
	}

	/** At most what is left of a page; none at the end. */
	async take(most: number): Promise<Row[]> {
		if (!(await this.hasMore())) return [];
		const rows = this.page.slice(this.taken, this.taken + most);
		this.taken += rows.length;
		// A file that is written slowly should not hold on to a page that is done with.
		if (this.isPageTaken) this.dropPage();
		return rows;
	}

	private dropPage(): void {
		this.page = [];
		this.taken = 0;
	}

	/** Lets the pages end early, so that nothing more is asked of AFAS. */
	async end(): Promise<void> {
		await this.iterator.return?.();
	}
}
