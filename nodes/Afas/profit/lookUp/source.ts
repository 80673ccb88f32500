import type { Client } from '../exchange/client';
import { Gate, USUAL_IN_FLIGHT } from '../exchange/gate';
import type { WireFilter } from '../filter/filter';
import type { Column } from '../metainfo/metainfo';
import { readFilteredRows } from '../rows/filteredRows';
import { fullOrder } from '../rows/order';
import type { Row } from '../row';
import { addReport, emptyReport, type PagingReport } from '../rows/paging/report';
import { buildRowsQuery, QUERY_LIMIT, queryLength } from '../rows/query';
import { automaticPageSize, readRows } from '../rows/rows';

/** Where the rows of look-ups come from: one GetConnector, always in the same order. */
export interface LookUpSource {
	/** Rows of one page; a look-up of first rows asks for no more at once. */
	readonly pageSize: number;
	/** Characters that an encoded filter may take. */
	readonly room: number;
	/**
	 * The rows that pass a filter, in order, page by page and at most `limit` of them.
	 *
	 * @param isWhole whether a page has all rows that are looked for: then its end needs no proof
	 */
	readonly read: (
		filter: WireFilter,
		limit: number,
		isWhole?: (rows: readonly Row[]) => boolean,
	) => AsyncIterable<Row[]>;
}

/** A source that tells what happened during its reads. */
export interface ReportingSource extends LookUpSource {
	/** Of all reads that have ended, together. */
	readonly report: Readonly<PagingReport>;
}

/** A GetConnector to look rows up in. */
export interface LookedUpConnector {
	/** Id of the GetConnector. */
	readonly connector: string;
	readonly columns: readonly Column[];
	/** Columns that together are unique; empty when the user names none. */
	readonly keyFields: readonly string[];
	/** Requests that may be in flight at the same time, all look-ups together. */
	readonly parallelRequests: number;
	readonly language?: string;
	/** ms to wait for one page. */
	readonly timeout: number;
}

/** The highest values that a page of a look-up may have: room is kept for them. */
const WIDEST_PAGE = { skip: 9_999_999, take: 99_999 };

/** Looks rows up in a GetConnector of AFAS. */
export function connectorSource(client: Client, connector: LookedUpConnector): ReportingSource {
	const { columns, keyFields, parallelRequests } = connector;
	const sort = fullOrder(columns, [], keyFields);
	const pageSize = automaticPageSize(columns.length);
	const withoutFilter = buildRowsQuery({ ...WIDEST_PAGE, sort, filter: '' });
	const shared = sharing(client, parallelRequests);
	const total = emptyReport();
	return {
		pageSize,
		room: QUERY_LIMIT - queryLength(`${withoutFilter}&`),
		report: total,
		async *read(filter, limit, isWhole) {
			const report = emptyReport();
			const request = {
				...connector,
				// A page that is shorter than another of the same GetConnector is not all that is given at once.
				trustsLongerPages: true,
				isWhole,
				filter,
				sort,
				limit,
				pageSize,
				pagination: 'auto',
			} as const;
			try {
				// Rows of several keys are told apart by who receives them.
				const reader = filter.length > 1 ? readRows : readFilteredRows;
				yield* reader(takenApart(shared, filter.length > 1), request, report);
			} finally {
				addReport(total, report);
			}
		},
	};
}

/** A look-up of several keys is halved when it is refused, until the one that is meant is found. */
function takenApart(client: Client, isTakenApart: boolean): Client {
	return {
		send: async (request, inFlight) => await client.send({ ...request, isTakenApart }, inFlight),
	};
}

/** Each read may have several pages in flight: together they get no more than one read would. */
function sharing(client: Client, parallelRequests: number): Client {
	const gate = new Gate();
	const inFlight = Math.max(parallelRequests, USUAL_IN_FLIGHT);
	return {
		send: async (request) =>
			await gate.run(parallelRequests, async () => await client.send(request, inFlight)),
	};
}
