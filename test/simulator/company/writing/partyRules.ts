import type { Cell } from '../../contract';
import { isBsn, isIban } from '../identifiers';
import { alreadyExists, refused, valueInvalid, valueMissing } from '../refusals';
import { numberOf, textOf, type StoredRecord } from '../store';
import { storedImage } from './fileRules';
import type { Incoming } from './incoming';
import { NO_CHANGES, type ElementRule, type Situation } from './rules';
import type { Session } from './session';

const PARTY_LABEL = { nl: 'Organisatie/persoon', en: 'Organisation/person' };

/** Fields that MatchPer compares besides prefix, surname, initials and gender. */
const PERSON_MATCHES: Readonly<Record<string, readonly string[]>> = {
	'2': [],
	'3': ['EmAd'],
	'4': ['MbNr'],
	'5': ['TeNr'],
	'6': ['DaBi'],
};

/** Fields that MatchOga compares. */
const ORGANISATION_MATCHES: Readonly<Record<string, string>> = {
	'1': 'CcNr',
	'2': 'FiNr',
	'3': 'Nm',
};

/** Persons, wherever they are nested. */
export const PERSON_RULE: ElementRule = {
	table: 'KnPerson',
	standalone: true,
	matches: true,
	locate: (session, incoming, parent) => {
		const way = matchWay(incoming, 'MatchPer', parent, '7');
		if (way === '7') return undefined;
		if (way === '0' || way === '9') return byNumber(session, 'KnPerson', incoming, parent);
		if (way === '1') return byFields(session, 'KnPerson', incoming, ['SoSe']);
		const fields = ['LaNm', 'Is', 'In', 'ViGe', ...(PERSON_MATCHES[way] ?? [])];
		return byFields(session, 'KnPerson', incoming, fields);
	},
	defaults: (situation) => ({
		...partyNumbers(situation),
		SeNm: String(situation.values.LaNm ?? '')
			.toUpperCase()
			.slice(0, 10),
		ViGe: 'O',
		ViUs: '0',
		LgId: 'NL',
	}),
	derive: ({ session, incoming }) => storedImage(session, incoming),
	check: (situation) => {
		checkNumber(situation);
		const { incoming } = situation;
		const bsn = incoming.values.SoSe ?? null;
		if (bsn === null || isBsn(String(bsn))) return;
		throw refused(
			`Het BSN '${String(bsn)}' voldoet niet aan de elfproef.`,
			`Citizen service number '${String(bsn)}' does not pass the eleven-test.`,
		);
	},
	link: linkContact,
};

/** Organisations, wherever they are nested. */
export const ORGANISATION_RULE: ElementRule = {
	table: 'KnOrganisation',
	standalone: true,
	matches: true,
	locate: (session, incoming, parent) => {
		const way = matchWay(incoming, 'MatchOga', parent, '6');
		if (way === '6') return undefined;
		if (way === '0' || way === '9') return byNumber(session, 'KnOrganisation', incoming, parent);
		const field = ORGANISATION_MATCHES[way];
		if (field !== undefined) return byFields(session, 'KnOrganisation', incoming, [field]);
		return byAddress(session, incoming, way === '4' ? 'KnBasicAddressAdr' : 'KnBasicAddressPad');
	},
	defaults: (situation) => ({
		...partyNumbers(situation),
		SeNm: String(situation.values.Nm ?? '')
			.toUpperCase()
			.slice(0, 10),
		LgId: 'NL',
	}),
	derive: ({ session, incoming }) => storedImage(session, incoming),
	check: checkNumber,
	link: linkContact,
};

/** Contacts: a person or department of an organisation. */
export const CONTACT_RULE: ElementRule = {
	standalone: true,
	matches: true,
	locate: (session, incoming, parent) => {
		const { CdId = null, ExAd = null } = incoming.values;
		if (CdId !== null) return session.store.find('KnContact', { CdId: String(CdId) });
		if (parent === undefined) return undefined;
		const keys = contactKeys(session, incoming, parent);
		if (keys === undefined && ExAd === null) return undefined;
		return session.store.find(
			'KnContact',
			keys ?? { BcCoOga: textOf(parent, 'BcCo'), ExAd: String(ExAd) },
		);
	},
	defaults: ({ session, parent }) => ({
		CdId: session.number('CdId', 'KnContact', 'CdId'),
		ViKc: 'PRS',
		Bl: false,
		...(parent === undefined ? {} : { BcCoOga: textOf(parent, 'BcCo') }),
	}),
	link: (session, contact, child) => {
		if (child.table === 'KnPerson') session.update(contact, { BcCoPer: textOf(child, 'BcCo') });
	},
};

/** Addresses: a later start date adds one and keeps the history. */
export const ADDRESS_RULE: ElementRule = {
	matches: true,
	locate: (session, { model, values }, parent) => {
		const current = parent && session.store.children(model.name, parent.id).at(-1);
		const start = values.BeginDate ?? null;
		const moves = start !== null && String(start) > textOf(current, 'BeginDate');
		return moves ? undefined : current;
	},
	defaults: ({ session }) => ({
		AdId: session.store.next('AdId'),
		PbAd: false,
		BeginDate: session.today,
	}),
	derive: ({ session, incoming, values }) => {
		if (incoming.values.ResZip !== true) return NO_CHANGES;
		const known = session.store.find('KnBasicAddressAdr', { ZpCd: postcode(values.ZpCd) });
		return known === undefined ? NO_CHANGES : { Ad: textOf(known, 'Ad'), Rs: textOf(known, 'Rs') };
	},
};

