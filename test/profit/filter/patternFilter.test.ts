import type { Filter } from '../../../nodes/Afas/profit/filter/filter';
import { andFilters, filterIdentity } from '../../../nodes/Afas/profit/filter/filter';
import { FilterError } from '../../../nodes/Afas/profit/filter/filterError';
import { convertFilter } from '../../../nodes/Afas/profit/filter/filterValue';
import type { OperatorName } from '../../../nodes/Afas/profit/filter/operators';
import {
	findsText,
	isFoundByText,
	percentSignProbe,
	provesWildcards,
	widenDenials,
	withoutPercent,
} from '../../../nodes/Afas/profit/filter/patternFilter';

const one = (operator: OperatorName, value: string, field = 'A') => ({ field, operator, value });
const wire = (filter: Filter) => convertFilter(filter);
const sent = (filter: ReturnType<typeof wire>) =>
	filter.map((group) => group.map(({ field, operator, value }) => `${field} ${operator} ${value}`));

describe('denying a text with wildcards', () => {
	it('is asked both ways, so that AFAS leaves nothing out', () => {
		const filter = wire([[one('equals', '1', 'B'), one('notContains', '50%')]]);
		expect(sent(widenDenials(filter))).toEqual([
			['B equals 1', 'A notContains %50%%'],
			['B equals 1', 'A contains %50%%'],
		]);
	});

	it('is asked in every combination when there are more', () => {
		const filter = wire([[one('notContains', '%'), one('notStartsWith', '_', 'B')]]);
		expect(widenDenials(filter)).toHaveLength(4);
	});

	it('leaves other filters alone', () => {
		const filter = wire([
			[one('notContains', 'x'), one('contains', '%', 'B')],
			[one('equals', '%')],
		]);
		expect(widenDenials(filter)).toEqual(filter);
		const twice = wire([[one('equals', 'x')], [one('equals', 'x')]]);
		expect(widenDenials(twice)).toBe(twice);
	});

	it('is refused where it takes too many groups', () => {
		const denials = Array.from({ length: 7 }, (_, index) => one('notContains', '%', `A${index}`));
		expect(() => widenDenials(wire([denials]))).toThrow(FilterError);
	});
});

describe('a filter without percent signs', () => {
	it('has the texts as they are, and says nothing twice', () => {
		const filter = widenDenials(
			wire([[one('startsWith', '5%'), one('notEndsWith', 'x'), one('equals', '%')]]),
		);
		expect(sent(withoutPercent(filter))).toEqual([
			['A startsWith 5%', 'A notEndsWith x', 'A equals %'],
		]);
	});
});

describe('what a percent sign means', () => {
	it('is asked with a text that is there and a pattern that does not match', () => {
		const filter = wire([[one('equals', '1', 'B'), one('startsWith', 'x')], [one('isEmpty', '')]]);
		expect(sent(percentSignProbe(filter))).toEqual([
			['B equals 1', 'A startsWith x', 'A notStartsWith x%'],
		]);
		expect(sent(percentSignProbe(wire([[one('notContains', 'x')]])))).toEqual([
			['A contains x', 'A notContains %x%'],
		]);
	});

	it('shows from rows only where all groups look for a text', () => {
		expect(isFoundByText(wire([[one('contains', 'x')], [one('endsWith', 'x')]]))).toBe(true);
		expect(isFoundByText(wire([[one('contains', 'x')], [one('equals', 'x')]]))).toBe(false);
		expect(isFoundByText(wire([[one('notContains', 'x')]]))).toBe(false);
		expect(findsText(wire([[one('contains', 'x')], [one('equals', 'x')]]))).toBe(true);
		expect(findsText(wire([[one('notContains', 'x')]]))).toBe(false);
	});

	it('shows from a row without one', () => {
		const filter = wire([[one('contains', 'x')], [one('contains', 'y', 'B')]]);
		expect(provesWildcards(filter, { A: 'ax', B: null })).toBe(true);
		expect(provesWildcards(filter, { A: '%x%', B: 'y' })).toBe(false);
	});
});

describe('what is looked for', () => {
	it('stays through a combination with other conditions', () => {
		const found = wire([[one('contains', '50%')]]);
		const written = wire([[{ ...one('contains', '%50%%'), wildcards: 'written' }]]);
		expect(andFilters(found, wire([[one('equals', '1', 'B')]]))?.[0]?.[0]).toEqual(found[0]?.[0]);
		// The same is sent for both, and only one is held against rows.
		expect(andFilters(found, written)?.[0]).toHaveLength(2);
	});

	it('tells filters apart in a state that is kept only where it matters', () => {
		const plain = wire([[one('contains', 'x')]]);
		expect(filterIdentity(plain)).toEqual([[one('contains', '%x%')]]);
		expect(JSON.stringify(filterIdentity(plain))).toBe(
			'[[{"field":"A","operator":"contains","value":"%x%"}]]',
		);
		const literal = wire([[one('contains', 'a_b')]]);
		const pattern = wire([[{ ...one('contains', '%a_b%'), wildcards: 'written' }]]);
		expect(filterIdentity(literal)).not.toEqual(filterIdentity(pattern));
	});
});
