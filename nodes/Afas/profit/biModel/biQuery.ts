import { QUERY_LIMIT, queryLength } from '../rows/query';
import { isEncodable } from './biAddress';
import { BiQueryError } from './biErrors';

/** A query parameter as the user gives it. */
export interface QueryParameter {
	readonly name: string;
	readonly value: string;
}

/** What is asked of a table. */
export interface BiQuery {
	/** What the user asks, encoded; empty for nothing. */
	readonly asked: string;
	/** Rows at most, asked by the node itself; undefined for all. */
	readonly top?: number;
}

/** What the node sets itself, with and without the `$` of OData. */
const OWN_PARAMETERS: readonly string[] = ['top', 'skip', 'skiptoken', 'filter'];

/**
 * Encodes what the user asks. Names keep the `$` of OData.
 *
 * @param filter in the words of OData; empty for none
 * @throws {BiQueryError} for what can't be asked so
 */
export function encodeAsked(filter: string, parameters: readonly QueryParameter[]): string {
	for (const text of [filter, ...parameters.flatMap(({ name, value }) => [name, value])]) {
		if (!isEncodable(text)) throw halfCharacter();
	}
	const parts = filter === '' ? [] : [`$filter=${encodeURIComponent(filter)}`];
	const names = new Set<string>();
	for (const { name, value } of parameters) {
		const plain = name.toLowerCase().replace(/^\$/, '');
		assertOwn(name, plain, names);
		names.add(plain);
		parts.push(`${encodeURIComponent(name).replaceAll('%24', '$')}=${encodeURIComponent(value)}`);
	}
	return parts.join('&');
}

function halfCharacter(): BiQueryError {
	return new BiQueryError(
		"'Filter' or 'Query Parameters' has half a character, as is left of an emoji that was cut",
		'Shorten texts by whole characters. Nothing was sent to AFAS.',
	);
}

function assertOwn(name: string, plain: string, names: ReadonlySet<string>): void {
	const advice = "Change 'Query Parameters' under 'Options'. Nothing was sent to AFAS.";
	if (plain === '') throw new BiQueryError('A query parameter has no name', advice);
	if (names.has(plain)) throw new BiQueryError(`There are two query parameters '${name}'`, advice);
	if (!OWN_PARAMETERS.includes(plain)) return;
	throw new BiQueryError(
		`The query parameter '${name}' is set by the node itself`,
		plain === 'filter'
			? "Set it with 'Filter'. Nothing was sent to AFAS."
			: "Set it with 'Limit', and with 'Pagination' and 'Page Size' under 'Options'. Nothing was sent to AFAS.",
	);
}

/** What makes rows with other columns than those of the table. */
const RESHAPING = /(?:^|&)\$?(?:select|apply|expand|compute)=/i;

/** Whether rows may have other columns than the table has by its description. */
export function reshapes(asked: string): boolean {
	return RESHAPING.test(asked);
}

/** The query of a first request. */
export function queryText({ asked, top }: BiQuery): string {
	return joined(asked, top === undefined ? '' : `$top=${top}`);
}

/** The same without what the node asks itself. */
export function plainQuery({ asked }: BiQuery): string {
	return asked;
}

/** Query strings as one; empty ones leave no trace. */
export function joined(...parts: readonly string[]): string {
	return parts.filter((part) => part !== '').join('&');
}

/** @throws {BiQueryError} when AFAS would answer 404 to a query string (reference §4.1) */
export function assertFits(query: string): void {
	const length = queryLength(query);
	if (length <= QUERY_LIMIT) return;
	throw new BiQueryError(
		`The filter and query parameters make a query string of ${length} characters, and AFAS accepts ${QUERY_LIMIT}`,
		'Ask for less: fewer or shorter conditions, or several runs. Nothing was sent to AFAS.',
	);
}
