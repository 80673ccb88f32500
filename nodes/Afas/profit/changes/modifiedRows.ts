import type { Row } from '../row';
import type { ChangeSource } from './changeSource';
import { momentOf, overlapStart, secondBefore } from './overlap';
import type { ChangeEvent, RowChange } from './rowChange';
import { fingerprints, type RowFingerprint } from './rowFingerprint';
import { SeenRows } from './seenRows';
import { TooManyChangesError } from './tooManyChangesError';

/** What a trigger looks for with the help of modified fields. */
export interface ModifiedPlan {
	/** Date columns; a row has changed when one of them has. At least one. */
	readonly modifiedFields: readonly string[];
	/** Columns that together are different in every row. */
	readonly keyFields: readonly string[];
	/** Column that says when a row was made; without one, created and updated are one event. */
	readonly createdField?: string;
	/** Ids of all columns of the GetConnector. */
	readonly columns: readonly string[];
	readonly overlapMinutes: number;
	/** Rows to deliver at most in one look. */
	readonly maxRows: number;
	/**
	 * `YYYY-MM-DDTHH:mm:ss`, well in the future: a change after it is delivered, but can't be true, and
	 * is no reason to look no further back than there.
	 */
	readonly horizon?: string;
	/** Whether the time for one look is over: what was found by then is delivered. */
	readonly isTimeUp?: () => boolean;
}

/**
 * How far a trigger has come. Times are `YYYY-MM-DDTHH:mm:ss` on the clock of Profit, taken from
 * rows and never from the clock of n8n. Plain data: it is kept as JSON.
 */
export interface ModifiedState {
	/** Where the next look begins; undefined when there was no row yet. */
	readonly from?: string;
	/** The newest change that was seen. */
	readonly newest?: string;
	/** Whether the last look ended before the last row. */
	readonly isBehind?: boolean;
	/** A row that was made since then, and was not delivered, is a created one. */
	readonly createdSince?: string;
	/** Ids of the columns that count as the content of the rows in `seen`. */
	readonly columns: readonly string[];
	/** Delivered rows that the next look meets again, as {@link SeenRows} packs them. */
	readonly seen: string;
}

/** What a look found, and how far the trigger has come with it. */
export interface ModifiedLook {
	/** Oldest change first. */
	readonly changes: RowChange[];
	readonly state: ModifiedState;
}

/** Rows that are remembered at most: together not quite 1 MB of text. */
export const MOST_SEEN = 60_000;

/** A trigger that delivers all changes from a moment on. */
export function modifiedFrom(moment: string, { columns }: ModifiedPlan): ModifiedState {
	return { from: moment, createdSince: moment, isBehind: true, columns, seen: '' };
}

/**
 * A trigger that delivers what changes from now on: what the overlap reaches is taken as delivered.
 *
 * @throws {TooManyChangesError}
 */
export async function modifiedFromNow(
	source: ChangeSource,
	plan: ModifiedPlan,
): Promise<ModifiedState> {
	const newest = await newestMoment(source, plan);
	const blank = { columns: plan.columns, seen: '' };
	if (newest === undefined) return blank;
	const from = overlapStart(newest, plan.overlapMinutes);
	const { state } = await lookForModified(
		source,
		{ ...plan, maxRows: Infinity, isTimeUp: undefined },
		{ ...blank, from, newest },
	);
	return state;
}

/**
 * Finds the rows that changed since the last look, each in its present state and none twice.
 *
 * A row counts at the latest of its modified fields, and the rows of all fields come in one order.
 * When there are more than `maxRows`, the next look goes on behind the last one delivered.
 *
 * @throws {TooManyChangesError} and what reading throws; the given state stays true then
 */
export async function lookForModified(
	source: ChangeSource,
	plan: ModifiedPlan,
	state: ModifiedState,
): Promise<ModifiedLook> {
	const memory = new Memory(plan, state);
	const newestBefore = latest([
		state.newest,
		state.isBehind ? await newestMoment(source, plan) : undefined,
	]);
	const passes: Pass[] = [];
	for (const field of plan.modifiedFields) {
		passes.push(await readPass(source, plan, field, memory));
	}
	const { settled, delivered, backlogAt } = cutOff(passes, plan.maxRows);
	const isBehind = backlogAt !== undefined;
	const moments = settled.map(({ moment }) => moment);
	const newest = latest([newestBefore, ...credible(moments, plan)]);
	const newestAtStart = latest([newestBefore, passes[0]?.newestAtStart]);
	const from = nextStart(plan, state, newestAtStart, backlogAt);
	return {
		changes: changesOf(delivered, plan, memory),
		state: {
			...(from !== undefined && { from }),
			...(newest !== undefined && { newest }),
			...createdSince(isBehind ? memory.createdSince : from),
			...(isBehind && { isBehind }),
			...memory.after(settled, from, isBehind),
		},
	};
}

