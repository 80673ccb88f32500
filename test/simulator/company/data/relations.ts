import type { Cell } from '../../contract';
import { textOf, type StoredRecord } from '../store';
import { momentOf } from '../wallClock';
import { BUSINESS_STREETS, SURNAMES, TOWNS } from './dutchNames';
import { dayAgo, officeMoment, type Filling } from './filling';
import { addAddress, addPerson, landline, mailName, newIban } from './people';

const TRADES: readonly (readonly [name: string, branch: string])[] = [
	['Installatietechniek', '0700'],
	['Elektro', '0700'],
	['Klimaattechniek', '0700'],
	['Bouw', '0300'],
	['Bouwbedrijf', '0300'],
	['Machinefabriek', '0200'],
	['Metaalbewerking', '0200'],
	['Technische Handel', '0400'],
	['Loodgieters', '0700'],
	['Onderhoud', '0300'],
	['IJzerwaren', '0500'],
	['Zorggroep', '0900'],
	['Woonstichting', '0900'],
];

/** Kinds of organisation that carry the name of a town, not of a family. */
const PUBLIC = ['Zorggroep', 'Woonstichting'];

const JOBS = [
	'Inkoper',
	'Directeur',
	'Projectleider',
	'Bedrijfsleider',
	'Administratie',
	'Werkvoorbereider',
];

/** Debtors up to this number are never blocked, so that examples can count on them. */
const FIRST_DEBTORS = 10_020;

/** Adds debtors (organisations and some persons), creditors and their contacts. */
export function fillRelations(filling: Filling): void {
	filling.store.reserve('DbId', 10_000);
	filling.store.reserve('CrId', 60_000);
	for (let position = 0; position < 270; position++) addDebtorOrganisation(filling);
	for (let position = 0; position < 34; position++) addDebtorPerson(filling);
	for (let position = 0; position < 45; position++) addCreditor(filling);
}

function addDebtorOrganisation(filling: Filling): void {
	const created = officeMoment(filling, dayAgo(filling, 3_600, 3));
	const organisation = addOrganisation(filling, created);
	addSalesRelation(filling, organisation, created, true);
	const contacts = filling.random.pick([1, 1, 2, 3]);
	for (let position = 0; position < contacts; position++)
		addContact(filling, organisation, created);
}

function addDebtorPerson(filling: Filling): void {
	const created = officeMoment(filling, dayAgo(filling, 1_500, 3));
	const person = addPerson(filling, created, {});
	const mail = mailName(textOf(person, 'CaNm'), textOf(person, 'Is'), textOf(person, 'LaNm'));
	const kept = filling.store.update(person, { EmA2: `${mail}@thuis.example` }, created);
	addSalesRelation(filling, kept, created, false);
}

function addCreditor(filling: Filling): void {
	const { store, random } = filling;
	const created = officeMoment(filling, dayAgo(filling, 3_600, 30));
	const organisation = addOrganisation(filling, created, 'Fabrikant');
	addContact(filling, organisation, created);
	store.insert(
		'KnPurchaseRelation',
		{
			CrId: String(store.next('CrId')),
			BcCo: textOf(organisation, 'BcCo'),
			IsCr: true,
			CuId: 'EUR',
			PaCd: random.pick(['14', '30', '60']),
			VaDu: '1',
			Bl: false,
			Iban: newIban(filling),
			VaId: `NL${random.between(800_000_000, 869_999_999)}B01`,
		},
		created,
	);
}

