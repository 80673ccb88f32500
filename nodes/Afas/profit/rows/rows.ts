import {
	acceptedOrder,
	learnAcceptedOrder,
	leftOutOfOrder,
	type OrderTrial,
	rememberTaken,
} from './acceptedOrder';
import { type AnchorAt, anchorFilter, anchorOn } from './anchor';
import type { Client } from '../exchange/client';
import { andFilters, type WireFilter } from '../filter/filter';
import { encodeFilter } from '../filter/filterEncoding';
import { USUAL_IN_FLIGHT } from '../exchange/gate';
import type { Column } from '../metainfo/metainfo';
import { outcomeOf } from '../outcome';
import type { PartlyAddedOrder, SortField } from './order';
import { memoryOf } from './connectorMemory';
import { certainOrderOf } from './paging/pageEvidence';
import type { Anchor, Page, PageRequest } from './paging/pageRequest';
import { readPages } from './paging/readPages';
import type { PagingReport } from './paging/report';
import type { Row } from '../row';
import { StuckReadError } from './paging/stuckReadError';
import { ProfitError, type ProfitErrorKind } from '../exchange/profitError';
import { isProvenSize, rememberProvenSize } from './provenSize';
import { resumedPages } from './resumedPages';
import { assertQueryFits, buildRowsQuery, queryFits } from './query';

/** How pages are asked for: by value where the first sort column allows it, or by `skip` only. */
export type Pagination = 'auto' | 'offset' | 'keyset';

/** A read of a GetConnector. */
export interface RowsRequest extends PartlyAddedOrder {
	/** Id of the GetConnector. */
	readonly connector: string;
	readonly columns: readonly Column[];
	/** What every row must fulfil; empty for all rows. */
	readonly filter: WireFilter;
	/** Rows to deliver at most. */
	readonly limit: number;
	/** Rows a page; 0 chooses by the number of columns. */
	readonly pageSize: number;
	readonly pagination: Pagination;
	/** Pages asked for at the same time. */
	readonly parallelRequests: number;
	/** Whether more pages may be asked for while the receiver works on the last ones (false). */
	readonly readAhead?: boolean;
	/** Whether as few rows as the last time need no proof that they are all (false). */
	readonly trustsSameCount?: boolean;
	/** Whether a first read of a GetConnector asks for its last row beside the first page (false). */
	readonly asksForLastRow?: boolean;
	/** Whether a page is certainly all there is, by its rows: who looks for certain ones saves a proof. */
	readonly isWhole?: (rows: readonly Row[]) => boolean;
	/** Whether a page that is shorter than one before it is certainly the last (false). */
	readonly trustsLongerPages?: boolean;
	readonly language?: string;
	/** ms to wait for one page. */
	readonly timeout: number;
}

/** AFAS's rule of thumb: rows times columns of one page (reference §4.1). */
const MOST_CELLS = 150_000;

/** Bounds of an automatic page, in rows. */
const SMALLEST_PAGE = 100;
const LARGEST_PAGE = 50_000;

/** Rows a page for a GetConnector with this many columns. */
export function automaticPageSize(columns: number): number {
	const rows = Math.floor(MOST_CELLS / Math.max(1, columns));
	return Math.min(LARGEST_PAGE, Math.max(SMALLEST_PAGE, rows));
}

/** A page that repeats two rows must bring some new ones: a smaller limit is found out anew. */
const SMALLEST_CAP = 10;

/** Rows to skip that room in the query string is kept for. */
const DEEPEST_SKIP = 9_999_999;

/** Refusals after which a read goes on without anchors: AFAS didn't like the extra condition. */
const ANCHOR_REFUSED: readonly ProfitErrorKind[] = ['unknownField', 'functional', 'unexplained'];

/** Orders in which a read is tried before AFAS's refusal stands. */
const MOST_ORDERS = 3;

/** Rows of a page when there is no order: a second page might hold rows of the first. */
const UNORDERED_PAGE = 1_000_000;

