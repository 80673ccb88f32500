import { subjectNumber } from '../../profit/files/fileReference';
import { type Outcome, outcomeOf, resultOf, valueOf } from '../../profit/outcome';
import type { AttachedFile } from '../../profit/record/attachedFile';
import { chooseAction, RepeatedTaskError } from '../../profit/workflow/actionChoice';
import { type OpenTask, readOpenTasks, tasksConnector } from '../../profit/workflow/openTasks';
import type { PerformedAction } from '../../profit/workflow/reaction';
import { actionsConnector, readTaskActions } from '../../profit/workflow/taskActions';
import {
	chooseTask,
	type WantedTask,
	WorkflowNameMissingError,
} from '../../profit/workflow/taskChoice';
import { chosenFiles, readFile } from '../file/inputFiles';
import type { AllItemsInput } from '../operation';
import { workflowSettings } from './workflowParameters';

/** What the user asks for one input item, in words. */
interface Wish extends WantedTask {
	readonly itemIndex: number;
	readonly action: string;
	readonly reaction: string;
	readonly delegateTo: string;
	readonly files: readonly AttachedFile[];
}

/** An action for an input item, ready to be sent. */
export interface ChosenAction extends PerformedAction {
	readonly itemIndex: number;
}

/** An input item for which no action can be sent. */
export interface RefusedItem {
	readonly itemIndex: number;
	readonly failure: unknown;
}

/** What became of the wishes, each in the order of the input. */
export interface ChosenActions {
	readonly chosen: readonly ChosenAction[];
	readonly refused: readonly RefusedItem[];
}

/** The same for any step on the way. */
interface Step<T> {
	readonly done: readonly T[];
	readonly refused: readonly RefusedItem[];
}

/**
 * Finds what every input item asks for, in few requests and before anything is sent: a mistake in
 * the last item is found while no action has been performed.
 */
export async function chooseActions(input: AllItemsInput): Promise<ChosenActions> {
	const refused: RefusedItem[] = [];
	const isOver = () => refused.length > 0 && !input.continueOnFail;
	const wishes = await readWishes(input);
	refused.push(...wishes.refused);
	if (isOver()) return { chosen: [], refused };
	const placed = await findTasks(input, wishes.done);
	refused.push(...placed.refused);
	if (isOver()) return { chosen: [], refused };
	const chosen = await findActions(input, placed.done);
	refused.push(...chosen.refused);
	return { chosen: isOver() ? [] : chosen.done, refused };
}

async function readWishes(input: AllItemsInput): Promise<Step<Wish>> {
	const indexes = Array.from({ length: input.itemCount }, (_, itemIndex) => ({ itemIndex }));
	const outcomes: Array<Outcome<Wish>> = [];
	for (const { itemIndex } of indexes) {
		outcomes.push(await outcomeOf(readWish(input, itemIndex)));
	}
	return stepOf(indexes, outcomes);
}

async function readWish(
	{ context, itemParameters }: AllItemsInput,
	itemIndex: number,
): Promise<Wish> {
	const parameters = itemParameters(itemIndex);
	const fields = parameters.options('additionalFields');
	const wish = {
		itemIndex,
		subjectId: subjectNumber(parameters.text('subjectId')),
		task: parameters.text('task'),
		action: parameters.text('action'),
		reaction: parameters.text('reaction'),
		delegateTo: fields.text('delegateTo'),
		workflow: fields.text('workflow'),
	};
	if (wish.task === '') throw new WorkflowNameMissingError('Task');
	if (wish.action === '') throw new WorkflowNameMissingError('Action');
	const files: AttachedFile[] = [];
	const names = fields.names('reactionFiles');
	const chosen = names.length === 0 ? [] : await chosenFiles(context, itemIndex, names);
	for (const file of chosen) files.push(await readFile(context, itemIndex, file));
	return { ...wish, files };
}

/** A wish with the task that is meant. */
interface PlacedWish {
	readonly itemIndex: number;
	readonly wish: Wish;
	readonly task: OpenTask;
}

async function findTasks(input: AllItemsInput, wishes: readonly Wish[]): Promise<Step<PlacedWish>> {
	const settings = workflowSettings(input);
	const subjectIds = wishes.map(({ subjectId }) => subjectId);
	const connector = tasksConnector(settings.tasks);
	const { results, notes } = await readOpenTasks(settings, connector, subjectIds);
	for (const note of notes) input.hints.add(note);
	const first = new Map<string, number>();
	const outcomes = wishes.map((wish, index) => {
		const tasks = results[index];
		return resultOf(() => {
			const task = chooseTask(wish, tasks === undefined ? [] : valueOf(tasks));
			assertFirst(task, wish.itemIndex, first);
			return { itemIndex: wish.itemIndex, wish, task };
		});
	});
	return stepOf(wishes, outcomes);
}

/** @throws {RepeatedTaskError} when an input item before this one is about the same task */
function assertFirst(task: OpenTask, itemIndex: number, first: Map<string, number>): void {
	const key = JSON.stringify([task.subjectId, task.workflowGuid, task.taskGuid]);
	const before = first.get(key);
	if (before !== undefined) throw new RepeatedTaskError(task, before);
	first.set(key, itemIndex);
}

async function findActions(
	input: AllItemsInput,
	placed: readonly PlacedWish[],
): Promise<Step<ChosenAction>> {
	const settings = workflowSettings(input);
	const connector = actionsConnector(settings.actions);
	const tasks = placed.map(({ task }) => task);
	const { results, notes } = await readTaskActions(settings, connector, tasks);
	for (const note of notes) input.hints.add(note);
	const outcomes = placed.map(({ wish, task }, index) => {
		const actions = results[index];
		return resultOf((): ChosenAction => {
			const known = actions === undefined ? [] : valueOf(actions);
			const action = chooseAction(task, wish.action, known);
			const { itemIndex, reaction, delegateTo, files } = wish;
			return { itemIndex, task, action, reaction, delegateTo, files };
		});
	});
	return stepOf(placed, outcomes);
}

function stepOf<T>(
	items: ReadonlyArray<{ readonly itemIndex: number }>,
	outcomes: ReadonlyArray<Outcome<T>>,
): Step<T> {
	const done: T[] = [];
	const refused: RefusedItem[] = [];
	items.forEach(({ itemIndex }, index) => {
		const outcome = outcomes[index];
		if (outcome?.ok === true) done.push(outcome.value);
		else refused.push({ itemIndex, failure: outcome?.failure });
	});
	return { done, refused };
}
