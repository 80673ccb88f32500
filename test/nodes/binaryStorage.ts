/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, never shipped */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { BinaryDataService } from 'n8n-core';
import type { IBinaryData } from 'n8n-workflow';

/** Ways in which n8n keeps files: on disk, within the run, or whole in a database. */
export type StorageMode = 'filesystem' | 'default' | 'database';

/** n8n's own service for binary data, set to a mode. */
export class BinaryStorage {
	private constructor(
		private readonly service: BinaryDataService,
		private readonly folder: string,
		private readonly database: Map<string, Buffer>,
	) {}

	/**
	 * Lets the engine of this process keep files in this way.
	 *
	 * @param write what happens instead when n8n writes to disk
	 */
	static async use(
		mode: StorageMode,
		write?: (content: AsyncIterable<Buffer>) => Promise<void>,
	): Promise<BinaryStorage> {
		const folder = mkdtempSync(join(tmpdir(), 'afas-files-'));
		const config = { mode, localStoragePath: folder };
		const ignore = { error: () => undefined };
		const service = new BinaryDataService(config as never, ignore as never, ignore as never);
		await service.init();
		const database = new Map<string, Buffer>();
		if (mode === 'database') service.setManager('database', databaseManager(database) as never);
		if (write !== undefined) service.setManager('filesystem-v2', diskManager(write) as never);
		containerOfCore().set(BinaryDataService, service);
		return new BinaryStorage(service, folder, database);
	}

	async read(binary: IBinaryData | undefined): Promise<Buffer> {
		if (binary === undefined) throw new Error('There is no file.');
		return await this.service.getAsBuffer(binary);
	}

	/** Names of the files that are kept outside of runs. */
	get kept(): string[] {
		const onDisk = readdirSync(this.folder, { recursive: true, withFileTypes: true })
			.filter((entry) => entry.isFile())
			.map(({ name }) => name);
		return [...onDisk, ...this.database.keys()];
	}

	remove(): void {
		rmSync(this.folder, { recursive: true, force: true });
	}
}

/** n8n-core has a copy of the container of its own. */
function containerOfCore(): { set: (type: unknown, instance: unknown) => void } {
	const path = require.resolve('@n8n/di', { paths: [require.resolve('n8n-core')] });
	return jest.requireActual<{ Container: ReturnType<typeof containerOfCore> }>(path).Container;
}

/** As n8n's own, which needs a database, takes files: it collects the events of a stream. */
function databaseManager(files: Map<string, Buffer>): object {
	return {
		store: async (_location: unknown, content: Buffer | NodeJS.ReadableStream) => {
			const buffer = Buffer.isBuffer(content) ? content : await collected(content);
			const fileId = `file-${files.size + 1}`;
			files.set(fileId, buffer);
			return { fileId, fileSize: buffer.length };
		},
		getAsBuffer: async (fileId: string) => files.get(fileId),
	};
}

/** A disk of a test, which n8n gives the content as it gives it to Node.js. */
function diskManager(write: (content: AsyncIterable<Buffer>) => Promise<void>): object {
	return {
		store: async (_location: unknown, content: AsyncIterable<Buffer>) => {
			await write(content);
			return { fileId: 'file', fileSize: 0 };
		},
	};
}

async function collected(stream: NodeJS.ReadableStream): Promise<Buffer> {
	const parts: Buffer[] = [];
	return await new Promise((resolve, reject) => {
		stream.on('data', (part: Buffer) => parts.push(part));
		stream.once('end', () => resolve(Buffer.concat(parts)));
		stream.once('error', reject);
	});
}