/**
 * Reads the rows of a GetConnector, page by page, complete and in order.
 *
 * Columns that were added to the order and that AFAS refuses are left out; without any order all rows
 * are asked for at once.
 *
 * @param report filled in as the read goes on
 * @throws {QueryTooLongError} before anything is sent, where even later pages would be too long
 * @throws {SortRefusedError} when AFAS refuses the part of the order that was asked for
 * @throws what {@link readPages} and the client throw
 */
export async function* readRows(
	client: Client,
	request: RowsRequest,
	report: PagingReport,
): AsyncGenerator<Row[], void, undefined> {
	for (let tries = 1; ; tries += 1) {
		const pages = readInOrder(client, { ...request, sort: acceptedOrder(request) }, report);
		report.sortLeftOut = leftOutOfOrder(request);
		const first = await outcomeOf(pages.next());
		if (first.ok) {
			if (!first.value.done) yield* resumedPages(first.value.value, pages);
			return;
		}
		if (tries === MOST_ORDERS) throw first.failure;
		await learnAcceptedOrder(orderTrial(client, request), request, first.failure);
	}
}

/** Asks for one row. A refusal is looked into here, so it isn't sent again. */
function orderTrial(client: Client, request: RowsRequest): OrderTrial {
	return async (sort) =>
		await outcomeOf(readPage(once(client), { ...request, sort }, { skip: 0, take: 1 }));
}

/** Sends what can be done without: a failure that AFAS doesn't explain isn't worth a second try. */
function once(client: Client): Client {
	return {
		send: async (sent, inFlight) => await client.send({ ...sent, isTakenApart: true }, inFlight),
	};
}

async function* readInOrder(
	client: Client,
	request: RowsRequest,
	report: PagingReport,
): AsyncGenerator<Row[], void, undefined> {
	const memory = memoryOf(request.columns);
	const planned = plannedPageSize(request);
	const pageSize = Math.min(planned, Math.max(memory.pageCap ?? planned, SMALLEST_CAP));
	// Later pages have longer query strings: better refused now than half-way.
	const skip = request.limit > pageSize ? DEEPEST_SKIP : 0;
	assertQueryFits(pageQuery(request, { skip, take: Math.min(pageSize, request.limit) }));
	const isByValue = request.pagination !== 'offset' && memory.refusesAnchors !== true;
	// A refusal without a word may have been an accident.
	let isExplained = true;
	const pages = readPages(
		async (page) => await readPage(page.isReversed === true ? once(client) : client, request, page),
		{
			sort: request.sort,
			pageSize,
			limit: request.limit,
			parallelRequests: request.parallelRequests,
			readAhead: request.readAhead ?? false,
			anchorAt: isByValue ? fittingAnchor(request) : undefined,
			proofAnchorAt: fittingAnchor(request),
			asksForLastRow: request.asksForLastRow === true && memory.longestPage === 0,
			isFiltered: request.filter.length > 0,
			order: certainOrderOf(request.columns.find(({ id }) => id === request.sort[0]?.field)),
			isCertainEnd: (rows) =>
				request.isWhole?.(rows) === true ||
				isProvenSize(memory, request, rows.length) ||
				(request.trustsLongerPages === true &&
					memory.pageCap === undefined &&
					rows.length < memory.longestPage),
			isRefused: (failure) => isKind(failure, ANCHOR_REFUSED),
			isTooLarge: (failure) => isKind(failure, ['outOfMemory']),
			isAnchorRefused: (failure) => {
				isExplained = !isKind(failure, ['unexplained']);
				return isKind(failure, ANCHOR_REFUSED);
			},
		},
		report,
	);
	try {
		let delivered = 0;
		for await (const page of pages) {
			delivered += page.length;
			yield page;
		}
		if (report.orderIgnored && (request.askedSort ?? 0) > 0 && delivered >= request.limit) {
			throw new StuckReadError('sortIgnored', report.pages);
		}
		if (report.endUnproven) throw new StuckReadError('endUnproven', report.pages);
		if (report.pages === 1 && delivered < request.limit) {
			rememberProvenSize(memory, request, delivered);
		}
		if (report.anchorRefused && isExplained) memory.refusesAnchors = true;
		if (memory.refusesAnchors === true && request.pagination !== 'offset' && report.pages > 1) {
			report.anchorRefused = true;
		}
	} finally {
		if (report.pageCap > 0) memory.pageCap = report.pageCap;
	}
}

