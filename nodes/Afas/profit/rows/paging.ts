import { DeliveredRows } from './delivered';
import { Failure } from '../failure';
import type { SortField } from './order';
import { outcomeOf } from '../outcome';
import { type CertainOrder, isOutOfOrder, isSameRow } from './pageEvidence';
import type { Row } from '../row';
import { StuckReadError } from './stuckReadError';

/**
 * A condition on the first sort column that leaves out most of what was delivered before, so that
 * no page needs a deep `skip`.
 */
export interface Anchor {
	readonly field: string;
	readonly direction: 'asc' | 'desc';
	/** Value of the condition as AFAS takes it in a filter. */
	readonly value: string;
}

/** A way to anchor at a delivered value, as far as the column allows it. */
export interface AnchorChoice {
	readonly anchor: Anchor;
	/** Whether a delivered row with this value in the first sort column may fulfil the anchor. */
	readonly covers: (first: unknown) => boolean;
	/**
	 * Whether all rows that `covers` names certainly fulfil the anchor. They don't for moments,
	 * whose fraction AFAS hides, and for text, which AFAS compares in its own way.
	 */
	readonly exact: boolean;
}

/** One page, as it is asked for. */
export interface PageRequest {
	/** Rows to leave out at the start, counted within the anchor. */
	readonly skip: number;
	/** Most rows to answer with. */
	readonly take: number;
	readonly anchor?: Anchor;
	/** Whether the rows are asked for in the opposite order, so that the first is the last of all (false). */
	readonly isReversed?: boolean;
}

/** What is answered to a request for a page. */
export interface Page {
	readonly rows: Row[];
	/** The `take` that the answer was made with, when it says so. */
	readonly take?: number;
}

/**
 * Asks for a page. Fewer rows than `take` may mean that there are no more, or that the service, or a
 * gateway before it, gives no more at once.
 */
export type PageSource = (request: PageRequest) => Promise<Page>;

/** How a read goes about it. */
export interface PagingPlan {
	/** Columns that every page is sorted on. */
	readonly sort: readonly SortField[];
	/** Rows a page at first; halved when AFAS runs out of memory. */
	readonly pageSize: number;
	/** Rows to deliver at most. */
	readonly limit: number;
	/** Pages asked for at the same time: a window. */
	readonly parallelRequests: number;
	/**
	 * Whether the next window is asked for before the receiver gets the rows of the last one, so that
	 * AFAS works while the receiver does. Who may stop before the end rather goes without.
	 */
	readonly readAhead: boolean;
	/**
	 * Whether the last row of all is asked for beside the first page, so that a short one is proven to be
	 * all there is without a request behind it: a request more, and no wait.
	 */
	readonly asksForLastRow: boolean;
	/** Chooses an anchor behind a delivered value; undefined when there is none. */
	readonly anchorAt?: (first: unknown) => AnchorChoice | undefined;
	/** Whether the rows are only those that pass a filter of the user. */
	readonly isFiltered: boolean;
	/** The order of the first sort column, as far as it is certain. */
	readonly order: CertainOrder;
	/**
	 * Whether a page with fewer rows than were asked for is certainly the last, by the number of its
	 * rows alone. Where it isn't, the end is proven by what comes from behind it.
	 */
	readonly isCertainEnd: (rows: number) => boolean;
	/** Whether a failure says that AFAS refuses a request for what it asks. */
	readonly isRefused: (failure: unknown) => boolean;
	/** Whether a failure says that the page was too large for AFAS. */
	readonly isTooLarge: (failure: unknown) => boolean;
	/** Whether a failure says that AFAS doesn't take the anchor, so that `skip` has to do. */
	readonly isAnchorRefused: (failure: unknown) => boolean;
}

