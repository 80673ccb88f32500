import type { Row } from '../row';
import type { ChangeSource } from './changeSource';
import { cutOff } from './cutOff';
import { type DatePass, readDatePass } from './datePass';
import { DeliveredMemory } from './deliveredMemory';
import type { FetchedRow } from './fetchedRow';
import type { ModifiedPlan, ModifiedState } from './modifiedState';
import { credible, earliest, latest } from './moments';
import { momentOf, overlapStart, secondBefore } from './overlap';
import type { ChangeEvent, RowChange } from './rowChange';

/** What a look found, and how far the trigger has come with it. */
export interface ModifiedLook {
	/** Oldest change first. */
	readonly changes: RowChange[];
	readonly state: ModifiedState;
}

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
	const memory = new DeliveredMemory(plan, state);
	const newestBefore = latest([
		state.newest,
		state.isBehind ? await newestMoment(source, plan) : undefined,
	]);
	const passes: DatePass[] = [];
	for (const field of plan.modifiedFields) {
		passes.push(await readDatePass(source, plan, field, memory));
	}
	const { settled, delivered, backlogAt } = cutOff(passes, plan.maxRows);
	const isBehind = backlogAt !== undefined;
	const moments = settled.map(({ moment }) => moment);
	const newest = latest([newestBefore, ...credible(moments, plan.horizon)]);
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

function changesOf(
	delivered: readonly FetchedRow[],
	plan: ModifiedPlan,
	memory: DeliveredMemory,
): RowChange[] {
	const keys = new Set<string>();
	return delivered.map(({ row, fingerprint: { key } }) => {
		const isKnown = memory.hasKey(key) || keys.has(key);
		keys.add(key);
		return { event: eventOf(row, isKnown, plan, memory), row };
	});
}

function eventOf(
	row: Row,
	isKnown: boolean,
	{ createdField }: ModifiedPlan,
	{ createdSince: since }: DeliveredMemory,
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