function plannedPageSize({ sort, pageSize, columns }: RowsRequest): number {
	if (sort.length === 0) return UNORDERED_PAGE;
	return pageSize || automaticPageSize(columns.length);
}

/**
 * Whether a read has a row at a place, counted from 0: asks AFAS for that row alone. False also when
 * AFAS gives no answer, as it may be too deep for it.
 */
export async function hasRowAt(
	client: Client,
	request: RowsRequest,
	place: number,
): Promise<boolean> {
	if (place >= request.limit) return false;
	const ordered = { ...request, sort: acceptedOrder(request) };
	const page = await outcomeOf(readPage(client, ordered, { skip: place, take: 1 }));
	return page.ok && page.value.rows.length > 0;
}

/** Whether pages of this read can be asked for by value. */
export function canAnchor({ sort, columns }: Pick<RowsRequest, 'sort' | 'columns'>): boolean {
	return anchorOn(sort[0], columns) !== undefined;
}

/** Leaves out anchors with which the query string would be too long. */
function fittingAnchor(request: RowsRequest): AnchorAt | undefined {
	const anchorAt = anchorOn(request.sort[0], request.columns);
	return (first) => {
		const choice = anchorAt?.(first);
		if (choice === undefined) return undefined;
		return fits(request, choice.anchor) ? choice : undefined;
	};
}

function fits(request: RowsRequest, anchor: Anchor): boolean {
	if (andFilters(request.filter, anchorFilter(anchor)) === undefined) return false;
	return queryFits(pageQuery(request, { skip: DEEPEST_SKIP, take: 99_999, anchor }));
}

function reversed({ field, direction }: SortField): SortField {
	return { field, direction: direction === 'asc' ? 'desc' : 'asc' };
}

function pageQuery(
	request: RowsRequest,
	{ skip, take, anchor, isReversed = false }: PageRequest,
): string {
	const filter =
		anchor === undefined ? request.filter : andFilters(request.filter, anchorFilter(anchor));
	const { query } = encodeFilter(filter ?? request.filter);
	const { bracketedSort } = memoryOf(request.columns);
	const sort = request.sort.map((column) => ({
		...(isReversed ? reversed(column) : column),
		isBracketed: bracketedSort.has(column.field),
	}));
	return buildRowsQuery({ skip, take, sort, filter: query });
}

async function readPage(client: Client, request: RowsRequest, page: PageRequest): Promise<Page> {
	const { connector, language, timeout, parallelRequests } = request;
	const query = pageQuery(request, page);
	assertQueryFits(query);
	const body = await client.send(
		{
			method: 'GET',
			path: `/connectors/${encodeURIComponent(connector)}`,
			query,
			language,
			timeout,
		},
		Math.max(parallelRequests, USUAL_IN_FLIGHT),
	);
	const answer = pageOf(body);
	const memory = memoryOf(request.columns);
	memory.longestPage = Math.max(memory.longestPage, answer.rows.length);
	rememberTaken(request.columns, request.sort);
	return answer;
}

function pageOf(body: unknown): Page {
	const { rows, take } = (body ?? {}) as { rows?: unknown; take?: unknown };
	if (Array.isArray(rows) && rows.every(isRow)) {
		return { rows, ...(typeof take === 'number' && take >= 0 && { take }) };
	}
	throw new ProfitError(
		'AFAS answered without rows',
		"Check 'Environment', 'Domain ID' and 'Base URL' in the credential, and whether the connector is a GetConnector.",
		{ kind: 'notProfit', status: 200 },
	);
}

function isRow(row: unknown): row is Row {
	return typeof row === 'object' && row !== null && !Array.isArray(row);
}

function isKind(failure: unknown, kinds: readonly ProfitErrorKind[]): boolean {
	return failure instanceof ProfitError && kinds.includes(failure.details.kind);
}
