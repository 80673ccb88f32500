import type {
	IExecuteFunctions,
	IHookFunctions,
	INodeCredentialDescription,
	INodeProperties,
	IWebhookFunctions,
} from 'n8n-workflow';
import { getConnectorLocator } from '../../actions/connectorLocator';
import { choiceProperty } from '../../parameters/choiceProperty';
import { ParameterReader } from '../../parameters/parameterReader';
import { itemParameters, triggerParameters } from '../../parameters/parameterSource';
import type { ParameterValues } from '../../parameters/parameterValues';
import { authenticationProperty, signInCredentials } from '../../parameters/signInParameters';

const WHEN_FETCHING = { show: { fetchSubject: [true] } };

/** The credentials for reading the dossier item. */
export const fetchCredentials: INodeCredentialDescription[] = signInCredentials.map(
	(credential) => ({
		...credential,
		displayName: 'AFAS Sign-In',
		displayOptions: { show: { ...credential.displayOptions?.show, ...WHEN_FETCHING.show } },
	}),
);

const eventsProperty = choiceProperty({
	displayName: 'Events',
	name: 'events',
	type: 'multiOptions',
	default: [
		'subject.created',
		'subject.deleted',
		'subject.reaction.created',
		'subject.reaction.deleted',
		'subject.reaction.updated',
		'subject.updated',
		'test.executed',
		'workflow.action.executed',
		'workflow.task.entered',
	],
	required: true,
	description:
		'Which notifications start the workflow. Keep Test Message to see the test of Profit arrive. Profit gets an answer for the others too, so that it does not send them again.',
	options: [
		{ name: 'Dossier Item Created', value: 'subject.created' },
		{ name: 'Dossier Item Deleted', value: 'subject.deleted' },
		{ name: 'Dossier Item Updated', value: 'subject.updated' },
		{ name: 'Reaction Created', value: 'subject.reaction.created' },
		{ name: 'Reaction Deleted', value: 'subject.reaction.deleted' },
		{ name: 'Reaction Updated', value: 'subject.reaction.updated' },
		{ name: 'Test Message', value: 'test.executed' },
		{ name: 'Workflow Action Executed', value: 'workflow.action.executed' },
		{ name: 'Workflow Task Entered', value: 'workflow.task.entered' },
	],
});

/** The parameters of the webhook trigger. */
export const webhookProperties: INodeProperties[] = [
	{
		displayName:
			'Copy the production URL above into a webhook of your App Connector in Profit: General > Management > App connector > tab Webhooks. Then link that webhook to dossier item types, workflow tasks or workflow actions.',
		name: 'setUpNotice',
		type: 'notice',
		default: '',
	},
	eventsProperty,
	{
		displayName: 'Fetch Dossier Item',
		name: 'fetchSubject',
		type: 'boolean',
		default: false,
		description:
			'Whether to read the row of the dossier item with a GetConnector. A notification says that something happened, not what changed.',
	},
	// Always there, although only reading needs it: the editor hides what decides whether it is there.
	authenticationProperty,
	{ ...getConnectorLocator, displayOptions: WHEN_FETCHING },
	{
		displayName: 'Subject ID Field Name or ID',
		name: 'subjectIdField',
		type: 'options',
		typeOptions: {
			loadOptionsMethod: 'getSortableColumns',
			loadOptionsDependsOn: ['getConnector.value'],
		},
		default: '',
		required: true,
		displayOptions: WHEN_FETCHING,
		description:
			'Column with the number of the dossier item. Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
];

/**
 * Looks at all parameters when a workflow is activated, not when the first notification comes.
 *
 * @throws {ParameterError}
 */
export function assertWebhookParameters(context: IHookFunctions): void {
	new ParameterReader(triggerParameters(context), webhookProperties).read(0);
}

/** The notifications that start the workflow. @throws {ParameterError} */
export function chosenEvents(context: IWebhookFunctions): readonly string[] {
	const reader = new ParameterReader(triggerParameters(context), webhookProperties);
	return reader.read(0, EVENTS).choices(eventsProperty);
}

const EVENTS = [eventsProperty.name];

/** The parameters of reading dossier items, for each notification. */
export function fetchParameters(
	context: IExecuteFunctions,
): (itemIndex: number) => ParameterValues {
	const reader = new ParameterReader(itemParameters(context), webhookProperties);
	return (itemIndex) => reader.read(itemIndex);
}
