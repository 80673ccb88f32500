import type { FilterFinding } from './filterError';
import { nearestName, type Named } from '../nearestName';
import type { OperatorName } from './operators';

/**
 * One condition. `Value` is what a user or an expression gives, until `convertFilter` has made it
 * the text that AFAS reads.
 */
export interface FilterCondition<Value = unknown> {
	/** Column id. */
	readonly field: string;
	readonly operator: OperatorName;
	/** Has no meaning for `isEmpty` and `isNotEmpty`. */
	readonly value: Value;
}

/** Conditions that must all hold. */
export type FilterGroup<Value = unknown> = ReadonlyArray<FilterCondition<Value>>;

/** Groups of which one must hold. No groups: every row passes. */
export type Filter<Value = unknown> = ReadonlyArray<FilterGroup<Value>>;

/** A filter that can be sent: values are the texts that AFAS reads, `%` included. */
export type WireFilter = Filter<string>;

/** Most groups that {@link andFilters} makes: the query string has no room for more. */
const MOST_GROUPS = 64;

/**
 * The rows that pass both filters, written out as AFAS wants it: (A or B) and (C or D) is AC or AD
 * or BC or BD. Conditions and groups that say the same appear once.
 *
 * @returns undefined when that takes more than 64 groups.
 */
export function andFilters(left: WireFilter, right: WireFilter): WireFilter | undefined {
	if (left.length === 0) return right;
	if (right.length === 0) return left;
	if (left.length * right.length > MOST_GROUPS ** 2) return undefined;
	const groups = left.flatMap((one) =>
		right.map((other) => distinctConditions([...one, ...other])),
	);
	const combined = distinctGroups(groups);
	return combined.length > MOST_GROUPS ? undefined : combined;
}

function distinctConditions(group: FilterGroup<string>): FilterGroup<string> {
	return distinctBy(group, conditionKey);
}

function distinctGroups(groups: WireFilter): WireFilter {
	return distinctBy(groups, (group) => group.map(conditionKey).sort().join('\n'));
}

function conditionKey({ field, operator, value }: FilterCondition<string>): string {
	return JSON.stringify([field, operator, value]);
}

/** The first entry of each key, in order. */
function distinctBy<Entry>(entries: readonly Entry[], key: (entry: Entry) => string): Entry[] {
	const first = new Map<string, Entry>();
	for (const entry of entries) {
		if (!first.has(key(entry))) first.set(key(entry), entry);
	}
	return [...first.values()];
}

/** Where a condition is, for people: `group 1, condition 2`. Takes indexes that start at 0. */
export function conditionPath(group: number, condition: number): string {
	return `group ${group + 1}, condition ${condition + 1}`;
}

/**
 * Findings for fields that the GetConnector doesn't have, each with the column that was probably
 * meant: written in another case, named by its label, or misspelt.
 */
export function checkFields(filter: Filter, columns: readonly Named[]): FilterFinding[] {
	const ids = new Set(columns.map((column) => column.id));
	return filter.flatMap((group, groupIndex) =>
		group.flatMap(({ field }, index) => {
			if (ids.has(field)) return [];
			const path = conditionPath(groupIndex, index);
			return [{ path, message: unknownField(field, columns) }];
		}),
	);
}

function unknownField(field: string, columns: readonly Named[]): string {
	if (field === '') return 'the field is missing';
	const near = nearestName(field, columns);
	const question = near === undefined ? '' : `; did you mean '${near}'?`;
	return `the GetConnector has no field '${field}'${question}`;
}
