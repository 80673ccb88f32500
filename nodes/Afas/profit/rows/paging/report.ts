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
