import type { Row } from '../row';
import { labelOf, textOf } from './words';
import {
	findRows,
	type Found,
	type WorkflowConnector,
	type WorkflowReading,
} from './workflowConnector';

/** The GetConnector that AFAS supplies with the open tasks of dossier items (reference §9.1). */
export const TASKS_CONNECTOR = 'Profit_Subject_Tasks';

/** What the user calls the option with the name of another one. */
export const TASKS_OPTION = 'Tasks GetConnector';

/** A user, or somebody by another name, who can perform a task. */
export interface TaskUser {
	/** User code. */
	readonly user: string;
	readonly name: string;
}

/**
 * A task of a workflow that a dossier item is in.
 *
 * The GUIDs are what AFAS wants to be told; they are other ones after the workflow was published anew.
 */
export interface OpenTask {
	/** Number of the dossier item. */
	readonly subjectId: string;
	/** Description of the workflow; empty when the GetConnector doesn't have it. */
	readonly workflow: string;
	/** Description of the task. */
	readonly task: string;
	readonly users: readonly TaskUser[];
	readonly workflowGuid: string;
	readonly taskGuid: string;
}

/** Whether AFAS told the GUIDs, without which nothing can be asked or sent about the task. */
export function hasGuids({
	workflowGuid,
	taskGuid,
}: Pick<OpenTask, 'workflowGuid' | 'taskGuid'>): boolean {
	return workflowGuid !== '' && taskGuid !== '';
}

/** A task as lists show it: with its workflow, for in another one a task may be called alike. */
export function taskLabel({ task, workflow }: Pick<OpenTask, 'task' | 'workflow'>): string {
	return labelOf(task, workflow);
}

/** The GetConnector with open tasks, under the name that an environment has for it. */
export function tasksConnector(id: string): WorkflowConnector {
	return {
		id: id || TASKS_CONNECTOR,
		option: TASKS_OPTION,
		content: 'the open tasks of dossier items',
		columns: ['SubjectId', 'TaskDescription', 'TaskName', 'WorkflowName'],
	};
}

/** Reads in which tasks dossier items are, many of them in one request. */
export async function readOpenTasks(
	reading: WorkflowReading,
	connector: WorkflowConnector,
	subjectIds: readonly string[],
): Promise<Found<readonly OpenTask[]>> {
	const keys = subjectIds.map((subjectId) => [subjectId]);
	return await findRows(reading, connector, ['SubjectId'], keys, tasksIn);
}

/** The tasks in rows of the GetConnector, which has one for each user who has a task. */
export function tasksIn(rows: readonly Row[]): OpenTask[] {
	const tasks = new Map<string, OpenTask & { readonly users: TaskUser[] }>();
	for (const row of rows) {
		const read = taskOf(row);
		const { subjectId, workflowGuid, taskGuid } = read;
		const words = hasGuids(read) ? [] : [read.workflow, read.task];
		const key = JSON.stringify([subjectId, workflowGuid, taskGuid, ...words]);
		const task = tasks.get(key) ?? { ...read, users: [] };
		tasks.set(key, task);
		const user = { user: textOf(row.User), name: textOf(row.UserName) };
		const isKnown = task.users.some((one) => one.user === user.user && one.name === user.name);
		if (!isKnown && (user.user !== '' || user.name !== '')) task.users.push(user);
	}
	const inOrder = (one: OpenTask) => `${one.workflow}\n${one.task}`;
	return [...tasks.values()].sort((a, b) => inOrder(a).localeCompare(inOrder(b), 'nl'));
}

function taskOf(row: Row): Omit<OpenTask, 'users'> {
	return {
		subjectId: textOf(row.SubjectId),
		workflow: textOf(row.WfDescription),
		task: textOf(row.TaskDescription),
		workflowGuid: textOf(row.WorkflowName),
		taskGuid: textOf(row.TaskName),
	};
}
