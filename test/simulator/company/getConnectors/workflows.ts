import { getConnector, type CompanyGetConnector, type GetConnectorPlan } from '../getConnector';
import { textOf, type StoredRecord, type TableReader } from '../store';

/** Open tasks of dossier items: one row for each user who has one. */
function openTasks(reader: TableReader) {
	const tasks = reader.indexBy('KnWorkflowTask', 'TkId');
	const workflows = reader.indexBy('KnWorkflowDefinition', 'WfId');
	const users = reader.indexBy('KnUser', 'UsId');
	return reader.all('KnOpenTask').map((open) => {
		const task = tasks.get(textOf(open, 'TkId'));
		return {
			open,
			task,
			workflow: workflows.get(textOf(task, 'WfId')),
			user: users.get(textOf(open, 'UsId')),
			subject: open.parentId === undefined ? undefined : reader.byId(open.parentId),
		};
	});
}

function actions(reader: TableReader) {
	const tasks = reader.indexBy('KnWorkflowTask', 'TkId');
	const workflows = reader.indexBy('KnWorkflowDefinition', 'WfId');
	const nameOf = (records: ReadonlyMap<string, StoredRecord>, action: StoredRecord, key: string) =>
		records.get(textOf(action, key));
	return reader.all('KnWorkflowAction').map((action) => ({
		action,
		task: nameOf(tasks, action, 'TkId'),
		workflow: nameOf(workflows, action, 'WfId'),
	}));
}

const TASK_COLUMNS = `
	SubjectId i subject.SbId Dossieritem | Dossier item
	WfDescription s100 workflow.Ds Workflow | Workflow
	TaskDescription s100 task.Ds Taak | Task
	User s80 open.UsId Gebruiker | User
	UserName s100 user.Nm Naam gebruiker | Name of user
	TaskId i task.TkId Taak-id | Task id
	WorkflowId i workflow.WfId Workflow-id | Workflow id
	TaskName s32 task.Name GUID taak | GUID of task
	WorkflowName s32 workflow.Name GUID workflow | GUID of workflow`;

const ACTION_COLUMNS = `
	ActionDescription s100 action.Ds Actie | Action
	SeqNo i action.SeNo Volgnummer | Sequence number
	TaskName s32 task.Name GUID taak | GUID of task
	WorkflowName s32 workflow.Name GUID workflow | GUID of workflow
	ActionType i action.Type Type actie | Type of action
	ActionTypeDescription s50 action.TypeDs Omschrijving type | Description of type
	ActionName s32 action.Name GUID actie | GUID of action
	Workflow i workflow.WfId Workflow-id | Workflow id`;

/** The supplied one, and a copy as an administrator makes it under a name of his own. */
function suppliedAndOwn(ownId: string, plan: GetConnectorPlan): CompanyGetConnector[] {
	return [getConnector(plan), getConnector({ ...plan, id: ownId })];
}

/** GetConnectors about the tasks that dossier items are in, and the actions of tasks. */
export const WORKFLOW_CONNECTORS = [
	...suppliedAndOwn('Lindeboom_Taken', {
		id: 'Profit_Subject_Tasks',
		description: 'Taken van dossieritems | Tasks of dossier items',
		columns: TASK_COLUMNS,
		joins: openTasks,
	}),
	...suppliedAndOwn('Lindeboom_Workflowacties', {
		id: 'Profit_Workflowactions',
		description: 'Acties van workflows | Actions of workflows',
		columns: ACTION_COLUMNS,
		joins: actions,
	}),
];
