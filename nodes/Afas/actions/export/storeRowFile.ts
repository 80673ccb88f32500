import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import { type CollectedIn, ExportTooLargeError } from '../../profit/export/exportTooLargeError';
import { comfortableRows, tellingPlace } from '../../profit/export/roomAhead';
import type { RowFile } from '../../profit/export/rowFiles';
import { outcomeOf } from '../../profit/outcome';
import { FileNotKeptError } from '../../transport/fileNotKeptError';

/** Bytes of a file that n8n holds in memory before it puts it into its database. */
const MOST_FOR_DATABASE = 100_000_000;

/** Bytes of all files of a run that n8n holds in memory as Base64, with everything else of the run. */
const MOST_IN_MEMORY = 50_000_000;

/** What can be known of the rows that are still to be read. */
export interface RowsAhead {
	/** Most rows of one file; Infinity when nobody knows. */
	readonly mostInFile: number;
	/** Most rows of all files of the input item; Infinity when nobody knows. */
	readonly mostInAll: number;
	/** Asks AFAS whether there is a row at a place, counted from the first one of all files. */
	readonly hasRowAt: (place: number) => Promise<boolean>;
}

/** n8n asked for the events of a stream: it is about to collect the whole file in memory. */
class CollectingError extends Error {}

const stores = new WeakMap<IExecuteFunctions, RowFileStore>();

/** The store of a run of the node: what n8n holds in memory counts for all input items together. */
export function rowFileStoreOf(context: IExecuteFunctions): RowFileStore {
	const store = stores.get(context) ?? new RowFileStore(context);
	stores.set(context, store);
	return store;
}

/** Keeps files of rows in n8n's storage of binary data. */
export class RowFileStore {
	/** Undefined until it is known. */
	private keptIn: 'stream' | CollectedIn | undefined;

	private bytesInMemory = 0;

	constructor(private readonly context: IExecuteFunctions) {}

	/**
	 * Writes a file while its rows are read, where n8n keeps files on disk. A file that breaks off is
	 * removed by n8n. Elsewhere n8n wants the whole file at once, so its size is limited.
	 *
	 * @throws {ExportTooLargeError} before much is read in vain, {@link FileNotKeptError} when n8n
	 * fails to keep the file, and what reading the rows throws
	 */
	async store(
		file: RowFile,
		fileName: string,
		mimeType: string,
		ahead: RowsAhead,
	): Promise<IBinaryData> {
		if (this.keptIn === undefined || this.keptIn === 'stream') {
			const stored = await this.stream(file, fileName, mimeType);
			if (stored !== undefined) return stored;
		}
		const keptIn = await this.learnWhere();
		const content = await this.collect(file, keptIn, ahead);
		const binary = await this.prepare(content, fileName, mimeType);
		if (keptIn === 'memory') this.bytesInMemory += content.length;
		return binary;
	}

	/** @returns undefined when n8n doesn't write to disk; then nothing has been read */
	private async stream(
		{ bytes }: RowFile,
		fileName: string,
		mimeType: string,
	): Promise<IBinaryData | undefined> {
		const content = new StreamedContent(bytes);
		const outcome = await outcomeOf(this.handOver(content, fileName, mimeType));
		if (outcome.ok) {
			this.keptIn = 'stream';
			return outcome.value;
		}
		if (content.isCollected) return undefined;
		throw content.readFailure ?? new FileNotKeptError(outcome.failure);
	}

	private async collect(file: RowFile, keptIn: CollectedIn, ahead: RowsAhead): Promise<Buffer> {
		const most = keptIn === 'memory' ? MOST_IN_MEMORY : MOST_FOR_DATABASE;
		const before = keptIn === 'memory' ? this.bytesInMemory : 0;
		const parts: Buffer[] = [];
		let isEstimated = false;
		const tooLarge = (bytes: number) =>
			new ExportTooLargeError(before + bytes, most, keptIn, comfortableRows(file.size, most));
		for await (const part of file.bytes) {
			parts.push(part);
			if (before + file.size.bytes > most) throw tooLarge(file.size.bytes);
			if (isEstimated || file.size.rows === 0 || !file.isPageTaken()) continue;
			isEstimated = true;
			const expected = await largerSize(file, most - before, keptIn, ahead);
			if (expected !== undefined) throw tooLarge(expected);
		}
		return Buffer.concat(parts);
	}

	/** Only files outside the run's own data have an id; an empty one tells which kind it is. */
	private async learnWhere(): Promise<CollectedIn> {
		if (this.keptIn === 'memory' || this.keptIn === 'database') return this.keptIn;
		const { id } = await this.prepare(Buffer.alloc(0), 'empty', 'text/plain');
		this.keptIn = id === undefined ? 'memory' : 'database';
		return this.keptIn;
	}

	private async prepare(content: Buffer, fileName: string, mimeType: string): Promise<IBinaryData> {
		const outcome = await outcomeOf(this.handOver(content, fileName, mimeType));
		if (outcome.ok) return outcome.value;
		throw new FileNotKeptError(outcome.failure);
	}

	private async handOver(
		content: Buffer | AsyncIterable<Buffer>,
		fileName: string,
		mimeType: string,
	): Promise<IBinaryData> {
		// n8n writes to disk with a function of Node.js that takes any async iterable; its type only
		// knows streams, and a verified package can't import those.
		return await this.context.helpers.prepareBinaryData(content as Buffer, fileName, mimeType);
	}
}

/**
 * Looks ahead, after the first page of a file, whether the rows will fit.
 *
 * @returns bytes that they take at least, when they don't; undefined otherwise
 */
async function largerSize(
	{ size, rowsBefore }: RowFile,
	room: number,
	keptIn: CollectedIn,
	{ mostInFile, mostInAll, hasRowAt }: RowsAhead,
): Promise<number | undefined> {
	const mostInAllLeft = mostInAll - rowsBefore;
	// A database has room for another file once this one is in it; memory holds all of them.
	const mostRows = keptIn === 'memory' ? mostInAllLeft : Math.min(mostInFile, mostInAllLeft);
	const place = tellingPlace(size, room, mostRows);
	if (place === undefined || !(await hasRowAt(rowsBefore + place))) return undefined;
	return ((place + 1) * size.bytes) / size.rows;
}

/** The bytes of a file for n8n to iterate over, who notes what comes of it. */
class StreamedContent implements AsyncIterable<Buffer> {
	/** Whether n8n took it for a stream of events, to collect it in memory. */
	isCollected = false;

	/** What reading the rows threw, as opposed to keeping them. */
	readFailure: unknown;

	constructor(private readonly bytes: AsyncIterable<Buffer>) {}

	async *[Symbol.asyncIterator](): AsyncGenerator<Buffer, void, undefined> {
		const iterator = this.bytes[Symbol.asyncIterator]();
		try {
			for (;;) {
				const next = await outcomeOf(iterator.next());
				if (!next.ok) {
					this.readFailure = next.failure;
					throw next.failure;
				}
				if (next.value.done) return;
				yield next.value.value;
			}
		} finally {
			await iterator.return?.();
		}
	}

	readonly on = (): never => this.refuse();

	readonly once = (): never => this.refuse();

	readonly pipe = (): never => this.refuse();

	private refuse(): never {
		this.isCollected = true;
		throw new CollectingError();
	}
}
