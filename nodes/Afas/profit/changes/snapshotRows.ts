import type { Row } from '../row';
import type { ChangeSource } from './changeSource';
import { KeysNotUniqueError } from './keysNotUniqueError';
import type { RowChange } from './rowChange';
import { RowsLostError } from './rowsLostError';
import {
	keyValues,
	packSnapshot,
	type Snapshot,
	snapshotHash,
	snapshotKey,
	unpackSnapshot,
} from './snapshot';
import { SnapshotTooLargeError } from './snapshotTooLargeError';

/** What a trigger looks for by comparing all rows with those of the last time. */
export interface SnapshotPlan {
	/** Columns that together are different in every row. */
	readonly keyFields: readonly string[];
	/** Ids of all columns of the GetConnector. */
	readonly columns: readonly string[];
	/** Changes to deliver at most in one look. */
	readonly maxRows: number;
	/** Percentage of the rows that may be gone at once. */
	readonly mostDeletions: number;
}

/** The rows as they were delivered. Plain data: it is kept as JSON. */
export interface SnapshotState {
	/** Ids of the columns that count as the content of a row. */
	readonly columns: readonly string[];
	/** Keys and hashes, as {@link packSnapshot} packs them. */
	readonly rows: string;
}

/** What a look found, and the rows as they are delivered with it. */
export interface SnapshotLook {
	/** Created and updated rows in the order of their keys, then deleted ones. */
	readonly changes: RowChange[];
	readonly state: SnapshotState;
	/**
	 * Whether updated rows could not be told, since columns were taken out of the GetConnector. They
	 * count as delivered.
	 */
	readonly isBlindToUpdates: boolean;
}

/** Characters that a packed snapshot may have: n8n writes it with every execution. */
export const MOST_SNAPSHOT = 1_000_000;

/** Fewer rows than this may always be deleted at once. */
const FEW_ROWS = 20;

/**
 * A trigger that delivers what changes from now on.
 *
 * @throws {KeysNotUniqueError} {@link SnapshotTooLargeError} and what reading throws
 */
export async function snapshotFromNow(
	source: ChangeSource,
	plan: SnapshotPlan,
): Promise<SnapshotState> {
	const now: Snapshot = new Map();
	await readAll(source, plan, (row, key) => now.set(key, snapshotHash(row, plan.columns)));
	return stateOf(now, plan.columns);
}

/**
 * Finds the rows that were created, updated and deleted since the last look.
 *
 * When there are more changes than `maxRows`, the rest stays as it was and is found the next time.
 *
 * @throws {KeysNotUniqueError} {@link SnapshotTooLargeError} {@link RowsLostError} and what reading
 * throws: a read that isn't complete never counts as deletions. The given state stays true then.
 */
export async function lookForDifferences(
	source: ChangeSource,
	plan: SnapshotPlan,
	state: SnapshotState,
): Promise<SnapshotLook> {
	const before = unpackSnapshot(state.rows);
	const columns = new Set(plan.columns);
	const isBlindToUpdates = !state.columns.every((column) => columns.has(column));
	const compared = isBlindToUpdates ? plan.columns : state.columns;
	const gone = new Set(before.keys());
	const next: Snapshot = new Map(before);
	const present: Snapshot = new Map();
	const changes: RowChange[] = [];
	let hasMore = false;
	await readAll(source, plan, (row, key) => {
		gone.delete(key);
		present.set(key, snapshotHash(row, plan.columns));
		const hash = snapshotHash(row, compared);
		const old = before.get(key);
		if (old === hash || (old !== undefined && isBlindToUpdates)) {
			next.set(key, hash);
			return;
		}
		hasMore ||= changes.length >= plan.maxRows;
		if (hasMore) return;
		changes.push({ event: old === undefined ? 'created' : 'updated', row });
		next.set(key, hash);
	});
	assertFewLost(gone.size, before.size, plan.mostDeletions);
	for (const key of gone) {
		hasMore ||= changes.length >= plan.maxRows;
		if (hasMore) break;
		changes.push({ event: 'deleted', row: keyRow(key, plan.keyFields) });
		next.delete(key);
	}
	return {
		changes,
		// Rows that are still to be delivered were hashed over the columns of then.
		state: hasMore ? stateOf(next, compared) : stateOf(present, plan.columns),
		isBlindToUpdates,
	};
}

/** @throws {KeysNotUniqueError} */
async function readAll(
	source: ChangeSource,
	{ keyFields }: SnapshotPlan,
	take: (row: Row, key: string) => void,
): Promise<void> {
	const met = new Set<string>();
	let repeated = 0;
	let example = '';
	for await (const page of source.all()) {
		for (const row of page) {
			const key = snapshotKey(row, keyFields);
			if (met.has(key)) {
				repeated += 1;
				example ||= key;
			}
			met.add(key);
			if (repeated === 0) take(row, key);
		}
	}
	if (repeated > 0) throw new KeysNotUniqueError(repeated, keyFields, keyValues(example));
}

function assertFewLost(lost: number, before: number, mostPercent: number): void {
	if (lost < FEW_ROWS || lost <= (before * mostPercent) / 100) return;
	throw new RowsLostError(lost, before);
}

function keyRow(key: string, keyFields: readonly string[]): Row {
	const values = keyValues(key);
	return Object.fromEntries(keyFields.map((field, index) => [field, values[index]])) as Row;
}

function stateOf(snapshot: Snapshot, columns: readonly string[]): SnapshotState {
	const rows = packSnapshot(snapshot);
	if (rows.length > MOST_SNAPSHOT) {
		throw new SnapshotTooLargeError(snapshot.size, rows.length, MOST_SNAPSHOT);
	}
	return { columns, rows };
}
