import { DateTime } from 'luxon';
import type { FilterCondition } from '../../nodes/Afas/profit/filter/filter';
import { FilterError } from '../../nodes/Afas/profit/filter/filterError';
import { convertFilter } from '../../nodes/Afas/profit/filter/filterValue';
import type { OperatorName } from '../../nodes/Afas/profit/filter/operators';

const TYPES = new Map([
	['Tekst', 'string'],
	['Datum', 'date'],
	['Actief', 'boolean'],
	['Aantal', 'int'],
	['Teller', 'long'],
	['Bedrag', 'decimal'],
	['Memo', 'blob'],
]);

function convert(field: string, value: unknown, operator: OperatorName = 'equals'): string {
	return convertFilter([[{ field, operator, value }]], TYPES)[0]?.[0]?.value ?? 'nothing';
}

function findingsOf(filter: FilterCondition[][]): unknown {
	try {
		return convertFilter(filter, TYPES);
	} catch (error) {
		return error instanceof FilterError ? error.findings : error;
	}
}

describe('values of a filter', () => {
	it.each([
		['Tekst', '007', '007'],
		['Tekst', ' a ', ' a '],
		['Tekst', 7, '7'],
		['Tekst', true, 'true'],
		['Tekst', '1,5', '1,5'],
		['Tekst', '2026-01-31T10:00:00Z', '2026-01-31T10:00:00Z'],
		['Tekst', new Date('2026-01-31T10:00:00Z'), '2026-01-31T11:00:00'],
		['Tekst', 1e21, '1000000000000000000000'],
		['Memo', 'x', 'x'],
		['Onbekend', '31-01-2026', '31-01-2026'],
		['Onbekend', 1.5, '1.5'],
		['Onbekend', DateTime.fromISO('2026-01-31T10:00:00Z'), '2026-01-31T11:00:00'],
		['Datum', '2026-01-31', '2026-01-31'],
		['Datum', '31-01-2026', '2026-01-31'],
		['Datum', '2026-01-31T10:00:00', '2026-01-31T10:00:00'],
		['Datum', '2026-01-31T10:00:00Z', '2026-01-31T11:00:00'],
		['Datum', DateTime.fromISO('2026-07-31T10:00:00Z'), '2026-07-31T12:00:00'],
		['Actief', true, 'true'],
		['Actief', 'Ja', 'true'],
		['Actief', 'yes', 'true'],
		['Actief', 1, 'true'],
		['Actief', '1', 'true'],
		['Actief', ' TRUE ', 'true'],
		['Actief', false, 'false'],
		['Actief', 'nee', 'false'],
		['Actief', 'No', 'false'],
		['Actief', 0, 'false'],
		['Aantal', 12, '12'],
		['Aantal', '-12', '-12'],
		['Aantal', ' 12 ', '12'],
		['Aantal', '0012', '0012'],
		['Aantal', true, '1'],
		['Aantal', false, '0'],
		['Teller', 12345678901234567890n, '12345678901234567890'],
		['Bedrag', 1.5, '1.5'],
		['Bedrag', '1.5', '1.5'],
		['Bedrag', '1,5', '1.5'],
		['Bedrag', '-1.234.567,89', '-1234567.89'],
		['Bedrag', 12, '12'],
		['Bedrag', 0.0000001, '0.0000001'],
		['Bedrag', -0.00000015, '-0.0000001500'.replace(/0+$/, '')],
	])('%s takes %p and sends %s', (field, value, sent) => {
		expect(convert(field, value)).toBe(sent);
	});

	it.each([
		['Aantal', 10, 'startsWith', '10%'],
		['Datum', '2026', 'contains', '%2026%'],
		['Actief', 'x', 'endsWith', '%x'],
		['Bedrag', '1,5', 'quickFilter', '1,5'],
		['Tekst', 'a%b', 'contains', '%a%b%'],
		['Tekst', '50%', 'startsWith', '50%%'],
		['Tekst', 'a[b', 'notContains', '%a%b%'],
		['Tekst', '50%', 'equals', '50%'],
		['Tekst', '50%', 'quickFilter', '50%'],
		['Datum', null, 'isEmpty', ''],
		['Tekst', 'left over', 'isNotEmpty', ''],
		['Tekst', [1], 'isEmpty', ''],
	] as const)('%s takes %p with %s and sends %j', (field, value, operator, sent) => {
		expect(convert(field, value, operator)).toBe(sent);
	});

	it.each([
		[
			'Tekst',
			undefined,
			"has no value, and the operator 'equals' needs one (use 'isEmpty' to find empty fields)",
		],
		[
			'Tekst',
			null,
			"has no value, and the operator 'equals' needs one (use 'isEmpty' to find empty fields)",
		],
		[
			'Datum',
			'',
			"has no value, and the operator 'equals' needs one (use 'isEmpty' to find empty fields)",
		],
		['Tekst', ['a', 'b'], 'has a list as its value; make an OR group for each of its values'],
		['Tekst', [], 'has a list as its value; make an OR group for each of its values'],
		['Tekst', { a: 1 }, 'has an object as its value; use a text, a number or a date'],
		['Tekst', Number.NaN, 'has NaN, which is no number'],
		['Bedrag', Infinity, 'has Infinity, which is no number'],
		['Tekst', 'x\ud83d', 'has half a character, such as a broken emoji'],
		['Datum', 'gisteren', "needs a date such as 2026-01-31: 'gisteren' is not a date"],
		[
			'Datum',
			20260131,
			"needs a date such as 2026-01-31: 20260131 is a number, and a date can't be read from a number",
		],
		[
			'Tekst',
			new Date('x'),
			'needs a date such as 2026-01-31: The JavaScript Date is not a valid moment',
		],
		['Actief', 'misschien', "is a yes/no field, and 'misschien' is neither: use true or false"],
		['Actief', 'constructor', "is a yes/no field, and 'constructor' is neither: use true or false"],
		['Aantal', '12a', "is a whole number, and '12a' is not"],
		['Aantal', 1.5, "is a whole number, and '1.5' is not"],
		['Aantal', '   ', "is a whole number, and '' is not"],
		['Bedrag', 'duur', "is a number, and 'duur' is not"],
		['Bedrag', '1,234,567', "is a number, and '1,234,567' is not"],
	])('%s refuses %p: %s', (field, value, problem) => {
		expect(findingsOf([[{ field, operator: 'equals', value }]])).toEqual([
			{ path: 'group 1, condition 1', message: `'${field}' ${problem}` },
		]);
	});

	it('names every problem at once, each with its place', () => {
		const filter: FilterCondition[][] = [
			[{ field: 'Tekst', operator: 'equals', value: 'goed' }],
			[
				{ field: 'Aantal', operator: 'equals', value: 'x' },
				{ field: '', operator: 'equals', value: 'x' },
			],
		];
		expect(() => convertFilter(filter, TYPES)).toThrow(
			"The filter isn't right in 2 places: (1) group 2, condition 1: 'Aantal' is a whole number, and 'x' is not; (2) group 2, condition 2: a condition has no field",
		);
	});

	it('leaves groups without conditions out, and keeps the order of the others', () => {
		const one: FilterCondition = { field: 'Tekst', operator: 'equals', value: 'a' };
		expect(convertFilter([[], [one], []], TYPES)).toEqual([[one]]);
		expect(convertFilter([[]])).toEqual([]);
	});

	it('keeps what a text operator looks for, unless its value is a pattern', () => {
		const condition: FilterCondition = { field: 'Tekst', operator: 'contains', value: '50%' };
		const written: FilterCondition = { ...condition, wildcards: 'written' };
		const assumed: FilterCondition = { ...condition, value: 'x', wildcards: 'assumed' };
		expect(convertFilter([[condition, written, assumed]], TYPES)).toEqual([
			[
				{ ...condition, value: '%50%%', sought: { operator: 'contains', text: '50%' } },
				{ ...condition, value: '50%' },
				{ ...condition, value: '%x%' },
			],
		]);
	});

	it('changes nothing the second time', () => {
		const filter: FilterCondition[][] = [
			[
				{ field: 'Datum', operator: 'lessThan', value: '31-1-2026 10:00' },
				{ field: 'Bedrag', operator: 'greaterThan', value: '1.234,5' },
				{ field: 'Actief', operator: 'equals', value: 'ja' },
				{ field: 'Tekst', operator: 'isEmpty', value: undefined },
			],
		];
		const once = convertFilter(filter, TYPES);
		expect(convertFilter(once, TYPES)).toEqual(once);
	});
});
