import { seededRandom } from '../seededRandom';
import { decodeFilter } from './filterDecoder';
import type { Filter, FilterCondition, WireFilter } from '../../nodes/Afas/profit/filter/filter';
import { encodeFilter } from '../../nodes/Afas/profit/filter/filterEncoding';
import { convertFilter } from '../../nodes/Afas/profit/filter/filterValue';
import {
	OPERATOR_NAMES,
	OPERATORS,
	type OperatorName,
} from '../../nodes/Afas/profit/filter/operators';

const one = (field: string, value: string, operator: OperatorName = 'equals'): WireFilter => [
	[{ field, operator, value }],
];

describe('a filter in a query string', () => {
	it('is nothing when every row passes', () => {
		expect(encodeFilter([])).toEqual({ query: '', notes: [] });
	});

	it('is three parallel lists, as in the example of AFAS', () => {
		const filter: WireFilter = [
			[
				{ field: 'Einddatum', operator: 'lessThan', value: '2024-03-22T00:00:00' },
				{ field: 'Verstrekking', operator: 'notEquals', value: 'P' },
			],
			[{ field: 'Verstrekking', operator: 'isEmpty', value: '' }],
		];
		expect(encodeFilter(filter)).toEqual({
			query:
				'filterfieldids=Einddatum,Verstrekking;Verstrekking' +
				'&filtervalues=2024-03-22T00:00:00,P;%22%22' +
				'&operatortypes=5,7;8',
			notes: [],
		});
	});

	it.each([
		['Jan & Piet', 'Jan%20%26%20Piet'],
		['a=b?c#d', 'a%3Db%3Fc%23d'],
		['1+1', '1%2B1'],
		['%x%', '%25x%25'],
		['café €', 'caf%C3%A9%20%E2%82%AC'],
		['10:30', '10:30'],
	])('percent-encodes %s', (value, encoded) => {
		expect(encodeFilter(one('Naam', value)).query).toBe(
			`filterfieldids=Naam&filtervalues=${encoded}&operatortypes=1`,
		);
	});

	it('becomes filterjson when a value has a comma', () => {
		const { query, notes } = encodeFilter(one('Naam', 'Jansen, Piet', 'contains'));
		expect(notes).toEqual([]);
		expect(query).toMatch(/^filterjson=[^&;"#{} ]+$/);
		expect(JSON.parse(decodeURIComponent(query.slice('filterjson='.length)))).toEqual({
			Filters: {
				Filter: [
					{
						'@FilterId': 'Filter 1',
						Field: [{ '@FieldId': 'Naam', '@OperatorType': '6', '#text': 'Jansen, Piet' }],
					},
				],
			},
		});
	});

	it('becomes filterjson when a field has a separator', () => {
		expect(encodeFilter(one('a,b', 'x')).query).toMatch(/^filterjson=/);
	});

	it('tells once per field that a semicolon may be read as OR', () => {
		const filter = [...one('Naam', 'a;b'), ...one('Naam', 'c;d'), ...one('Stad', 'e,f')];
		expect(encodeFilter(filter).notes).toEqual([
			"A value for 'Naam' has a ';', which AFAS may read as OR. Check whether the rows are the ones you asked for.",
		]);
	});

	it('sends a value position for the emptiness operators, whatever they hold', () => {
		expect(decodeFilter(encodeFilter(one('A', 'x', 'isNotEmpty')).query)).toEqual([
			[{ field: 'A', operator: '9', value: '""' }],
		]);
		const json = [...one('A', 'x', 'isEmpty'), ...one('B', ',')];
		expect(decodeFilter(encodeFilter(json).query)[0]).toEqual([
			{ field: 'A', operator: '8', value: '' },
		]);
	});

	it('carries what the builder gives through conversion', () => {
		const filter: Filter = [
			[
				{ field: 'Naam', operator: 'startsWith', value: 'Jan' },
				{ field: 'Actief', operator: 'equals', value: 'ja' },
			],
			[{ field: 'Datum', operator: 'greaterThan', value: '31-1-2026 14:05' }],
		];
		const types = new Map([
			['Actief', 'boolean'],
			['Datum', 'date'],
		]);
		expect(decodeFilter(encodeFilter(convertFilter(filter, types)).query)).toEqual([
			[
				{ field: 'Naam', operator: '10', value: 'Jan%' },
				{ field: 'Actief', operator: '1', value: 'true' },
			],
			[{ field: 'Datum', operator: '4', value: '2026-01-31T14:05:00' }],
		]);
	});

	it.each([
		['lists', 'abcABC019 _-%&=?#+/\\"\'[]{}!*@:é€😀\n', /^filterfieldids=/],
		['filterjson', 'abcABC019 _-%&=?#+/\\"\'[]{}!*@:é€😀\n,;', /^(filterjson|filterfieldids)=/],
	])('comes back the same from %s, 500 random filters', (_, alphabet, form) => {
		const random = seededRandom(20260131);
		let jsonForms = 0;
		for (let run = 0; run < 500; run++) {
			const filter = randomFilter(random, [...alphabet]);
			const { query } = encodeFilter(filter);
			expect(query).toMatch(form);
			expect(query).not.toMatch(/[\s"#{}<>]/);
			const isJson = query.startsWith('filterjson=');
			if (isJson) jsonForms++;
			expect(decodeFilter(query)).toEqual(expected(filter, isJson ? '' : '""'));
		}
		expect(jsonForms > 100).toBe(alphabet.includes(';'));
	});
});

function randomFilter(random: () => number, alphabet: readonly string[]): WireFilter {
	const pick = <Entry>(entries: readonly Entry[]): Entry =>
		entries[Math.floor(random() * entries.length)] as Entry;
	const text = () => times(random, 8, () => pick(alphabet)).join('');
	const condition = (): FilterCondition<string> => ({
		field: text(),
		operator: pick(OPERATOR_NAMES),
		value: text(),
	});
	return times(random, 4, () => times(random, 4, condition));
}

/** One to `most` of something. */
function times<Entry>(random: () => number, most: number, make: () => Entry): Entry[] {
	return Array.from({ length: 1 + Math.floor(random() * most) }, make);
}

function expected(filter: WireFilter, empty: string): unknown {
	return filter.map((group) =>
		group.map(({ field, operator, value }) => ({
			field,
			operator: String(OPERATORS[operator].code),
			value: operator === 'isEmpty' || operator === 'isNotEmpty' ? empty : value,
		})),
	);
}
