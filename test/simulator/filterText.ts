import { columnNotFound, refusals } from './messages';
import { RefusedError, type GetColumn } from './contract';
import { isObject, type Query } from './incoming';
import type { Settings } from './settings';

/** One condition of a filter: a column, the number of an operator (1-15) and a value as sent. */
export interface Condition {
	readonly column: GetColumn;
	readonly operator: number;
	/** Alternatives; more than one only where a `;` in a value counts as OR. */
	readonly values: readonly string[];
}

/** Conditions are joined with AND, groups with OR; no groups lets every row pass. */
export type Filter = ReadonlyArray<readonly Condition[]>;

interface RawCondition {
	readonly field: string;
	readonly operator: string;
	readonly values: readonly string[];
}

const EQUAL = '1';

/**
 * Reads the filter of a query string: the three lists of reference §4.2-4.3, or `filterjson`
 * (§4.4), which wins when both are there [SIM].
 *
 * @throws {RefusedError} on an unknown column or operator, lists that differ in length, broken JSON.
 */
export function parseFilter(
	query: Query,
	columns: readonly GetColumn[],
	settings: Settings,
): Filter {
	const groups = query.get('filterjson') ? parseJson(query, settings) : parseLists(query);
	return groups.map((group) => group.map((condition) => resolve(condition, columns)));
}

/** @throws {RefusedError} when there is no such column. Ids of fields (`U001`) are not columns. */
export function findColumn(columns: readonly GetColumn[], id: string): GetColumn {
	const found = columns.find((column) => column.id === id);
	if (found === undefined) throw columnNotFound(id);
	return found;
}

function resolve(
	{ field, operator, values }: RawCondition,
	columns: readonly GetColumn[],
): Condition {
	const column = findColumn(columns, field);
	if (!/^(?:[1-9]|1[0-5])$/.test(operator)) throw new RefusedError(refusals.unexpected);
	return { column, operator: Number(operator), values };
}

/** There is no escape: a `,` or `;` always separates, because decoding comes first (§4.3). */
function parseLists(query: Query): RawCondition[][] {
	const fields = splitList(query.get('filterfieldids') ?? '');
	const values = splitList(query.get('filtervalues') ?? '');
	const operators = query.get('operatortypes');
	if (isBlank(fields) && isBlank(values) && !operators) return [];
	const types = operators ? splitList(operators) : fields.map((group) => group.map(() => EQUAL));
	if (!isSameShape(fields, values) || !isSameShape(fields, types)) {
		throw new RefusedError(refusals.unexpected);
	}
	return fields.map((group, g) =>
		group.map((field, c) => ({
			field: field.trim(),
			operator: types[g]?.[c]?.trim() ?? EQUAL,
			values: [values[g]?.[c] ?? ''],
		})),
	);
}

function splitList(text: string): string[][] {
	return text.split(';').map((group) => group.split(','));
}

function isBlank(lists: readonly string[][]): boolean {
	return lists.length === 1 && lists[0]?.length === 1 && lists[0][0] === '';
}

function isSameShape(one: readonly string[][], other: readonly string[][]): boolean {
	return (
		one.length === other.length &&
		one.every((group, index) => group.length === other[index]?.length)
	);
}

function parseJson(query: Query, settings: Settings): RawCondition[][] {
	const root = parseObject(query.get('filterjson') ?? '');
	const filters = isObject(root.Filters) ? root.Filters.Filter : undefined;
	if (filters === undefined) throw new RefusedError(refusals.unexpected);
	return listOf(filters).map((filter) =>
		listOf(filter.Field).map((field) => readField(field, settings)),
	);
}

function parseObject(text: string): Record<string, unknown> {
	try {
		const value: unknown = JSON.parse(text);
		if (isObject(value)) return value;
	} catch {
		// Falls through to the same refusal as JSON that is no object.
	}
	throw new RefusedError(refusals.unexpected);
}

/** A single object stands for a list of one, as in XML that became JSON. */
function listOf(value: unknown): Array<Record<string, unknown>> {
	const list: unknown[] = Array.isArray(value) ? value : [value];
	if (list.length === 0 || !list.every(isObject)) throw new RefusedError(refusals.unexpected);
	return list;
}

function readField(
	field: Record<string, unknown>,
	{ semicolonInFilterJson }: Settings,
): RawCondition {
	const { '@FieldId': id, '@OperatorType': operator = EQUAL, '#text': text = '' } = field;
	if (typeof id !== 'string') throw new RefusedError(refusals.unexpected);
	const value = String(text);
	return {
		field: id,
		operator: String(operator),
		values: semicolonInFilterJson === 'or' ? value.split(';') : [value],
	};
}
