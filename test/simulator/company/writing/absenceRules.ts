import { valueInvalid, valueMissing } from '../refusals';
import { textOf, type StoredRecord } from '../store';
import { addDays, weekday } from '../wallClock';
import { checkPeriod } from './employeeRules';
import type { Incoming } from './incoming';
import { NO_CHANGES, type ElementRule, type Situation } from './rules';
import type { Session } from './session';

const WORKING_DAY = 480;
const GUID = /^\{[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\}$/;
const GUID_LABEL = { nl: '$3790=GUID', en: '$3790=GUID' };
const HOURS = { nl: 'Verlofuren begindatum', en: 'Leave hours on start date' };

const LEAVE_RULE: ElementRule = {
	table: 'HrAbsence',
	deleteKeys: [['Id', 'EmId']],
	defaults: ({ session }) => ({
		Id: session.number('HrAbsence.Id', 'HrAbsence', 'Id'),
		EnSe: 1,
		LeDt: false,
	}),
	derive: ({ incoming, values }) =>
		incoming.values.DuRa === undefined ? { DuRa: leaveMinutes(values) } : NO_CHANGES,
	check: (situation) => {
		checkPeriod(situation);
		if (situation.values.LeDt === true && (situation.values.DuBe ?? null) === null) {
			throw valueMissing(HOURS);
		}
	},
};

const ILLNESS_RULE: ElementRule = {
	table: 'HrIllness',
	deleteKeys: [['AbId'], ['GUID']],
	locate: (session, { values }) => {
		const { AbId = null, GUID: guid = null, EmId = null, DaBe = null } = values;
		if (AbId !== null) return session.store.find('HrIllness', { AbId: String(AbId) });
		if (guid !== null) return session.store.find('HrIllness', { GUID: String(guid) });
		if (EmId === null || DaBe === null) return undefined;
		return session.store.find('HrIllness', { EmId: String(EmId), DaBe: String(DaBe) });
	},
	defaults: ({ session }) => ({
		AbId: session.number('AbId', 'HrIllness', 'AbId'),
		GUID: session.guid(),
		EnSe: 1,
		TPBe: 0,
		RuAb: false,
		DMeB: session.nowInSeconds,
	}),
	check: (situation) => {
		checkPeriod(situation);
		if (!GUID.test(String(situation.values.GUID ?? ''))) throw valueInvalid(GUID_LABEL);
	},
};

/** Leave, sick leave and payroll mutations. */
export const ABSENCE_RULES: Readonly<Record<string, ElementRule>> = {
	HrAbsence: LEAVE_RULE,
	HrAbsenceID: LEAVE_RULE,
	HrIllness: ILLNESS_RULE,
	HrIllnessGUID: ILLNESS_RULE,
	HrAbsIllnessProgress: {
		locate: locateProgress,
		defaults: (situation) => ({
			ApSn: situation.session.number('ApSn', 'HrAbsIllnessProgress', 'ApSn'),
			PsPc: 0,
			PsHr: 0,
			PsSp: false,
			...(situation.parent === undefined ? {} : { GUID: textOf(situation.parent, 'GUID') }),
		}),
		finish: (session, progress) => {
			const illness = session.store.find('HrIllness', { AbId: textOf(progress, 'AbId') });
			if (progress.parentId !== undefined || illness === undefined) return;
			session.store.remove(progress);
			session.insert('HrAbsIllnessProgress', progress.values, illness);
		},
	},
	HrCompMut: {
		deleteKeys: [['PtId', 'Year', 'PeId', 'Id', 'DaTi', 'EmId', 'ErId', 'Sc02']],
		defaults: ({ session }) => ({ Id: session.number('HrCompMut.Id', 'HrCompMut', 'Id') }),
	},
};

function locateProgress(
	session: Session,
	{ values }: Incoming,
	parent: StoredRecord | undefined,
): StoredRecord | undefined {
	const { ApSn = null, DaTi = null } = values;
	if (ApSn !== null) return session.store.find('HrAbsIllnessProgress', { ApSn: String(ApSn) });
	if (parent === undefined || DaTi === null) return undefined;
	const lines = session.store.children('HrAbsIllnessProgress', parent.id);
	return lines.find((line) => textOf(line, 'DaTi') === DaTi);
}

/** Minutes of leave: the hours given for part of a day, or whole working days. */
function leaveMinutes({ DaBe, DaEn, LeDt, DuBe, DuEn }: Situation['values']): number {
	if (LeDt === true) return Number(DuBe ?? 0) + Number(DuEn ?? 0);
	const last = String(DaEn ?? DaBe ?? '').slice(0, 10);
	let minutes = 0;
	for (
		let day = String(DaBe ?? '').slice(0, 10);
		day !== '' && day <= last;
		day = addDays(day, 1)
	) {
		if (weekday(day) < 6) minutes += WORKING_DAY;
	}
	return minutes;
}
