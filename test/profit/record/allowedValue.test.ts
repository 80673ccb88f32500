import type { UpdateField } from '../../../nodes/Afas/profit/metainfo/metainfo';
import { convertValue } from '../../../nodes/Afas/profit/record/fieldValue';
import { RecordError } from '../../../nodes/Afas/profit/record/recordFinding';

const field = (id: string, values: Record<string, string>, dataType = 'string'): UpdateField => ({
	id,
	label: id,
	dataType,
	primaryKey: false,
	mandatory: false,
	length: 10,
	decimals: 0,
	notZero: false,
	controlType: 1,
	values: Object.entries(values).map(([code, description]) => ({ id: code, description })),
});

/** The item types of Profit, as metainfo lists them in two languages. */
const DUTCH = {
	1: 'Werksoort',
	10: 'Productie-indicator',
	11: 'Deeg',
	14: 'Artikeldimensietotaal',
	2: 'Artikel',
	3: 'Tekst',
	4: 'Subtotaal',
	5: 'Toeslag',
	6: 'Kosten',
};
const ENGLISH = { 1: 'Work type', 2: 'Item', 3: 'Text', 6: 'Costs' };

describe('a value of a list', () => {
	it.each(['Wst', 'wst', 'WST', 'Art', 'art', 'Txt', 'txt', 'Kst', 'kst'])(
		'may be an item type in letters, as in the examples of AFAS, and stays so: %s',
		(letters) => {
			expect(convertValue(letters, field('VaIt', DUTCH))).toEqual({ value: letters });
		},
	);

	it('may be an item type in letters in another language, as far as the words allow', () => {
		expect(convertValue('Txt', field('VaIt', ENGLISH))).toEqual({ value: 'Txt' });
		expect(convertValue('Wst', field('VaIt', ENGLISH))).toHaveProperty('kind', 'notAllowed');
	});

	it.each(['Xyz', 'tra', 'We', 'Wrks', 'W.t', '(((', '999'])('may not be %s', (wrong) => {
		expect(convertValue(wrong, field('VaIt', DUTCH))).toHaveProperty('kind', 'notAllowed');
	});

	it('is no item type in another field', () => {
		expect(convertValue('Wst', field('VaTp', DUTCH))).toHaveProperty('kind', 'notAllowed');
	});

	it('may be a code in another case, also where codes differ only in that', () => {
		const leave = field('ViLr', {
			TvT: 'Tijd-voor-tijd',
			a: 'Gelijk',
			A: 'gelijk',
			aA: 'x',
			Aa: 'y',
		});
		expect(convertValue('tvt', leave)).toEqual({ value: 'TvT' });
		expect(convertValue('a', leave)).toEqual({ value: 'a' });
		expect(convertValue('AA', leave)).toEqual({ value: 'AA' });
	});
});

describe('the message about a record', () => {
	const messageOf = (kind: RecordError['findings'][number]['kind']) =>
		new RecordError([{ kind, path: 'VaIt', message: 'is odd' }]).message;
	const way = "; 'Validation' set to 'Warn' sends it anyway";

	it('says how to send what AFAS may take all the same', () => {
		expect(messageOf('notAllowed')).toBe(`The record doesn't fit: VaIt is odd${way}`);
		expect(messageOf('tooLong')).toContain(way);
		expect(messageOf('unknownName')).not.toContain(way);
	});
});
