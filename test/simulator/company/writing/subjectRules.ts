import type { Cell } from '../../contract';
import { PARTICIPANT } from '../data/users';
import { enterTasks } from '../openTasks';
import { refused, valueDoesNotExist } from '../refusals';
import { cellOf, textOf, type StoredRecord } from '../store';
import { ATTACHMENT_RULE } from './fileRules';
import type { Incoming } from './incoming';
import { refersTo } from './referenceCheck';
import { NO_CHANGES, type ElementRule, type Situation } from './rules';
import type { Session } from './session';
import { performAction, WORKFLOW_RULE } from './workflowRules';

const DESTINATION = { nl: 'Bestemming', en: 'Destination' };
const TYPE = { nl: 'Type dossieritem', en: 'Type of dossier item' };
const EMAIL_TYPE = -5;

/** Where a destination must exist, by the type of destination. */
const DESTINATIONS: Readonly<Record<string, readonly [table: string, field: string]>> = {
	'2': ['AfasEmployee', 'EmId'],
	'3': ['KnBasicContact', 'BcCo'],
	'4': ['KnSalesRelation', 'DbId'],
	'5': ['PtProject', 'PrId'],
	'11': ['KnPurchaseRelation', 'CrId'],
	'31': ['FbItemArticle', 'ItCd'],
};

/** Type of destination that a switch stands for. */
const SWITCHES: Readonly<Record<string, string>> = {
	ToEm: '2',
	ToBC: '3',
	ToSR: '4',
	ToPR: '11',
	ToEr: '10',
};

/** Dossier items, reactions and workflow actions. */
export const SUBJECT_RULES: Readonly<Record<string, ElementRule>> = {
	KnSubject: {
		standalone: true,
		defaults: ({ session }) => ({
			SbId: session.number('SbId', 'KnSubject', 'SbId'),
			Da: session.nowInSeconds,
			UsId: `${PARTICIPANT}.KOPPELING`,
			ViPr: 'N',
			St: false,
			SbBl: false,
			InWorkflow: false,
		}),
		derive: ({ session, incoming }) =>
			incoming.values.St === true && incoming.values.DtSt === undefined
				? { DtSt: session.nowInSeconds }
				: NO_CHANGES,
		check: ({ existing, values }) => {
			const type = Number(values.StId);
			if (existing === undefined && type < 0 && type !== EMAIL_TYPE) throw valueDoesNotExist(TYPE);
		},
		finish: (session, subject, incoming) => {
			keepMainFile(session, subject, incoming);
			enterWorkflow(session, subject);
		},
	},
	KnSubjectLink: {
		matches: true,
		locate: (session, incoming, parent) => {
			const links = parent === undefined ? [] : session.store.children('KnSubjectLink', parent.id);
			const type = destinationType(incoming.values);
			return links.find((link) => type === null || textOf(link, 'SfTp') === type);
		},
		derive: ({ session, values }) => {
			const SfTp = destinationType(values);
			const known = (values.BcId ?? null) !== null;
			return { SfTp, ...(known ? {} : { BcId: partyOf(session, SfTp, values.SfId) }) };
		},
		check: checkDestination,
	},
	KnSubjectAttachment: ATTACHMENT_RULE,
	KnReactionAttachment: ATTACHMENT_RULE,
	KnS01: { single: true },
	KnReaction: {
		standalone: true,
		defaults: ({ session }) => ({
			Id: session.number('KnReaction.Id', 'KnReaction', 'Id'),
			VaRe: 'EI',
		}),
	},
	KnWorkflow: { ...WORKFLOW_RULE, finish: react },
};

function destinationType(values: Situation['values']): string | null {
	if ((values.SfTp ?? null) !== null) return String(values.SfTp);
	const [, type = null] = Object.entries(SWITCHES).find(([name]) => values[name] === true) ?? [];
	return type;
}

/** Number of the organisation or person behind a destination. */
function partyOf(session: Session, type: string | null, id: Cell | undefined): Cell {
	if (type === '3') return id ?? null;
	const [table, field] = DESTINATIONS[type ?? ''] ?? [];
	if (table === undefined || field === undefined) return null;
	return cellOf(session.store.find(table, { [field]: String(id ?? '') }), 'BcCo');
}

function checkDestination({ session, parent, values }: Situation): void {
	const type = destinationType(values);
	if (type === null || type === '1') return;
	const kind = session.store.find('KnSubjectType', { StId: textOf(parent, 'StId') });
	if (!textOf(kind, 'Destinations').split(' ').includes(type)) {
		throw refused(
			'Deze bestemming is niet geldig voor dit type dossieritem',
			'This destination is not valid for this type of dossier item',
		);
	}
	const [table, field] = DESTINATIONS[type] ?? [];
	const id = values.SfId ?? null;
	if (table === undefined || field === undefined || id === null) return;
	if (!refersTo(session.store, table, field, String(id))) throw valueDoesNotExist(DESTINATION);
}

/** A file in the main fields becomes an attachment like any other. */
function keepMainFile(session: Session, subject: StoredRecord, { values }: Incoming): void {
	const { SbPa = null, FileStream = null } = values;
	if (SbPa === null || FileStream === null) return;
	addAttachment(session, 'KnSubjectAttachment', subject, String(SbPa), String(FileStream));
}

/** A new dossier item enters the workflow of its type. */
function enterWorkflow(session: Session, subject: StoredRecord): void {
	if (subject.values.InWorkflow !== false) return;
	session.update(subject, { InWorkflow: true });
	enterTasks(session.store, subject, session.now);
}

/** Performs the action and keeps the reaction, with its files. */
function react(session: Session, action: StoredRecord, incoming: Incoming): void {
	performAction(session, action);
	const reaction = session.insert('KnReaction', {
		Id: session.number('KnReaction.Id', 'KnReaction', 'Id'),
		SbId: cellOf(action, 'SbId'),
		SbTx: cellOf(action, 'Tx'),
		VaRe: cellOf(action, 'VaRe') ?? 'EI',
	});
	for (const attached of session.store.children('KnReactionAttachment', action.id)) {
		session.insert('KnReactionAttachment', attached.values, reaction);
		session.remove(attached);
	}
	const { FiNa = null, FiDa = null } = incoming.values;
	if (FiNa === null || FiDa === null) return;
	addAttachment(session, 'KnReactionAttachment', reaction, String(FiNa), String(FiDa));
}

function addAttachment(
	session: Session,
	table: string,
	owner: StoredRecord,
	name: string,
	content: string,
): void {
	const { id, size } = session.keepFile(name, content);
	const AtId = session.number('AtId', table, 'AtId');
	session.insert(table, { AtId, FileName: name, FileId: id, Size: size }, owner);
}
