import type { Client } from '../exchange/client';
import { andFilters, type WireFilter } from '../filter/filter';
import { FilterError } from '../filter/filterError';
import type { Column } from '../metainfo/metainfo';
import type { SortField } from '../rows/order';
import type { Row } from '../row';
import { emptyReport } from '../rows/paging';
import { readRows } from '../rows/rows';

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
	const read = (filter: WireFilter, sort: readonly SortField[], limit: number) =>
		readRows(
			client,
			{ ...watched, filter, sort, limit, pagination: 'auto', parallelRequests: PARALLEL_REQUESTS },
			emptyReport(),
		);
	return {
		since: (field, from) =>
			read(
				both(watched.filter, dateFilter(field, from)),
				ordered({ field, direction: 'asc' }, keys),
				Infinity,
			),
		newest: async (field, until) => {
			const filter = both(watched.filter, latestFilter(field, until));
			for await (const rows of read(filter, ordered({ field, direction: 'desc' }, keys), 1)) {
				return rows[0];
			}
			return undefined;
		},
		all: () => read(watched.filter, keys, Infinity),
	};
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

function ordered(first: SortField, keys: readonly SortField[]): SortField[] {
	return [first, ...keys.filter(({ field }) => field !== first.field)];
}