/** What happened during a read, for hints. Filled in as the read goes on. */
export interface PagingReport {
	/** Largest `skip` that was sent. */
	deepestSkip: number;
	/** How often rows had moved and the place was found again. */
	placesFoundAgain: number;
	/** Whether rows shared the values of all sort columns at a page border. */
	sortNotUnique: boolean;
	/**
	 * How often a row at a page border had other contents when it was read again, and was taken for
	 * the same row: nothing so far had shown that rows share the values of all sort columns.
	 */
	changedAtBorder: number;
	/** Rows that were delivered although each may be a changed version of one delivered before. */
	possiblyTwice: number;
	/** Pages that delivered or ended the read, without those that were asked for in vain. */
	pages: number;
	/** Rows a page at the start. */
	plannedPageSize: number;
	/** Rows a page at the end; smaller than planned when AFAS ran out of memory. */
	smallestPageSize: number;
	/** Rows that a page has at most, where AFAS or a gateway gives fewer than asked; 0 when unknown. */
	pageCap: number;
	/** Whether the rows didn't come in the order that was asked for. */
	orderIgnored: boolean;
	/** Whether AFAS ignored the condition with which pages were asked for by value. */
	anchorIgnored: boolean;
	/** Whether AFAS refused the condition with which pages were asked for by value. */
	anchorRefused: boolean;
	/** Whether AFAS ignored the number of rows to leave out. */
	skipIgnored: boolean;
	/** Whether AFAS gave no way to see that there are no more rows. */
	endUnproven: boolean;
	/** Ids of the columns that were to be added to the order and that AFAS refuses to sort on. */
	sortLeftOut: readonly string[];
}

/** A report of a read that has not begun. */
export function emptyReport(): PagingReport {
	return {
		deepestSkip: 0,
		placesFoundAgain: 0,
		sortNotUnique: false,
		changedAtBorder: 0,
		possiblyTwice: 0,
		pages: 0,
		plannedPageSize: 0,
		smallestPageSize: 0,
		pageCap: 0,
		orderIgnored: false,
		anchorIgnored: false,
		anchorRefused: false,
		skipIgnored: false,
		endUnproven: false,
		sortLeftOut: [],
	};
}

/** Adds what happened during one of several reads to what happened during the others. */
export function addReport(all: PagingReport, one: Readonly<PagingReport>): void {
	const isFirst = all.pages === 0;
	all.deepestSkip = Math.max(all.deepestSkip, one.deepestSkip);
	all.placesFoundAgain += one.placesFoundAgain;
	all.sortNotUnique ||= one.sortNotUnique;
	all.changedAtBorder += one.changedAtBorder;
	all.possiblyTwice += one.possiblyTwice;
	all.pages += one.pages;
	all.plannedPageSize = Math.max(all.plannedPageSize, one.plannedPageSize);
	all.smallestPageSize = isFirst
		? one.smallestPageSize
		: Math.min(all.smallestPageSize, one.smallestPageSize);
	all.pageCap = Math.max(all.pageCap, one.pageCap);
	all.orderIgnored ||= one.orderIgnored;
	all.anchorIgnored ||= one.anchorIgnored;
	all.anchorRefused ||= one.anchorRefused;
	all.skipIgnored ||= one.skipIgnored;
	all.endUnproven ||= one.endUnproven;
	all.sortLeftOut = [...new Set([...all.sortLeftOut, ...one.sortLeftOut])];
}

/** So many rows came or went during the read that its place could not be found again. */
export class PlaceLostError extends Failure {
	constructor() {
		super(
			'The rows changed so much during the read that it lost its place',
			"Run it again at a quieter moment, sort on a column that doesn't change (such as a number), or name the unique columns in 'Key Fields' under 'Options'. When no rows changed, a gateway between n8n and AFAS may drop the parameters of requests.",
		);
	}
}

/** Smallest page to which an out-of-memory answer may lead. */
const SMALLEST_PAGE = 50;

/** Pages that are looked through, each way, to find the place again. */
const SEARCHED_PAGES = 6;

/** Windows without a single new row after which a read gives up instead of circling. */
const MOST_FRUITLESS_WINDOWS = 12;

