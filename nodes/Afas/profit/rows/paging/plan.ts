import type { Row } from '../../row';
import type { SortField } from '../order';
import type { CertainOrder } from './pageEvidence';
import type { AnchorChoice } from './pageRequest';

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
	/** The same where nothing but the end is asked for by value. */
	readonly proofAnchorAt?: (first: unknown) => AnchorChoice | undefined;
	/** Whether the rows are only those that pass a filter of the user. */
	readonly isFiltered: boolean;
	/** The order of the first sort column, as far as it is certain. */
	readonly order: CertainOrder;
	/**
	 * Whether a page with fewer rows than were asked for is certainly the last, by its rows alone. Where
	 * it isn't, the end is proven by what comes from behind it.
	 */
	readonly isCertainEnd: (rows: readonly Row[]) => boolean;
	/** Whether a failure says that AFAS refuses a request for what it asks. */
	readonly isRefused: (failure: unknown) => boolean;
	/** Whether a failure says that the page was too large for AFAS. */
	readonly isTooLarge: (failure: unknown) => boolean;
	/** Whether a failure says that AFAS doesn't take the anchor, so that `skip` has to do. */
	readonly isAnchorRefused: (failure: unknown) => boolean;
}
