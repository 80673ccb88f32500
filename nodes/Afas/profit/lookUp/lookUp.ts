import { ProfitError, type ProfitErrorKind } from '../exchange/profitError';
import { FilterError } from '../filter/filterError';
import { encodeFilter } from '../filter/filterEncoding';
import type { Column } from '../metainfo/metainfo';
import { outcomeOf } from '../outcome';
import type { Row } from '../row';
import { type ConnectorMemory, memoryOf } from '../rows/connectorMemory';
import { QueryTooLongError } from '../rows/queryTooLongError';
import { StuckReadError } from '../rows/paging/stuckReadError';
import { inParallel } from '../inParallel';
import { FoundRows } from './foundRows';
import { type LookUpKey, MatchColumns } from './lookUpKey';
import { LookUpValueError } from './lookUpValueError';
import { type KeyGroup, planLookUps } from './plan';
import type { LookUpSource } from './source';

/** How many rows of each look-up are wanted. */
export type RowsPerKey = 'first' | 'all';

/** Look-ups of one kind: the same columns of one GetConnector. */
export interface LookUpRequest {
	/** Ids of the columns to match on. */
	readonly fields: readonly string[];
	/** All columns of the GetConnector. */
	readonly columns: readonly Column[];
	readonly rowsPerKey: RowsPerKey;
	/** Groups of look-ups that are asked for at the same time. */
	readonly parallelRequests: number;
	/** Whether nothing more needs to be asked once a look-up has failed. */
	readonly stopAtFailure: boolean;
}

/** What came of one look-up. Look-ups with equal values share their rows: copy before changing. */
export type LookUpResult = { readonly rows: readonly Row[] } | { readonly failure: unknown };

/** What came of all look-ups. */
export interface LookUpAnswer {
	/** In the order of the look-ups; undefined for those that were not asked after a failure. */
	readonly results: ReadonlyArray<LookUpResult | undefined>;
	/** What the user should know, in sentences; mostly empty. */
	readonly notes: readonly string[];
}

/**
 * Finds the rows that belong to each of many values, in few requests.
 *
 * Values that AFAS takes for the same are asked once; others are combined with OR as long as the
 * query string allows. When AFAS refuses a combined request, or answers with a row that belongs to
 * none of its values, the request is halved, down to single values: a value that AFAS can't take
 * fails alone, and a row that AFAS compares in an unknown way still finds its look-up.
 *
 * @param lookUps for each look-up its values, in the order of `request.fields`
 * @returns a failure for each look-up that couldn't be made; nothing is thrown
 */
export async function lookUp(
	source: LookUpSource,
	request: LookUpRequest,
	lookUps: ReadonlyArray<readonly unknown[]>,
): Promise<LookUpAnswer> {
	const match = new MatchColumns(request.fields, request.columns);
	const asked = lookUps.map((values) => askedOf(match, values));
	if (request.stopAtFailure && asked.some((one) => 'failure' in one)) {
		return { results: asked.map((one) => ('failure' in one ? one : undefined)), notes: [] };
	}
	const keys = new Map<string, LookUpKey>();
	for (const one of asked) {
		if ('key' in one && !keys.has(one.key.identity)) keys.set(one.key.identity, one.key);
	}
	const run = new LookUpRun(source, request, match);
	await run.resolveAll(planLookUps([...keys.values()], source.room));
	return {
		results: asked.map((one) => ('failure' in one ? one : run.results.get(one.key.identity))),
		notes: [...match.notes, ...run.notes],
	};
}

type Asked = { readonly key: LookUpKey } | { readonly failure: unknown };

function askedOf(match: MatchColumns, values: readonly unknown[]): Asked {
	try {
		return { key: match.key(values) };
	} catch (failure) {
		return { failure: inOwnWords(failure) };
	}
}

/** The places that a filter error names (`group 1`) mean nothing to someone who made no filter. */
function inOwnWords(failure: unknown): unknown {
	if (!(failure instanceof FilterError)) return failure;
	return new LookUpValueError(
		failure.findings.map(({ message }) => message),
		{ cause: failure },
	);
}

/** Rows per key that a page of first rows has room for: mostly there is one. */
const FIRST_ROWS_PER_KEY = 20;

/** Single look-ups that AFAS refuses, without it ever having answered one, until it isn't asked more. */
const MOST_REFUSALS = 10;

/** Refusals that may come from one of the values, or from the length of the request. */
const REFUSALS: readonly ProfitErrorKind[] = ['functional', 'unexplained', 'notFound'];

/** Statuses with which gateways refuse a long address. */
const TOO_LONG_STATUSES: readonly number[] = [400, 414];

/** The state of a run of look-ups. */
class LookUpRun {
	/** By identity of the key. */
	readonly results = new Map<string, LookUpResult>();

	readonly notes = new Set<string>();

	private hasAnswer = false;

	private refusals = 0;

	/** Values in the largest group that AFAS answered. */
	private mostTaken = 0;

	/** Groups that AFAS refused and of which it took each value. */
	private combinedRefusals = 0;

	/** What AFAS refuses everything with. */
	private givenUp: unknown;

	private stopped = false;

	constructor(
		private readonly source: LookUpSource,
		private readonly request: LookUpRequest,
		private readonly match: MatchColumns,
	) {}

	async resolveAll(groups: readonly KeyGroup[]): Promise<void> {
		await inParallel(
			groups,
			this.request.parallelRequests,
			async (group) => await this.resolve(group),
			() => !this.stopped,
		);
	}

