import {
	type IExecuteFunctions,
	type IHookFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IWebhookFunctions,
	type IWebhookResponseData,
	NodeConnectionTypes,
} from 'n8n-workflow';
import { triggerMethods } from './methods/triggerMethods';
import { resultOf } from './profit/outcome';
import { toNodeError } from './transport/nodeError';
import { withSubjects } from './triggers/webhook/fetchSubject';
import {
	assertWebhookParameters,
	fetchCredentials,
	webhookProperties,
} from './triggers/webhook/parameters';
import { assertPassword, webhookPassword } from './triggers/webhook/passwordTest';
import { receiveNotification } from './triggers/webhook/receive';

/**
 * The two do the same. For a webhook of version 1, n8n evaluates an expression of its own to see how the
 * body is to be read, and starts a sandbox for it: more work than all the rest.
 */
const VERSIONS = [1, 1.1];

/** Looks at what is set when a workflow is activated, so that its owner hears of mistakes first. */
async function activated(context: IHookFunctions): Promise<boolean> {
	const outcome = resultOf(() => assertWebhookParameters(context));
	if (!outcome.ok) throw toNodeError(context.getNode(), outcome.failure);
	await assertPassword(context);
	return true;
}

/** Starts a workflow when Profit sends a notification of a dossier item, reaction or workflow. */
export class AfasWebhookTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'AFAS Webhook Trigger',
		name: 'afasWebhookTrigger',
		icon: { light: 'file:../../icons/afas.svg', dark: 'file:../../icons/afas.dark.svg' },
		group: ['trigger'],
		version: VERSIONS,
		defaultVersion: 1.1,
		subtitle: '={{ $parameter["fetchSubject"] ? "with the dossier item" : "" }}',
		description:
			'Starts the workflow when AFAS Profit reports a change of a dossier item, a reaction or a workflow',
		defaults: { name: 'AFAS Webhook Trigger' },
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				displayName: 'Webhook Password',
				name: 'afasWebhookApi',
				required: true,
				// Always so. Without any condition, the editor lists the credentials of the sign-in here.
				displayOptions: { show: { '@version': VERSIONS } },
				testedBy: 'webhookPassword',
			},
			...fetchCredentials,
		],
		webhooks: [{ name: 'default', httpMethod: 'POST', responseMode: 'onReceived', path: 'profit' }],
		properties: webhookProperties,
	};

	methods = { ...triggerMethods, credentialTest: { webhookPassword } };

	/** Profit has no way to register a webhook: an administrator does it by hand. */
	webhookMethods = {
		default: {
			async checkExists(this: IHookFunctions): Promise<boolean> {
				return false;
			},
			async create(this: IHookFunctions): Promise<boolean> {
				return await activated(this);
			},
			async delete(this: IHookFunctions): Promise<boolean> {
				return true;
			},
		},
	};

	/** Answers Profit; n8n starts an execution with what it returns. */
	async webhook(this: IWebhookFunctions): Promise<IWebhookResponseData> {
		return await receiveNotification(this);
	}

	/** The first step of that execution, when Profit has its answer. */
	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		return [await withSubjects(this)];
	}
}
