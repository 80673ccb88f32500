import type { INodeProperties } from 'n8n-workflow';
import { NAME_LIST } from '../../parameters/parameterCheck';
import { subjectIdProperty } from '../file/fileParameters';
import { workflowOptions } from './workflowParameters';

/** The texts of a list from which a task or an action is chosen by what it is called. */
interface PickerTexts {
	readonly displayName: string;
	readonly name: string;
	readonly searchListMethod: string;
	readonly placeholder: string;
	readonly description: string;
}

/** Chosen by description: GUIDs are other ones after a workflow was published anew. */
function picker(texts: PickerTexts): INodeProperties {
	const { displayName, name, searchListMethod, placeholder, description } = texts;
	return {
		displayName,
		name,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		description,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod, searchable: true },
			},
			{ displayName: 'By Name', name: 'name', type: 'string', placeholder },
		],
	};
}

const taskPicker = picker({
	displayName: 'Task',
	name: 'task',
	searchListMethod: 'searchWorkflowTasks',
	placeholder: 'e.g. Beoordelen',
	description:
		'The task that the dossier item is in, by its description in Profit, with its workflow in brackets or without. Capitals make no difference.',
});

const actionPicker = picker({
	displayName: 'Action',
	name: 'action',
	searchListMethod: 'searchWorkflowActions',
	placeholder: 'e.g. Goedkeuren',
	description:
		'The action to perform, by its description in Profit, with its type in brackets or without. Capitals make no difference.',
});

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

const batchSizeOption: INodeProperties = {
	displayName: 'Batch Size',
	name: 'batchSize',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 1000, numberPrecision: 0 },
	default: 1,
	description:
		'Actions to send in one request. AFAS performs all of them or none. Actions in a batch are faster, but one that is refused holds up the others.',
};

const dryRunOption: INodeProperties = {
	displayName: 'Dry Run',
	name: 'dryRun',
	type: 'boolean',
	default: false,
	description: 'Whether to show what would be sent instead of sending it',
};

/** The parameters of performing an action. */
export const actionProperties: readonly INodeProperties[] = [
	{ ...subjectIdProperty, description: 'The number of the dossier item whose task is performed' },
	taskPicker,
	actionPicker,
	reactionProperty,
	additionalFieldsProperty,
	workflowOptions(batchSizeOption, dryRunOption),
];
