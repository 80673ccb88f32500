import { fitDecimals, MOST_DECIMALS } from '../decimals';
import { isDateObject, readAmsterdamText } from '../time/amsterdamText';
import { DateError } from '../time/dateError';
import {
	conditionPath,
	type Filter,
	type FilterCondition,
	type WireCondition,
	type WireFilter,
} from './filter';
import { FilterError, type FilterFinding } from './filterError';
import { isTextOperator, OPERATORS, patternOf, writtenPattern } from './operators';

/** Data types of the columns by their id, as metainfo gives them; missing columns are unknown. */
export type ColumnTypes = ReadonlyMap<string, string>;

/** Why a value can't be made what its column is, in words that follow the field. */
class ValueProblem {
	constructor(readonly message: string) {}
}

/** The text that AFAS reads, or why there is none. */
type ValueText = string | ValueProblem;

const LONE_SURROGATE = /\p{Surrogate}/u;

/**
 * Makes values the texts that AFAS reads (reference §4.2), after the data type of the column:
 *
 * - dates: Amsterdam text without a zone; a date without a time stays one, since the data type
 *   covers days and moments alike;
 * - booleans: `true` or `false`, from `ja`, `yes`, `1` and their counterparts too;
 * - whole numbers and decimals: with a point, from a Dutch comma too;
 * - text, and columns of which the type isn't known: as it is.
 *
 * Text operators take the text as it is whatever the column, with `%` in place, and keep what is
 * looked for beside it. Groups without conditions are left out.
 *
 * @throws {FilterError} with every value that can't be sent; an empty one is never left out, for
 * that would return more rows than were asked for.
 */
export function convertFilter(filter: Filter, types: ColumnTypes = new Map()): WireFilter {
	const findings: FilterFinding[] = [];
	const converted = filter.map((group, groupIndex) =>
		group.map((condition, index) => {
			const text = conditionText(condition, types.get(condition.field));
			if (typeof text === 'string') return wireCondition(condition, text);
			const subject = condition.field === '' ? 'a condition' : `'${condition.field}'`;
			const path = conditionPath(groupIndex, index);
			findings.push({ path, message: `${subject} ${text.message}` });
			return wireCondition(condition, '');
		}),
	);
	if (findings.length > 0) throw new FilterError(findings);
	return converted.filter((group) => group.length > 0);
}

function wireCondition(condition: FilterCondition, text: string): WireCondition {
	const { field, operator, wildcards } = condition;
	if (wildcards !== undefined || !isTextOperator(operator)) {
		return { field, operator, value: writtenPattern(text, operator) };
	}
	return { field, operator, value: patternOf(text, operator), sought: { operator, text } };
}

function conditionText(condition: FilterCondition, dataType: string | undefined): ValueText {
	const { field, operator, value } = condition;
	if (field === '') return new ValueProblem('has no field');
	const { isText, needsValue } = OPERATORS[operator];
	if (!needsValue) return wholeCharacters(field) ?? '';
	const text = findShapeProblem(value, operator) ?? typedText(value, isText ? undefined : dataType);
	if (typeof text !== 'string') return text;
	return wholeCharacters(field + text) ?? text;
}

function findShapeProblem(value: unknown, operator: string): ValueProblem | undefined {
	if (value === undefined || value === null || value === '') {
		return new ValueProblem(
			`has no value, and the operator '${operator}' needs one (use 'isEmpty' to find empty fields)`,
		);
	}
	if (Array.isArray(value)) {
		return new ValueProblem('has a list as its value; make an OR group for each of its values');
	}
	if (typeof value === 'object' && !isDateObject(value)) {
		return new ValueProblem('has an object as its value; use a text, a number or a date');
	}
	return undefined;
}

function wholeCharacters(text: string): ValueProblem | undefined {
	if (!LONE_SURROGATE.test(text)) return undefined;
	return new ValueProblem('has half a character, such as a broken emoji');
}

function typedText(value: unknown, dataType: string | undefined): ValueText {
	if (dataType === 'date') return dateText(value);
	const text = plainText(value);
	if (typeof text !== 'string') return text;
	if (dataType === 'boolean') return booleanText(text.trim());
	if (dataType === 'int' || dataType === 'long') return wholeNumberText(text.trim());
	if (dataType === 'decimal') return decimalText(text.trim());
	return text;
}

function plainText(value: unknown): ValueText {
	if (isDateObject(value)) return dateText(value);
	return typeof value === 'number' ? numberText(value) : String(value);
}

function dateText(value: unknown): ValueText {
	const text = readAmsterdamText(value, 'moment');
	return text instanceof DateError
		? new ValueProblem(`needs a date such as 2026-01-31: ${text.message}`)
		: text;
}

const BOOLEANS: Readonly<Record<string, 'true' | 'false'>> = {
	true: 'true',
	ja: 'true',
	yes: 'true',
	'1': 'true',
	false: 'false',
	nee: 'false',
	no: 'false',
	'0': 'false',
};

function booleanText(text: string): ValueText {
	const key = text.toLowerCase();
	if (Object.hasOwn(BOOLEANS, key)) return BOOLEANS[key] ?? '';
	return new ValueProblem(`is a yes/no field, and '${text}' is neither: use true or false`);
}

function wholeNumberText(text: string): ValueText {
	if (/^-?\d+$/.test(text)) return text;
	// A yes/no field with a special format comes as a number (reference §4.5).
	if (text === 'true') return '1';
	if (text === 'false') return '0';
	return new ValueProblem(`is a whole number, and '${text}' is not`);
}

function decimalText(text: string): ValueText {
	if (/^-?\d+(?:[.,]\d+)?$/.test(text)) return text.replace(',', '.');
	if (/^-?\d{1,3}(?:\.\d{3})+,\d+$/.test(text)) return text.replaceAll('.', '').replace(',', '.');
	return new ValueProblem(`is a number, and '${text}' is not`);
}

/** Without an exponent, which AFAS doesn't document; it keeps ten decimals (reference §3.4). */
function numberText(value: number): ValueText {
	if (!Number.isFinite(value)) return new ValueProblem(`has ${value}, which is no number`);
	const text = String(value);
	if (!text.includes('e')) return fitDecimals(text, MOST_DECIMALS) ?? text;
	return Math.abs(value) >= 1 ? BigInt(value).toString() : value.toFixed(10).replace(/\.?0+$/, '');
}
