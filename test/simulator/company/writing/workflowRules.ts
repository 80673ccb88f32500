import type { Cell } from '../../contract';
import { openTask, openTasksOf } from '../openTasks';
import { refused, valueDoesNotExist, valueMissing } from '../refusals';
import { cellOf, textOf, type StoredRecord } from '../store';
import type { ElementRule, Situation } from './rules';
import type { Session } from './session';

/** Tables whose records have a GUID that publishing anew replaces. */
export const WORKFLOW_TABLES = [
	'KnWorkflowDefinition',
	'KnWorkflowTask',
	'KnWorkflowAction',
] as const;

const ACTION = { nl: 'Actie', en: 'Action' };
const TASK = { nl: 'Taak', en: 'Task' };
const WORKFLOW = { nl: 'Workflow', en: 'Workflow' };
const DELEGATED_TO = { nl: 'Gebruiker', en: 'User' };
const DELEGATING = 2;

/** The action that a call names by its GUIDs, with the task it belongs to. */
interface NamedAction {
	readonly action: StoredRecord;
	readonly task: StoredRecord;
}

/**
 * Reactions of `KnSubjectWorkflowReaction`: every call is a new one. It may perform an action, or only
 * add a reaction when it names none.
 */
export const WORKFLOW_RULE: ElementRule = {
	standalone: true,
	locate: () => undefined,
	check: (situation) => {
		const subject = subjectOf(situation);
		const named = namedAction(situation);
		if (subject === undefined || named === undefined) return;
		checkOpen(situation.session, subject, named.task);
		if (isDelegation(named.action)) checkUser(situation);
	},
};

/** Moves a dossier item on when the stored reaction names an action. */
export function performAction(session: Session, reaction: StoredRecord): void {
	const { values } = reaction;
	const subject = subjectOf({ session, values });
	const named = namedAction({ session, values });
	if (subject === undefined || named === undefined) return;
	const { action, task } = named;
	closeTask(session, subject, task);
	if (isDelegation(action)) {
		openTask(session.store, subject, task, session.now, [textOf(reaction, 'UsTa')]);
		return;
	}
	for (const TkId of textOf(action, 'Next').split(' ')) {
		const next = session.store.find('KnWorkflowTask', { TkId });
		if (next !== undefined) openTask(session.store, subject, next, session.now);
	}
	if (openTasksOf(session.store, subject).length > 0) return;
	session.update(subject, { St: true, DtSt: session.nowInSeconds });
}

type ReactionValues = Pick<Situation, 'session' | 'values'>;

function subjectOf({ session, values }: ReactionValues): StoredRecord | undefined {
	return session.store.find('KnSubject', { SbId: String(values.SbId ?? '') });
}

/** Undefined for a reaction alone; all three GUIDs are needed for an action. */
function namedAction({ session, values }: ReactionValues): NamedAction | undefined {
	const names = [values.WfNm, values.TkNm, values.AcNm].map((name) => name ?? null);
	if (names.every((name) => name === null)) return undefined;
	const workflow = named(session, 'KnWorkflowDefinition', values.WfNm, WORKFLOW);
	const task = named(session, 'KnWorkflowTask', values.TkNm, TASK);
	const action = named(session, 'KnWorkflowAction', values.AcNm, ACTION);
	if (textOf(task, 'WfId') !== textOf(workflow, 'WfId')) throw valueDoesNotExist(TASK);
	if (textOf(action, 'TkId') !== textOf(task, 'TkId')) throw valueDoesNotExist(ACTION);
	return { action, task };
}

function named(
	session: Session,
	table: string,
	name: Cell | undefined,
	label: typeof ACTION,
): StoredRecord {
	if ((name ?? null) === null) throw valueMissing(label);
	const found = session.store.find(table, { Name: String(name) });
	if (found === undefined) throw valueDoesNotExist(label);
	return found;
}

function checkOpen({ store }: Session, subject: StoredRecord, task: StoredRecord): void {
	const TkId = textOf(task, 'TkId');
	const words = textOf(task, 'Ds');
	if (!openTasksOf(store, subject).some((open) => textOf(open, 'TkId') === TkId)) {
		throw refused(
			`Het dossieritem bevindt zich niet (meer) in de taak '${words}'.`,
			`The dossier item is not in the task '${words}' (any more).`,
		);
	}
	if (task.values.ForConnectors === true) return;
	throw refused(
		`U hebt geen rechten om de taak '${words}' uit te voeren.`,
		`You are not authorised to perform the task '${words}'.`,
	);
}

function checkUser({ session, values }: Situation): void {
	const user = values.UsTa ?? null;
	if (user === null) throw valueMissing(DELEGATED_TO);
	if (session.store.find('KnUser', { UsId: String(user) }) === undefined)
		throw valueDoesNotExist(DELEGATED_TO);
}

function closeTask(session: Session, subject: StoredRecord, task: StoredRecord): void {
	for (const open of openTasksOf(session.store, subject)) {
		if (textOf(open, 'TkId') === textOf(task, 'TkId')) session.remove(open);
	}
}

function isDelegation(action: StoredRecord): boolean {
	return cellOf(action, 'Type') === DELEGATING;
}
