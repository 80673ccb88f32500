import { outcomeOf } from '../../outcome';
import type { Row } from '../../row';
import { isSameRow } from './pageEvidence';
import type { Page, PageRequest } from './pageRequest';
import type { PageRequests } from './pageRequests';
import type { PagingPlan } from './plan';
import type { PagingReport } from './report';

/** What a page shows of the end of the rows. */
export interface Ending {
	/** Whether the page is whole, or the last: nothing says that fewer rows came than there are. */
	readonly isWhole: boolean;
	/** Rows that are given at once, where the page shows it. */
	readonly cap?: number;
}

/**
 * Proves the end of a read. A page that is shorter than asked may be the last, or all that a service
 * gives at once.
 */
export class EndProof {
	/** Rows of the longest page. */
	private longest = 0;

	/** Rows of the last page that was shorter than asked and not the end. */
	private shortened = 0;

	/** The last row of all and the one before it, where they were asked for. */
	private lastOfAll: Promise<Page> | undefined;

	constructor(
		private readonly requests: PageRequests,
		private readonly plan: PagingPlan,
		private readonly report: PagingReport,
	) {}

	/**
	 * Asks for the last row of all, beside the first page. Only where that may be all there is, and its end
	 * not be told by the limit.
	 */
	askForLastRow(pageSize: number): void {
		const { asksForLastRow, sort, limit } = this.plan;
		if (!asksForLastRow || sort.length === 0 || limit <= pageSize) return;
		this.lastOfAll ??= this.requests.ask({ skip: 0, take: 2, isReversed: true });
	}

	/** Waits until nothing is in flight any more. */
	async settled(): Promise<void> {
		await Promise.allSettled([this.lastOfAll]);
	}

	/**
	 * Whether a page is whole or the last, or shows how many rows are given at once.
	 *
	 * @param pending pages that are on their way and behind it
	 */
	async endingOf(
		request: PageRequest,
		{ rows, take = request.take }: Page,
		pending: ReadonlyArray<Promise<Page>>,
	): Promise<Ending> {
		const isShort = rows.length > 0 && rows.length < request.take;
		const saysSo = take < request.take && rows.length >= take;
		const isWhole = !isShort || (!saysSo && (await this.isEnd(request, rows, pending)));
		this.longest = Math.max(this.longest, rows.length);
		if (isWhole) return { isWhole };
		// Once may be a row that was just added.
		const isCap = saysSo || rows.length === this.shortened;
		this.shortened = rows.length;
		return { isWhole, ...(isCap && { cap: rows.length }) };
	}

	/** Whether nothing is behind a page with fewer rows than were asked for. */
	private async isEnd(
		request: PageRequest,
		rows: readonly Row[],
		pending: ReadonlyArray<Promise<Page>>,
	): Promise<boolean> {
		if (this.plan.isCertainEnd(rows)) return true;
		if (await this.isLastOfAll(rows.at(-1))) return true;
		const [next] = await Promise.allSettled(pending);
		if (next?.status === 'fulfilled') {
			if (next.value.rows.length > 0) return false;
			// A longer page came before, so this one isn't all that is given at once.
			if (this.longest > rows.length) return true;
		}
		return await this.isNothingBehind(request, rows);
	}

	/**
	 * Whether a row is certainly the last of all. It means nothing where no order is kept, and where the
	 * one before it has the same place in the order: the two may change places.
	 */
	private async isLastOfAll(row: Row | undefined): Promise<boolean> {
		if (this.lastOfAll === undefined) return false;
		const answer = await outcomeOf(this.lastOfAll);
		if (!answer.ok || this.report.orderIgnored) return false;
		const [last, before] = answer.value.rows;
		return isSameRow(last, row) && !this.areEqual(last, before);
	}

	private areEqual(one: Row | undefined, other: Row | undefined): boolean {
		if (one === undefined || other === undefined) return false;
		return this.plan.sort.every(({ field }) => one[field] === other[field]);
	}

	/** Asks for the one row behind a page. */
	private async isNothingBehind(request: PageRequest, rows: readonly Row[]): Promise<boolean> {
		const probe = await outcomeOf(
			this.requests.ask({ ...request, skip: request.skip + rows.length, take: 1 }),
		);
		if (!probe.ok) {
			if (!this.plan.isRefused(probe.failure)) throw probe.failure;
			this.report.endUnproven = true;
			return true;
		}
		const [next] = probe.value.rows;
		if (next === undefined) return true;
		if (!isSameRow(next, rows[0]) || isSameRow(rows[0], rows[1])) return false;
		// The page over again: what is behind it can only be asked for by value.
		return rows.length > 1 && (await this.isNothingFurther(rows));
	}

	/** Asks for the rows from the last value of a page on, where `skip` brings nothing that is behind it. */
	private async isNothingFurther(rows: readonly Row[]): Promise<boolean> {
		const field = this.plan.sort[0]?.field ?? '';
		const choice = this.plan.proofAnchorAt?.(rows.at(-1)?.[field]);
		if (choice !== undefined) {
			const covered = rows.filter((row) => choice.covers(row[field])).length;
			const request = { skip: 0, take: covered + 1, anchor: choice.anchor };
			const further = await outcomeOf(this.requests.ask(request));
			const found = further.ok ? further.value.rows : [];
			const known = new Set(rows.map((row) => JSON.stringify(row)));
			if (!found.every((row) => known.has(JSON.stringify(row)))) {
				this.report.skipIgnored = true;
				return false;
			}
			if (found.length > 0 && found.every((row) => choice.covers(row[field]))) return true;
		}
		this.report.endUnproven = true;
		return true;
	}
}
