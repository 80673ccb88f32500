import type { Row } from '../../row';
import { isOutOfOrder, isSameRow } from './pageEvidence';
import type { Anchor, PageRequest } from './pageRequest';
import type { PagingPlan } from './plan';
import type { PagingReport } from './report';
import { StuckReadError } from './stuckReadError';

/** What a page shows of a service that doesn't do what it is asked. */
export type Misfit = 'none' | 'unordered' | 'anchorIgnored';

/** Watches for a service, or a gateway before it, that ignores parts of a request. */
export class ServiceManners {
	/** The first row of all. */
	private firstRow: Row | undefined;

	/** The first row within the anchor of the last page that began there. */
	private anchorStart: { readonly value?: string; readonly row: Row } | undefined;

	/** How often a page further on began with the first row. */
	private sameStarts = 0;

	private isCountedOff = false;

	constructor(
		private readonly plan: PagingPlan,
		private readonly report: PagingReport,
	) {}

	/** Whether `skip` was seen to be ignored. */
	get ignoresSkip(): boolean {
		return this.sameStarts > 1;
	}

	/** How pages are asked for by value; undefined where they aren't. */
	get anchorAt(): PagingPlan['anchorAt'] {
		return this.isCountedOff ? undefined : this.plan.anchorAt;
	}

	/** Asks for no more pages by value. */
	giveUpAnchors(): void {
		this.isCountedOff = true;
	}

	/** Remembers how a page begins, by which a service shows that it ignores `skip`. */
	noteStart({ skip, anchor }: PageRequest, rows: readonly Row[]): void {
		const [row] = rows;
		if (row === undefined) return;
		this.firstRow ??= { ...row };
		if (skip === 0) this.anchorStart = { value: anchor?.value, row: { ...row } };
		else if (rows.length > 1 && this.isStart(row, anchor)) this.sameStarts += 1;
		if (this.ignoresSkip) this.report.skipIgnored = true;
	}

	private isStart(row: Row, anchor: Anchor | undefined): boolean {
		const { anchorStart } = this;
		if (isSameRow(row, this.firstRow)) return true;
		return anchorStart?.value === anchor?.value && isSameRow(row, anchorStart?.row);
	}

	/**
	 * Whether a page shows that AFAS can't be asked by value: it isn't in the order that was asked for, or
	 * it begins with the first row of all although its anchor leaves that out. No more pages are asked for
	 * by value then.
	 *
	 * @param lastFirst value of the first sort column in the last delivered row
	 * @param requests so far
	 * @throws {StuckReadError} when a filter of the user is ignored as well, for all that can be seen
	 */
	misfitOf(
		{ anchor, skip }: PageRequest,
		rows: readonly Row[],
		lastFirst: unknown,
		requests: number,
	): Misfit {
		const { plan, report } = this;
		if (isOutOfOrder(rows, plan.sort[0], plan.order)) {
			report.orderIgnored = true;
			this.giveUpAnchors();
			return 'unordered';
		}
		if (anchor === undefined || skip > 0 || !isSameRow(rows[0], this.firstRow)) return 'none';
		const first = this.firstRow?.[anchor.field];
		if (plan.anchorAt?.(lastFirst)?.covers(first) !== false) return 'none';
		report.anchorIgnored = true;
		this.giveUpAnchors();
		if (plan.isFiltered) throw new StuckReadError('filterIgnored', requests);
		return 'anchorIgnored';
	}
}
