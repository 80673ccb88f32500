import { anchorBehind, type AnchorBehind, anchoredAt, type Cursor } from './cursor';
import type { DeliveredRows } from './deliveredRows';
import type { Page } from './pageRequest';
import type { PageRequests } from './pageRequests';
import type { PagingPlan } from './plan';
import { pageAtCursor, pageBehind, type PlannedPage, type WindowState } from './window';

/** Windows without a single new row after which a read gives up instead of circling. */
const MOST_EMPTY_WINDOWS = 12;

/** A page that was asked for and not looked at. */
export interface PendingPage extends PlannedPage {
	readonly page: Promise<Page>;
}

/** How far a read has come, for the requests that follow from it. */
export interface Progress {
	readonly cursor: Cursor;
	readonly delivered: DeliveredRows;
	/** Rows that may still be delivered. */
	readonly remaining: number;
	/** Rows of a page. */
	readonly pageSize: number;
	/** How pages are asked for by value; undefined where they aren't. */
	readonly anchorAt: PagingPlan['anchorAt'];
	/** Pages that may be in flight. */
	readonly parallelRequests: number;
}

/** The pages of a read that are on their way. */
export class PendingPages {
	/** In order. */
	private pages: PendingPage[] = [];

	/** Windows in a row that delivered nothing. */
	private emptyWindows = 0;

	/** @param whyEnded what to throw when windows bring nothing over and over */
	constructor(
		private readonly requests: PageRequests,
		private readonly whyEnded: () => Error,
	) {}

	/** Whether nothing is on its way. */
	get isEmpty(): boolean {
		return this.pages.length === 0;
	}

	/** Answers to come, in order. */
	get answers(): Array<Promise<Page>> {
		return this.pages.map(({ page }) => page);
	}

	/** Takes the first page out. */
	next(): PendingPage | undefined {
		return this.pages.shift();
	}

	/** Counts windows without new rows anew. */
	noteNewRows(): void {
		this.emptyWindows = 0;
	}

	/** n8n can't cancel a request in flight: wait, so that it counts as one until it is over. */
	async drop(): Promise<void> {
		const dropped = this.pages;
		this.pages = [];
		await Promise.allSettled(dropped.map(async ({ page }) => await page));
	}

	/**
	 * Asks for the next pages, when none is on its way: one alone at first, which tells whether there are
	 * more.
	 *
	 * @returns the cursor, within an anchor that saves skipping where there is one
	 */
	askWindow(progress: Progress): Cursor {
		if (progress.remaining <= 0) return progress.cursor;
		const isFirst = progress.delivered.count === 0;
		const found = isFirst ? undefined : anchorIn(progress);
		const cursor = found === undefined ? progress.cursor : anchoredAt(progress.cursor, found);
		const moved = { ...progress, cursor };
		this.emptyWindows += 1;
		if (this.emptyWindows > MOST_EMPTY_WINDOWS) throw this.whyEnded();
		this.ask(pageAtCursor(this.window(moved)));
		while (!isFirst && this.pages.length < progress.parallelRequests) {
			if (!this.ask(pageBehind(this.window(moved)))) break;
		}
		return cursor;
	}

	/**
	 * Asks for pages while others are in flight, so that AFAS works while the receiver does. Where the
	 * next row is known, each page is asked for as soon as another one has come, from an anchor of its
	 * own: no page waits for a whole window, and none skips further than the pages in flight.
	 *
	 * @returns the cursor, as {@link askWindow} does
	 */
	askAhead(progress: Progress): Cursor {
		const { cursor } = progress;
		if (this.isEmpty) return this.askWindow(progress);
		if (cursor.position === undefined || this.pages.length >= progress.parallelRequests) {
			return cursor;
		}
		const found = anchorIn(progress);
		if (found?.choice.exact === true) {
			this.ask(pageBehind(this.window(progress), anchoredAt(cursor, found)));
		} else if (progress.anchorAt === undefined) {
			this.ask(pageBehind(this.window(progress)));
		}
		return cursor;
	}

	private window({ cursor, delivered, remaining, pageSize }: Progress): WindowState {
		// The last group of equal rows is read again, and the row before it.
		const overlap = delivered.count === 0 ? 0 : delivered.lastGroup.length + 1;
		return { cursor, pending: this.pages, overlap, remaining, pageSize };
	}

	/** @returns whether there was a page to ask for */
	private ask(planned: PlannedPage | undefined): boolean {
		if (planned === undefined) return false;
		this.pages.push({ ...planned, page: this.requests.ask(planned.request) });
		return true;
	}
}

function anchorIn({ cursor, delivered, anchorAt, pageSize }: Progress): AnchorBehind | undefined {
	return anchorBehind(cursor, delivered, { anchorAt, pageSize });
}
