import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import { ExportTooLargeError } from '../../profit/export/exportTooLargeError';
import type { RowFile, RowFileSize } from '../../profit/export/rowFiles';

/** Bytes of a file that n8n holds in memory before it puts it into its database. */
const MOST_FOR_DATABASE = 100_000_000;

/** Bytes of all files of a run that n8n holds in memory as Base64, with everything else of the run. */
const MOST_IN_MEMORY = 50_000_000;

/** n8n asked for the events of a stream: it is about to collect the whole file in memory. */
class CollectingError extends Error {}

/** Keeps files of rows in n8n's storage of binary data. */
export class RowFileStore {
	/** Undefined until it is known. */
	private keptIn: 'stream' | 'memory' | 'database' | undefined;

	private bytesInMemory = 0;

	constructor(
		private readonly context: IExecuteFunctions,
		/** Rows of a file at most, to estimate its size; Infinity when nobody knows. */
		private readonly mostRows: number,
	) {}

	/**
	 * Writes a file while its rows are read, where n8n keeps files on disk. A file that breaks off is
	 * removed by n8n. Elsewhere n8n wants the whole file at once, so its size is limited.
	 *
	 * @throws {ExportTooLargeError} and what reading the rows throws
	 */
	async store(file: RowFile, fileName: string, mimeType: string): Promise<IBinaryData> {
		if (this.keptIn === undefined || this.keptIn === 'stream') {
			const stored = await this.stream(file, fileName, mimeType);
			if (stored !== undefined) return stored;
		}
		return await this.collect(file, fileName, mimeType);
	}

	private async stream(
		{ bytes }: RowFile,
		fileName: string,
		mimeType: string,
	): Promise<IBinaryData | undefined> {
		try {
			const binary = await this.prepare(streamOf(bytes), fileName, mimeType);
			this.keptIn = 'stream';
			return binary;
		} catch (error) {
			const failure: unknown = error;
			if (isCollecting(failure)) return undefined;
			throw asError(failure);
		}
	}

	private async collect(
		{ bytes, size }: RowFile,
		fileName: string,
		mimeType: string,
	): Promise<IBinaryData> {
		const keptIn = await this.learnWhere();
		const parts: Buffer[] = [];
		for await (const part of bytes) {
			parts.push(part);
			this.assertFits(size, keptIn);
		}
		this.bytesInMemory += size.bytes;
		return await this.prepare(Buffer.concat(parts), fileName, mimeType);
	}

	/** Only files outside the run's own data have an id; an empty one tells which kind it is. */
	private async learnWhere(): Promise<'memory' | 'database'> {
		if (this.keptIn === 'memory' || this.keptIn === 'database') return this.keptIn;
		const { id } = await this.prepare(Buffer.alloc(0), 'empty', 'text/plain');
		this.keptIn = id === undefined ? 'memory' : 'database';
		return this.keptIn;
	}

	/** Before the second page is read: the first one shows how large a row is. */
	private assertFits({ bytes, rows }: RowFileSize, keptIn: 'memory' | 'database'): void {
		const before = keptIn === 'memory' ? this.bytesInMemory : 0;
		const most = keptIn === 'memory' ? MOST_IN_MEMORY : MOST_FOR_DATABASE;
		if (before + bytes > most) throw new ExportTooLargeError(before + bytes, most, keptIn);
		if (rows === 0 || !Number.isFinite(this.mostRows)) return;
		const expected = (bytes / rows) * this.mostRows;
		if (expected > most) throw new ExportTooLargeError(expected, most, keptIn);
	}

	private async prepare(
		content: Buffer | AsyncIterable<Buffer>,
		fileName: string,
		mimeType: string,
	): Promise<IBinaryData> {
		// n8n writes to disk with a function of Node.js that takes any async iterable; its type only
		// knows streams, and a verified package can't import those.
		return await this.context.helpers.prepareBinaryData(content as Buffer, fileName, mimeType);
	}
}

/** An async iterable that says so when n8n takes it for a stream of events instead. */
function streamOf(bytes: AsyncIterable<Buffer>): AsyncIterable<Buffer> {
	const refuse = () => {
		throw new CollectingError();
	};
	return {
		[Symbol.asyncIterator]: () => bytes[Symbol.asyncIterator](),
		...{ on: refuse, once: refuse, pipe: refuse },
	};
}

function isCollecting(failure: unknown): boolean {
	return failure instanceof CollectingError;
}

function asError(failure: unknown): Error {
	return failure instanceof Error ? failure : new Error(String(failure));
}
