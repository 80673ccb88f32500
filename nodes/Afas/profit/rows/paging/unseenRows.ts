import type { Row } from '../../row';
import type { DeliveredRows } from './deliveredRows';
import { takeOut } from './join';
import type { PagingReport } from './report';

/**
 * Rows that were delivered and then not seen again where they should have been: they may turn up later,
 * and must not be delivered twice.
 */
export class UnseenRows {
	/**
	 * By key. With contents where not all rows with that key may have been delivered, so that only these
	 * are known.
	 */
	private readonly byKey = new Map<string, string[] | 'all'>();

	/** Forgets what was delivered after a key. Rows behind the last key may share it without having been. */
	forget(delivered: DeliveredRows, after: string | undefined): void {
		const { lastKey, lastGroup } = delivered;
		for (const key of delivered.forgetAfter(after)) {
			const before = this.byKey.get(key) ?? [];
			if (key !== lastKey || before === 'all') this.byKey.set(key, 'all');
			else this.byKey.set(key, [...before, ...lastGroup.filter((row) => !before.includes(row))]);
		}
	}

	/** Leaves out rows that were delivered. @param report learns of the doubtful ones */
	leaveOut(rows: Row[], delivered: DeliveredRows, report: PagingReport): Row[] {
		if (this.byKey.size === 0) return rows;
		return rows.filter((row) => {
			const contents = this.byKey.get(delivered.keyOf(row));
			if (contents === undefined) return true;
			if (contents === 'all' || takeOut(contents, JSON.stringify(row))) return false;
			if (contents.length === 0) return true;
			return isRatherNew(delivered, report);
		});
	}
}

/**
 * Whether to deliver a row with the sort values but not the contents of a delivered one that is
 * not in sight: it may be that one, changed. Reports the decision.
 */
function isRatherNew({ hasEqualRows }: DeliveredRows, report: PagingReport): boolean {
	if (hasEqualRows) report.possiblyTwice += 1;
	else report.changedAtBorder += 1;
	return hasEqualRows;
}
