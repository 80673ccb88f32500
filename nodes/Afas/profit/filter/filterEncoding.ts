import type { FilterCondition, WireFilter } from './filter';
import { OPERATORS } from './operators';

/** A filter as part of a query string. */
export interface EncodedFilter {
	/** Parameters without a leading `&`, percent-encoded; empty when every row passes. */
	readonly query: string;
	/** What its sender should tell the user, in sentences; mostly empty. */
	readonly notes: readonly string[];
}

/** AFAS wants a list position for `isEmpty` and `isNotEmpty`, and ignores what is in it. */
const NO_VALUE = '""';

/**
 * Writes a filter as AFAS's parallel lists (reference §4.3), with raw `,` for AND and `;` for OR.
 * Those lists have no way to write `,` or `;` in a value, so such a filter becomes `filterjson`
 * (§4.4). AFAS may take a `;` for OR even there: a note says so.
 */
export function encodeFilter(filter: WireFilter): EncodedFilter {
	if (filter.length === 0) return { query: '', notes: [] };
	const conditions = filter.flat();
	if (!conditions.some(hasSeparator)) return { query: encodeLists(filter), notes: [] };
	const fields = conditions.filter(({ value }) => value.includes(';')).map(({ field }) => field);
	return { query: encodeJson(filter), notes: [...new Set(fields)].map(semicolonNote) };
}

/**
 * Percent-encodes a name or value of a query string. A `:` may stay as it is (RFC 3986), which
 * saves room in every time.
 */
export function encodeQueryText(text: string): string {
	return encodeURIComponent(text).replaceAll('%3A', ':');
}

function hasSeparator({ field, value }: FilterCondition<string>): boolean {
	return /[,;]/.test(field + value);
}

function semicolonNote(field: string): string {
	return `A value for '${field}' has a ';', which AFAS may read as OR. Check whether the rows are the ones you asked for.`;
}

function encodeLists(filter: WireFilter): string {
	const list = (write: (condition: FilterCondition<string>) => string) =>
		filter.map((group) => group.map(write).join(',')).join(';');
	const fields = list(({ field }) => encodeQueryText(field));
	const values = list((condition) => encodeQueryText(listValue(condition)));
	const operators = list(({ operator }) => String(OPERATORS[operator].code));
	return `filterfieldids=${fields}&filtervalues=${values}&operatortypes=${operators}`;
}

function listValue({ operator, value }: FilterCondition<string>): string {
	return OPERATORS[operator].needsValue ? value : NO_VALUE;
}

function encodeJson(filter: WireFilter): string {
	const groups = filter.map((group, index) => ({
		'@FilterId': `Filter ${index + 1}`,
		Field: group.map(({ field, operator, value }) => ({
			'@FieldId': field,
			'@OperatorType': String(OPERATORS[operator].code),
			'#text': OPERATORS[operator].needsValue ? value : '',
		})),
	}));
	const json = JSON.stringify({ Filters: { Filter: groups } });
	// A ',' and '@' may stay as they are too: there is no list here that they could break.
	return `filterjson=${encodeQueryText(json).replaceAll('%2C', ',').replaceAll('%40', '@')}`;
}
