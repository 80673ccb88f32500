import type { Client } from '../exchange/client';
import { andFilters, type WireFilter } from '../filter/filter';
import { FilterError } from '../filter/filterError';
import type { Column } from '../metainfo/metainfo';
import type { Row } from '../row';
import type { SortField } from '../rows/order';
import { emptyReport } from '../rows/paging/report';
import { readMatchingRows } from '../rows/matchingRows';
import { StuckReadError } from '../rows/paging/stuckReadError';
import { type DateReader, newestRow, oldestFirst } from './dateOrder';
import { momentOf, secondBefore } from './overlap';

/** A GetConnector in which changes are looked for. */
export interface ChangeSource {
	/**
	 * The rows with a date in `field`, oldest first, page by page.
	 *
	 * @param from `YYYY-MM-DDTHH:mm:ss`: only rows with that date or a later one; undefined for all
	 */
	readonly since: (field: string, from: string | undefined) => AsyncIterable<Row[]>;
	/**
	 * The row with the latest date in `field`; undefined when no row has one.
	 *
	 * @param until `YYYY-MM-DDTHH:mm:ss`: later dates don't count
	 */
	readonly newest: (field: string, until?: string) => Promise<Row | undefined>;
	/** All rows, in the order of their keys, page by page. */
	readonly all: () => AsyncIterable<Row[]>;
}

/** A GetConnector as a trigger watches it. */
export interface WatchedConnector {
	/** Id of the GetConnector. */
	readonly connector: string;
	readonly columns: readonly Column[];
	/** What every row must fulfil; empty for all rows. */
	readonly filter: WireFilter;
	/** Ids of the columns that together are different in every row. */
	readonly keyFields: readonly string[];
	/** Rows a page; 0 for automatic. */
	readonly pageSize: number;
	/** ms to wait for a page. */
	readonly timeout: number;
}

/** Pages asked for at the same time: a trigger is in no hurry. */
const PARALLEL_REQUESTS = 2;

/** Looks for changes in a GetConnector of AFAS. */
export function connectorChanges(client: Client, watched: WatchedConnector): ChangeSource {
	const keys = watched.keyFields.map((field): SortField => ({ field, direction: 'asc' }));
	const read: DateReader = async function* (filter, sort, more) {
		const request = {
			...watched,
			...more,
			filter,
			sort,
			pagination: 'auto',
			trustsSameCount: true,
			parallelRequests: PARALLEL_REQUESTS,
		} as const;
		yield* readMatchingRows(client, request, emptyReport());
	};
	const source = { read, columns: watched.columns, keys };
	return {
		async *since(field, from) {
			const filter = both(watched.filter, dateFilter(field, from));
			for await (const rows of oldestFirst(source, field, filter)) {
				assertSince(rows, field, from);
				yield rows;
			}
		},
		newest: async (field, until) => {
			const filter = both(watched.filter, latestFilter(field, until));
			return await newestRow(source, field, filter);
		},
		all: () => read(watched.filter, keys, { limit: Infinity }),
	};
}

/**
 * Older rows would be delivered as changes. The fraction of a second that AFAS hides may make a row seem
 * one second older (reference §8.2).
 *
 * @throws {StuckReadError} when AFAS gives rows that the filter leaves out
 */
function assertSince(rows: readonly Row[], field: string, from: string | undefined): void {
	if (from === undefined) return;
	const earliest = secondBefore(from);
	const isOlder = rows.some((row) => (momentOf(row[field]) ?? from) < earliest);
	if (isOlder) throw new StuckReadError('filterIgnored', 1);
}

function dateFilter(field: string, from: string | undefined): WireFilter {
	return from === undefined
		? [[{ field, operator: 'isNotEmpty', value: '' }]]
		: [[{ field, operator: 'greaterThanOrEqual', value: from }]];
}

function latestFilter(field: string, until: string | undefined): WireFilter {
	return until === undefined
		? dateFilter(field, undefined)
		: [[{ field, operator: 'lessThanOrEqual', value: until }]];
}

function both(filter: WireFilter, dates: WireFilter): WireFilter {
	const combined = andFilters(filter, dates);
	if (combined) return combined;
	const message = `it has ${filter.length} OR groups, and with the modified field there is room for 64`;
	throw new FilterError(
		[{ path: '', message }],
		'Use fewer OR groups, or a GetConnector of its own.',
	);
}
