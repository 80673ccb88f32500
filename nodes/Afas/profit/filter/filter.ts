import type { FilterFinding } from './filterError';
import { nearestName, type Named } from '../nearestName';
import { hasWildcards, type OperatorName, type TextOperatorName } from './operators';

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
	/**
	 * Why the value of a text operator is a pattern with wildcards and not a plain text: it was
	 * `written` as one, in the filter of AFAS's own form, or it is `assumed` to be one, in a node of
	 * version 1. Left out for a plain text.
	 */
	readonly wildcards?: 'written' | 'assumed';
	/** Whether it has AFAS's own form: then its value is no description that stands for a code. */
	readonly isWritten?: boolean;
}

/** Conditions that must all hold. */
export type FilterGroup<Value = unknown> = ReadonlyArray<FilterCondition<Value>>;

/** Groups of which one must hold. No groups: every row passes. */
export type Filter<Value = unknown> = ReadonlyArray<FilterGroup<Value>>;

/** What a text operator is to find, to the letter: a `%` in it is a percent sign. */
export interface SoughtText {
	readonly operator: TextOperatorName;
	readonly text: string;
}

/** A condition that can be sent: its value is the text that AFAS reads, `%` included. */
export interface WireCondition extends FilterCondition<string> {
	/**
	 * What rows are held against after reading, when AFAS may find more than that. Its operator may
	 * be another than the one that is sent.
	 */
	readonly sought?: SoughtText;
}

/** Conditions that can be sent; all of them must hold. */
export type WireGroup = readonly WireCondition[];

/** A filter that can be sent. */
export type WireFilter = readonly WireGroup[];

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

function distinctConditions(group: WireGroup): WireGroup {
	return distinctBy(group, conditionKey);
}

/** Leaves out groups that say the same as an earlier one. */
export function distinctGroups(groups: WireFilter): WireFilter {
	return distinctBy(groups, (group) => group.map(conditionKey).sort().join('\n'));
}

function conditionKey({ field, operator, value, sought }: WireCondition): string {
	return JSON.stringify([field, operator, value, sought]);
}

/**
 * What tells a filter from another in a state that is kept: plain data, the same for the same rows.
 * What is looked for only counts where it isn't plain from the value.
 */
export function filterIdentity(filter: WireFilter): unknown {
	return filter.map((group) =>
		group.map(({ field, operator, value, sought }) => ({
			field,
			operator,
			value,
			...(sought !== undefined && hasWildcards(sought.text) && { sought }),
		})),
	);
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
