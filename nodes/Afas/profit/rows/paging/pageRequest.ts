import type { Row } from '../../row';

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
