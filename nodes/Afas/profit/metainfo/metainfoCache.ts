import { CancelledError } from '../exchange/cancelledError';
import type { Client } from '../exchange/client';
import { ProfitError, type ProfitErrorKind } from '../exchange/profitError';
import { outcomeOf } from '../outcome';
import {
	type AppConnector,
	type GetConnector,
	type MetainfoOptions,
	type UpdateConnector,
	readAppConnector,
	readGetConnector,
	readUpdateConnector,
} from './metainfo';
import { isSameData } from './sameData';

/**
 * ms after which metainfo is read anew, beside the work that uses it. Nothing shows that, say, a list
 * of allowed values has become longer; what work can see is renewed at once.
 */
const RENEWAL_AGE = 12 * 60 * 60_000;

/**
 * ms for which someone who looks at metainfo itself gets what was read before: a list with a search
 * asks at every key, and a panel opens several lists at once.
 */
export const LOOK_AGE = 60_000;

/** ms until the next try after a renewal that got no answer. */
const RENEWAL_PAUSE = 60 * 60_000;

/** Bytes of metainfo kept in one process; a large UpdateConnector alone takes a few MB. */
const CAPACITY = 64 * 1024 * 1024;

/** Refusals that say that the connector isn't there any more, or not for this user. */
const GONE: readonly ProfitErrorKind[] = ['connectorNotAllowed', 'notFound', 'functional'];

interface Entry {
	readonly value: unknown;
	/** When it was asked for, ms since 1970. */
	readonly askedAt: number;
	/** When it is read anew beside the work, ms since 1970. */
	renewal: number;
	readonly bytes: number;
}

/** A request that is under way. */
interface Asking {
	readonly value: Promise<unknown>;
	readonly askedAt: number;
}

/** A value, and when it was asked for. */
export interface Kept<T> {
	readonly value: T;
	/** ms since 1970. */
	readonly askedAt: number;
}

/**
 * Metainfo of this process, shared by pickers and executions, and kept as long as it proves right:
 * who finds out that it is out of date has it read anew.
 *
 * Concurrent readers of the same metainfo share one request. A request that fails leaves what is
 * kept, unless AFAS says that the connector is gone. A reader whose request was shared with an
 * execution that was cancelled asks again: the others go on.
 */
export class MetainfoCache {
	private readonly entries = new Map<string, Entry>();

	private readonly asking = new Map<string, Asking>();

	constructor(
		/** ms since 1970. */
		readonly now: () => number = () => Date.now(),
		private readonly capacity = CAPACITY,
	) {}

	/**
	 * Returns what is kept under `key`, or reads and keeps it.
	 *
	 * @param maxAge ms; what was asked for longer ago is read anew
	 */
	async get<T>(key: string, read: () => Promise<T>, maxAge = Infinity): Promise<Kept<T>> {
		const kept = this.entries.get(key);
		if (kept === undefined || this.now() - kept.askedAt > maxAge) return await this.read(key, read);
		// Map keeps insertion order, and every use re-inserts: the first entry was unused longest.
		this.entries.delete(key);
		this.entries.set(key, kept);
		if (this.now() >= kept.renewal) this.renewBeside(key, read);
		// The key names the kind of metainfo, so what was kept under it has the reader's type.
		return kept as Kept<T>;
	}

	/** Reads what is kept under `key` anew, or waits for who is reading it at this moment. */
	async read<T>(key: string, read: () => Promise<T>): Promise<Kept<T>> {
		const shared = this.asking.get(key);
		if (shared === undefined) return await this.ask(key, read);
		const outcome = await outcomeOf(shared.value as Promise<T>);
		if (outcome.ok) return { value: outcome.value, askedAt: shared.askedAt };
		if (!(outcome.failure instanceof CancelledError)) throw outcome.failure;
		return await this.read(key, read);
	}

	/**
	 * Reads what is kept under `key` anew while others go on with what is kept.
	 *
	 * @param leastAge ms; what was asked for less long ago is left as it is
	 */
	renewBeside<T>(key: string, read: () => Promise<T>, leastAge = 0): void {
		const kept = this.entries.get(key);
		if (kept === undefined || this.now() - kept.askedAt < leastAge) return;
		kept.renewal = this.now() + RENEWAL_PAUSE;
		if (!this.asking.has(key)) void outcomeOf(this.ask(key, read));
	}

	/** When what is kept under `key` was asked for, ms since 1970; undefined when nothing is kept. */
	askedAt(key: string): number | undefined {
		return this.entries.get(key)?.askedAt;
	}

