import { CancelledError } from '../exchange/cancelledError';
import type { Client } from '../exchange/client';
import {
	type AppConnector,
	type GetConnector,
	type MetainfoOptions,
	type UpdateConnector,
	readAppConnector,
	readGetConnector,
	readUpdateConnector,
} from './metainfo';
import { outcomeOf } from '../outcome';

/** ms for which metainfo is used again: an administrator who adds a field sees it soon. */
const LIFETIME = 5 * 60_000;

/** Bytes of metainfo kept in one process; a large UpdateConnector alone takes several MB. */
const CAPACITY = 64 * 1024 * 1024;

interface Entry {
	readonly value: Promise<unknown>;
	readonly expires: number;
	bytes: number;
}

/**
 * Metainfo that was read a short while ago, shared by pickers and executions of this process.
 *
 * Concurrent readers of the same metainfo share one request. A request that fails is forgotten, so
 * that the next reader asks again. So does a reader whose request was shared with an execution that
 * was cancelled: the others go on.
 */
export class MetainfoCache {
	private readonly entries = new Map<string, Entry>();

	constructor(
		private readonly now: () => number = Date.now,
		private readonly capacity = CAPACITY,
	) {}

	/** Returns what is kept under `key`, or reads and keeps it. `fresh` reads in any case. */
	async get<T>(key: string, read: () => Promise<T>, fresh = false): Promise<T> {
		const kept = this.entries.get(key);
		if (kept && !fresh && kept.expires > this.now()) {
			this.entries.delete(key);
			this.entries.set(key, kept);
			// The key names the kind of metainfo, so what was kept under it has the reader's type.
			const outcome = await outcomeOf(kept.value as Promise<T>);
			if (outcome.ok) return outcome.value;
			if (!(outcome.failure instanceof CancelledError)) throw outcome.failure;
			this.forget(key, kept);
			return await this.get(key, read);
		}
		return await this.keep(key, read());
	}

	/** Bytes that are kept at this moment. */
	get size(): number {
		let bytes = 0;
		for (const entry of this.entries.values()) bytes += entry.bytes;
		return bytes;
	}

	private async keep<T>(key: string, value: Promise<T>): Promise<T> {
		const entry: Entry = { value, expires: this.now() + LIFETIME, bytes: 0 };
		this.entries.delete(key);
		this.entries.set(key, entry);
		const outcome = await outcomeOf(value);
		if (outcome.ok) {
			entry.bytes = byteSize(outcome.value);
			this.evict();
			return outcome.value;
		}
		this.forget(key, entry);
		throw outcome.failure;
	}

	/** Unless another entry took its place. */
	private forget(key: string, entry: Entry): void {
		if (this.entries.get(key) === entry) this.entries.delete(key);
	}

	/** Map keeps insertion order, and every use re-inserts: the first entry was unused longest. */
	private evict(): void {
		let size = this.size;
		for (const [key, entry] of this.entries) {
			if (size <= this.capacity) return;
			this.entries.delete(key);
			size -= entry.bytes;
		}
	}
}

/** Two bytes a character, as JavaScript keeps text; property names are shared, which this ignores. */
function byteSize(value: unknown): number {
	return JSON.stringify(value).length * 2;
}

const shared = new MetainfoCache();

/** Reads metainfo of one environment as one user, through the cache of this process. */
export interface MetainfoReader {
	appConnector(fresh?: boolean): Promise<AppConnector>;
	getConnector(id: string, fresh?: boolean): Promise<GetConnector>;
	updateConnector(id: string, fresh?: boolean): Promise<UpdateConnector>;
}

/**
 * Makes a reader.
 *
 * @param identity what tells environments and users apart: base URL and a hash of the credential;
 * two users may see different connectors in the same environment
 */
export function metainfoReader(
	client: Client,
	identity: string,
	options: MetainfoOptions,
	cache: MetainfoCache = shared,
): MetainfoReader {
	const key = (kind: string, id = '') => [identity, options.language ?? '', kind, id].join('\n');
	return {
		appConnector: async (fresh) =>
			await cache.get(key('app'), async () => await readAppConnector(client, options), fresh),
		getConnector: async (id, fresh) =>
			await cache.get(
				key('get', id),
				async () => await readGetConnector(client, id, options),
				fresh,
			),
		updateConnector: async (id, fresh) =>
			await cache.get(
				key('update', id),
				async () => await readUpdateConnector(client, id, options),
				fresh,
			),
	};
}
