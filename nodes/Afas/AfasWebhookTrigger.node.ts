import {
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
	NodeConnectionTypes,
} from 'n8n-workflow';
import { triggerMethods } from './methods/triggerMethods';
import { fetchCredentials, webhookProperties } from './triggers/webhook/parameters';
import { webhookPassword } from './triggers/webhook/passwordTest';
import { receiveNotification } from './triggers/webhook/receive';

/** Starts a workflow when Profit sends a notification of a dossier item, reaction or workflow. */
export class AfasWebhookTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'AFAS Webhook Trigger',
		name: 'afasWebhookTrigger',
		icon: { light: 'file:../../icons/afas.svg', dark: 'file:../../icons/afas.dark.svg' },
		group: ['trigger'],
		version: 1,
		subtitle: '={{ $parameter["fetchSubject"] ? "with the dossier item" : "" }}',
		description:
			'Starts the workflow when AFAS Profit reports a change of a dossier item, a reaction or a workflow',
		defaults: { name: 'AFAS Webhook Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{ name: 'afasWebhookApi', required: true, testedBy: 'webhookPassword' },
			...fetchCredentials,
		],
		webhooks: [{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'profit' }],
		properties: webhookProperties,
	};

	methods = { ...triggerMethods, credentialTest: { webhookPassword } };

	/** Profit has no way to register a webhook: an administrator does it by hand. */
	webhookMethods = {
		default: {
			checkExists: async () => true,
			create: async () => true,
			delete: async () => true,
		},
	};

	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receiveNotification(this);
	}
}
