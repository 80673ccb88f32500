import { textOf, type Store, type StoredRecord } from './store';

/**
 * Puts a dossier item in the first tasks of the workflow of its type, once. A task that several users
 * have is there once for each of them, as Profit shows it (reference §9.1, Profit_Subject_Tasks).
 */
export function enterTasks(store: Store, subject: StoredRecord, moment: string): void {
	const workflow = store.find('KnWorkflowDefinition', { StId: textOf(subject, 'StId') });
	if (workflow === undefined) return;
	for (const task of store.findAll('KnWorkflowTask', { WfId: textOf(workflow, 'WfId') })) {
		if (task.values.First === true) openTask(store, subject, task, moment);
	}
}

/** Gives a task of a dossier item to the users of the task, or to others. */
export function openTask(
	store: Store,
	subject: StoredRecord,
	task: StoredRecord,
	moment: string,
	users = textOf(task, 'Users').split(' '),
): void {
	for (const UsId of users) {
		store.insert('KnOpenTask', { TkId: task.values.TkId ?? null, UsId }, moment, subject.id);
	}
}

/** The open tasks of a dossier item, one for each user who has it. */
export function openTasksOf(store: Store, subject: StoredRecord): readonly StoredRecord[] {
	return store.children('KnOpenTask', subject.id);
}
