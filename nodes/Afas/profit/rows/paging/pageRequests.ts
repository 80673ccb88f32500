import type { Page, PageRequest, PageSource } from './pageRequest';
import type { PagingReport } from './report';

/** Requests that a read may make: so many for each page that brought new rows, and some for searches. */
const REQUESTS_PER_PAGE = 3;
const SPARE_REQUESTS = 30;

/** Asks the source for pages, within a budget that grows with what they bring. */
export class PageRequests {
	private sent = 0;

	private budget = SPARE_REQUESTS;

	/** Places found again when the budget last grew. */
	private placesBefore = 0;

	/** @param whyEnded what to throw when the budget is used up */
	constructor(
		private readonly source: PageSource,
		private readonly report: PagingReport,
		private readonly whyEnded: () => Error,
	) {}

	/** Requests so far. */
	get count(): number {
		return this.sent;
	}

	/** Asks for a page, at once. @throws when no more requests are allowed */
	ask(request: PageRequest): Promise<Page> {
		if (this.sent >= this.budget) throw this.whyEnded();
		this.sent += 1;
		this.report.deepestSkip = Math.max(this.report.deepestSkip, request.skip);
		const page = this.source(request);
		// A page that is dropped must not raise an unhandled rejection; who awaits it still sees it.
		page.catch(() => undefined);
		return page;
	}

	/**
	 * Allows more requests, after a page that brought new rows.
	 *
	 * @param atOnce where rows moved and the read went on all the same, so many less one were in vain
	 */
	allowMore(atOnce: number): void {
		const { placesFoundAgain } = this.report;
		const moved = placesFoundAgain > this.placesBefore ? atOnce - 1 : 0;
		this.placesBefore = placesFoundAgain;
		this.budget += REQUESTS_PER_PAGE + moved;
	}
}