function addOrganisation(filling: Filling, created: string, trade?: string): StoredRecord {
	const { random, store } = filling;
	const town = random.pick(TOWNS);
	const [kind, branch] = random.pick(TRADES);
	const Nm = organisationName(filling, trade ?? kind, town.name);
	const host = `${Nm.toLowerCase()
		.normalize('NFD')
		.replace(/b\.v\.$/, '')
		.replace(/[^a-z]/g, '')}.example`;
	const BcId = store.next('BcId');
	const organisation = store.insert(
		'KnOrganisation',
		{
			BcCo: String(1_000_000 + BcId),
			BcId,
			SeNm: Nm.toUpperCase().slice(0, 10).trim(),
			Nm,
			ViLe: Nm.endsWith('B.V.') ? '41' : PUBLIC.some((word) => Nm.startsWith(word)) ? '74' : '20',
			ViLb: branch,
			CcNr: String(random.between(90_000_000, 94_999_999)),
			FiNr: String(random.between(800_000_000, 869_999_999)),
			TeNr: landline(filling, town),
			EmAd: `info@${host}`,
			HoPa: `https://www.${host}`,
			Corr: true,
			LgId: 'NL',
		},
		created,
	);
	addAddress(filling, organisation, created, BUSINESS_STREETS, town);
	const Iban = newIban(filling);
	store.insert(
		'KnBankAccount',
		{ CoId: 'NL', Iban, IbCk: true, AcGa: false },
		created,
		organisation.id,
	);
	return organisation;
}

function organisationName(filling: Filling, trade: string, town: string): string {
	const { random, store } = filling;
	if (PUBLIC.includes(trade)) {
		const name = `${trade} ${town}`;
		if (store.find('KnOrganisation', { Nm: name }) === undefined) return name;
		return organisationName(filling, 'Technische Handel', town);
	}
	for (let attempt = 0; attempt < 20; attempt++) {
		const [surname, prefix] = random.pick(SURNAMES);
		const family =
			prefix === '' ? surname : `${prefix.charAt(0).toUpperCase()}${prefix.slice(1)} ${surname}`;
		const name = random.pick([
			`${trade} ${family} B.V.`,
			`${family} ${trade} B.V.`,
			`${trade} ${town} B.V.`,
			`${family} & Zn. ${trade}`,
		]);
		if (store.find('KnOrganisation', { Nm: name }) === undefined) return name;
	}
	return `${trade} ${town} ${store.next('organisationName')} B.V.`;
}

function addSalesRelation(
	filling: Filling,
	owner: StoredRecord,
	created: string,
	business: boolean,
): void {
	const { random, store } = filling;
	const DbId = String(store.next('DbId'));
	const values: Record<string, Cell> = {
		DbId,
		BcCo: textOf(owner, 'BcCo'),
		IsDb: true,
		CuId: 'EUR',
		PaCd: business ? random.pick(['14', '30', '30', '60']) : '14',
		VaDu: '1',
		LgId: 'NL',
		Bl: Number(DbId) > FIRST_DEBTORS && random.chance(0.03),
		Krli: business ? random.between(2, 60) * 2_500 : 1_000,
		ColA: '1300',
		AuPa: random.chance(0.15),
		CsDa: momentOf(created),
		VaId: business ? `NL${random.between(800_000_000, 869_999_999)}B01` : null,
		Iban: newIban(filling),
	};
	const modified = officeMoment(filling, dayAgo(filling, 700, 1));
	store.insert(
		'KnSalesRelation',
		values,
		created,
		undefined,
		modified > created ? modified : created,
	);
}

function addContact(filling: Filling, organisation: StoredRecord, created: string): void {
	const { random, store } = filling;
	const person = addPerson(filling, created, {});
	const mail = mailName(textOf(person, 'CaNm'), textOf(person, 'Is'), textOf(person, 'LaNm'));
	const host = textOf(organisation, 'EmAd').split('@')[1] ?? 'relatie.example';
	store.insert(
		'KnContact',
		{
			CdId: store.next('CdId'),
			BcCoOga: textOf(organisation, 'BcCo'),
			BcCoPer: textOf(person, 'BcCo'),
			ViKc: 'PRS',
			FuDs: random.pick(JOBS),
			TeNr: textOf(organisation, 'TeNr'),
			EmAd: `${mail}@${host}`,
			Bl: false,
		},
		created,
	);
}
