import { comparable, comparisonOf } from './cellOrder';
import { RefusedError, type Cell, type GetColumn, type Row } from './contract';
import type { Condition, Filter } from './filterText';
import { refusals } from './messages';
import type { Settings } from './settings';

type Test = (cell: Cell) => boolean;

/** The operators of reference §4.2 by their number. */
const OPERATOR = {
	equal: 1,
	greaterOrEqual: 2,
	lessOrEqual: 3,
	greater: 4,
	less: 5,
	contains: 6,
	notEqual: 7,
	empty: 8,
	notEmpty: 9,
	startsWith: 10,
	notContains: 11,
	notStartsWith: 12,
	endsWith: 13,
	notEndsWith: 14,
	quickFilter: 15,
} as const;

/** Operators that deny another one: empty values pass them only in a mode. */
const NEGATED: Readonly<Record<number, number>> = {
	[OPERATOR.notEqual]: OPERATOR.equal,
	[OPERATOR.notContains]: OPERATOR.contains,
	[OPERATOR.notStartsWith]: OPERATOR.startsWith,
	[OPERATOR.notEndsWith]: OPERATOR.endsWith,
};

/**
 * Makes a filter into a test for rows.
 *
 * @throws {RefusedError} on a value that its column cannot have.
 */
export function compileFilter(filter: Filter, settings: Settings): (row: Row) => boolean {
	if (filter.length === 0) return () => true;
	const groups = filter.map((group) =>
		group.map((condition) => compileCondition(condition, settings)),
	);
	return (row) => groups.some((group) => group.every((test) => test(row)));
}

function compileCondition({ column, operator, values }: Condition, settings: Settings) {
	const tests = values.map((value) => compileTest(column, operator, value, settings));
	const [only] = tests;
	const test = tests.length === 1 && only ? only : (cell: Cell) => tests.some((one) => one(cell));
	return (row: Row) => test(row[column.id] ?? null);
}

function compileTest(column: GetColumn, operator: number, value: string, settings: Settings): Test {
	if (operator === OPERATOR.empty) return isEmpty;
	if (operator === OPERATOR.notEmpty) return (cell) => !isEmpty(cell);
	const denied = NEGATED[operator];
	const test = compilePositive(column, denied ?? operator, value, settings);
	// Nothing compares with NULL in SQL: neither a test nor its denial holds.
	if (denied === undefined) return (cell) => cell !== null && test(cell);
	return (cell) => (cell === null ? settings.emptyMatchesNegated : !test(cell));
}

function isEmpty(cell: Cell): boolean {
	return cell === null || cell === '';
}

function compilePositive(
	column: GetColumn,
	operator: number,
	value: string,
	settings: Settings,
): Test {
	const compare = comparisonOf(column);
	const right = () => comparable(column, parseValue(column, value, settings));
	const compiled = (holds: (order: number) => boolean): Test => {
		const operand = right();
		return (cell) => holds(compare(comparable(column, cell), operand));
	};
	switch (operator) {
		case OPERATOR.equal:
			return compiled((order) => order === 0);
		case OPERATOR.greaterOrEqual:
			return compiled((order) => order >= 0);
		case OPERATOR.lessOrEqual:
			return compiled((order) => order <= 0);
		case OPERATOR.greater:
			return compiled((order) => order > 0);
		case OPERATOR.less:
			return compiled((order) => order < 0);
		case OPERATOR.quickFilter:
			return quickFilter(value);
		default:
			return textPattern(operator, value, settings);
	}
}

/** Every word occurs somewhere in the value. How Profit does it is not public [SIM]. */
function quickFilter(value: string): Test {
	const words = value.toLowerCase().split(/\s+/);
	return (cell) => words.every((word) => String(cell).toLowerCase().includes(word));
}

function textPattern(operator: number, value: string, { textOperators }: Settings): Test {
	const before = operator === OPERATOR.startsWith ? '' : '.*';
	const after = operator === OPERATOR.endsWith ? '' : '.*';
	if (textOperators === 'percentRefused' && value.includes('%')) {
		throw new RefusedError(refusals.unexpected);
	}
	const body = patternBody(value, textOperators);
	const isWhole = textOperators === 'percent' || textOperators === 'like';
	const pattern = new RegExp(isWhole ? `^${body}$` : `^${before}${body}${after}$`, 'isu');
	return (cell) => pattern.test(String(cell));
}

function patternBody(value: string, textOperators: Settings['textOperators']): string {
	switch (textOperators) {
		case 'bare':
		case 'percentRefused':
			return escapePattern(value);
		case 'percent':
		case 'both':
			return value.split('%').map(escapePattern).join('.*');
		case 'like':
		case 'likeBoth':
			return likePattern(value);
	}
}

/** What LIKE of SQL Server makes of a text; a list that isn't closed finds nothing. */
function likePattern(value: string): string {
	const parts = value.match(/%|_|\[\^?[^\]]*\]|[^]/gu) ?? [];
	return parts
		.map((part) => {
			if (part === '%') return '.*';
			if (part === '_') return '.';
			if (!part.startsWith('[')) return escapePattern(part);
			const [, not = '', characters = ''] = /^\[(\^?)(.*)\]$/su.exec(part) ?? [];
			return characters === '' ? '(?!)' : `[${not}${escapeList(characters)}]`;
		})
		.join('');
}

/** Characters of a list; a range that ends before it begins has none. */
function escapeList(characters: string): string {
	return characters
		.replace(/(.)-(.)/gsu, (range, from: string, to: string) => (from <= to ? range : ''))
		.replace(/[\\^[\]]/g, '\\$&');
}

function escapePattern(text: string): string {
	return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

function parseValue(column: GetColumn, value: string, settings: Settings): Cell {
	switch (column.dataType) {
		case 'int':
		case 'decimal':
			return parseNumber(value);
		case 'boolean':
			return parseBoolean(value);
		case 'date':
			return parseMoment(value, settings);
		default:
			return value;
	}
}

function parseNumber(value: string): number {
	if (/^\s*[+-]?(?:\d+\.?\d*|\.\d+)\s*$/.test(value)) return Number(value);
	throw new RefusedError(refusals.unexpected);
}

function parseBoolean(value: string): boolean {
	if (/^(?:true|1)$/i.test(value)) return true;
	if (/^(?:false|0)$/i.test(value)) return false;
	throw new RefusedError(refusals.unexpected);
}

/** A day, or a moment in Amsterdam; a zone is refused or ignored (reference §4.2, §8.2). */
function parseMoment(value: string, { filterZone }: Settings): string {
	const parts = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(\.\d+)?)?(Z|[+-]\d\d:\d\d)?$/i.exec(
		value.trim(),
	);
	const [, day, time = '00:00:00', fraction = '', zone] = parts ?? [];
	const isRefused = zone !== undefined && filterZone === 'refuse';
	if (day === undefined || isRefused || Number.isNaN(Date.parse(day))) {
		throw new RefusedError(refusals.unexpected);
	}
	const seconds = time.length === 5 ? `${time}:00` : time;
	return `${day}T${seconds}${fraction === '' ? '.000' : fraction.padEnd(4, '0')}`;
}