/** Requests that a read may make: so many for each page that brought new rows, and some for searches. */
const REQUESTS_PER_PAGE = 3;
const SPARE_REQUESTS = 30;

/**
 * Rows that each page repeats of the one before when no rows share their sort values: the last row,
 * and the one before it as a guard that nothing moved.
 */
const USUAL_OVERLAP = 2;

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

/** A page that was asked for but has not been looked at. */
interface Asked {
	readonly request: PageRequest;
	/** {@link PageReader.base} of the anchor it was asked with. */
	readonly base: number;
	/** New rows that it should bring at most. */
	readonly fresh: number;
	readonly page: Promise<Page>;
}

class PageReader {
	private done = false;

	private readonly delivered: DeliveredRows;

	private anchor: Anchor | undefined;

	/** Where the next row should be within the anchor; undefined when only a search can tell. */
	private position: number | undefined = 0;

	/**
	 * Where the anchor's first row is among all rows of the read, as far as they were counted: with it
	 * places of one anchor become places of another. Means nothing while the position is unknown.
	 */
	private base = 0;

	/** Pages that were asked for and not looked at, in order: at most `parallelRequests`. */
	private asked: Asked[] = [];

	private pageSize: number;

	private anchoring: boolean;

	/**
	 * Keys of delivered rows that were not seen again where they should have been. With contents where
	 * not all rows with that key may have been delivered, so that only these are known.
	 */
	private readonly astray = new Map<string, string[] | 'all'>();

	/** Windows in a row that delivered nothing. */
	private fruitless = 0;

	/** Requests so far. */
	private requests = 0;

	/** Requests that the rows so far allow: so many for each page with new rows. */
	private budget = SPARE_REQUESTS;

	/** Places found again when the budget last grew. */
	private placesBefore = 0;

	/** The first row of all. */
	private firstRow: Row | undefined;

	/** The first row within the anchor of the last page that began there. */
	private anchorStart: { readonly value?: string; readonly row: Row } | undefined;

	/** How often a page further on began with the first row. */
	private sameStarts = 0;

	/** Rows of the longest page. */
	private longest = 0;

	/** The last row of all, where it was asked for. */
	private lastOfAll: Promise<Page> | undefined;

	/** Rows of the last page that was shorter than asked and not the end. */
	private shortened = 0;

	constructor(
		private readonly source: PageSource,
		private readonly plan: PagingPlan,
		private readonly report: PagingReport,
	) {
		this.delivered = new DeliveredRows(plan.sort);
		this.pageSize = plan.pageSize;
		this.anchoring = plan.anchorAt !== undefined;
		this.report.plannedPageSize = plan.pageSize;
		this.report.smallestPageSize = plan.pageSize;
	}

	/** Reads pages, a few at a time, and yields what is new in each, in order. */
	async *pages(): AsyncGenerator<Row[], void, undefined> {
		try {
			while (!this.done) {
				if (this.asked.length === 0) this.askWindow();
				const page = this.asked.shift();
				if (page === undefined) return;
				const outcome = await outcomeOf(this.join(page));
				if (!outcome.ok && !this.stepDown(outcome.failure)) throw outcome.failure;
				const rows = outcome.ok ? outcome.value : undefined;
				// What else was asked for was asked for in the wrong place.
				if (rows === undefined || this.isGroupCut()) await this.dropAsked();
				if (this.plan.readAhead && rows !== undefined && !this.done) this.askAhead();
				if (rows !== undefined) yield rows;
			}
		} finally {
			await Promise.allSettled([this.lastOfAll, this.dropAsked()]);
		}
	}

	/** n8n can't cancel a request in flight: wait, so that it counts as one until it is over. */
	private async dropAsked(): Promise<void> {
		const dropped = this.asked;
		this.asked = [];
		await Promise.allSettled(dropped.map(async ({ page }) => await page));
	}

	private get remaining(): number {
		return this.plan.limit - this.delivered.count;
	}

