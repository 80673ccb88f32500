import type { Column } from '../metainfo/metainfo';
import type { Row } from '../row';
import { comparedForms, foldMoment, foldLetters } from './comparedForms';
import type { SoughtText, WireCondition, WireFilter, WireGroup } from './filter';
import { hasWildcards, OPERATORS, type OperatorName } from './operators';

/**
 * What can be said of a row that AFAS found:
 *
 * - `matches`: nothing speaks against it;
 * - `unsure`: it doesn't have a text that was looked for, but may be there for another OR group, with
 *   a condition that only AFAS can judge;
 * - `fails`: it has no business in the answer.
 */
export type RowVerdict = 'matches' | 'unsure' | 'fails';

/** Whether a condition holds; undefined where only AFAS can tell. */
type Holds = boolean | undefined;
type Test = (row: Row) => Holds;

/**
 * Makes a judge of the rows that AFAS finds with a filter. It knows what was looked for to the letter,
 * and takes a row away only when it certainly isn't that: whatever some collation of SQL Server
 * overlooks (capitals, accents), it overlooks too.
 */
export function rowJudge(filter: WireFilter, columns: readonly Column[]): (row: Row) => RowVerdict {
	const byId = new Map(columns.map((column) => [column.id, column]));
	const groups = filter.map((group) => groupTest(group, byId));
	return (row) => {
		const verdicts = groups.map((test) => test(row));
		if (groups.length === 0 || verdicts.includes('matches')) return 'matches';
		// What AFAS can't have found by a pattern, it found by what only AFAS can judge.
		if (verdicts.includes('unsure')) return verdicts.includes('misses') ? 'unsure' : 'matches';
		return 'fails';
	};
}

/** As {@link RowVerdict}, for one group; it `misses` when AFAS may have found the row by a pattern. */
type GroupVerdict = 'matches' | 'unsure' | 'misses' | 'fails';

function groupTest(
	group: WireGroup,
	columns: ReadonlyMap<string, Column>,
): (row: Row) => GroupVerdict {
	const testsOf = (conditions: WireGroup) =>
		conditions.map((condition) => testOf(condition, columns.get(condition.field)));
	const patterns = testsOf(group.filter(isPattern));
	const others = testsOf(group.filter((condition) => !isPattern(condition)));
	return (row) => {
		const held = others.map((test) => test(row));
		if (held.includes(false)) return 'fails';
		if (patterns.length > 0)
			return patterns.every((test) => test(row) !== false) ? 'matches' : 'misses';
		return held.includes(undefined) ? 'unsure' : 'matches';
	};
}

function isPattern({ sought }: WireCondition): boolean {
	return sought !== undefined && hasWildcards(sought.text);
}

function testOf(condition: WireCondition, column: Column | undefined): Test {
	const { field, operator, value, sought } = condition;
	if (sought !== undefined) return soughtTest(field, sought, column);
	if (operator === 'isEmpty' || operator === 'isNotEmpty') return emptinessTest(field, operator);
	if (operator === 'equals' || operator === 'notEquals') {
		return equalityTest(field, operator, value, column);
	}
	return orderTest(field, operator, value, column);
}

/** SQL Server takes spaces for nothing, and AFAS may or may not. */
function emptinessTest(field: string, operator: 'isEmpty' | 'isNotEmpty'): Test {
	return (row) => {
		const cell = row[field];
		if (!isEmpty(cell) && String(cell).trim() === '') return undefined;
		return isEmpty(cell) === (operator === 'isEmpty');
	};
}

function isEmpty(cell: unknown): boolean {
	return cell === null || cell === undefined || cell === '';
}

/** AFAS knows best what to make of an empty value that is to lack a text, so it is left to it. */
function soughtTest(field: string, sought: SoughtText, column: Column | undefined): Test {
	const isDenied = isDenial(sought);
	const has = isText(column) ? textTest(sought) : otherTextTest(sought);
	return (row) => {
		const cell = row[field];
		if (isEmpty(cell)) return isDenied ? undefined : false;
		const found = has(String(cell));
		return isDenied && found !== undefined ? !found : found;
	};
}

function isDenial({ operator }: SoughtText): boolean {
	return OPERATORS[operator].denies !== undefined;
}

function isText(column: Column | undefined): boolean {
	return column === undefined || ['string', 'blob', ''].includes(column.dataType);
}

function textTest({ operator, text }: SoughtText): (cell: string) => Holds {
	const exact = text.toLowerCase();
	const folded = foldLetters(text);
	const isIn = placeTest(operator);
	return (cell) => {
		if (isIn(cell.toLowerCase(), exact)) return true;
		return isIn(foldLetters(cell), folded) ? undefined : false;
	};
}

function placeTest(operator: OperatorName): (cell: string, text: string) => boolean {
	const { wildcard } = OPERATORS[operator];
	if (wildcard === 'around') return (cell, text) => cell.includes(text);
	return wildcard === 'after'
		? (cell, text) => cell.startsWith(text)
		: (cell, text) => cell.endsWith(text);
}

/** Nobody but AFAS knows which text it makes of a number or date; it has no wildcards in it. */
function otherTextTest({ text }: SoughtText): (cell: string) => Holds {
	return hasWildcards(text) ? () => false : () => undefined;
}

function equalityTest(
	field: string,
	operator: 'equals' | 'notEquals',
	value: string,
	column: Column | undefined,
): Test {
	const forms = comparedForms(column ?? { dataType: '', decimals: 0 });
	const wanted = forms.possiblyEqual(value);
	return (row) => {
		const cell = row[field];
		if (isEmpty(cell)) return operator === 'equals' ? false : undefined;
		if (forms.possiblyEqual(cell) !== wanted) return operator === 'notEquals';
		return forms.surelyEqual(String(cell)) === forms.surelyEqual(value)
			? operator === 'equals'
			: undefined;
	};
}

/** Comparisons by the sign of the difference; all others, such as the quick filter, are AFAS's own. */
const ORDERS: Readonly<Partial<Record<OperatorName, (difference: number) => boolean>>> = {
	greaterThan: (difference) => difference > 0,
	greaterThanOrEqual: (difference) => difference >= 0,
	lessThan: (difference) => difference < 0,
	lessThanOrEqual: (difference) => difference <= 0,
};

function orderTest(
	field: string,
	operator: OperatorName,
	value: string,
	column: Column | undefined,
): Test {
	const holds = ORDERS[operator];
	const measure = measureOf(column);
	if (holds === undefined || measure === undefined) return () => undefined;
	const limit = measure.numberOf(value);
	return (row) => {
		const cell = row[field];
		if (isEmpty(cell)) return false;
		const difference = measure.numberOf(String(cell)) - limit;
		if (!Number.isFinite(difference)) return undefined;
		return Math.abs(difference) <= measure.hidden ? undefined : holds(difference);
	};
}

/** Values of a column as numbers. */
interface Measure {
	readonly numberOf: (text: string) => number;
	/** By how much AFAS may know a value better than it shows; negative when it shows all. */
	readonly hidden: number;
}

/** Whole numbers show all; decimals and moments hide a fraction (reference §3.4, §8.2). */
function measureOf(column: Column | undefined): Measure | undefined {
	switch (column?.dataType) {
		case 'int':
		case 'long':
			return { numberOf: Number, hidden: -1 };
		case 'decimal':
			return { numberOf: Number, hidden: 10 ** -Math.max(0, column.decimals) };
		case 'date':
			return { numberOf: (text) => Date.parse(`${foldMoment(text)}Z`), hidden: 1_000 };
		default:
			return undefined;
	}
}
