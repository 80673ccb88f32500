import type { Row } from '../row';
import type { OpenTask } from './openTasks';
import { labelOf, textOf } from './words';
import {
	findRows,
	type Found,
	type WorkflowConnector,
	type WorkflowReading,
} from './workflowConnector';

/** The GetConnector that AFAS supplies with the actions of workflows (reference §9.1). */
export const ACTIONS_CONNECTOR = 'Profit_Workflowactions';

/** What the user calls the option with the name of another one. */
export const ACTIONS_OPTION = 'Actions GetConnector';

/** What can be done with a task. */
export interface TaskAction {
	/** Description of the action. */
	readonly action: string;
	/** Description of its type, such as settling or delegating; empty when it isn't known. */
	readonly type: string;
	/** What AFAS wants to be told, empty when it isn't known; another one after the workflow was published anew. */
	readonly actionGuid: string;
}

/** An action as lists show it: with its type, for an action of another type may be called alike. */
export function actionLabel({ action, type }: Pick<TaskAction, 'action' | 'type'>): string {
	return labelOf(action, type);
}

/** The task whose actions are meant. */
export type TaskReference = Pick<OpenTask, 'workflowGuid' | 'taskGuid'>;

/** The GetConnector with actions, under the name that an environment has for it. */
export function actionsConnector(id: string): WorkflowConnector {
	return {
		id: id || ACTIONS_CONNECTOR,
		option: ACTIONS_OPTION,
		content: 'the actions of workflows',
		columns: ['ActionDescription', 'ActionName', 'TaskName', 'WorkflowName'],
	};
}

/** Reads what can be done with tasks; tasks that are the same are asked for once. */
export async function readTaskActions(
	reading: WorkflowReading,
	connector: WorkflowConnector,
	tasks: readonly TaskReference[],
): Promise<Found<readonly TaskAction[]>> {
	const keys = tasks.map(({ taskGuid, workflowGuid }) => [taskGuid, workflowGuid]);
	const match = ['TaskName', 'WorkflowName'];
	return await findRows(reading, connector, match, keys, actionsIn);
}

/** The actions in rows of the GetConnector, in the order in which Profit shows them. */
export function actionsIn(rows: readonly Row[]): TaskAction[] {
	const actions = new Map<string, TaskAction>();
	for (const row of [...rows].sort((a, b) => Number(a.SeqNo ?? 0) - Number(b.SeqNo ?? 0))) {
		const action = {
			action: textOf(row.ActionDescription),
			type: textOf(row.ActionTypeDescription),
			actionGuid: textOf(row.ActionName),
		};
		actions.set(action.actionGuid || `\n${actionLabel(action)}`, action);
	}
	return [...actions.values()];
}