	/** The rows that a page repeats: the last group of equal rows, and the row before it. */
	private get overlap(): number {
		if (this.delivered.count === 0) return 0;
		return this.delivered.lastGroup.length + 1;
	}

	/** Equal rows at the border: the next page must begin before them, which the window didn't know. */
	private isGroupCut(): boolean {
		return this.delivered.lastGroup.length > 1;
	}

	/** Anchors behind what was delivered, where the column allows it and it saves skipping. */
	private moveAnchor(): void {
		const found = this.newAnchor();
		if (found === undefined || this.position === undefined) return;
		const { choice, covered } = found;
		this.base += this.position - covered;
		this.anchor = choice.anchor;
		this.position = choice.exact ? covered : undefined;
	}

	/** An anchor that saves skipping, and how many delivered rows are within it. */
	private newAnchor(): { choice: AnchorChoice; covered: number } | undefined {
		if (!this.anchoring || this.position === undefined) return undefined;
		const choice = this.plan.anchorAt?.(this.delivered.lastFirst);
		if (choice === undefined) return undefined;
		const covered = this.delivered.countBack(choice.covers);
		if (covered === undefined || covered >= this.position) return undefined;
		if (!choice.exact && covered > this.pageSize / 4) return undefined;
		return { choice, covered };
	}

	/** Asks for the next pages, when none is asked for. */
	private askWindow(): void {
		if (this.remaining <= 0) return;
		const isFirst = this.delivered.count === 0;
		if (!isFirst) this.moveAnchor();
		if (++this.fruitless > MOST_FRUITLESS_WINDOWS) throw this.lost();
		const skip = Math.max(0, (this.position ?? 0) - this.overlap);
		const repeated = this.position === undefined ? this.pageSize / 4 + 1 : this.position - skip;
		this.asked.push(this.askPage(skip, repeated, this.remaining));
		if (isFirst) this.askForLastRow();
		while (!isFirst && this.asked.length < this.parallelRequests) {
			if (!this.askBehind(this.anchor, this.base)) return;
		}
	}

	/** Only where the first page may be all there is, and its end not be told by the limit. */
	private askForLastRow(): void {
		const { asksForLastRow, sort, limit } = this.plan;
		if (!asksForLastRow || sort.length === 0 || limit <= this.pageSize) return;
		this.lastOfAll ??= this.ask({ skip: 0, take: 1, isReversed: true });
	}

	/**
	 * Asks for pages while others are in flight, so that AFAS works while the receiver does. Where the
	 * next row is known, each page is asked for as soon as another one has come, from an anchor of its
	 * own: no page waits for a whole window, and none skips further than the pages in flight.
	 */
	private askAhead(): void {
		if (this.asked.length === 0) {
			this.askWindow();
			return;
		}
		if (this.position === undefined || this.asked.length >= this.parallelRequests) return;
		const found = this.newAnchor();
		if (found?.choice.exact === true) {
			this.askBehind(found.choice.anchor, this.base + this.position - found.covered);
		} else if (this.plan.anchorAt === undefined || !this.anchoring) {
			this.askBehind(this.anchor, this.base);
		}
	}

	/**
	 * Asks for the page behind the last one that was asked for.
	 *
	 * @param base {@link base} of the anchor
	 * @returns whether there should be more rows
	 */
	private askBehind(anchor: Anchor | undefined, base: number): boolean {
		const last = this.asked.at(-1);
		const expected = this.asked.reduce((left, { fresh }) => left - fresh, this.remaining);
		if (last === undefined || expected <= 0) return false;
		const { skip, take } = last.request;
		const start = last.base + skip + take - USUAL_OVERLAP - base;
		this.asked.push(this.askPage(start, USUAL_OVERLAP, expected, anchor, base));
		return true;
	}

	/** @param repeated rows that were delivered already @param expected new rows at most */
	private askPage(
		skip: number,
		repeated: number,
		expected: number,
		anchor = this.anchor,
		base = this.base,
	): Asked {
		const take = Math.ceil(Math.min(Math.max(this.pageSize, 2 * repeated), expected + repeated));
		const page = this.ask({ skip, take, anchor });
		return { request: { skip, take, anchor }, base, fresh: take - repeated, page };
	}