	/** Finds the rows of the keys, in as many requests as it takes. */
	private async resolve(keys: KeyGroup): Promise<void> {
		if (keys.length === 0 || this.stopped) return;
		const { keysAtOnce = Infinity } = this.memory;
		if (keys.length > keysAtOnce) {
			this.notes.add(smallGroupsNote(keysAtOnce));
			await this.halve(keys);
			return;
		}
		if (this.givenUp !== undefined) {
			this.fail(keys, this.givenUp);
			return;
		}
		const outcome = await outcomeOf(this.read(keys));
		if (!outcome.ok) {
			await this.refused(keys, outcome.failure);
			return;
		}
		this.hasAnswer = true;
		this.mostTaken = Math.max(this.mostTaken, keys.length);
		if (outcome.value === undefined) {
			await this.halve(keys);
			return;
		}
		const { found, isComplete } = outcome.value;
		const open: LookUpKey[] = [];
		for (const key of keys) {
			const rows = found.of(key);
			if (rows === undefined && !isComplete) open.push(key);
			else this.results.set(key.identity, { rows: rows ?? [] });
		}
		await this.resolve(open);
	}

	/** @returns undefined when a row belongs to none of several keys */
	private async read(keys: KeyGroup): Promise<ReadRows | undefined> {
		const filter = keys.map(({ conditions }) => conditions);
		for (const note of encodeFilter(filter).notes) this.notes.add(note);
		const limit = this.limitFor(keys);
		const found = new FoundRows(keys, this.match, this.request.rowsPerKey === 'first');
		let count = 0;
		for await (const page of this.source.read(filter, limit, (rows) =>
			this.hasFirstOfAll(keys, rows),
		)) {
			count += page.length;
			if (!page.every((row) => found.add(row))) return undefined;
		}
		return { found, isComplete: count < limit };
	}

	/** Whether a page has a row for each key, where more of a key are not wanted. */
	private hasFirstOfAll(keys: KeyGroup, rows: readonly Row[]): boolean {
		if (this.request.rowsPerKey === 'all' || rows.length < keys.length) return false;
		const places = new Set(rows.map((row) => this.match.placeOf(row)));
		return keys.every(({ place }) => places.has(place));
	}

	/** Without a limit where rows may come that are left out: they could fill it. */
	private limitFor(keys: KeyGroup): number {
		if (this.request.rowsPerKey === 'all' || keys.some(({ hasSemicolon }) => hasSemicolon)) {
			return Infinity;
		}
		return keys.length === 1 ? 1 : Math.min(this.source.pageSize, keys.length * FIRST_ROWS_PER_KEY);
	}

	private async refused(keys: KeyGroup, failure: unknown): Promise<void> {
		if (keys.length > 1 && isRefusal(failure)) {
			const takenBefore = this.mostTaken;
			this.mostTaken = 0;
			await this.halve(keys);
			this.learnFrom(keys, failure);
			this.mostTaken = Math.max(this.mostTaken, takenBefore);
			return;
		}
		if (isRefusal(failure) && !this.hasAnswer) this.refusals += 1;
		if (this.refusals >= MOST_REFUSALS || failure instanceof StuckReadError) this.givenUp = failure;
		this.fail(keys, failure);
	}

	/**
	 * Where AFAS refuses values together and takes each of them, the combination was too much: it gets no
	 * more at once as long as the metainfo is the same. Without a word it may have been an accident once.
	 */
	private learnFrom(keys: KeyGroup, failure: unknown): void {
		if (!keys.every(({ identity }) => this.hasRows(identity))) return;
		this.combinedRefusals += 1;
		if (isUnexplained(failure) && this.combinedRefusals < 2) return;
		const most = Math.max(1, Math.min(this.mostTaken, Math.ceil(keys.length / 2)));
		this.memory.keysAtOnce = Math.min(this.memory.keysAtOnce ?? Infinity, most);
		this.notes.add(smallGroupsNote(this.memory.keysAtOnce));
	}

	private hasRows(identity: string): boolean {
		const result = this.results.get(identity);
		return result !== undefined && 'rows' in result;
	}

	private get memory(): ConnectorMemory {
		return memoryOf(this.request.columns);
	}

	private fail(keys: KeyGroup, failure: unknown): void {
		for (const { identity } of keys) this.results.set(identity, { failure });
		if (this.request.stopAtFailure) this.stopped = true;
	}

	private async halve(keys: KeyGroup): Promise<void> {
		const middle = Math.ceil(keys.length / 2);
		await this.resolve(keys.slice(0, middle));
		await this.resolve(keys.slice(middle));
	}
}

/** What an answer brought. */
interface ReadRows {
	readonly found: FoundRows;
	/** Whether there are no more rows than these. */
	readonly isComplete: boolean;
}

function smallGroupsNote(keys: number): string {
	const values = keys === 1 ? '1 value' : `${keys} values`;
	return `AFAS refuses to look up more than ${values} in one request of this GetConnector, so they were looked up in more requests.`;
}

function isUnexplained(failure: unknown): boolean {
	return (
		failure instanceof ProfitError && ['unexplained', 'gateway'].includes(failure.details.kind)
	);
}

function isRefusal(failure: unknown): boolean {
	if (failure instanceof QueryTooLongError) return true;
	if (!(failure instanceof ProfitError)) return false;
	const { kind, status } = failure.details;
	return REFUSALS.includes(kind) || TOO_LONG_STATUSES.includes(status);
}
