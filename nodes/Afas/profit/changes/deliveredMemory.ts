import type { Row } from '../row';
import type { FetchedRow } from './fetchedRow';
import type { ModifiedPlan, ModifiedState } from './modifiedState';
import { fingerprints, type RowFingerprint } from './rowFingerprint';
import { SeenRows } from './seenRows';
import { TooManyChangesError } from './tooManyChangesError';

/** Rows that are remembered at most: together not quite 1 MB of text. */
export const MOST_SEEN = 60_000;

/** Which rows were delivered, and what the next poll has to know of it. */
export class DeliveredMemory {
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
	has(fingerprint: RowFingerprint, moment: string): boolean {
		if (this.isComparable) return this.seen.has(fingerprint);
		return this.seen.hasKey(fingerprint.key) && moment <= (this.state.newest ?? moment);
	}

	/**
	 * The memory after a poll.
	 *
	 * @param settled rows that have been delivered, now or before
	 * @param isBehind whether the poll ended before the last row: then rows that it did not fetch may
	 * still come
	 * @throws {TooManyChangesError}
	 */
	after(
		settled: readonly FetchedRow[],
		from: string | undefined,
		isBehind: boolean,
	): Pick<ModifiedState, 'columns' | 'seen'> {
		const kept = settled.filter(({ moment }) => from === undefined || moment >= from);
		// Contents of rows that aren't fetched can't be made anew, so their columns stay until none is left.
		const columns = isBehind ? this.contentColumns : this.plan.columns;
		const fingerprintOf = fingerprints(identityFields(this.plan), columns);
		const isSame = columns.join() === this.contentColumns.join();
		const next = new SeenRows();
		const keys = new Set<string>();
		for (const { row, fingerprint } of kept) {
			next.add(isSame ? fingerprint : fingerprintOf(row));
			keys.add(fingerprint.key);
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

/** A row that is made anew under the key of a deleted one is another row. */
function identityFields({ keyFields, createdField }: ModifiedPlan): readonly string[] {
	return createdField === undefined ? keyFields : [...keyFields, createdField];
}
