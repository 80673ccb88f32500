import type { FilterCondition } from '../../../nodes/Afas/profit/filter/filter';
import { withCodes } from '../../../nodes/Afas/profit/filter/describedCodes';

const columns = [
	{
		id: 'Type',
		dataType: 'string',
		values: [
			{ id: '1', description: 'Werksoort' },
			{ id: '2', description: 'Artikel' },
			{ id: 'Hoog', description: 'Laag' },
			{ id: '3', description: 'Hoog' },
			{ id: 'a', description: 'Dubbel' },
			{ id: 'b', description: 'dubbel' },
		],
	},
	{ id: 'Naam', dataType: 'string' },
	{ id: 'Actief', dataType: 'boolean', values: [{ id: '1', description: 'Aan' }] },
];

const condition = (value: unknown, more: Partial<FilterCondition> = {}): FilterCondition => ({
	field: 'Type',
	operator: 'equals',
	value,
	...more,
});

describe('a description in a filter', () => {
	it.each(['Artikel', 'artikel', ' ARTIKEL '])('%j becomes its code, and that is said', (value) => {
		const { filter, notes } = withCodes([[condition(value)], [condition(value)]], columns);
		expect(filter).toEqual([[condition('2')], [condition('2')]]);
		expect(notes).toEqual([
			`'${value}' is a description of the code '2' of 'Type', so the code was looked for.`,
		]);
	});

	it('becomes its code where it is denied', () => {
		const denied = condition('Werksoort', { operator: 'notEquals' });
		expect(withCodes([[denied]], columns).filter[0]?.[0]?.value).toBe('1');
	});

	it.each<[string, FilterCondition]>([
		['a code', condition('2')],
		['a code that is a description too', condition('hoog')],
		['a description of two codes', condition('Dubbel')],
		['another text', condition('Tekst')],
		['a number', condition(2)],
		['nothing', condition(null)],
		['a part of a text', condition('Artikel', { operator: 'contains' })],
		['a comparison', condition('Artikel', { operator: 'greaterThan' })],
		["AFAS's own form", condition('Artikel', { isWritten: true })],
		['a column without codes', condition('Artikel', { field: 'Naam' })],
		['yes or no', condition('Aan', { field: 'Actief' })],
		['an unknown column', condition('Artikel', { field: 'X' })],
	])('is none: %s', (_, one) => {
		expect(withCodes([[one]], columns)).toEqual({ filter: [[one]], notes: [] });
	});
});
