import { fitDecimals } from '../../nodes/Afas/profit/decimals';
import type { UpdateField } from '../../nodes/Afas/profit/metainfo/metainfo';
import { convertFilter } from '../../nodes/Afas/profit/filter/filterValue';
import { convertValue } from '../../nodes/Afas/profit/record/fieldValue';
import { seededRandom } from '../seededRandom';

const field = (dataType: string, decimals: number, notZero = false): UpdateField => ({
	id: 'Qu',
	label: 'Aantal',
	dataType,
	primaryKey: false,
	mandatory: false,
	length: 0,
	decimals,
	notZero,
	controlType: 5,
});

describe('a number that was calculated', () => {
	it.each([
		[0.1 + 0.2, 2, 0.3],
		[0.1 + 0.2, 10, 0.3],
		[1.1 * 3, 2, 3.3],
		[-(0.1 + 0.2), 2, -0.3],
		[1234567.1 + 0.2, 2, 1234567.3],
		[99999.99999999713, 2, 100000],
		[0.3 - 0.2 - 0.1, 2, 0],
		[4.35 * 100, 0, 435],
		[12.5, 2, 12.5],
		[1 / 3, 0, 0.3333333333],
	])('%d goes to a field of %d decimals as %d', (value, decimals, sent) => {
		expect(convertValue(value, field('decimal', decimals))).toEqual({ value: sent });
		if (String(value).includes('e')) return;
		expect(convertValue(String(value), field('decimal', decimals))).toEqual({ value: sent });
	});

	it('is what it should be, whatever cents are added up', () => {
		const random = seededRandom(7);
		for (let run = 0; run < 2_000; run++) {
			const places = 1 + Math.floor(random() * 4);
			const unit = 10 ** places;
			let sum = 0;
			let units = 0;
			for (let count = Math.floor(random() * 200); count > 0; count--) {
				const part = Math.floor((random() - 0.3) * 1_000_000);
				units += part;
				sum += part / unit;
			}
			expect(convertValue(sum, field('decimal', places))).toEqual({ value: units / unit });
		}
	});

	it.each([
		[0.125, 2],
		[1 / 3, 2],
		[1234567890.00005, 4],
		[1234567890.125, 2],
		['0,125', 2],
		['1234567890123456.789', 2],
	])('%s has more decimals than %d, which is said', (value, decimals) => {
		expect(convertValue(value, field('decimal', decimals))).toEqual({
			kind: 'tooPrecise',
			problem: `takes ${decimals} decimals, and '${String(value)}' has more: round it`,
		});
	});

	it('may be whole, but for what calculating leaves behind', () => {
		expect(convertValue(0.1 * 3 * 10, field('int', 0))).toEqual({ value: 3 });
		expect(convertValue(2.5, field('int', 0))).toHaveProperty('kind', 'wrongType');
		expect(convertValue('3.0', field('int', 0))).toHaveProperty('kind', 'wrongType');
	});

	it('is 0 when nothing else is left', () => {
		const left = 0.3 - 0.2 - 0.1;
		expect(convertValue(left, field('decimal', 2, true))).toHaveProperty('kind', 'isZero');
	});

	it('is looked for without what calculating leaves behind', () => {
		const filter = [[{ field: 'Bedrag', operator: 'equals' as const, value: 0.1 + 0.2 }]];
		expect(convertFilter(filter, new Map([['Bedrag', 'decimal']]))[0]?.[0]?.value).toBe('0.3');
	});
});

describe('decimals as text', () => {
	it.each([
		['12.340', 2, '12.340'],
		['12', 2, '12'],
		['-0.00000000001', 2, '0'],
		['12345678901234567890.12', 2, '12345678901234567890.12'],
	])('%s to %d decimals is %s', (text, decimals, fitted) => {
		expect(fitDecimals(text, decimals)).toBe(fitted);
	});
});
