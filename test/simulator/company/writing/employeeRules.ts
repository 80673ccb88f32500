import { malformed, valueMissing, valueInvalid } from '../refusals';
import { textOf, type StoredRecord } from '../store';
import { ATTACHMENT_RULE } from './fileRules';
import { checkIban, isParty, PERSON_RULE } from './partyRules';
import type { ElementRule, Situation } from './rules';
import type { Session } from './session';

const PERSON = { nl: 'Persoon', en: 'Person' };
const END_DATE = { nl: 'Einddatum', en: 'End date' };

/** Employees with their lines. */
export const EMPLOYEE_RULES: Readonly<Record<string, ElementRule>> = {
	AfasEmployee: {
		standalone: true,
		defaults: ({ session, parent }) => ({
			EmId: String(session.number('EmId', 'AfasEmployee', 'EmId')),
			ViSe: 'I',
			Bl: false,
			LgId: 'NL',
			...(parent === undefined ? {} : { BcCo: textOf(parent, 'BcCo') }),
		}),
		link: (session, employee, child) => {
			if (isParty(child)) session.update(employee, { BcCo: textOf(child, 'BcCo') });
		},
		finish: (_session, employee) => {
			if (textOf(employee, 'BcCo') === '') throw valueMissing(PERSON);
		},
	},
	AfasPerson: {
		...PERSON_RULE,
		parentOf: (session, person, child) => {
			const ofEmployee = child.model.name.startsWith('Afas') && child.model.name !== 'AfasEmployee';
			return ofEmployee ? employeeOf(session, person) : person;
		},
	},
	AfasContract: {
		defaults: () => ({ CmId: '01', DvSn: 1, DaEn: null }),
		check: checkPeriod,
	},
	AfasOrgunitFunction: {},
	AfasBankInfo: {
		defaults: () => ({ NoBk: false, SaAc: false }),
		derive: ({ values }) => ({ Iban: values.Iban ?? values.AcId ?? null }),
		check: checkIban,
	},
	AfasIdentityDocument: { check: checkPeriod },
	AfasIdentityDocumentAttachment: ATTACHMENT_RULE,
	HrEmpBinMutInsite: {
		matches: true,
		finish: (session, mutation) => {
			const employee = employeeWith(session, mutation);
			const AcId = textOf(mutation, 'Iban');
			session.insert('AfasBankInfo', { AcId, Iban: AcId, NoBk: false, SaAc: true }, employee);
		},
	},
	HrEmpMutInsite: {
		matches: true,
		finish: (session, mutation) => {
			const number = textOf(employeeWith(session, mutation), 'BcCo');
			const person = session.store.find('KnPerson', { BcCo: number });
			const { EmId, ...changes } = mutation.values;
			if (person !== undefined && EmId !== null) session.update(person, changes);
		},
	},
};

/** Refuses an end before the start. */
export function checkPeriod({ values }: Situation): void {
	const { DaBe = null, DaEn = null } = values;
	if (DaBe !== null && DaEn !== null && String(DaEn) < String(DaBe)) throw valueInvalid(END_DATE);
}

function employeeOf(session: Session, person: StoredRecord): StoredRecord {
	const employee = session.store.find('AfasEmployee', { BcCo: textOf(person, 'BcCo') });
	if (employee !== undefined) return employee;
	throw malformed("Onderdeel 'AfasEmployee' ontbreekt.", "Object 'AfasEmployee' is missing.");
}

function employeeWith(session: Session, record: StoredRecord): StoredRecord | undefined {
	return session.store.find('AfasEmployee', { EmId: textOf(record, 'EmId') });
}