/** Bank accounts of persons and organisations: only added, never changed. */
export const BANK_ACCOUNT_RULE: ElementRule = {
	matches: true,
	locate: (session, { values }, parent) =>
		parent &&
		session.store
			.children('KnBankAccount', parent.id)
			.find((account) => textOf(account, 'Iban') === String(values.Iban ?? '')),
	defaults: () => ({ CoId: 'NL', AcGa: false }),
	check: checkIban,
};

/** Refuses an IBAN with wrong check digits when the check is asked for. */
export function checkIban({ incoming, values }: Situation): void {
	const iban = values.Iban ?? null;
	if (incoming.values.IbCk !== true || iban === null || isIban(String(iban))) return;
	throw valueInvalid({ nl: 'IBAN-nummer', en: 'IBAN number' });
}

/** A sales or purchase relation with the field that numbers it. */
export function relationRule(table: string, key: string): ElementRule {
	return {
		table,
		standalone: true,
		locate: (session, { values }) => {
			const number = values[key] ?? null;
			return number === null ? undefined : session.store.find(table, { [key]: String(number) });
		},
		defaults: ({ session }) => ({
			[key]: String(session.number(key, table, key)),
			CuId: 'EUR',
			PaCd: '30',
			VaDu: '1',
			LgId: 'NL',
			Bl: false,
			[key === 'DbId' ? 'IsDb' : 'IsCr']: true,
			...(key === 'DbId' ? { ColA: '1300', CsDa: session.today } : {}),
		}),
		link: (session, relation, party) => {
			if (isParty(party)) session.update(relation, { BcCo: textOf(party, 'BcCo') });
		},
		finish: (_session, relation) => {
			if (textOf(relation, 'BcCo') === '') throw valueMissing(PARTY_LABEL);
		},
	};
}

/** Whether a record is a person or organisation. */
export function isParty(record: StoredRecord): boolean {
	return record.table === 'KnPerson' || record.table === 'KnOrganisation';
}

function matchWay(
	{ values }: Incoming,
	field: string,
	parent: StoredRecord | undefined,
	alwaysNew: string,
): string {
	const way = values[field] ?? null;
	if (way !== null) return String(way);
	const known = (values.BcCo ?? null) !== null || partyNumberOf(parent) !== '';
	return known ? '0' : alwaysNew;
}

/** Number of the party that the record around an element already has. */
function partyNumberOf(parent: StoredRecord | undefined): string {
	if (parent === undefined || isParty(parent)) return '';
	return textOf(parent, parent.table === 'KnContact' ? 'BcCoPer' : 'BcCo');
}

function byNumber(
	session: Session,
	table: string,
	{ values }: Incoming,
	parent: StoredRecord | undefined,
): StoredRecord | undefined {
	const number = values.BcCo ?? partyNumberOf(parent);
	return number === '' ? undefined : session.store.find(table, { BcCo: String(number) });
}

/** The first record in which all these fields are equal; a field that is not given counts as empty. */
function byFields(
	session: Session,
	table: string,
	{ values }: Incoming,
	fields: readonly string[],
): StoredRecord | undefined {
	const keys = Object.fromEntries(fields.map((field) => [field, String(values[field] ?? '')]));
	const empty = Object.values(keys).every((value) => value === '');
	return empty ? undefined : session.store.find(table, keys);
}

function byAddress(
	session: Session,
	{ children }: Incoming,
	element: string,
): StoredRecord | undefined {
	const address = children.find(({ model }) => model.name === element)?.values;
	if (address === undefined) return undefined;
	const found = session.store
		.findAll(element, { ZpCd: String(address.ZpCd ?? ''), HmNr: String(address.HmNr ?? '') })
		.flatMap(({ parentId }) =>
			parentId === undefined ? [] : (session.store.byId(parentId) ?? []),
		);
	return found.find(({ table }) => table === 'KnOrganisation');
}

function partyNumbers({ session }: Situation): Readonly<Record<string, Cell>> {
	for (;;) {
		const BcId = session.number('BcId', 'KnPerson', 'BcId');
		const BcCo = String(1_000_000 + BcId);
		if (session.store.find('KnOrganisation', { BcCo }) === undefined) return { BcId, BcCo };
	}
}

/** Refuses a number for a new party that another party has. */
function checkNumber({ session, existing, values }: Situation): void {
	if (existing !== undefined) return;
	const keys = { BcCo: String(values.BcCo) };
	const taken = ['KnPerson', 'KnOrganisation'].some((table) => session.store.find(table, keys));
	if (taken) throw alreadyExists({ nl: 'Nummer', en: 'Number' });
}

function contactKeys(
	session: Session,
	{ children }: Incoming,
	parent: StoredRecord,
): Readonly<Record<string, string>> | undefined {
	const person = children.find(({ model }) => model.name === 'KnPerson');
	if (person === undefined) return undefined;
	const found = PERSON_RULE.locate?.(session, person, undefined);
	const number = found === undefined ? '' : textOf(found, 'BcCo');
	return { BcCoOga: textOf(parent, 'BcCo'), BcCoPer: number || 'none' };
}

function linkContact(session: Session, party: StoredRecord, child: StoredRecord): void {
	if (child.table !== 'KnContact' || party.table !== 'KnPerson') return;
	if (numberOf(child, 'CdId') > 0 && textOf(child, 'BcCoPer') === '') {
		session.update(child, { BcCoPer: textOf(party, 'BcCo') });
	}
}

function postcode(value: Cell | undefined): string {
	return String(value ?? '').replace(/^(\d{4})\s*([A-Za-z]{2})$/, '$1 $2');
}
