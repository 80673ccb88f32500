import { Failure } from '../failure';
import { hasGuids, type OpenTask, taskLabel, TASKS_OPTION } from './openTasks';
import { isGuid, named, saysTheSame } from './words';

/** Which task is meant, as the user says it. */
export interface WantedTask {
	/** Number of the dossier item. */
	readonly subjectId: string;
	/** Description of the task, with its workflow as lists show it or without; or its GUID. */
	readonly task: string;
	/** Description of the workflow, or its GUID; empty when the task says enough. */
	readonly workflow: string;
}

/** A task or an action wasn't named. */
export class WorkflowNameMissingError extends Failure {
	constructor(parameter: 'Task' | 'Action') {
		super(
			`'${parameter}' is empty`,
			`Choose one from the list, or fill in its description as Profit shows it. The operation 'Get Tasks' gives the tasks that a dossier item is in, with their actions.`,
		);
	}
}

/** A dossier item is in no task at all. */
export class NoOpenTaskError extends Failure {
	constructor(subjectId: string) {
		super(
			`Dossier item ${subjectId} has no open workflow task`,
			'Nothing was sent. Its workflow may have ended, perhaps by this very action in an earlier run; or it has no workflow, is not there, or is not for the user of the App Connector to see.',
		);
	}
}

/** A dossier item is in other tasks than the one that is meant. */
export class TaskNotOpenError extends Failure {
	constructor({ subjectId, task, workflow }: WantedTask, open: readonly OpenTask[]) {
		const place = workflow === '' ? '' : ` of the workflow '${workflow}'`;
		super(
			`Dossier item ${subjectId} is not in the task '${task}'${place}; it is in ${inWords(open)}`,
			"Nothing was sent. Somebody may have performed the task, perhaps this very node in an earlier run. Otherwise correct the 'Task'.",
		);
	}
}

/** A dossier item is in several tasks that are called alike. */
export class AmbiguousTaskError extends Failure {
	constructor({ subjectId, task }: WantedTask, meant: readonly OpenTask[]) {
		const workflows = named(meant.map(({ workflow }) => workflow));
		super(
			`Dossier item ${subjectId} is in ${meant.length} tasks '${task}', of the workflows ${workflows}`,
			`Nothing was sent. Name the workflow in 'Workflow' under 'Additional Fields'. Where workflows are called alike too, use the GUID of the task: ${meant.map(({ taskGuid }) => taskGuid).join(', ')}.`,
		);
	}
}

/** AFAS doesn't tell the GUIDs of a task, and takes it by nothing else. */
export class TaskGuidMissingError extends Failure {
	constructor({ subjectId, task }: OpenTask) {
		super(
			`AFAS tells no GUID of the task '${task}' of dossier item ${subjectId}, or of its workflow`,
			`Nothing was sent. Ask the administrator to check the columns TaskName and WorkflowName of the GetConnector in '${TASKS_OPTION}'.`,
		);
	}
}

/**
 * Finds the task that is meant among those that a dossier item is in.
 *
 * @throws {WorkflowNameMissingError | NoOpenTaskError | TaskNotOpenError | AmbiguousTaskError |
 * TaskGuidMissingError}
 */
export function chooseTask(wanted: WantedTask, open: readonly OpenTask[]): OpenTask {
	if (wanted.task === '') throw new WorkflowNameMissingError('Task');
	if (open.length === 0) throw new NoOpenTaskError(wanted.subjectId);
	const meant = open.filter((one) => isMeant(wanted, one));
	const [first, ...others] = meant;
	if (first === undefined) throw new TaskNotOpenError(wanted, open);
	if (others.length > 0) throw new AmbiguousTaskError(wanted, meant);
	if (!hasGuids(first)) throw new TaskGuidMissingError(first);
	return first;
}

/** Whether a task is the one that is meant, as far as it and its workflow are named. */
export function isMeant(
	wanted: Pick<WantedTask, 'task' | 'workflow'>,
	open: Omit<OpenTask, 'subjectId' | 'users'>,
): boolean {
	const isTask =
		saysTheSame(wanted.task, open.task) ||
		saysTheSame(wanted.task, taskLabel(open)) ||
		isGuid(wanted.task, open.taskGuid);
	if (wanted.workflow === '') return isTask;
	const { workflow, workflowGuid } = open;
	return (
		isTask && (saysTheSame(wanted.workflow, workflow) || isGuid(wanted.workflow, workflowGuid))
	);
}

/** Tasks with their workflows where the tasks alone don't tell them apart. */
function inWords(open: readonly OpenTask[]): string {
	const workflows = new Set(open.map(({ workflow }) => workflow));
	if (workflows.size === 1) return named(open.map(({ task }) => task));
	return open.map(({ task, workflow }) => `'${task}' of '${workflow}'`).join(', ');
}