	private ask(request: PageRequest): Promise<Page> {
		if (this.requests >= this.budget) throw this.lost();
		this.requests += 1;
		this.report.deepestSkip = Math.max(this.report.deepestSkip, request.skip);
		const page = this.source(request);
		// A page that is dropped must not raise an unhandled rejection; who awaits it still sees it.
		page.catch(() => undefined);
		return page;
	}

	/** Where rows moved and the read went on all the same, a window was asked for in vain. */
	private enlargeBudget(): void {
		const { placesFoundAgain } = this.report;
		const moved = placesFoundAgain > this.placesBefore ? this.parallelRequests - 1 : 0;
		this.placesBefore = placesFoundAgain;
		this.budget += REQUESTS_PER_PAGE + moved;
	}

	/** Why the read can't go on, from what was seen. */
	private lost(): Error {
		return this.sameStarts > 1
			? new StuckReadError('sameRows', this.requests)
			: new PlaceLostError();
	}

	/**
	 * Takes what is new out of a page.
	 *
	 * @returns undefined when the page doesn't fit and the read has to go on from its place
	 */
	private async join({ request: sent, base, page: asked }: Asked): Promise<Row[] | undefined> {
		if (this.position !== undefined) this.position += this.base - base;
		this.base = base;
		this.anchor = sent.anchor;
		const page = await asked;
		const { rows } = page;
		this.noteStart(sent, rows);
		if (this.isAgainstAnchor(sent, rows)) return this.giveUpAnchors();
		const request = await this.withProvenEnd(sent, page);
		const fresh =
			this.delivered.count === 0
				? rows
				: (this.newRows(request, rows, this.expectedStart(request)) ??
					(await this.findPlace(request, rows)));
		if (fresh === undefined) return undefined;
		const wanted = this.withoutAstray(fresh).slice(0, this.remaining);
		this.delivered.add(fresh, wanted.length);
		this.position = request.skip + rows.length;
		this.report.pages += 1;
		if (wanted.length > 0) {
			this.fruitless = 0;
			this.enlargeBudget();
		}
		if (rows.length < request.take || this.remaining <= 0) this.done = true;
		return wanted;
	}

	/** Remembers how pages begin, by which a service shows that it ignores `skip`. */
	private noteStart({ skip, anchor }: PageRequest, rows: readonly Row[]): void {
		const [row] = rows;
		if (row === undefined) return;
		this.firstRow ??= { ...row };
		if (skip === 0) this.anchorStart = { value: anchor?.value, row: { ...row } };
		else if (rows.length > 1 && this.isStart(row, anchor)) this.sameStarts += 1;
		if (this.sameStarts > 1) this.report.skipIgnored = true;
	}

	private isStart(row: Row, anchor: Anchor | undefined): boolean {
		const { anchorStart } = this;
		if (isSameRow(row, this.firstRow)) return true;
		return anchorStart?.value === anchor?.value && isSameRow(row, anchorStart?.row);
	}

	/** Where `skip` is ignored, only the page right behind an anchor brings new rows. */
	private get parallelRequests(): number {
		return this.report.skipIgnored ? 1 : this.plan.parallelRequests;
	}

	/**
	 * Whether a page shows that AFAS can't be asked by value: it begins with the first row of all although
	 * the anchor leaves that out, or it isn't in the order that was asked for.
	 *
	 * @throws {StuckReadError} when a filter of the user is ignored as well, for all that can be seen
	 */
	private isAgainstAnchor({ anchor, skip }: PageRequest, rows: readonly Row[]): boolean {
		if (isOutOfOrder(rows, this.plan.sort[0], this.plan.order)) {
			this.report.orderIgnored = true;
			this.anchoring = false;
			return anchor !== undefined;
		}
		if (anchor === undefined || skip > 0 || !isSameRow(rows[0], this.firstRow)) return false;
		const first = this.firstRow?.[anchor.field];
		if (this.plan.anchorAt?.(this.delivered.lastFirst)?.covers(first) !== false) return false;
		this.report.anchorIgnored = true;
		if (this.plan.isFiltered) throw new StuckReadError('filterIgnored', this.requests);
		return true;
	}

