import {
	andFilters,
	checkFields,
	type Filter,
	type FilterCondition,
	type WireFilter,
} from '../../nodes/Afas/profit/filter/filter';

const is = (field: string, value: string): FilterCondition<string> => ({
	field,
	operator: 'equals',
	value,
});

describe('combining filters', () => {
	const [a, b, c, d] = [is('A', '1'), is('B', '2'), is('C', '3'), is('D', '4')];

	it('writes (A or B) and (C or D) out', () => {
		expect(andFilters([[a], [b]], [[c], [d]])).toEqual([
			[a, c],
			[a, d],
			[b, c],
			[b, d],
		]);
	});

	it('is the other filter when one passes every row', () => {
		expect(andFilters([], [[a]])).toEqual([[a]]);
		expect(andFilters([[a]], [])).toEqual([[a]]);
		expect(andFilters([], [])).toEqual([]);
	});

	it('says the same thing once, whatever its order', () => {
		expect(andFilters([[a, b]], [[b, c]])).toEqual([[a, b, c]]);
		expect(andFilters([[a], [b]], [[b], [a]])).toEqual([[a, b], [a], [b]]);
	});

	it('does not take another operator or value for the same', () => {
		const other: FilterCondition<string> = { ...a, operator: 'notEquals' };
		expect(andFilters([[a]], [[other, is('A', '2')]])).toEqual([[a, other, is('A', '2')]]);
	});

	it('gives up above 64 groups', () => {
		const groups = (name: string, size: number): WireFilter =>
			Array.from({ length: size }, (_, index) => [is(name, String(index))]);
		expect(andFilters(groups('A', 8), groups('B', 8))).toHaveLength(64);
		expect(andFilters(groups('A', 5), groups('B', 13))).toBeUndefined();
		expect(andFilters(groups('A', 500), groups('B', 500))).toBeUndefined();
	});
});

describe('fields of a filter', () => {
	const columns = [
		{ id: 'Medewerker', label: 'Medewerker' },
		{ id: 'Gewijzigd_op', label: 'Datum gewijzigd' },
		{ id: 'AdminId', label: 'Administratie' },
		{ id: 'EmId', label: 'Nummer' },
		{ id: 'OrId', label: 'Nummer' },
	];
	const filterOn = (field: string): Filter => [[{ field, operator: 'equals', value: '1' }]];

	it.each(columns.map(({ id }) => id))('knows %s', (id) => {
		expect(checkFields(filterOn(id), columns)).toEqual([]);
	});

	it.each([
		['medewerker', "; did you mean 'Medewerker'?"],
		['Datum gewijzigd', "; did you mean 'Gewijzigd_op'?"],
		['administratie', "; did you mean 'AdminId'?"],
		['Gewijzigd op', "; did you mean 'Gewijzigd_op'?"],
		['Medeweker', "; did you mean 'Medewerker'?"],
		['Mdeewerker', "; did you mean 'Medewerker'?"],
		['Nummer', ''],
		['Postcode', ''],
	])('does not know %s%s', (field, question) => {
		const message = `the GetConnector has no field '${field}'${question}`;
		expect(checkFields(filterOn(field), columns)).toEqual([
			{ path: 'group 1, condition 1', message },
		]);
	});

	it('finds every one of them', () => {
		const filter = [...filterOn('AdminId'), [...filterOn('EmId').flat(), ...filterOn('').flat()]];
		expect(checkFields([...filter, ...filterOn('x')], columns)).toEqual([
			{ path: 'group 2, condition 2', message: 'the field is missing' },
			{ path: 'group 3, condition 1', message: "the GetConnector has no field 'x'" },
		]);
	});
});
