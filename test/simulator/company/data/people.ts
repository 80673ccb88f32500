import type { Cell } from '../../contract';
import { dutchIban } from '../identifiers';
import type { StoredRecord } from '../store';
import { addDays, momentOf } from '../wallClock';
import { MEN, STREETS, SURNAMES, TOWNS, WOMEN, BUSINESS_STREETS, type Town } from './dutchNames';
import type { Filling } from './filling';

/** The name of a person as it is used, such as `N. van den Berg`. */
export function fullName(record: StoredRecord | undefined): string {
	if (record === undefined) return '';
	const { In, Is, LaNm } = record.values;
	return [In, Is, LaNm]
		.filter((part) => part !== null && part !== undefined && part !== '')
		.join(' ');
}

/** First part of an e-mail address: `n.vandenberg`. */
export function mailName(firstName: string, prefix: string, surname: string): string {
	return `${firstName.charAt(0)}.${prefix}${surname}`
		.toLowerCase()
		.normalize('NFD')
		.replace(/[^a-z.]/g, '');
}

/** Adds a person with home address and returns its record. */
export function addPerson(
	filling: Filling,
	created: string,
	extra: Readonly<Record<string, Cell>>,
): StoredRecord {
	const { random, store } = filling;
	const woman = random.chance(0.42);
	const firstName = random.pick(woman ? WOMEN : MEN);
	const [surname, prefix] = random.pick(SURNAMES);
	const married = random.chance(0.5);
	const BcId = store.next('BcId');
	const person = store.insert(
		'KnPerson',
		{
			BcCo: String(1_000_000 + BcId),
			BcId,
			SeNm: surname.toUpperCase().slice(0, 10),
			CaNm: firstName,
			FiNm: firstName,
			In: `${firstName.charAt(0)}.`,
			Is: prefix || null,
			LaNm: surname,
			SpNm: false,
			IsBi: prefix || null,
			NmBi: surname,
			ViUs: '0',
			ViGe: woman ? 'V' : 'M',
			PsNa: 'NL',
			ViCs: married ? 'GH' : 'OG',
			DaBi: momentOf(addDays(filling.today, -random.between(7_700, 23_300))),
			MbN2: `+31600${String(random.between(0, 999_999)).padStart(6, '0')}`,
			LgId: 'NL',
			Corr: true,
			...extra,
		},
		created,
	);
	addAddress(filling, person, created, STREETS);
	return person;
}

/** Adds a visiting address to a person or organisation; the town can be given. */
export function addAddress(
	{ random, store }: Filling,
	owner: StoredRecord,
	created: string,
	streets: readonly string[] = BUSINESS_STREETS,
	town: Town = random.pick(TOWNS),
): StoredRecord {
	const letters = `${random.pick([...'ABCDEGHJKLNPRTVWXZ'])}${random.pick([...'ABCDEGHJKLNPRTVWXZ'])}`;
	return store.insert(
		'KnBasicAddressAdr',
		{
			AdId: store.next('AdId'),
			CoId: 'NL',
			PbAd: false,
			Ad: random.pick(streets),
			HmNr: random.between(1, 180),
			HmAd: random.chance(0.12) ? random.pick(['A', 'B', 'bis', '2-hoog']) : null,
			ZpCd: `${town.postcode + random.between(0, 8)} ${letters}`,
			Rs: town.name,
			BeginDate: momentOf(created),
		},
		created,
		owner.id,
	);
}

/** A bank account number that nobody in the company has yet. */
export function newIban({ random, store }: Filling): string {
	const bank = random.pick(['INGB', 'RABO', 'ABNA', 'SNSB', 'TRIO']);
	return dutchIban(bank, 10_000 + store.next('bankAccount') * 7);
}

/** A telephone number of a town in a range that is not handed out. */
export function landline({ random }: Filling, town: Town): string {
	const digits = 10 - town.areaCode.length;
	const number = String(random.between(0, 10 ** (digits - 1) - 1)).padStart(digits, '0');
	return `${town.areaCode}-${number}`;
}
