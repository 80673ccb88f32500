import { FilterError } from '../../nodes/Afas/profit/filter/filterError';
import { FILTER_JSON_EXAMPLE, parseFilterJson } from '../../nodes/Afas/profit/filter/filterJson';
import { encodeFilter } from '../../nodes/Afas/profit/filter/filterEncoding';
import { convertFilter } from '../../nodes/Afas/profit/filter/filterValue';

const naam = { field: 'Naam', operator: 'contains', value: 'Jan' };
const pattern = { ...naam, wildcards: 'written', isWritten: true };
const stad = { field: 'Stad', operator: 'equals', value: 'Ede' };
const afasNaam = { '@FieldId': 'Naam', '@OperatorType': '6', '#text': 'Jan' };
const afasStad = { '@FieldId': 'Stad', '#text': 'Ede' };

function errorOf(input: unknown): FilterError {
	try {
		parseFilterJson(input);
	} catch (error) {
		if (error instanceof FilterError) return error;
	}
	throw new Error('no FilterError');
}

describe('a JSON filter', () => {
	it.each<[string, unknown, unknown]>([
		['groups', [[naam], [stad]], [[naam], [stad]]],
		['a flat list is one group', [naam, stad], [[naam, stad]]],
		['one condition', naam, [[naam]]],
		['nothing in a list', [], []],
		['no operator is equals', [{ field: 'Stad', value: 'Ede' }], [[stad]]],
		['a sign', [{ ...naam, operator: '*' }], [[naam]]],
		['a number', [{ ...naam, operator: 6 }], [[naam]]],
		['a number as text', [{ ...naam, operator: '6' }], [[naam]]],
		['white space around a field', [{ ...naam, field: ' Naam ' }], [[naam]]],
		['values of any type', [{ ...stad, value: 5 }], [[{ ...stad, value: 5 }]]],
		['AFAS', { Filters: { Filter: [{ '@FilterId': 'F', Field: [afasNaam] }] } }, [[pattern]]],
		[
			'AFAS with two groups',
			{ Filters: { Filter: [{ Field: [afasNaam, afasStad] }, { Field: [afasStad] }] } },
			[[pattern, { ...stad, isWritten: true }], [{ ...stad, isWritten: true }]],
		],
		['AFAS with objects', { Filters: { Filter: { Field: afasNaam } } }, [[pattern]]],
		['AFAS without Filters', { Filter: [{ Field: [afasNaam] }] }, [[pattern]]],
		['AFAS with a number', { Filter: { Field: { ...afasNaam, '@OperatorType': 6 } } }, [[pattern]]],
		['AFAS without conditions', { Filters: { Filter: [] } }, []],
	])('reads %s, as a value and as text', (_, input, filter) => {
		expect(parseFilterJson(input)).toEqual(filter);
		expect(parseFilterJson(` ${JSON.stringify(input, null, 2)}\n`)).toEqual(filter);
	});

	it('reads its own example', () => {
		expect(parseFilterJson(FILTER_JSON_EXAMPLE)).toHaveLength(1);
	});

	it('reads back what is sent as filterjson', () => {
		const filter = convertFilter([
			[
				{ field: 'Naam', operator: 'contains', value: 'Jan, Piet', wildcards: 'written' },
				{ field: 'Uren', operator: 'greaterThan', value: 5 },
			],
			[{ field: 'Stad', operator: 'isEmpty', value: '' }],
		]);
		const { query } = encodeFilter(filter);
		const json = decodeURIComponent(query.replace('filterjson=', ''));
		expect(convertFilter(parseFilterJson(json))).toEqual(filter);
	});

	it.each<[unknown, string, string]>([
		[undefined, '', 'the JSON filter is empty'],
		[null, '', 'the JSON filter is empty'],
		['  ', '', 'the JSON filter is empty'],
		[5, '', 'the number 5 is not a filter'],
		['"Naam"', '', 'the string "Naam" is not a filter'],
		['null', '', 'nothing is not a filter'],
		[{}, '', "the object has neither 'Filters' nor 'field'"],
		[{ Filters: {} }, 'Filters', "has no 'Filter'"],
		[{ Filters: [] }, 'Filters', "has no 'Filter'"],
		[{ Filter: [{}] }, 'Filter[0]', "has no 'Field'"],
		[{ Filter: [{ Field: [] }] }, 'Filter[0]', 'the group has no conditions'],
		[
			{ Filter: { Field: ['x'] } },
			'Filter.Field[0]',
			'the string "x" stands where a condition was expected',
		],
		[
			{ Filters: { Filter: { Field: { '#text': '1' } } } },
			'Filters.Filter.Field.@FieldId',
			'the id of a field is missing',
		],
		[[[]], '[0]', 'the group has no conditions'],
		[[[naam], naam], '[1]', 'an object stands where a group, a list of conditions, was expected'],
		[[[naam, [stad]]], '[0][1]', 'a list stands where a condition was expected'],
		[[[{ ...naam, field: '' }]], '[0][0].field', 'the id of a field is missing'],
		[[{ ...naam, field: 5 }], '[0].field', 'the id of a field is missing'],
		[
			[{ ...naam, operator: 'contain' }],
			'[0].operator',
			"'contain' is not an operator; did you mean 'contains'?",
		],
		[
			[{ ...naam, val: 'x' }],
			'[0].val',
			'is not part of a condition, which has field, operator, value',
		],
		[
			{ ...naam, operator: { a: 1 } },
			'operator',
			expect.stringContaining('is not an operator') as string,
		],
	])('refuses %j at %j: %s', (input, path, message) => {
		expect(errorOf(input).findings).toEqual([{ path, message }]);
	});

	it('lists the operators when none is near', () => {
		expect(errorOf([{ ...naam, operator: 'zoals' }]).message).toContain(
			"The filter isn't right: [0].operator: 'zoals' is not an operator; the operators are equals,",
		);
	});

	it('names every problem at once', () => {
		const error = errorOf([[{ ...naam, operator: '~' }, { value: 1 }], 'x']);
		expect(error.findings.map(({ path }) => path)).toEqual([
			'[0][0].operator',
			'[0][1].field',
			'[1]',
		]);
		expect(error.message).toMatch(
			/^The filter isn't right in 3 places: \(1\) .*; \(2\) .*; \(3\) /,
		);
		expect(error.advice).toContain(FILTER_JSON_EXAMPLE);
	});

	it.each([
		['[{"field": Naam}]', "the text is not JSON from line 1, column 12, at 'Naam'"],
		['[\n  {"field": "A",}\n]', "the text is not JSON from line 2, column 17, at '}'"],
		['[{"field": "A"}', 'the text ends at line 1, column 16 before the JSON is complete'],
		["[{'field': 'A'}]", `the text is not JSON from line 1, column 3, at '''`],
		['[{"field": "A}]', `the text is not JSON from line 1, column 12, at '"'`],
	])('says where %s is not JSON, and shows an example', (input, message) => {
		const error = errorOf(input);
		expect(error.findings).toEqual([{ path: '', message }]);
		expect(error.advice).toContain(FILTER_JSON_EXAMPLE);
	});
});