	/** Bytes that are kept at this moment. */
	get size(): number {
		let bytes = 0;
		for (const entry of this.entries.values()) bytes += entry.bytes;
		return bytes;
	}

	private async ask<T>(key: string, read: () => Promise<T>): Promise<Kept<T>> {
		const askedAt = this.now();
		const asking: Asking = { value: read(), askedAt };
		this.asking.set(key, asking);
		const outcome = await outcomeOf(asking.value as Promise<T>);
		this.asking.delete(key);
		if (outcome.ok) return this.keep(key, outcome.value, askedAt);
		if (isGone(outcome.failure)) this.entries.delete(key);
		throw outcome.failure;
	}

	/** What has not changed stays the same object: who builds on it can tell by that. */
	private keep<T>(key: string, read: T, askedAt: number): Kept<T> {
		const before = this.entries.get(key);
		const isSame = before !== undefined && isSameData(before.value, read);
		const value = isSame ? (before.value as T) : read;
		const bytes = isSame ? before.bytes : byteSize(read);
		this.entries.delete(key);
		this.entries.set(key, { value, askedAt, renewal: askedAt + RENEWAL_AGE, bytes });
		this.evict();
		return { value, askedAt };
	}

	private evict(): void {
		let size = this.size;
		for (const [key, entry] of this.entries) {
			if (size <= this.capacity) return;
			this.entries.delete(key);
			size -= entry.bytes;
		}
	}
}

function isGone(failure: unknown): boolean {
	return failure instanceof ProfitError && GONE.includes(failure.details.kind);
}

/** Two bytes a character, as JavaScript keeps text; property names are shared, which this ignores. */
function byteSize(value: unknown): number {
	return JSON.stringify(value).length * 2;
}

const shared = new MetainfoCache();

/** The kinds of connector that have metainfo of their own. */
export type MetainfoKind = 'get' | 'update';

/** Reads metainfo of one environment as one user, through the cache of this process. */
export interface MetainfoReader {
	/** The list of connectors, at most a minute old. */
	appConnector(fresh?: boolean): Promise<AppConnector>;
	/** @param fresh asks AFAS also when an answer is kept */
	getConnector(id: string, fresh?: boolean): Promise<GetConnector>;
	/** @param fresh asks AFAS also when an answer is kept */
	updateConnector(id: string, fresh?: boolean): Promise<UpdateConnector>;
	/** Whether anything is kept of a connector, so that it can be had without waiting. */
	isKept(kind: MetainfoKind, id: string): boolean;
	/** Whether what is kept was asked for in the lifetime of this reader: nothing newer can be had. */
	isCurrent(kind: MetainfoKind, id: string): boolean;
	/**
	 * Has a connector read anew for those who come later, while this reader goes on: not when it was
	 * asked for within the last minute, so that work that keeps failing doesn't ask each time.
	 */
	renewBeside(kind: MetainfoKind, id: string): void;
}

/** How a reader goes about it. */
export interface ReaderOptions extends MetainfoOptions {
	/** ms; what was asked for longer ago is read anew. Any age when left out. */
	readonly maxAge?: number;
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
	options: ReaderOptions,
	cache: MetainfoCache = shared,
): MetainfoReader {
	const { maxAge = Infinity } = options;
	const madeAt = cache.now();
	const key = (kind: string, id = '') => [identity, options.language ?? '', kind, id].join('\n');
	const reading = {
		app: () => async () => await readAppConnector(client, options),
		get: (id: string) => async () => await readGetConnector(client, id, options),
		update: (id: string) => async () => await readUpdateConnector(client, id, options),
	};
	const give = async <T>(name: string, read: () => Promise<T>, fresh: boolean, age: number) =>
		(await (fresh ? cache.read(name, read) : cache.get(name, read, age))).value;
	return {
		appConnector: async (fresh = false) =>
			await give(key('app'), reading.app(), fresh, Math.min(maxAge, LOOK_AGE)),
		getConnector: async (id, fresh = false) =>
			await give(key('get', id), reading.get(id), fresh, maxAge),
		updateConnector: async (id, fresh = false) =>
			await give(key('update', id), reading.update(id), fresh, maxAge),
		isKept: (kind, id) => cache.askedAt(key(kind, id)) !== undefined,
		isCurrent: (kind, id) => (cache.askedAt(key(kind, id)) ?? -Infinity) >= madeAt,
		renewBeside: (kind, id) =>
			cache.renewBeside<unknown>(key(kind, id), reading[kind](id), LOOK_AGE),
	};
}
