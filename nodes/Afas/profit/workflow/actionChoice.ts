import { Failure } from '../failure';
import type { OpenTask } from './openTasks';
import { actionLabel, ACTIONS_OPTION, type TaskAction } from './taskActions';
import { WorkflowNameMissingError } from './taskChoice';
import { isGuid, named, saysTheSame } from './words';

/** A task has other actions than the one that is meant. */
export class UnknownActionError extends Failure {
	constructor({ task }: OpenTask, wanted: string, actions: readonly TaskAction[]) {
		super(
			`The task '${task}' has no action '${wanted}'; it has ${named(actions.map(({ action }) => action))}`,
			"Nothing was sent. Correct the 'Action'. The operation 'Get Tasks' gives the actions of every task.",
		);
	}
}

/** AFAS lists no actions of a task. */
export class NoActionsError extends Failure {
	constructor({ task }: OpenTask) {
		super(
			`AFAS lists no actions of the task '${task}'`,
			`Nothing was sent. Check the filter and the rights on the GetConnector in '${ACTIONS_OPTION}'. When the workflow was published just now, run it again.`,
		);
	}
}

/** A task has several actions that are called alike. */
export class AmbiguousActionError extends Failure {
	constructor({ task }: OpenTask, wanted: string, meant: readonly TaskAction[]) {
		super(
			`The task '${task}' has ${meant.length} actions '${wanted}'`,
			`Nothing was sent. Have one of them renamed in Profit, or use the GUID of the action: ${meant.map(({ actionGuid }) => actionGuid).join(', ')}.`,
		);
	}
}

/** AFAS doesn't tell the GUID of an action, and takes it by nothing else. */
export class ActionGuidMissingError extends Failure {
	constructor({ task }: OpenTask, { action }: TaskAction) {
		super(
			`AFAS tells no GUID of the action '${action}' of the task '${task}'`,
			`Nothing was sent. Ask the administrator to check the column ActionName of the GetConnector in '${ACTIONS_OPTION}'.`,
		);
	}
}

/** Two input items are about one task of one dossier item: after the first, the task is done. */
export class RepeatedTaskError extends Failure {
	/** @param first index of the input item that is about it, too */
	constructor({ task, subjectId }: OpenTask, first: number) {
		super(
			`Item ${first + 1} performs the task '${task}' of dossier item ${subjectId} as well`,
			"It was not sent: a task is performed once. Put the node 'Remove Duplicates' before this one, or leave out one of the two items.",
		);
	}
}

/**
 * Finds the action that is meant among those of a task.
 *
 * @param wanted description of the action, with its type as lists show it or without; or its GUID
 * @throws {WorkflowNameMissingError | NoActionsError | UnknownActionError | AmbiguousActionError |
 * ActionGuidMissingError}
 */
export function chooseAction(
	task: OpenTask,
	wanted: string,
	actions: readonly TaskAction[],
): TaskAction {
	if (wanted === '') throw new WorkflowNameMissingError('Action');
	if (actions.length === 0) throw new NoActionsError(task);
	const meant = actions.filter(
		(one) =>
			saysTheSame(wanted, one.action) ||
			saysTheSame(wanted, actionLabel(one)) ||
			isGuid(wanted, one.actionGuid),
	);
	const [first, ...others] = meant;
	if (first === undefined) throw new UnknownActionError(task, wanted, actions);
	if (others.length > 0) throw new AmbiguousActionError(task, wanted, meant);
	if (first.actionGuid === '') throw new ActionGuidMissingError(task, first);
	return first;
}