function createdSince(moment: string | undefined): { createdSince?: string } {
	return moment === undefined ? {} : { createdSince: moment };
}

/** A row that a look met. */
interface Met {
	readonly row: Row;
	/** Its latest modification. */
	readonly moment: string;
	readonly print: RowFingerprint;
	readonly isNew: boolean;
}

/** The rows that one modified field leads to. */
interface Pass {
	readonly met: Met[];
	/** Whether there may be more rows. */
	readonly isCut: boolean;
	/**
	 * The newest change on the first page. What becomes visible while the other pages are read may lie
	 * before the changes on those: only what was there at the start says how far back to look.
	 */
	readonly newestAtStart?: string;
}

async function readPass(
	source: ChangeSource,
	plan: ModifiedPlan,
	field: string,
	memory: Memory,
): Promise<Pass> {
	const met: Met[] = [];
	let newRows = 0;
	let newestAtStart: string | undefined;
	for await (const page of source.since(field, memory.from)) {
		newestAtStart ??= latest(
			credible(
				page.map((row) => momentOf(row[field])),
				plan,
			),
		);
		for (const row of page) {
			const last = lastModification(row, plan.modifiedFields);
			// Another field is later: the row is met again in that field's own pass.
			if (last?.field !== field) continue;
			const print = memory.fingerprint(row);
			const isNew = !memory.knows(print, last.moment);
			met.push({ row, moment: last.moment, print, isNew });
			if (isNew) newRows += 1;
			if (newRows > plan.maxRows) return { met, isCut: true, newestAtStart };
		}
		if (met.length > 0 && plan.isTimeUp?.()) return { met, isCut: true, newestAtStart };
	}
	return { met, isCut: false, newestAtStart };
}

function lastModification(
	row: Row,
	fields: readonly string[],
): { readonly field: string; readonly moment: string } | undefined {
	let last: { field: string; moment: string } | undefined;
	for (const field of fields) {
		const moment = momentOf(row[field]);
		if (moment !== undefined && (last === undefined || moment > last.moment)) {
			last = { field, moment };
		}
	}
	return last;
}

/** What of the rows met is dealt with in this look. */
interface CutOff {
	/** Rows that are delivered now or were before. */
	readonly settled: readonly Met[];
	readonly delivered: readonly Met[];
	/** Moment of the last row that was dealt with, when there are more behind it. */
	readonly backlogAt?: string;
}

/** Puts the passes in one order, as far as all of them were read, and cuts off what is too much. */
function cutOff(passes: readonly Pass[], maxRows: number): CutOff {
	const reach = earliest(passes.filter(({ isCut }) => isCut).map(({ met }) => met.at(-1)?.moment));
	const inOrder = passes
		.flatMap(({ met }) => met)
		.filter(({ moment }) => reach === undefined || moment <= reach)
		.sort((a, b) => (a.moment < b.moment ? -1 : a.moment > b.moment ? 1 : 0));
	const distinct = withoutRepeats(inOrder);
	const fresh = distinct.filter(({ isNew }) => isNew);
	const delivered = fresh.slice(0, maxRows);
	if (reach === undefined && delivered.length === fresh.length) {
		return { settled: distinct, delivered };
	}
	const firstLeft = fresh[delivered.length];
	const end = firstLeft === undefined ? distinct.length : distinct.indexOf(firstLeft);
	const settled = distinct.slice(0, end);
	return { settled, delivered, backlogAt: settled.at(-1)?.moment ?? reach };
}

/** A row that changed while it was read may be met twice; the same state counts once. */
function withoutRepeats(rows: readonly Met[]): Met[] {
	const met = new SeenRows();
	return rows.filter(({ print }) => {
		const isRepeat = met.has(print);
		met.add(print);
		return !isRepeat;
	});
}

/** Never further back than before: what is older was forgotten. */
function nextStart(
	plan: ModifiedPlan,
	state: ModifiedState,
	newest: string | undefined,
	backlogAt: string | undefined,
): string | undefined {
	if (newest === undefined) return state.from;
	const caughtUp = overlapStart(newest, plan.overlapMinutes);
	const next = backlogAt === undefined ? caughtUp : earliest([caughtUp, secondBefore(backlogAt)]);
	return latest([state.from, next]);
}

function changesOf(delivered: readonly Met[], plan: ModifiedPlan, memory: Memory): RowChange[] {
	const keys = new Set<string>();
	return delivered.map(({ row, print: { key } }) => {
		const isKnown = memory.hasKey(key) || keys.has(key);
		keys.add(key);
		return { event: eventOf(row, isKnown, plan, memory), row };
	});
}

