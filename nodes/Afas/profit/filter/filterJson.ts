import type { Filter, FilterCondition, FilterGroup } from './filter';
import { FilterError, type FilterFinding } from './filterError';
import { findJsonSyntaxError } from './jsonSyntax';
import { nearestWord } from '../nearestName';
import { isTextOperator, OPERATOR_NAMES, parseOperator } from './operators';

/** A JSON filter that is right, for in error texts. */
export const FILTER_JSON_EXAMPLE = '[[{"field":"Naam","operator":"startsWith","value":"Jan"}]]';

const ADVICE = `Write the filter as ${FILTER_JSON_EXAMPLE} (the conditions of a group are combined with AND, groups with OR), or paste the Filters object of AFAS.`;

/** How one of the two spellings names the parts of a condition. */
interface ConditionKeys {
	readonly field: string;
	readonly operator: string;
	readonly value: string;
	readonly wildcards?: 'written';
}

const OWN_KEYS: ConditionKeys = { field: 'field', operator: 'operator', value: 'value' };
const AFAS_KEYS: ConditionKeys = {
	field: '@FieldId',
	operator: '@OperatorType',
	value: '#text',
	wildcards: 'written',
};

type Json = Readonly<Record<string, unknown>>;
type Report = (path: string, message: string) => void;

/**
 * Reads a JSON filter, as text or as the value of an expression:
 *
 * - `[[{ field, operator, value }]]`: groups of conditions, OR of ANDs; one group may stand on its
 *   own as `[{ ... }]`, and one condition as `{ ... }`;
 * - AFAS's own `{ "Filters": { "Filter": [{ "Field": [...] }] } }`, also without `Filters`, and
 *   with an object in place of an array of one.
 *
 * Operators are words, AFAS numbers or signs; none means `equals`. Values are left as they are; those
 * of text operators in AFAS's own form are patterns, with wildcards of their own.
 *
 * @throws {FilterError} with everything that is wrong, each with its path.
 */
export function parseFilterJson(input: unknown): Filter {
	const findings: FilterFinding[] = [];
	const filter = readFilter(parseText(input), (path, message) => findings.push({ path, message }));
	if (findings.length > 0) throw new FilterError(findings, ADVICE);
	return filter;
}

function parseText(input: unknown): unknown {
	if (input === undefined || input === null) throw failure('the JSON filter is empty');
	if (typeof input !== 'string') return input;
	if (input.trim() === '') throw failure('the JSON filter is empty');
	const error = findJsonSyntaxError(input);
	if (error === undefined) return JSON.parse(input);
	const place = `line ${error.line}, column ${error.column}`;
	throw failure(
		error.found === ''
			? `the text ends at ${place} before the JSON is complete`
			: `the text is not JSON from ${place}, at '${error.found}'`,
	);
}

function failure(message: string): FilterError {
	return new FilterError([{ path: '', message }], ADVICE);
}

function readFilter(input: unknown, report: Report): Filter {
	if (Array.isArray(input)) return readGroups(input, report);
	if (!isJson(input)) {
		report('', `${kindOf(input)} is not a filter`);
		return [];
	}
	if ('Filters' in input) return readAfasFilters(input.Filters, 'Filters', report);
	if ('Filter' in input) return readAfasFilters(input, '', report);
	if ('field' in input) return [[readCondition(input, '', OWN_KEYS, report)]];
	report('', "the object has neither 'Filters' nor 'field'");
	return [];
}

function readGroups(input: readonly unknown[], report: Report): Filter {
	if (input.length === 0) return [];
	if (input.every(isJson)) return [readConditions(input, '', OWN_KEYS, report)];
	return input.map((group, index) => {
		const path = `[${index}]`;
		if (Array.isArray(group)) return readConditions(group, path, OWN_KEYS, report);
		report(path, `${kindOf(group)} stands where a group, a list of conditions, was expected`);
		return [];
	});
}

function readAfasFilters(input: unknown, path: string, report: Report): Filter {
	if (!isJson(input) || !('Filter' in input)) {
		report(path, "has no 'Filter'");
		return [];
	}
	const filterPath = join(path, 'Filter');
	return entriesOf(input.Filter, filterPath).map(([entry, entryPath]) => {
		if (isJson(entry) && 'Field' in entry) {
			const fields = entriesOf(entry.Field, join(entryPath, 'Field'));
			return readConditionEntries(fields, entryPath, AFAS_KEYS, report);
		}
		report(entryPath, "has no 'Field'");
		return [];
	});
}

/** The entries of a list with their paths; anything else is a list of one, as in XML. */
function entriesOf(input: unknown, path: string): Array<[unknown, string]> {
	if (!Array.isArray(input)) return [[input, path]];
	return input.map((entry, index) => [entry, `${path}[${index}]`]);
}

function readConditions(
	input: readonly unknown[],
	path: string,
	keys: ConditionKeys,
	report: Report,
): FilterGroup {
	return readConditionEntries(entriesOf(input, path), path, keys, report);
}

function readConditionEntries(
	entries: ReadonlyArray<[unknown, string]>,
	path: string,
	keys: ConditionKeys,
	report: Report,
): FilterGroup {
	if (entries.length === 0) report(path, 'the group has no conditions');
	return entries.flatMap(([entry, entryPath]) => {
		if (isJson(entry)) return [readCondition(entry, entryPath, keys, report)];
		report(entryPath, `${kindOf(entry)} stands where a condition was expected`);
		return [];
	});
}

function readCondition(
	input: Json,
	path: string,
	keys: ConditionKeys,
	report: Report,
): FilterCondition {
	reportUnknownKeys(input, path, keys, report);
	const field = input[keys.field];
	const isField = typeof field === 'string' && field.trim() !== '';
	if (!isField) report(join(path, keys.field), 'the id of a field is missing');
	const operator = readOperator(input[keys.operator], join(path, keys.operator), report);
	return {
		field: isField ? field.trim() : '',
		operator,
		value: input[keys.value],
		...(keys.wildcards && isTextOperator(operator) && { wildcards: keys.wildcards }),
		...(keys.wildcards && { isWritten: true }),
	};
}

function readOperator(input: unknown, path: string, report: Report): FilterCondition['operator'] {
	if (input === undefined || input === null) return 'equals';
	const operator = parseOperator(input);
	if (operator !== undefined) return operator;
	const near = nearestWord(String(input), OPERATOR_NAMES);
	const hint =
		near === undefined
			? `the operators are ${OPERATOR_NAMES.join(', ')}`
			: `did you mean '${near}'?`;
	report(path, `'${String(input)}' is not an operator; ${hint}`);
	return 'equals';
}

function reportUnknownKeys(input: Json, path: string, keys: ConditionKeys, report: Report): void {
	const known = [keys.field, keys.operator, keys.value];
	for (const key of Object.keys(input)) {
		if (known.includes(key)) continue;
		report(join(path, key), `is not part of a condition, which has ${known.join(', ')}`);
	}
}

function join(path: string, key: string): string {
	return path === '' ? key : `${path}.${key}`;
}

function isJson(value: unknown): value is Json {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function kindOf(value: unknown): string {
	if (value === undefined || value === null) return 'nothing';
	if (Array.isArray(value)) return 'a list';
	return typeof value === 'object' ? 'an object' : `the ${typeof value} ${JSON.stringify(value)}`;
}
