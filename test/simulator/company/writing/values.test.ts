import { fieldsFrom, type FieldModel } from '../fieldNotation';
import { refusalOf } from '../fixture';
import { valueFrom } from './values';

function field(notation: string): FieldModel {
	const [model] = fieldsFrom(notation);
	if (model === undefined) throw new Error('No field');
	return model;
}

const text = field('Ds s5 Naam | Name');
const code = field('ViGe s20 =gender Geslacht | Gender');
const int = field('HmNr i Huisnummer | House number');
const amount = field('QuUn^ n2 Aantal | Quantity');
const yesNo = field('Bl b Geblokkeerd | Blocked');
const day = field('DaBe d Begindatum | Start date');
const moment = field('Da dt Instuurdatum | Submission date');
const time = field('StTi t Begintijd | Start time');
const file = field('FileStream file Bestand | File');

describe('valueFrom', () => {
	it.each([
		[text, '00123', '00123'],
		[text, 123, '123'],
		[text, '', null],
		[text, null, null],
		[code, 'v', 'V'],
		[int, 12, 12],
		[int, '12', 12],
		[int, '-3', -3],
		[amount, '261.72', 261.72],
		[amount, 2, 2],
		[amount, '-.5', -0.5],
		[yesNo, true, true],
		[yesNo, 'TRUE', true],
		[yesNo, '1', true],
		[yesNo, 0, false],
		[yesNo, 'false', false],
		[day, '2024-02-29', '2024-02-29T00:00:00.000'],
		[day, '2024-01-31T10:15:00', '2024-01-31T00:00:00.000'],
		[moment, '2024-01-31T10:15:00', '2024-01-31T10:15:00.000'],
		[moment, '2024-01-31', '2024-01-31T00:00:00.000'],
		[moment, '2024-01-31T10:15', '2024-01-31T10:15:00.000'],
		[moment, '2024-01-31T10:15:07.25', '2024-01-31T10:15:07.250'],
		[time, '09:00:00', '09:00:00'],
		[time, '09:30', '09:30:00'],
		[file, 'SGFsbG8=', 'SGFsbG8='],
	])('reads %#', (model, raw, expected) => {
		expect(valueFrom(model, raw)).toBe(expected);
	});

	it.each([
		[int, '12,5', "De ingevulde waarde bij 'Huisnummer' is ongeldig."],
		[int, 12.5, "De ingevulde waarde bij 'Huisnummer' is ongeldig."],
		[amount, '1,5', "De ingevulde waarde bij 'Aantal' is ongeldig."],
		[amount, '1e3', "De ingevulde waarde bij 'Aantal' is ongeldig."],
		[amount, 0, "De waarde bij 'Aantal' mag niet 0 zijn."],
		[yesNo, 'ja', "De ingevulde waarde bij 'Geblokkeerd' is ongeldig."],
		[day, '31-01-2024', "De ingevulde waarde bij 'Begindatum' is ongeldig."],
		[day, '2024-02-30', "De ingevulde waarde bij 'Begindatum' is ongeldig."],
		[moment, '2024-01-31T10:15:00Z', "De ingevulde waarde bij 'Instuurdatum' is ongeldig."],
		[moment, '2024-01-31T10:15:00+01:00', "De ingevulde waarde bij 'Instuurdatum' is ongeldig."],
		[moment, '2013-04-01T00:00:', "De ingevulde waarde bij 'Instuurdatum' is ongeldig."],
		[moment, '2024-01-31T25:00:00', "De ingevulde waarde bij 'Instuurdatum' is ongeldig."],
		[time, '9 uur', "De ingevulde waarde bij 'Begintijd' is ongeldig."],
		[text, ['a'], "De ingevulde waarde bij 'Naam' is ongeldig."],
		[text, 'te lang', "De ingevulde waarde bij 'Naam' is te lang (maximaal 5 tekens)."],
		[code, 'Q', "De ingevulde waarde bij 'Geslacht' bestaat niet."],
		[file, 'geen base64!', "De ingevulde waarde bij 'Bestand' is ongeldig."],
	])('refuses %#', (model, raw, expected) => {
		expect(refusalOf(() => valueFrom(model, raw)).message.nl).toBe(expected);
	});
});