function eventOf(
	row: Row,
	isKnown: boolean,
	{ createdField }: ModifiedPlan,
	{ createdSince: since }: Memory,
): ChangeEvent {
	if (createdField === undefined) return 'changed';
	const created = momentOf(row[createdField]);
	if (created === undefined || isKnown) return 'updated';
	return isSince(created, since) ? 'created' : 'updated';
}

/** A column of days shows midnight, so only the days can be compared. */
function isSince(created: string, since: string | undefined): boolean {
	if (since === undefined) return true;
	return created.endsWith('T00:00:00')
		? created.slice(0, 10) >= since.slice(0, 10)
		: created >= since;
}

async function newestMoment(source: ChangeSource, plan: ModifiedPlan): Promise<string | undefined> {
	const moments: Array<string | undefined> = [];
	for (const field of plan.modifiedFields) {
		const row = await source.newest(field, plan.horizon);
		moments.push(momentOf(row?.[field]));
	}
	return latest(moments);
}

function credible(
	moments: ReadonlyArray<string | undefined>,
	{ horizon }: ModifiedPlan,
): Array<string | undefined> {
	if (horizon === undefined) return [...moments];
	return moments.filter((moment) => moment !== undefined && moment <= horizon);
}

function latest(moments: ReadonlyArray<string | undefined>): string | undefined {
	return moments
		.filter((moment) => moment !== undefined)
		.reduce<string | undefined>(
			(last, moment) => (last === undefined || moment > last ? moment : last),
			undefined,
		);
}

function earliest(moments: ReadonlyArray<string | undefined>): string | undefined {
	return moments
		.filter((moment) => moment !== undefined)
		.reduce<string | undefined>(
			(first, moment) => (first === undefined || moment < first ? moment : first),
			undefined,
		);
}

/** A row that is made anew under the key of a deleted one is another row. */
function identityFields({ keyFields, createdField }: ModifiedPlan): readonly string[] {
	return createdField === undefined ? keyFields : [...keyFields, createdField];
}

/** Which rows were delivered, and what the next look has to know of it. */
class Memory {
	readonly from: string | undefined;

	readonly createdSince: string | undefined;

	readonly fingerprint: (row: Row) => RowFingerprint;

	private readonly seen: SeenRows;

	/** Whether the contents in memory can be compared: their columns are all still there. */
	private readonly isComparable: boolean;

	private readonly contentColumns: readonly string[];

	constructor(
		private readonly plan: ModifiedPlan,
		private readonly state: ModifiedState,
	) {
		this.from = state.from;
		this.createdSince = state.createdSince ?? state.from;
		this.seen = SeenRows.unpack(state.seen);
		const present = new Set(plan.columns);
		this.isComparable = state.columns.every((column) => present.has(column));
		this.contentColumns = this.isComparable ? state.columns : plan.columns;
		this.fingerprint = fingerprints(identityFields(plan), this.contentColumns);
	}

	hasKey(key: string): boolean {
		return this.seen.hasKey(key);
	}

	/**
	 * Whether the row was delivered in this state. When columns were taken out of the GetConnector,
	 * the states can't be compared: then a row counts as delivered up to the newest change of before.
	 */
	knows(print: RowFingerprint, moment: string): boolean {
		if (this.isComparable) return this.seen.has(print);
		return this.seen.hasKey(print.key) && moment <= (this.state.newest ?? moment);
	}

	/**
	 * The memory after a look.
	 *
	 * @param settled rows that have been delivered, now or before
	 * @param isBehind whether the look ended before the last row: then rows that it did not meet may
	 * still be met
	 */
	after(
		settled: readonly Met[],
		from: string | undefined,
		isBehind: boolean,
	): Pick<ModifiedState, 'columns' | 'seen'> {
		const kept = settled.filter(({ moment }) => from === undefined || moment >= from);
		// Contents of rows that aren't met can't be made anew, so their columns stay until none is left.
		const columns = isBehind ? this.contentColumns : this.plan.columns;
		const fingerprint = fingerprints(identityFields(this.plan), columns);
		const isSame = columns.join() === this.contentColumns.join();
		const next = new SeenRows();
		const keys = new Set<string>();
		for (const { row, print } of kept) {
			next.add(isSame ? print : fingerprint(row));
			keys.add(print.key);
		}
		if (isBehind && this.isComparable) {
			for (const entry of this.seen.all()) if (!keys.has(entry.key)) next.add(entry);
		}
		if (next.count > MOST_SEEN) {
			throw new TooManyChangesError(next.count, MOST_SEEN, from ?? 'the start');
		}
		return { columns, seen: next.pack() };
	}
}
