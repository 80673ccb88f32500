import type { Filter } from '../../../nodes/Afas/profit/filter/filter';
import { convertFilter } from '../../../nodes/Afas/profit/filter/filterValue';
import type { OperatorName } from '../../../nodes/Afas/profit/filter/operators';
import { rowJudge } from '../../../nodes/Afas/profit/filter/rowMatch';
import type { Column } from '../../../nodes/Afas/profit/metainfo/metainfo';

const column = (id: string, dataType: string, decimals = 0): Column => ({
	id,
	label: id,
	dataType,
	length: 0,
	decimals,
	controlType: 1,
});
const COLUMNS = [
	column('Naam', 'string'),
	column('Memo', 'blob'),
	column('Aantal', 'int'),
	column('Bedrag', 'decimal', 2),
	column('Datum', 'date'),
	column('Actief', 'boolean'),
];
const TYPES = new Map(COLUMNS.map(({ id, dataType }) => [id, dataType]));

function judge(filter: Filter) {
	return rowJudge(convertFilter(filter, TYPES), COLUMNS);
}

const one = (operator: OperatorName, value: unknown, field = 'Naam') => ({
	field,
	operator,
	value,
});

describe('a row that AFAS found by a text with wildcards', () => {
	it.each([
		['contains', '50%', 'korting tot 50%', 'matches'],
		['contains', '50%', '50 stuks', 'fails'],
		['contains', 'a_b', 'xA_By', 'matches'],
		['contains', 'a_b', 'axb', 'fails'],
		['contains', 'é_', 'e_', 'matches'],
		['contains', '[x]', 'a[x]', 'matches'],
		['contains', '[x]', 'x]', 'fails'],
		['contains', '50%', null, 'fails'],
		['startsWith', '5%', '5% korting', 'matches'],
		['startsWith', '5%', '50', 'fails'],
		['endsWith', '5%', 'korting 5%', 'matches'],
		['endsWith', '5%', '5% korting', 'fails'],
		['notContains', '50%', '50 stuks', 'matches'],
		['notContains', '50%', 'Tot 50%!', 'fails'],
		['notContains', 'X_', 'x_', 'fails'],
		['notContains', '50%', null, 'matches'],
		['notStartsWith', '5%', '5%', 'fails'],
		['notStartsWith', '5%', '50', 'matches'],
		['notEndsWith', '_', 'a_', 'fails'],
		['notEndsWith', '_', 'ab', 'matches'],
	] as const)('%s %s: %p %s', (operator, value, cell, verdict) => {
		expect(judge([[one(operator, value)]])({ Naam: cell })).toBe(verdict);
	});

	it('is right when the other conditions of its group are, whoever judges them', () => {
		const judgeRow = judge([[one('contains', '50%'), one('quickFilter', 'x')]]);
		expect(judgeRow({ Naam: '50%' })).toBe('matches');
		expect(judgeRow({ Naam: '50' })).toBe('fails');
	});

	it.each<[OperatorName, string, string, unknown, string]>([
		['equals', 'Naam', 'Ede', 'ede ', 'matches'],
		['equals', 'Naam', 'Ede', 'Edé', 'unsure'],
		['equals', 'Naam', 'Ede', 'Epe', 'fails'],
		['equals', 'Naam', 'Ede', null, 'fails'],
		['notEquals', 'Naam', 'Ede', 'Epe', 'matches'],
		['notEquals', 'Naam', 'Ede', 'EDE', 'fails'],
		['notEquals', 'Naam', 'Ede', null, 'unsure'],
		['equals', 'Aantal', '5', 5, 'matches'],
		['equals', 'Aantal', '5', 6, 'fails'],
		['equals', 'Actief', 'ja', true, 'matches'],
		['equals', 'Actief', 'ja', false, 'fails'],
		['greaterThan', 'Aantal', '5', 6, 'matches'],
		['greaterThan', 'Aantal', '5', 5, 'fails'],
		['greaterThanOrEqual', 'Aantal', '5', 5, 'matches'],
		['lessThan', 'Bedrag', '5', 4.9, 'matches'],
		['lessThan', 'Bedrag', '5', 5, 'unsure'],
		['lessThan', 'Bedrag', '5', 5.1, 'fails'],
		['greaterThan', 'Datum', '2026-01-31', '2026-02-01T00:00:00Z', 'matches'],
		['greaterThan', 'Datum', '2026-01-31', '2026-01-31T00:00:00Z', 'unsure'],
		['lessThanOrEqual', 'Datum', '2026-01-31', '2026-02-01T00:00:00Z', 'fails'],
		['greaterThan', 'Naam', 'a', 'b', 'unsure'],
		['isEmpty', 'Naam', '', null, 'matches'],
		['isEmpty', 'Naam', '', 'x', 'fails'],
		['isEmpty', 'Naam', '', '  ', 'unsure'],
		['isNotEmpty', 'Naam', '', 'x', 'matches'],
		['isNotEmpty', 'Naam', '', null, 'fails'],
		['quickFilter', 'Naam', 'x', 'y', 'unsure'],
		['contains', 'Naam', 'jan', 'Jansen', 'matches'],
		['contains', 'Naam', 'jan', 'Piet', 'fails'],
		['contains', 'Datum', '2026', '2025-01-01T00:00:00Z', 'unsure'],
		['contains', 'Datum', '20%', '2025-01-01T00:00:00Z', 'fails'],
	])(
		'that misses it may be there for another group: %s %s %s with %p: %s',
		(operator, field, value, cell, verdict) => {
			const judgeRow = judge([[one('contains', '50%', 'Memo')], [one(operator, value, field)]]);
			expect(judgeRow({ Memo: '50 stuks', [field]: cell })).toBe(verdict);
		},
	);

	it('that could not be found by it was found by another group, rightly', () => {
		const judgeRow = judge([
			[one('contains', '50%', 'Memo'), one('equals', '5', 'Aantal')],
			[one('quickFilter', 'x')],
		]);
		expect(judgeRow({ Memo: '50 stuks', Aantal: 6, Naam: 'x' })).toBe('matches');
		expect(judgeRow({ Memo: '50 stuks', Aantal: 5, Naam: 'x' })).toBe('unsure');
	});

	it('is right when there is no filter', () => {
		expect(judge([])({ Naam: 'x' })).toBe('matches');
	});
});
