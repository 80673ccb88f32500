import { outcomeOf } from '../../outcome';
import type { Row } from '../../row';
import { countedOff, type Cursor, seenFrom, START } from './cursor';
import { DeliveredRows } from './deliveredRows';
import { EndProof } from './endProof';
import {
	joinWhereExpected,
	type Joined,
	joinWhereFound,
	positionIn,
	type ReceivedPage,
} from './join';
import type { Page, PageRequest, PageSource } from './pageRequest';
import { PageRequests } from './pageRequests';
import { type PendingPage, PendingPages, type Progress } from './pendingPages';
import { PlaceLostError } from './placeLostError';
import type { PagingPlan } from './plan';
import type { PagingReport } from './report';
import { searchedSkips } from './search';
import { ServiceManners } from './serviceManners';
import { StuckReadError } from './stuckReadError';
import { UnseenRows } from './unseenRows';

/** Smallest page to which an out-of-memory answer may lead. */
const SMALLEST_PAGE = 50;

/**
 * Reads all rows that the source has, page by page, in order, none lost and none doubled as long as
 * rows keep the values of their sort columns: also when other rows come and go meanwhile.
 *
 * Each page repeats the end of the one before. Where that doesn't match, rows moved, and the read
 * finds its place again. Rows that share all sort values may come in another order each time, so a
 * group of them that a border cuts is read again from its start and compared by content. When one of
 * them went and another turned up, that may be one row that was changed: it is rather delivered
 * twice than lost, and the report says so.
 *
 * The end is proven: a page that is shorter than asked may be all that is given at once, so what is
 * behind it is asked for. A read makes no more requests than three for each page that brought new rows
 * and thirty beside them.
 *
 * @throws {PlaceLostError} when the place cannot be found again, {@link StuckReadError} when the source
 * doesn't answer what it is asked; what the source throws otherwise
 */
export async function* readPages(
	source: PageSource,
	plan: PagingPlan,
	report: PagingReport,
): AsyncGenerator<Row[], void, undefined> {
	const reader = new PageReader(source, plan, report);
	for await (const rows of reader.pages()) {
		if (rows.length > 0) yield rows;
	}
}

/** What a page delivers. */
interface Taken {
	readonly rows: Row[];
	/** Whether no more rows are to come. */
	readonly isLast: boolean;
}

/** The loop of a read: asks, joins what comes to what was delivered, and goes on from there. */
class PageReader {
	private cursor: Cursor = START;

	/** Rows of a page. */
	private pageSize: number;

	private readonly delivered: DeliveredRows;

	private readonly manners: ServiceManners;

	private readonly requests: PageRequests;

	private readonly pending: PendingPages;

	private readonly endProof: EndProof;

	private readonly unseen = new UnseenRows();

	constructor(
		source: PageSource,
		private readonly plan: PagingPlan,
		private readonly report: PagingReport,
	) {
		this.pageSize = plan.pageSize;
		this.delivered = new DeliveredRows(plan.sort);
		this.manners = new ServiceManners(plan, report);
		this.requests = new PageRequests(source, report, () => this.whyEnded());
		this.pending = new PendingPages(this.requests, () => this.whyEnded());
		this.endProof = new EndProof(this.requests, plan, report);
		report.plannedPageSize = plan.pageSize;
		report.smallestPageSize = plan.pageSize;
	}

	/** Reads pages, a few at a time, and yields what is new in each, in order. */
	async *pages(): AsyncGenerator<Row[], void, undefined> {
		try {
			for (;;) {
				if (this.pending.isEmpty) this.cursor = this.pending.askWindow(this.progress);
				if (this.delivered.count === 0) this.endProof.askForLastRow(this.pageSize);
				const page = this.pending.next();
				if (page === undefined) return;
				const outcome = await outcomeOf(this.take(page));
				if (!outcome.ok && !this.stepDown(outcome.failure)) throw outcome.failure;
				const taken = outcome.ok ? outcome.value : undefined;
				// What else was asked for was asked for in the wrong place.
				if (taken === undefined || this.isGroupCut()) await this.pending.drop();
				if (taken === undefined) continue;
				if (this.plan.readAhead && !taken.isLast) {
					this.cursor = this.pending.askAhead(this.progress);
				}
				yield taken.rows;
				if (taken.isLast) return;
			}
		} finally {
			await Promise.all([this.endProof.settled(), this.pending.drop()]);
		}
	}

	private get remaining(): number {
		return this.plan.limit - this.delivered.count;
	}

	/** Equal rows at the border: the next page must begin before them, which the window didn't know. */
	private isGroupCut(): boolean {
		return this.delivered.lastGroup.length > 1;
	}

	/** Where `skip` is ignored, only the page right behind an anchor brings new rows. */
	private get parallelRequests(): number {
		return this.report.skipIgnored ? 1 : this.plan.parallelRequests;
	}

	/** Why the read can't go on, from what was seen. */
	private whyEnded(): Error {
		return this.manners.ignoresSkip
			? new StuckReadError('sameRows', this.requests.count)
			: new PlaceLostError();
	}

