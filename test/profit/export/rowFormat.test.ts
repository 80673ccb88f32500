import {
	csvFormat,
	type CsvStyle,
	ndjsonFormat,
} from '../../../nodes/Afas/profit/export/rowFormat';
import type { Row } from '../../../nodes/Afas/profit/row';
import { readStrictCsv } from './strictCsv';

const COLUMNS = ['Nummer', 'Naam'];

describe('NDJSON', () => {
	const lines = (rows: Row[], columns = COLUMNS) => ndjsonFormat(columns).lines(rows);

	it('has the same columns in the same order in every line', () => {
		const text = lines([{ Naam: 'a', Nummer: 1 }, { Nummer: 2, Extra: true }, {}]);
		expect(text).toBe(
			'{"Nummer":1,"Naam":"a"}\n{"Nummer":2,"Naam":null}\n{"Nummer":null,"Naam":null}\n',
		);
	});

	it('keeps the order of columns whose names are numbers', () => {
		expect(lines([{ 7: 'a', 'b"': 2 }], ['b"', '7'])).toBe('{"b\\"":2,"7":"a"}\n');
	});

	it('keeps a value on its line, whatever is in it', () => {
		const value = 'line 1\r\nline 2 "\\ \u2028 Zoë 👩';
		const text = lines([{ Naam: value }]);
		expect(text.split('\n')).toHaveLength(2);
		expect(JSON.parse(text)).toMatchObject({ Naam: value });
	});
});

describe('CSV', () => {
	const PLAIN: CsvStyle = {
		separator: ',',
		decimalSeparator: '.',
		hasHeader: false,
		hasByteOrderMark: false,
	};
	const values = (cells: unknown[], style: Partial<CsvStyle> = {}) => {
		const columns = cells.map((_, index) => `K${index}`);
		const row = Object.fromEntries(cells.map((cell, index) => [`K${index}`, cell]));
		return csvFormat(columns, { ...PLAIN, ...style }).lines([row]);
	};

	it.each([',', ';', '\t'] as const)('gives every text back (separator %j)', (separator) => {
		const cells = [
			'a,b',
			'c;d',
			'e\tf',
			'"',
			'""',
			'x\r\ny',
			'\r',
			'\n',
			' a ',
			"'",
			'=1+1',
			'ë',
			'',
		];
		expect(readStrictCsv(values(cells, { separator }), separator)).toEqual([cells]);
	});

	it.each<[number, string]>([
		[0.1, '0.1'],
		[-12.5, '-12.5'],
		[1234567.89, '1234567.89'],
		[0.0000001, '0.0000001'],
		[-1.25e-10, '-0.000000000125'],
		[1e21, '1000000000000000000000'],
		[-1.5e22, '-15000000000000000000000'],
		[0, '0'],
	])('writes the number %d without an exponent', (number, text) => {
		expect(values([number])).toBe(`${text}\r\n`);
		expect(Number(text)).toBe(number);
	});

	it('quotes decimals where the comma separates values too', () => {
		expect(values([1.5, 2], { decimalSeparator: ',' })).toBe('"1,5",2\r\n');
		expect(values([1.5, 'a.b'], { decimalSeparator: ',', separator: ';' })).toBe('1,5;a.b\r\n');
	});

	it('writes yes, no and nothing', () => {
		expect(values([true, false, null, undefined])).toBe('true,false,,\r\n');
	});

	it('has no empty lines, which many programs skip', () => {
		expect(values([null])).toBe('""\r\n');
		expect(values([''])).toBe('""\r\n');
	});

	it('quotes names of columns like values, behind the mark for Excel', () => {
		const { start } = csvFormat(['a,b', 'c'], {
			...PLAIN,
			hasHeader: true,
			hasByteOrderMark: true,
		});
		expect(start).toBe('\uFEFF"a,b",c\r\n');
	});
});
