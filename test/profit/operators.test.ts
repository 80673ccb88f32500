import {
	OPERATOR_NAMES,
	OPERATORS,
	parseOperator,
	patternOf,
	writtenPattern,
	type OperatorName,
} from '../../nodes/Afas/profit/filter/operators';

/** Numbers and signs from AFAS's documentation. */
const DOCUMENTED: Array<[OperatorName, number, string]> = [
	['equals', 1, '='],
	['greaterThanOrEqual', 2, '>='],
	['lessThanOrEqual', 3, '<='],
	['greaterThan', 4, '>'],
	['lessThan', 5, '<'],
	['contains', 6, '*'],
	['notEquals', 7, '!='],
	['isEmpty', 8, '[]'],
	['isNotEmpty', 9, '![]'],
	['startsWith', 10, '@'],
	['notContains', 11, '!*'],
	['notStartsWith', 12, '!@'],
	['endsWith', 13, '&'],
	['notEndsWith', 14, '!&'],
	['quickFilter', 15, 'Sf'],
];

describe('operators', () => {
	it('are the fifteen that AFAS documents', () => {
		expect(OPERATOR_NAMES).toHaveLength(15);
		expect([...OPERATOR_NAMES].sort()).toEqual(DOCUMENTED.map(([name]) => name).sort());
	});

	it.each(DOCUMENTED)('%s has number %i and sign %s', (name, code, symbol) => {
		expect(OPERATORS[name]).toMatchObject({ code, symbol });
		for (const spelling of [name, code, String(code), symbol, ` ${name.toUpperCase()} `]) {
			expect(parseOperator(spelling)).toBe(name);
		}
	});

	it.each([
		['==', 'equals'],
		['<>', 'notEquals'],
		['sf', 'quickFilter'],
	])('reads %s as %s', (spelling, name) => {
		expect(parseOperator(spelling)).toBe(name);
	});

	it.each(['contain', '', '0', 16, 1.5, null, undefined, true, {}, 'toString', 'constructor'])(
		'does not know %j',
		(spelling) => {
			expect(parseOperator(spelling)).toBeUndefined();
		},
	);

	it.each([
		['contains', '%Jan%'],
		['notContains', '%Jan%'],
		['startsWith', 'Jan%'],
		['notStartsWith', 'Jan%'],
		['endsWith', '%Jan'],
		['notEndsWith', '%Jan'],
	] as const)('%s sends %s', (name, sent) => {
		expect(patternOf('Jan', name)).toBe(sent);
		expect(writtenPattern('Jan', name)).toBe(sent);
	});

	it.each(['quickFilter', 'equals'] as const)('%s knows no patterns', (name) => {
		expect(writtenPattern('Jan', name)).toBe('Jan');
	});

	it.each([
		['contains', '50%', '%50%%'],
		['startsWith', '%x', '%x%'],
		['endsWith', 'a_b', '%a_b'],
		['contains', '[x]', '%%x]%'],
	] as const)(
		'%s finds %s with %s, and puts % in place whatever is in the text',
		(name, text, sent) => {
			expect(patternOf(text, name)).toBe(sent);
		},
	);

	it.each(OPERATOR_NAMES)('%s leaves a pattern that was written as one alone', (name) => {
		expect(writtenPattern('J%n', name)).toBe('J%n');
	});

	it('only the emptiness operators go without a value', () => {
		const without = OPERATOR_NAMES.filter((name) => !OPERATORS[name].needsValue);
		expect(without).toEqual(['isEmpty', 'isNotEmpty']);
	});

	it('marks the searches that AFAS calls slow, starts with among them', () => {
		const slow = OPERATOR_NAMES.filter((name) => OPERATORS[name].isText);
		expect(slow).toEqual([
			'contains',
			'notContains',
			'startsWith',
			'notStartsWith',
			'endsWith',
			'notEndsWith',
			'quickFilter',
		]);
	});
});