	private get progress(): Progress {
		const { cursor, delivered, remaining, pageSize } = this;
		const { anchorAt } = this.manners;
		const { parallelRequests } = this;
		return { cursor, delivered, remaining, pageSize, anchorAt, parallelRequests };
	}

	/**
	 * Takes what is new out of a page.
	 *
	 * @returns undefined when the page doesn't fit and the read has to go on from its place
	 */
	private async take({
		request: sent,
		base,
		page: awaited,
	}: PendingPage): Promise<Taken | undefined> {
		this.cursor = seenFrom(this.cursor, { anchor: sent.anchor, base });
		const page = await awaited;
		const { rows } = page;
		this.manners.noteStart(sent, rows);
		if (this.isMisplaced(sent, rows)) return undefined;
		const request = await this.asAnswered(sent, page);
		const joined = this.delivered.count === 0 ? { rows } : await this.join({ request, rows });
		if (joined === undefined) return undefined;
		const wanted = this.deliver(joined);
		this.cursor = { ...this.cursor, position: request.skip + rows.length };
		this.report.pages += 1;
		if (wanted.length > 0) {
			this.pending.noteNewRows();
			this.requests.allowMore(this.parallelRequests);
		}
		return { rows: wanted, isLast: rows.length < request.take || this.remaining <= 0 };
	}

	/** Whether a page that was asked for by value brings the wrong rows: they are counted off from now on. */
	private isMisplaced(sent: PageRequest, rows: readonly Row[]): boolean {
		const { delivered, requests } = this;
		const misfit = this.manners.misfitOf(sent, rows, delivered.lastFirst, requests.count);
		if (misfit === 'none' || sent.anchor === undefined) return false;
		this.cursor = countedOff(delivered.count);
		return true;
	}

	/**
	 * The request that a page answers: as it was sent when it is whole or the last, and for as many rows
	 * as came when a service gives no more at once.
	 */
	private async asAnswered(sent: PageRequest, page: Page): Promise<PageRequest> {
		const { answers } = this.pending;
		const ending = await this.endProof.endingOf(sent, page, answers);
		if (ending.isWhole) return sent;
		if (ending.cap !== undefined) {
			this.pageSize = ending.cap;
			this.report.pageCap = ending.cap;
		}
		// They were asked for behind a longer page than came.
		await this.pending.drop();
		return { ...sent, take: page.rows.length };
	}

	/** Finds out what a page adds, and looks for the delivered rows elsewhere where it doesn't show them. */
	private async join(page: ReceivedPage): Promise<Joined | undefined> {
		const { cursor, delivered, report } = this;
		const expected = joinWhereExpected(page, delivered, this.expectedStart(page.request));
		if (expected !== undefined) return expected;
		// Places mean nothing when each page is cut out of another order.
		if (report.orderIgnored) throw new StuckReadError('orderIgnored', this.requests.count);
		if (cursor.position !== undefined && !report.skipIgnored) report.placesFoundAgain += 1;
		const known = delivered.keys();
		const found = joinWhereFound(page, delivered, known);
		if (found === undefined) await this.search(page.request.skip, known);
		return found;
	}

	/** Index in a page at which the last group of equal rows should begin. */
	private expectedStart({ skip }: PageRequest): number | undefined {
		const { position } = this.cursor;
		return position === undefined ? undefined : position - this.delivered.lastGroup.length - skip;
	}

	/** Sets the cursor to where the delivered rows end, or gives up. */
	private async search(from: number, known: ReadonlySet<string>): Promise<void> {
		const { anchor } = this.cursor;
		for (const skip of searchedSkips(from, this.pageSize)) {
			const request = { skip, take: this.pageSize, anchor };
			const { rows } = await this.requests.ask(request);
			const position = positionIn({ request, rows }, this.delivered, known);
			if (position === undefined) continue;
			this.cursor = { ...this.cursor, position };
			return;
		}
		throw this.whyEnded();
	}

	/** Takes over what a page adds, and reports what is doubtful. @returns the rows to hand on */
	private deliver({ rows, forget, ...doubts }: Joined): Row[] {
		const { delivered, report, unseen } = this;
		if (forget !== undefined) unseen.forget(delivered, forget.after);
		report.sortNotUnique ||= doubts.sortNotUnique ?? false;
		report.changedAtBorder += doubts.changedAtBorder ?? 0;
		report.possiblyTwice += doubts.possiblyTwice ?? 0;
		const wanted = unseen.leaveOut(rows, delivered, report).slice(0, this.remaining);
		delivered.add(rows, wanted.length);
		return wanted;
	}

	/** Goes on more modestly after a failure that allows it. */
	private stepDown(failure: unknown): boolean {
		if (this.plan.isTooLarge(failure) && this.pageSize > SMALLEST_PAGE) {
			this.pageSize = Math.max(SMALLEST_PAGE, Math.floor(this.pageSize / 2));
			this.report.smallestPageSize = this.pageSize;
			return true;
		}
		if (this.cursor.anchor === undefined || !this.plan.isAnchorRefused(failure)) return false;
		this.report.anchorRefused = true;
		this.manners.giveUpAnchors();
		this.cursor = countedOff(this.delivered.count);
		return true;
	}
}
