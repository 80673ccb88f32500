import { foldLetters } from './comparedForms';
import { distinctGroups, type WireCondition, type WireFilter, type WireGroup } from './filter';
import { FilterError } from './filterError';
import { DENIALS, findingOperatorOf, hasWildcards, OPERATORS, patternOf } from './operators';
import type { Row } from '../row';

/** Most groups of a filter that was widened: the query string has no room for more. */
const MOST_GROUPS = 64;

/** Whether a filter has conditions that look for a text. */
export function looksForText(filter: WireFilter): boolean {
	return filter.flat().some(isSought);
}

/** Whether AFAS may find more rows than a filter asks for, as a text has wildcards in it. */
export function findsTooMuch(filter: WireFilter): boolean {
	return filter.flat().some(({ sought }) => sought !== undefined && hasWildcards(sought.text));
}

/**
 * Widens a filter so that AFAS leaves out no row that was asked for.
 *
 * To deny a pattern is to leave out every row that the pattern finds, also those that only match a
 * wildcard of it. Such a condition is asked both ways, denied or not, which are two groups: all rows
 * about which AFAS can say either. Which rows with an empty value those are, AFAS decides, as it does
 * without wildcards.
 *
 * @throws {FilterError} when that takes more than 64 groups
 */
export function widenDenials(filter: WireFilter): WireFilter {
	if (!findsTooMuch(filter)) return filter;
	const widened = filter.flatMap(bothWays);
	if (widened.length <= MOST_GROUPS) return distinctGroups(widened);
	const message = `conditions that deny a text with '%', '_' or '[' take ${widened.length} OR groups, and there is room for ${MOST_GROUPS}`;
	throw new FilterError([{ path: '', message }], 'Use fewer of them.');
}

function bothWays(group: WireGroup): WireGroup[] {
	return group.reduce<WireCondition[][]>(
		(groups, condition) =>
			waysOf(condition).flatMap((way) => groups.map((conditions) => [...conditions, way])),
		[[]],
	);
}

function waysOf(condition: WireCondition): readonly WireCondition[] {
	const { sought, operator } = condition;
	const { denies } = OPERATORS[operator];
	if (sought === undefined || denies === undefined || !hasWildcards(sought.text))
		return [condition];
	return [condition, { ...condition, operator: denies }];
}

/**
 * The same filter for an AFAS to which a `%` is a percent sign, or that refuses it: texts are sent as
 * they are, and AFAS knows where to look for them (which is the form that it documents).
 */
export function withoutPercent(filter: WireFilter): WireFilter {
	return distinctGroups(filter.map((group) => group.map(plain)));
}

function plain(condition: WireCondition): WireCondition {
	return condition.sought ? { ...condition, value: condition.sought.text } : condition;
}

/** Whether a group of a filter finds its rows by a text, rather than by denying one. */
export function findsText(filter: WireFilter): boolean {
	return filter.some((group) => group.some(isFinding));
}

/** Whether every group finds its rows by a text, so that any row shows what a `%` means to AFAS. */
export function isFoundByText(filter: WireFilter): boolean {
	return filter.every((group) => group.some(isFinding));
}

/**
 * Whether a row that such a filter found shows that a `%` is a wildcard to AFAS: it doesn't have the
 * patterns themselves as a text.
 */
export function provesWildcards(filter: WireFilter, row: Row): boolean {
	const patterns = filter.flat().filter(isFinding);
	return patterns.every(
		({ field, value }) => !foldLetters(String(row[field] ?? '')).includes(foldLetters(value)),
	);
}

/**
 * A filter that finds a row exactly when a `%` is a percent sign to AFAS and the real filter goes
 * wrong by that: rows that have a text where its operator looks, and yet don't match the pattern.
 *
 * @returns no groups when none looks for a text
 */
export function percentSignProbe(filter: WireFilter): WireFilter {
	return distinctGroups(filter.flatMap(probeOf));
}

function probeOf(group: WireGroup): WireGroup[] {
	const chosen = group.find(isFinding) ?? group.find(isSought);
	if (chosen?.sought === undefined) return [];
	const { field, sought } = chosen;
	const operator = findingOperatorOf(sought.operator);
	const denial = DENIALS[operator];
	const others = group.filter((condition) => condition !== chosen).map(plain);
	return [
		[
			...others,
			{ field, operator, value: sought.text },
			{ field, operator: denial, value: patternOf(sought.text, denial) },
		],
	];
}

/** The two conditions of {@link percentSignProbe} apart: rows with a text as it is, and by its pattern. */
export function percentProbes(filter: WireFilter): { text: WireFilter; pattern: WireFilter } {
	const chosen = filter.flat().find(isFinding) ?? filter.flat().find(isSought);
	if (chosen?.sought === undefined) return { text: [], pattern: [] };
	const { field, sought } = chosen;
	const operator = findingOperatorOf(sought.operator);
	return {
		text: [[{ field, operator, value: sought.text }]],
		pattern: [[{ field, operator, value: patternOf(sought.text, operator) }]],
	};
}

function isSought({ sought }: WireCondition): boolean {
	return sought !== undefined;
}

function isFinding({ sought }: WireCondition): boolean {
	return sought !== undefined && OPERATORS[sought.operator].denies === undefined;
}
