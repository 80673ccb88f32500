import { type AnchorAt, anchorFilter, anchorOn } from './anchor';
import type { Client } from '../exchange/client';
import { andFilters, type WireFilter } from '../filter/filter';
import { encodeFilter } from '../filter/filterEncoding';
import { USUAL_IN_FLIGHT } from '../exchange/gate';
import type { Column } from '../metainfo/metainfo';
import { outcomeOf } from '../outcome';
import type { SortField } from './order';
import { memoryOf } from './connectorMemory';
import { certainOrderOf } from './pageEvidence';
import { type Anchor, type Page, type PageRequest, type PagingReport, readPages } from './paging';
import type { Row } from '../row';
import { ProfitError, type ProfitErrorKind } from '../exchange/profitError';
import { assertQueryFits, buildRowsQuery, queryFits } from './query';

/** How pages are asked for: by value where the first sort column allows it, or by `skip` only. */
export type Pagination = 'auto' | 'offset' | 'keyset';

/** A read of a GetConnector. */
export interface RowsRequest {
	/** Id of the GetConnector. */
	readonly connector: string;
	readonly columns: readonly Column[];
	/** What every row must fulfil; empty for all rows. */
	readonly filter: WireFilter;
	/** The full order, as {@link fullOrder} makes it. */
	readonly sort: readonly SortField[];
	/** Rows to deliver at most. */
	readonly limit: number;
	/** Rows a page; 0 chooses by the number of columns. */
	readonly pageSize: number;
	readonly pagination: Pagination;
	/** Pages asked for at the same time. */
	readonly parallelRequests: number;
	/** Whether more pages may be asked for while the receiver works on the last ones (false). */
	readonly readAhead?: boolean;
	/**
	 * Rows of a page that is shorter than asked below which it is certainly the last (0): who has a reason
	 * to be sure saves a request. More than any page so far is never certain.
	 */
	readonly certainEndBelow?: number;
	/** Rows with which a page is certainly whole, such as one for each key that was looked up. */
	readonly certainEndAt?: number;
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

/** Rows to skip that room in the query string is kept for. */
const DEEPEST_SKIP = 9_999_999;

/** Refusals after which a read goes on without anchors: AFAS didn't like the extra condition. */
const ANCHOR_REFUSED: readonly ProfitErrorKind[] = ['unknownField', 'functional', 'unexplained'];

/**
 * Reads the rows of a GetConnector, page by page, complete and in order.
 *
 * @param report filled in as the read goes on
 * @throws {QueryTooLongError} before anything is sent, where even later pages would be too long; what {@link readPages} and the client throw
 */
export async function* readRows(
	client: Client,
	request: RowsRequest,
	report: PagingReport,
): AsyncGenerator<Row[], void, undefined> {
	const memory = memoryOf(request.columns);
	const planned = request.pageSize || automaticPageSize(request.columns.length);
	const pageSize = Math.min(planned, memory.pageCap ?? planned);
	// Later pages have longer query strings: better refused now than half-way.
	const skip = request.limit > pageSize ? DEEPEST_SKIP : 0;
	assertQueryFits(pageQuery(request, { skip, take: Math.min(pageSize, request.limit) }));
	const pages = readPages(
		async (page) => await readPage(client, request, page),
		{
			sort: request.sort,
			pageSize,
			limit: request.limit,
			parallelRequests: request.parallelRequests,
			readAhead: request.readAhead ?? false,
			anchorAt: request.pagination === 'offset' ? undefined : fittingAnchor(request),
			isFiltered: request.filter.length > 0,
			order: certainOrderOf(request.columns.find(({ id }) => id === request.sort[0]?.field)),
			isCertainEnd: (rows) =>
				rows < (request.certainEndBelow ?? 0) ||
				rows === request.certainEndAt ||
				(request.trustsLongerPages === true &&
					memory.pageCap === undefined &&
					rows < memory.longestPage),
			isRefused: (failure) => isKind(failure, ANCHOR_REFUSED),
			isTooLarge: (failure) => isKind(failure, ['outOfMemory']),
			isAnchorRefused: (failure) => isKind(failure, ANCHOR_REFUSED),
		},
		report,
	);
	try {
		yield* pages;
	} finally {
		if (report.pageCap > 0) memory.pageCap = report.pageCap;
	}
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
	const page = await outcomeOf(readPage(client, request, { skip: place, take: 1 }));
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

function pageQuery(request: RowsRequest, { skip, take, anchor }: PageRequest): string {
	const filter =
		anchor === undefined ? request.filter : andFilters(request.filter, anchorFilter(anchor));
	const { query } = encodeFilter(filter ?? request.filter);
	return buildRowsQuery({ skip, take, sort: request.sort, filter: query });
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
	return answer;
}

function pageOf(body: unknown): Page {
	const { rows, take } = (body ?? {}) as { rows?: unknown; take?: unknown };
	if (Array.isArray(rows)) {
		return { rows: rows as Row[], ...(typeof take === 'number' && take >= 0 && { take }) };
	}
	throw new ProfitError(
		'AFAS answered without rows',
		"Check 'Environment', 'Domain ID' and 'Base URL' in the credential, and whether the connector is a GetConnector.",
		{ kind: 'notProfit', status: 200 },
	);
}

function isKind(failure: unknown, kinds: readonly ProfitErrorKind[]): boolean {
	return failure instanceof ProfitError && kinds.includes(failure.details.kind);
}
