import { nearestName, nearestWord } from '../../nodes/Afas/profit/nearestName';

describe('the name that was probably meant', () => {
	it.each([
		['contain', 'contains'],
		['begins', undefined],
		['startswith', 'startsWith'],
		['starts with', 'startsWith'],
		['starst_with', 'startsWith'],
		['ends', undefined],
		['equal', 'equals'],
		['', undefined],
		['!!', undefined],
	])('for %j is %j', (name, meant) => {
		expect(nearestWord(name, ['equals', 'contains', 'startsWith', 'endsWith'])).toBe(meant);
	});

	it('takes the fewest slips, and the first of equals', () => {
		expect(nearestWord('Naan', ['Na', 'Naam', 'Baan'])).toBe('Naam');
	});

	it('counts two swapped characters as one slip', () => {
		expect(nearestWord('Anam', ['Naam'])).toBe('Naam');
		expect(nearestWord('Amna', ['Naam'])).toBeUndefined();
	});

	it('puts the same id above a label, and a label above a slip', () => {
		const fields = [{ id: 'Naan' }, { id: 'X1', label: 'Naam' }, { id: 'na_am' }];
		expect(nearestName('NAAM', fields)).toBe('na_am');
		expect(nearestName('naam', fields.slice(0, 2))).toBe('X1');
		expect(nearestName('Naam', fields.slice(0, 1))).toBe('Naan');
	});
});
