import type { INodeProperties } from 'n8n-workflow';
import type { ParameterValues } from '../../parameters/parameterValues';
import { ACTIONS_CONNECTOR, ACTIONS_OPTION } from '../../profit/workflow/taskActions';
import { TASKS_CONNECTOR, TASKS_OPTION } from '../../profit/workflow/openTasks';
import type { WorkflowReading } from '../../profit/workflow/workflowConnector';
import { languageOf, languageOption } from '../languageOption';
import type { AllItemsInput } from '../operation';
import { SAME_FOR_ALL } from '../updateConnector/writeOptions';

/** Seconds to wait for AFAS; it gives up after 900 itself (reference §4.6.3). */
const DEFAULT_TIMEOUT = 300;

const tasksConnectorOption: INodeProperties = {
	displayName: TASKS_OPTION,
	name: 'tasksConnector',
	type: 'string',
	default: TASKS_CONNECTOR,
	description:
		'The GetConnector that lists open tasks of dossier items, when yours has another name',
};

const actionsConnectorOption: INodeProperties = {
	displayName: ACTIONS_OPTION,
	name: 'actionsConnector',
	type: 'string',
	default: ACTIONS_CONNECTOR,
	description: 'The GetConnector that lists the actions of workflows, when yours has another name',
};

const timeoutOption: INodeProperties = {
	displayName: 'Timeout (Seconds)',
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 900, numberPrecision: 0 },
	default: DEFAULT_TIMEOUT,
	description: 'How long to wait for AFAS. AFAS itself stops after 900 seconds.',
};

/** The options of an operation, with those that all have. */
export function workflowOptions(...more: readonly INodeProperties[]): INodeProperties {
	const options = [
		...more,
		actionsConnectorOption,
		languageOption,
		tasksConnectorOption,
		timeoutOption,
	];
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		description: SAME_FOR_ALL,
		options: options.sort((a, b) => a.displayName.localeCompare(b.displayName, 'en')),
	};
}

/** Where tasks and actions are read, and how. */
export interface WorkflowSettings extends WorkflowReading {
	/** Ids of GetConnectors; empty for those that AFAS supplies. */
	readonly tasks: string;
	readonly actions: string;
}

/** What the options of an operation say. */
export function workflowSettings({ connection, shared }: AllItemsInput): WorkflowSettings {
	const options = shared.options('options');
	const language = languageOf(options);
	return {
		client: connection.client,
		metainfo: connection.metainfo(language),
		language,
		timeout: options.number('timeout') * 1_000,
		...connectorIds(options),
	};
}

function connectorIds(options: ParameterValues): Pick<WorkflowSettings, 'tasks' | 'actions'> {
	return { tasks: options.text('tasksConnector'), actions: options.text('actionsConnector') };
}