	/** Goes on by counting rows off, where asking by value brings the wrong ones. */
	private giveUpAnchors(): undefined {
		this.anchoring = false;
		this.anchor = undefined;
		this.position = this.delivered.count;
		return undefined;
	}

	/**
	 * The request that a page answers: as it was sent when it is whole or the last, and for as many rows
	 * as came when a service gives no more at once.
	 */
	private async withProvenEnd(request: PageRequest, page: Page): Promise<PageRequest> {
		const { rows, take = request.take } = page;
		const isShort = rows.length > 0 && rows.length < request.take;
		const saysSo = take < request.take && rows.length >= take;
		const isLast = !isShort || (!saysSo && (await this.isEnd(request, rows)));
		this.longest = Math.max(this.longest, rows.length);
		if (isLast) return request;
		// Once may be a row that was just added.
		if (saysSo || rows.length === this.shortened) this.learnCap(rows.length);
		this.shortened = rows.length;
		// They were asked for behind a longer page than came.
		await this.dropAsked();
		return { ...request, take: rows.length };
	}

	/** Whether nothing is behind a page with fewer rows than were asked for. */
	private async isEnd(request: PageRequest, rows: readonly Row[]): Promise<boolean> {
		if (this.plan.isCertainEnd(rows.length)) return true;
		if (await this.isLastOfAll(rows.at(-1))) return true;
		const behind = await Promise.allSettled(this.asked.map(async ({ page }) => await page));
		const next = behind[0];
		if (next?.status === 'fulfilled') {
			if (next.value.rows.length > 0) return false;
			// A longer page came before, so this one isn't all that is given at once.
			if (this.longest > rows.length) return true;
		}
		return await this.isNothingBehind(request, rows);
	}

	/** Whether a row is certainly the last of all. It means nothing where no order is kept. */
	private async isLastOfAll(row: Row | undefined): Promise<boolean> {
		if (this.lastOfAll === undefined) return false;
		const last = await outcomeOf(this.lastOfAll);
		return last.ok && !this.report.orderIgnored && isSameRow(last.value.rows[0], row);
	}

