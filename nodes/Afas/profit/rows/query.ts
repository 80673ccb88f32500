import { encodeQueryText } from '../filter/filterEncoding';
import { QueryTooLongError } from './queryTooLongError';

/** A column to order by. */
export interface SortColumn {
	/** Column id. */
	readonly field: string;
	readonly direction: 'asc' | 'desc';
	/**
	 * Whether the id stands in brackets and quotes, `['Cat._result']`: AFAS is reported to sort on an id
	 * with a dot in this form only (false).
	 */
	readonly isBracketed?: boolean;
}

/** What one page of a GetConnector asks for (reference §4.1). */
export interface RowsQuery {
	/** Rows to skip. */
	readonly skip: number;
	/** Rows to return; AFAS returns 100 when it isn't told. */
	readonly take: number;
	/** Without an order AFAS may return the same row on two pages (reference §4.6). */
	readonly sort: readonly SortColumn[];
	/** Encoded filter as `encodeFilter` returns it; empty for every row. */
	readonly filter: string;
}

/**
 * Most characters that AFAS reads from `?` to the end, `?` included, after encoding. It answers a
 * longer one with 404, as if the connector didn't exist (reference §4.1).
 */
export const QUERY_LIMIT = 2049;

/** The query string of one page, encoded, without the `?`. */
export function buildRowsQuery({ skip, take, sort, filter }: RowsQuery): string {
	const parameters = [`skip=${skip}`, `take=${take}`];
	if (sort.length > 0) parameters.push(`orderbyfieldids=${sort.map(encodeSortColumn).join(',')}`);
	if (filter !== '') parameters.push(filter);
	return parameters.join('&');
}

/** Characters that a query string without its `?` counts for against {@link QUERY_LIMIT}. */
export function queryLength(query: string): number {
	return query.length === 0 ? 0 : query.length + 1;
}

/** Whether AFAS will read all of a query string. */
export function queryFits(query: string): boolean {
	return queryLength(query) <= QUERY_LIMIT;
}

/** @throws {QueryTooLongError} when AFAS would answer 404 to a query string. */
export function assertQueryFits(query: string): void {
	if (!queryFits(query)) throw new QueryTooLongError(queryLength(query), QUERY_LIMIT);
}

function encodeSortColumn({ field, direction, isBracketed = false }: SortColumn): string {
	const column = isBracketed ? `['${field}']` : field;
	return `${direction === 'desc' ? '-' : ''}${encodeQueryText(column)}`;
}
