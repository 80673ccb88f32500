import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { subjectNumber } from '../../profit/files/fileReference';
import { type Outcome, resultOf } from '../../profit/outcome';
import {
	hasGuids,
	type OpenTask,
	readOpenTasks,
	tasksConnector,
} from '../../profit/workflow/openTasks';
import {
	actionsConnector,
	readTaskActions,
	type TaskAction,
} from '../../profit/workflow/taskActions';
import { subjectIdProperty } from '../file/fileParameters';
import type { AllItemsInput, AllItemsOperation, ItemOutcome } from '../operation';
import { workflowOptions, type WorkflowSettings, workflowSettings } from './workflowParameters';

/** Tells in which tasks dossier items are, and what can be done with each. */
export const getTasks: AllItemsOperation = {
	value: 'getTasks',
	name: 'Get Tasks',
	action: 'Get the open workflow tasks of a dossier item',
	description:
		'Get the workflow tasks that a dossier item is in, with who has them and the actions that can be performed',
	properties: [subjectIdProperty, workflowOptions()],
	sharedParameters: ['options'],
	executeAll,
};

/** A dossier item of an input item. */
interface Asked {
	readonly itemIndex: number;
	readonly subjectId: string;
}

async function executeAll(input: AllItemsInput): Promise<ItemOutcome[]> {
	const outcomes = new Map<number, ItemOutcome>();
	const asked: Asked[] = [];
	for (let itemIndex = 0; itemIndex < input.itemCount; itemIndex++) {
		const subjectId = resultOf(() =>
			subjectNumber(input.itemParameters(itemIndex).text('subjectId')),
		);
		if (subjectId.ok) asked.push({ itemIndex, subjectId: subjectId.value });
		else outcomes.set(itemIndex, { failure: subjectId.failure, itemIndexes: [itemIndex] });
	}
	if (outcomes.size > 0 && !input.continueOnFail) return [...outcomes.values()];
	const found = await tasksOf(input, asked);
	asked.forEach(({ itemIndex }, index) => {
		const tasks = found[index];
		if (tasks === undefined) return;
		outcomes.set(itemIndex, outcomeOfItem(itemIndex, tasks));
	});
	return [...outcomes].sort(([a], [b]) => a - b).map(([, outcome]) => outcome);
}

function outcomeOfItem(itemIndex: number, tasks: Outcome<readonly ActedTask[]>): ItemOutcome {
	if (!tasks.ok) return { failure: tasks.failure, itemIndexes: [itemIndex] };
	return { items: tasks.value.map((task) => itemOf(task, itemIndex)) };
}

/** A task with what can be done with it. */
interface ActedTask extends OpenTask {
	readonly actions: readonly TaskAction[];
}

async function tasksOf(
	input: AllItemsInput,
	asked: readonly Asked[],
): Promise<Array<Outcome<readonly ActedTask[]>>> {
	const settings = workflowSettings(input);
	const subjectIds = asked.map(({ subjectId }) => subjectId);
	const { results, notes } = await readOpenTasks(
		settings,
		tasksConnector(settings.tasks),
		subjectIds,
	);
	const tasks = results.flatMap((result) => (result.ok ? result.value : []));
	const actions = await actionsOf(settings, tasks.filter(hasGuids));
	for (const task of tasks.filter((one) => !hasGuids(one))) input.hints.add(guidMissingNote(task));
	for (const note of [...notes, ...actions.notes]) input.hints.add(note);
	return results.map((result) => withActions(result, actions.byTask));
}

/** A task of which no actions can be asked for is shown without them, and leaves the others alone. */
function guidMissingNote({ task, subjectId }: OpenTask): string {
	return `AFAS tells no GUID of the task '${task}' of dossier item ${subjectId}, or of its workflow: its actions are not known, and can't be performed.`;
}

/** The actions of each task by its GUIDs. */
interface ActionsByTask {
	readonly byTask: ReadonlyMap<string, Outcome<readonly TaskAction[]>>;
	readonly notes: readonly string[];
}

async function actionsOf(
	settings: WorkflowSettings,
	tasks: readonly OpenTask[],
): Promise<ActionsByTask> {
	const connector = actionsConnector(settings.actions);
	const distinct = [...new Map(tasks.map((task) => [keyOf(task), task])).values()];
	const { results, notes } = await readTaskActions(settings, connector, distinct);
	const byTask = new Map<string, Outcome<readonly TaskAction[]>>();
	distinct.forEach((task, index) => {
		const actions = results[index];
		if (actions !== undefined) byTask.set(keyOf(task), actions);
	});
	return { byTask, notes };
}

const keyOf = ({ workflowGuid, taskGuid }: OpenTask) => `${workflowGuid} ${taskGuid}`;

/** All tasks of a dossier item, or the failure of one of them. */
function withActions(
	tasks: Outcome<readonly OpenTask[]>,
	byTask: ActionsByTask['byTask'],
): Outcome<readonly ActedTask[]> {
	if (!tasks.ok) return tasks;
	const acted: ActedTask[] = [];
	for (const task of tasks.value) {
		const actions = byTask.get(keyOf(task));
		if (actions?.ok === false) return actions;
		acted.push({ ...task, actions: actions?.value ?? [] });
	}
	return { ok: true, value: acted };
}

function itemOf(task: ActedTask, item: number): INodeExecutionData {
	const { subjectId, workflow, task: words, users, actions, workflowGuid, taskGuid } = task;
	const json = { subjectId, workflow, task: words, users, actions, workflowGuid, taskGuid };
	return { json: json as unknown as IDataObject, pairedItem: { item } };
}