	/** Asks for the one row behind a page. */
	private async isNothingBehind(request: PageRequest, rows: readonly Row[]): Promise<boolean> {
		const probe = await outcomeOf(
			this.ask({ ...request, skip: request.skip + rows.length, take: 1 }),
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
		const choice = this.anchoring ? this.plan.anchorAt?.(rows.at(-1)?.[field]) : undefined;
		if (choice !== undefined) {
			const covered = rows.filter((row) => choice.covers(row[field])).length;
			const request = { skip: 0, take: covered + 1, anchor: choice.anchor };
			const further = await outcomeOf(this.ask(request));
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

	/** Goes on with pages of the length that is given. */
	private learnCap(rows: number): void {
		this.pageSize = rows;
		this.report.pageCap = rows;
	}

	/** Index in a page at which the last group of equal rows should begin. */
	private expectedStart(request: PageRequest): number | undefined {
		if (this.position === undefined) return undefined;
		return this.position - this.delivered.lastGroup.length - request.skip;
	}

	/**
	 * What comes after the delivered rows in a page, when the page repeats them where it should.
	 *
	 * @param start index of the first row of the last group
	 */
	private newRows(
		request: PageRequest,
		rows: readonly Row[],
		start: number | undefined,
	): Row[] | undefined {
		if (start === undefined || start < 0) return undefined;
		const { lastKey, lastGroup, keyBeforeGroup } = this.delivered;
		if (start > 0 && this.keyAt(rows, start - 1) !== keyBeforeGroup) return undefined;
		// Without a row before it, the group may have begun on an earlier page.
		if (start === 0 && request.skip > 0) return undefined;
		let end = start;
		while (end < rows.length && this.keyAt(rows, end) === lastKey) end += 1;
		if (end - start < lastGroup.length) return undefined;
		const isWhole = end < rows.length || rows.length < request.take;
		return [...this.undelivered(rows.slice(start, end), isWhole), ...rows.slice(end)];
	}

	/**
	 * The rows of a group of equal rows that were not delivered, told by content.
	 *
	 * @param isWhole whether the group can't go on after the page
	 */
	private undelivered(group: readonly Row[], isWhole: boolean): Row[] {
		const known = [...this.delivered.lastGroup];
		const unknown = group.filter((row) => !takeOut(known, JSON.stringify(row)));
		if (unknown.length === 0) return [];
		if (!isWhole) return this.surplus(group, unknown);
		if (known.length > 0 && group.length === 1 && !this.delivered.hasEqualRows) {
			this.report.changedAtBorder += 1;
			return [];
		}
		this.report.sortNotUnique = true;
		this.report.possiblyTwice += Math.min(known.length, unknown.length);
		return unknown;
	}

	/**
	 * What is certainly new of a group that goes on after its page: the known rows that the page lacks
	 * may still come.
	 */
	private surplus(group: readonly Row[], unknown: readonly Row[]): Row[] {
		const missing = group.length - this.delivered.lastGroup.length;
		if (missing <= 0) return [];
		this.report.sortNotUnique = true;
		return unknown.slice(-missing);
	}

	private keyAt(rows: readonly Row[], index: number): string | undefined {
		const row = rows[index];
		return row === undefined ? undefined : this.delivered.keyOf(row);
	}

	/** Looks for the last delivered row, first in the page at hand, then before and behind it. */
	private async findPlace(request: PageRequest, rows: readonly Row[]): Promise<Row[] | undefined> {
		// Places mean nothing when each page is cut out of another order.
		if (this.report.orderIgnored) throw new StuckReadError('orderIgnored', this.requests);
		const isSearch = this.position === undefined;
		if (!isSearch && !this.report.skipIgnored) this.report.placesFoundAgain += 1;
		const known = this.delivered.keys();
		const here = this.afterKnown(request, rows, known);
		if (here !== undefined) return here;
		await this.searchElsewhere(request, known);
		return undefined;
	}

	/**
	 * What comes after the last known row of a page.
	 *
	 * @returns undefined when the page holds no known row, or holds equal rows of which it may lack
	 * the first
	 */
	private afterKnown(
		request: PageRequest,
		rows: readonly Row[],
		known: ReadonlySet<string>,
	): Row[] | undefined {
		const last = this.lastKnown(rows, known);
		if (last < 0) {
			if (request.anchor === undefined || request.skip > 0) return undefined;
			// What was delivered within the anchor is gone or far behind: all of the page is new.
			this.loseSightAfter(undefined);
			return [...rows];
		}
		const key = this.keyAt(rows, last);
		if (key !== this.delivered.lastKey) {
			// The rows delivered after this one were deleted, or come later because others were added.
			this.loseSightAfter(key);
			return rows.slice(last + 1);
		}
		const start = this.groupStart(rows, last);
		if (start === 0 && request.skip > 0) return undefined;
		const isWhole = last + 1 < rows.length || rows.length < request.take;
		return [...this.undelivered(rows.slice(start, last + 1), isWhole), ...rows.slice(last + 1)];
	}

	/** Index of the first row of the group of equal rows that ends at `last`. */
	private groupStart(rows: readonly Row[], last: number): number {
		const key = this.keyAt(rows, last);
		let start = last;
		while (start > 0 && this.keyAt(rows, start - 1) === key) start -= 1;
		return start;
	}

	/** Rows behind the last key may share it without having been delivered: their contents tell. */
	private loseSightAfter(key: string | undefined): void {
		const { lastKey, lastGroup } = this.delivered;
		for (const lost of this.delivered.forgetAfter(key)) {
			const before = this.astray.get(lost) ?? [];
			if (lost !== lastKey || before === 'all') this.astray.set(lost, 'all');
			else this.astray.set(lost, [...before, ...lastGroup.filter((row) => !before.includes(row))]);
		}
	}

	private withoutAstray(rows: Row[]): Row[] {
		if (this.astray.size === 0) return rows;
		return rows.filter((row) => {
			const contents = this.astray.get(this.delivered.keyOf(row));
			if (contents === undefined) return true;
			if (contents === 'all' || takeOut(contents, JSON.stringify(row))) return false;
			if (contents.length === 0) return true;
			return this.isRatherNew();
		});
	}

	/**
	 * Whether to deliver a row with the sort values but not the contents of a delivered one that is
	 * not in sight: it may be that one, changed. Reports the decision.
	 */
	private isRatherNew(): boolean {
		const isNew = this.delivered.hasEqualRows;
		if (isNew) this.report.possiblyTwice += 1;
		else this.report.changedAtBorder += 1;
		return isNew;
	}

	private lastKnown(rows: readonly Row[], known: ReadonlySet<string>): number {
		for (let index = rows.length - 1; index >= 0; index--) {
			const key = this.keyAt(rows, index);
			if (key !== undefined && known.has(key)) return index;
		}
		return -1;
	}

	/** Sets the position to where the delivered rows end, or gives up. */
	private async searchElsewhere(request: PageRequest, known: ReadonlySet<string>): Promise<void> {
		for (const skip of this.searchedSkips(request.skip)) {
			const { rows } = await this.ask({ skip, take: this.pageSize, anchor: this.anchor });
			const place = this.placeIn(rows, skip, known);
			if (place === undefined) continue;
			this.position = place;
			return;
		}
		throw this.lost();
	}

	/** Where the delivered rows end, as far as this page can tell. */
	private placeIn(
		rows: readonly Row[],
		skip: number,
		known: ReadonlySet<string>,
	): number | undefined {
		const last = this.lastKnown(rows, known);
		// Nothing that was delivered is left within the anchor, so it is all ahead.
		if (last < 0) return skip === 0 && this.anchor !== undefined ? 0 : undefined;
		if (this.keyAt(rows, last) !== this.delivered.lastKey) return skip + last + 1;
		const start = this.groupStart(rows, last);
		if (start === 0 && skip > 0) return undefined;
		return skip + start + this.delivered.lastGroup.length;
	}

	/** Where to look: backwards with growing strides, then forwards. Pages overlap by a quarter. */
	private searchedSkips(from: number): number[] {
		const stride = Math.max(1, Math.floor(this.pageSize * 0.75));
		const skips: number[] = [];
		for (let page = 1; page <= SEARCHED_PAGES; page++) {
			const skip = Math.max(0, from - page * stride);
			if (skips.at(-1) !== skip) skips.push(skip);
		}
		for (let page = 1; page <= SEARCHED_PAGES; page++) skips.push(from + page * stride);
		return skips;
	}

	/** Goes on more modestly after a failure that allows it. */
	private stepDown(failure: unknown): boolean {
		if (this.plan.isTooLarge(failure) && this.pageSize > SMALLEST_PAGE) {
			this.pageSize = Math.max(SMALLEST_PAGE, Math.floor(this.pageSize / 2));
			this.report.smallestPageSize = this.pageSize;
			return true;
		}
		if (this.anchor !== undefined && this.plan.isAnchorRefused(failure)) {
			this.report.anchorRefused = true;
			this.anchoring = false;
			this.anchor = undefined;
			this.position = this.delivered.count;
			return true;
		}
		return false;
	}
}

/** Takes one occurrence out of a list; tells whether there was one. */
function takeOut(list: string[], text: string): boolean {
	const index = list.indexOf(text);
	if (index < 0) return false;
	list.splice(index, 1);
	return true;
}
