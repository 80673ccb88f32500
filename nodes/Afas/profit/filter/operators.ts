/** The operators of a filter in words; saved workflows hold them. */
export type OperatorName =
	| 'equals'
	| 'notEquals'
	| 'greaterThan'
	| 'greaterThanOrEqual'
	| 'lessThan'
	| 'lessThanOrEqual'
	| 'contains'
	| 'notContains'
	| 'startsWith'
	| 'notStartsWith'
	| 'endsWith'
	| 'notEndsWith'
	| 'isEmpty'
	| 'isNotEmpty'
	| 'quickFilter';

/** Where a text operator has its `%`: `%x%`, `x%` or `%x`. */
export type WildcardPlace = 'around' | 'after' | 'before';

/** How AFAS knows an operator, and what is special about it. */
export interface FilterOperator {
	/** Number in `operatortypes` and `@OperatorType`. */
	readonly code: number;
	/** The sign that AFAS's own filters use. */
	readonly symbol: string;
	/**
	 * Compares text, so a value of another type goes out as the text that was given. AFAS calls such
	 * operators slow: no index helps (finding FILT-47 of its auditor; the quick filter is slower still).
	 */
	readonly isText: boolean;
	readonly needsValue: boolean;
	readonly wildcard?: WildcardPlace;
	/** The operator that this one denies, where a text is looked for. */
	readonly denies?: FindingOperatorName;
}

/** The operators that look for a text somewhere in a value. */
export type FindingOperatorName = 'contains' | 'startsWith' | 'endsWith';

/** The operators that look for a text somewhere in a value, and those that deny that it is there. */
export type TextOperatorName =
	FindingOperatorName | 'notContains' | 'notStartsWith' | 'notEndsWith';

const COMPARISON = { isText: false, needsValue: true };
const EMPTINESS = { isText: false, needsValue: false };
const TEXT = { isText: true, needsValue: true };

/**
 * All operators of a GetConnector (reference §4.2). AFAS documents the text operators with the bare
 * text, while the clients that run live send a `%`; see {@link patternOf}.
 */
export const OPERATORS: Readonly<Record<OperatorName, FilterOperator>> = {
	equals: { code: 1, symbol: '=', ...COMPARISON },
	notEquals: { code: 7, symbol: '!=', ...COMPARISON },
	greaterThan: { code: 4, symbol: '>', ...COMPARISON },
	greaterThanOrEqual: { code: 2, symbol: '>=', ...COMPARISON },
	lessThan: { code: 5, symbol: '<', ...COMPARISON },
	lessThanOrEqual: { code: 3, symbol: '<=', ...COMPARISON },
	contains: { code: 6, symbol: '*', ...TEXT, wildcard: 'around' },
	notContains: { code: 11, symbol: '!*', ...TEXT, wildcard: 'around', denies: 'contains' },
	startsWith: { code: 10, symbol: '@', ...TEXT, wildcard: 'after' },
	notStartsWith: { code: 12, symbol: '!@', ...TEXT, wildcard: 'after', denies: 'startsWith' },
	endsWith: { code: 13, symbol: '&', ...TEXT, wildcard: 'before' },
	notEndsWith: { code: 14, symbol: '!&', ...TEXT, wildcard: 'before', denies: 'endsWith' },
	isEmpty: { code: 8, symbol: '[]', ...EMPTINESS },
	isNotEmpty: { code: 9, symbol: '![]', ...EMPTINESS },
	quickFilter: { code: 15, symbol: 'Sf', ...TEXT },
};

/** The operators in the order in which people see them. */
export const OPERATOR_NAMES = Object.keys(OPERATORS) as OperatorName[];

// What people and language models write besides AFAS's own signs.
const SPELLINGS: Readonly<Record<string, OperatorName>> = { '==': 'equals', '<>': 'notEquals' };

const namesBySpelling = new Map<string, OperatorName>([
	...Object.entries(SPELLINGS),
	...OPERATOR_NAMES.flatMap((name): Array<[string, OperatorName]> => {
		const { code, symbol } = OPERATORS[name];
		return [
			[name.toLowerCase(), name],
			[symbol.toLowerCase(), name],
			[String(code), name],
		];
	}),
]);

/**
 * The operator that a word (`contains`, in any case), an AFAS number (`6` or `"6"`) or a sign
 * (`*`) stands for; undefined for anything else.
 */
export function parseOperator(spelling: unknown): OperatorName | undefined {
	if (typeof spelling !== 'string' && typeof spelling !== 'number') return undefined;
	return namesBySpelling.get(String(spelling).trim().toLowerCase());
}

/** What a pattern of SQL Server's LIKE takes for something else than itself. */
const WILDCARDS = /[%_[]/;

/** Whether AFAS may take a character of a text for a wildcard. */
export function hasWildcards(text: string): boolean {
	return WILDCARDS.test(text);
}

/** Whether an operator looks for a text somewhere in a value, or denies that it is there. */
export function isTextOperator(operator: OperatorName): operator is TextOperatorName {
	return OPERATORS[operator].wildcard !== undefined;
}

/** The operator that denies each one that looks for a text. */
export const DENIALS: Readonly<Record<FindingOperatorName, TextOperatorName>> = {
	contains: 'notContains',
	startsWith: 'notStartsWith',
	endsWith: 'notEndsWith',
};

/** What an operator looks for, or denies that it is there. */
export function findingOperatorOf(operator: TextOperatorName): FindingOperatorName {
	return OPERATORS[operator].denies ?? (operator as FindingOperatorName);
}

/**
 * The pattern with which AFAS finds every row that has a text where the operator looks for it, and
 * maybe more: `%` around, after or before it. A `%` or `_` in the text finds itself, as a wildcard
 * too; a `[` may begin a list of characters that doesn't, so a `%` takes its place.
 */
export function patternOf(text: string, operator: TextOperatorName): string {
	return withPercent(text.replaceAll('[', '%'), operator);
}

/**
 * A pattern that a user wrote: as it is, with a `%` in place when it has none of its own. Other
 * operators know no patterns.
 */
export function writtenPattern(text: string, operator: OperatorName): string {
	return isTextOperator(operator) && !text.includes('%') ? withPercent(text, operator) : text;
}

function withPercent(text: string, operator: TextOperatorName): string {
	const { wildcard } = OPERATORS[operator];
	if (wildcard === 'around') return `%${text}%`;
	return wildcard === 'after' ? `${text}%` : `%${text}`;
}
