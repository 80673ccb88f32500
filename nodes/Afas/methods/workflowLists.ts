import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';
import { convertFilter } from '../profit/filter/filterValue';
import type { FilterGroup } from '../profit/filter/filter';
import { valueOf } from '../profit/outcome';
import type { Row } from '../profit/row';
import { fullOrder } from '../profit/rows/order';
import { emptyReport } from '../profit/rows/paging/report';
import { readRows } from '../profit/rows/rows';
import {
	hasGuids,
	type OpenTask,
	taskLabel,
	tasksConnector,
	tasksIn,
} from '../profit/workflow/openTasks';
import {
	actionLabel,
	actionsConnector,
	actionsIn,
	readTaskActions,
	type TaskAction,
} from '../profit/workflow/taskActions';
import { isMeant } from '../profit/workflow/taskChoice';
import {
	type WorkflowConnector,
	type WorkflowReading,
	withWorkflowColumns,
} from '../profit/workflow/workflowConnector';
import { openConnection } from '../transport/connection';
import { toNodeError } from '../transport/nodeError';

/** Rows that a list is made of at most: tasks of other dossier items mostly repeat each other. */
const MOST_ROWS = 5_000;

/** ms to wait for a page of a list. */
const TIMEOUT = 60_000;

/**
 * Tasks to choose from: those of the dossier item, when its number is filled in, and otherwise all that
 * some dossier item is in.
 */
export async function searchWorkflowTasks(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await listed(this, filter, async () => {
		const tasks = await openTasks(this);
		return tasks.map((task) => entryOf(taskLabel(task)));
	});
}

/** Actions to choose from: those of the task, when it is chosen, and otherwise all there are. */
export async function searchWorkflowActions(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await listed(this, filter, async () => {
		const task = textParameter(this, 'task');
		const tasks = task === '' ? [] : await openTasks(this);
		const meant = tasks.filter((one) => isMeant({ task, workflow: '' }, one));
		const connector = actionsConnector(textOption(this, 'actionsConnector'));
		const actions =
			task === ''
				? actionsIn(await rowsOf(this, connector, []))
				: await actionsOf(this, connector, meant.filter(hasGuids));
		return actions.map((action) => entryOf(actionLabel(action)));
	});
}

/** The actions of tasks, however many there are: a task of one name may be in many workflows. */
async function actionsOf(
	context: ILoadOptionsFunctions,
	connector: WorkflowConnector,
	tasks: readonly OpenTask[],
): Promise<TaskAction[]> {
	const reading = await readingOf(context);
	const { results } = await readTaskActions(reading, connector, tasks);
	return results.flatMap((result) => valueOf(result));
}

/** What is chosen is what is shown, and the run takes it so: it can't be meant for what is called alike. */
const entryOf = (label: string): INodeListSearchItems => ({ name: label, value: label });

async function openTasks(context: ILoadOptionsFunctions): Promise<OpenTask[]> {
	const subjectId = textParameter(context, 'subjectId');
	const connector = tasksConnector(textOption(context, 'tasksConnector'));
	const condition = { field: 'SubjectId', operator: 'equals', value: subjectId } as const;
	return tasksIn(await rowsOf(context, connector, /^\d+$/.test(subjectId) ? [[condition]] : []));
}

async function readingOf(context: ILoadOptionsFunctions): Promise<WorkflowReading> {
	const connection = await openConnection(context);
	// The run compares with descriptions in this language.
	const language = textOption(context, 'language') || undefined;
	const { client } = connection;
	return { client, metainfo: connection.metainfo(language), language, timeout: TIMEOUT };
}

async function rowsOf(
	context: ILoadOptionsFunctions,
	connector: WorkflowConnector,
	filter: ReadonlyArray<FilterGroup<unknown>>,
): Promise<Row[]> {
	const { client, metainfo, language, timeout } = await readingOf(context);
	return await withWorkflowColumns({ metainfo }, connector, async (columns) => {
		const types = new Map(columns.map(({ id, dataType }) => [id, dataType]));
		const rows: Row[] = [];
		const pages = readRows(
			client,
			{
				connector: connector.id,
				language,
				columns,
				filter: convertFilter(filter, types),
				sort: fullOrder(columns, [], []),
				limit: MOST_ROWS,
				pageSize: 0,
				pagination: 'auto',
				parallelRequests: 1,
				timeout,
			},
			emptyReport(),
		);
		for await (const page of pages) rows.push(...page);
		return rows;
	});
}

/** Entries that a search finds, each once. */
async function listed(
	context: ILoadOptionsFunctions,
	filter: string | undefined,
	entries: () => Promise<INodeListSearchItems[]>,
): Promise<INodeListSearchResult> {
	const wanted = (filter ?? '').trim().toLowerCase();
	try {
		const found = (await entries()).filter(({ name }) => name.toLowerCase().includes(wanted));
		return { results: [...new Map(found.map((entry) => [entry.name, entry])).values()] };
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}

/** What is filled in; an expression that can't be evaluated yet is nothing. */
function textParameter(context: ILoadOptionsFunctions, name: 'subjectId' | 'task'): string {
	const value = context.getCurrentNodeParameter(name, { extractValue: true });
	const text = typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
	return text.startsWith('=') ? '' : text;
}

/** An option that was added; an expression that can't be evaluated yet is nothing. */
function textOption(
	context: ILoadOptionsFunctions,
	name: 'tasksConnector' | 'actionsConnector' | 'language',
): string {
	const value = context.getCurrentNodeParameter(`options.${name}`);
	return typeof value === 'string' && !value.startsWith('=') ? value.trim() : '';
}
