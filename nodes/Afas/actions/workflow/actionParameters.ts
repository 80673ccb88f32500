import type { INodeProperties } from 'n8n-workflow';
import { NAME_LIST } from '../../parameters/parameterCheck';
import { subjectIdProperty } from '../file/fileParameters';
import { batchSizeOption, dryRunOption } from '../updateConnector/writeOptions';
import { listPicker } from '../connectorLocator';
import { workflowOptions } from './workflowParameters';

/** Chosen by description: GUIDs are other ones after a workflow was published anew. */
const BY_NAME = { displayName: 'By Name', name: 'name' } as const;

const taskPicker = listPicker(
	{
		displayName: 'Task',
		name: 'task',
		searchListMethod: 'searchWorkflowTasks',
		placeholder: 'e.g. Beoordelen',
		description:
			'The task that the dossier item is in, by its description in Profit, with its workflow in brackets or without. Capitals make no difference.',
	},
	BY_NAME,
);

const actionPicker = listPicker(
	{
		displayName: 'Action',
		name: 'action',
		searchListMethod: 'searchWorkflowActions',
		placeholder: 'e.g. Goedkeuren',
		description:
			'The action to perform, by its description in Profit, with its type in brackets or without. Capitals make no difference.',
	},
	BY_NAME,
);

const reactionProperty: INodeProperties = {
	displayName: 'Reaction',
	name: 'reaction',
	type: 'string',
	typeOptions: { rows: 3 },
	default: '',
	placeholder: 'e.g. Approved by Jansen',
	description: 'The text of the reaction that Profit keeps with the action. Leave empty for none.',
};

const additionalFieldsProperty: INodeProperties = {
	displayName: 'Additional Fields',
	name: 'additionalFields',
	type: 'collection',
	placeholder: 'Add field',
	default: {},
	options: [
		{
			displayName: 'Delegate To',
			name: 'delegateTo',
			type: 'string',
			default: '',
			placeholder: 'e.g. 12345.JANSEN',
			description: 'The code of the user who gets the task, for an action that delegates it',
		},
		{
			displayName: 'Reaction Files',
			name: 'reactionFiles',
			type: 'string',
			typeOptions: { [NAME_LIST]: true },
			default: '',
			placeholder: 'e.g. data, attachment_0',
			description:
				'The names of the binary fields with files for the reaction, with commas between them',
		},
		{
			displayName: 'Workflow',
			name: 'workflow',
			type: 'string',
			default: '',
			placeholder: 'e.g. Klachtafhandeling',
			description:
				'The workflow that the task belongs to, for a dossier item that is in two tasks that are called alike',
		},
	],
};

const actionBatchSizeOption: INodeProperties = {
	...batchSizeOption,
	description:
		'Actions to send in one request. AFAS performs all of them or none. Actions in a batch are faster, but one that is refused holds up the others.',
};

/** The parameters of performing an action. */
export const actionProperties: readonly INodeProperties[] = [
	{ ...subjectIdProperty, description: 'The number of the dossier item whose task is performed' },
	taskPicker,
	actionPicker,
	reactionProperty,
	additionalFieldsProperty,
	workflowOptions(actionBatchSizeOption, dryRunOption),
];
