import { createHmac } from 'node:crypto';
import { ExecutionLifecycleHooks, HookContext, WebhookContext, WorkflowExecute } from 'n8n-core';
import {
	createRunExecutionData,
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type INode,
	type INodeCredentialTestResult,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	type IWebhookData,
	type IWorkflowExecuteAdditionalData,
	NodeHelpers,
	Workflow,
} from 'n8n-workflow';
import { OneCredential } from '../credentials/oneCredential';
import { DEMO, tokenXml } from '../simulator/access';
import { loadPackage, type ShownError } from './engine';

const NODE = 'AFAS Webhook Trigger';

/** A request to the webhook. */
export interface SentRequest {
	readonly body: string | Uint8Array;
	readonly headers: Readonly<Record<string, string>>;
	/** What n8n's reader of bodies throws instead of reading. */
	readonly unreadable?: Error;
}

/** The answer to a request. */
export interface Received {
	readonly status: number;
	readonly content: IDataObject;
	/** Whether the body was read before the answer. */
	readonly isRead: boolean;
	/** Runs the execution that n8n starts; undefined when it starts none. */
	readonly execution?: () => Promise<Execution>;
}

/** How an execution went, seen from the trigger. */
export interface Execution {
	readonly items: IDataObject[];
	/** Items of the error output, with `onError: continueErrorOutput`. */
	readonly errorItems: IDataObject[];
	readonly error?: ShownError;
	/** What n8n keeps to retry it from, when it failed. */
	readonly kept: IDataObject[];
}

/** How the trigger is set up. */
export interface WebhookSetUp {
	readonly secret: string;
	readonly parameters?: INodeParameters;
	readonly baseUrl?: string;
	readonly onError?: INode['onError'];
}

/** The token credential of the simulator and the password of the webhook. */
class Credentials extends OneCredential {
	secret: string | undefined;

	override async getDecrypted(
		...parameters: Parameters<OneCredential['getDecrypted']>
	): Promise<ICredentialDataDecryptedObject> {
		if (parameters[2] !== 'afasWebhookApi') return await super.getDecrypted(...parameters);
		if (this.secret === undefined) throw new Error('The credential was deleted.');
		return { secret: this.secret };
	}
}

let workflows = 0;

/** The built trigger in n8n-core's own contexts, with what n8n does around it. */
export class WebhookEngine {
	/** What a restart of n8n finds, as JSON. */
	saved = '{}';

	/** `manual` when somebody listens in the editor. */
	mode: 'webhook' | 'manual' = 'webhook';

	private constructor(
		private readonly nodeType: INodeType,
		private readonly credentials: Credentials,
		private readonly node: INode,
		readonly workflowId: string,
	) {}

	static async create(setUp: WebhookSetUp): Promise<WebhookEngine> {
		const loader = await loadPackage();
		const credentials = new Credentials(loader.getCredential('afasApi').type, {
			environment: 'custom',
			baseUrl: setUp.baseUrl ?? '',
			token: tokenXml(DEMO),
		});
		credentials.secret = setUp.secret;
		const named = (id: string) => ({ id, name: id });
		const node: INode = {
			id: 'trigger',
			name: NODE,
			type: 'n8n-nodes-afas.afasWebhookTrigger',
			typeVersion: 1,
			position: [0, 0],
			webhookId: 'webhook',
			parameters: setUp.parameters ?? {},
			credentials: { afasWebhookApi: named('password'), afasApi: named(credentials.id) },
			...(setUp.onError && { onError: setUp.onError }),
		};
		const nodeType = loader.getNode('afasWebhookTrigger').type as INodeType;
		workflows += 1;
		return new WebhookEngine(nodeType, credentials, node, `workflow ${workflows}`);
	}

	/** Sets the password of the credential; undefined deletes it. */
	set secret(secret: string | undefined) {
		this.credentials.secret = secret;
	}

	/** Deals with a request as n8n does: a fresh workflow, whose state is saved with the answer. */
	async receive(sent: SentRequest): Promise<Received> {
		const workflow = this.workflow();
		const { request, response, result } = exchangeOf(sent);
		const additionalData = this.additionalData({ httpRequest: request, httpResponse: response });
		const node = workflow.getNode(NODE) ?? this.node;
		const context = new WebhookContext(
			workflow,
			node,
			additionalData as never,
			this.mode,
			{ webhookDescription: this.nodeType.description.webhooks?.[0] } as IWebhookData,
			[],
			null,
		);
		const { workflowData, noWebhookResponse } = (await this.nodeType.webhook?.call(context)) ?? {};
		if (!noWebhookResponse) throw new Error('n8n would answer by itself.');
		if (workflow.staticData.__dataChanged === true && this.mode !== 'manual') {
			this.saved = JSON.stringify(workflow.staticData);
		}
		return {
			...result(),
			...(workflowData && {
				execution: async () => await this.execute(workflow, node, workflowData),
			}),
		};
	}

	/** Does what n8n does when a workflow is activated. */
	async activate(): Promise<void> {
		const workflow = this.workflow();
		const context = new HookContext(
			workflow,
			workflow.getNode(NODE) ?? this.node,
			this.additionalData({}) as never,
			'trigger',
			'activate',
		);
		const { checkExists, create } = this.nodeType.webhookMethods?.default ?? {};
		if (!(await checkExists?.call(context))) await create?.call(context);
	}

	/** Does what n8n does when the credential is saved. */
	async testPassword(secret: string): Promise<INodeCredentialTestResult | undefined> {
		const test = this.nodeType.methods?.credentialTest?.webhookPassword;
		return await test?.call({} as never, { data: { secret } } as never);
	}

	private async execute(
		workflow: Workflow,
		node: INode,
		main: INodeExecutionData[][],
	): Promise<Execution> {
		const runExecutionData = createRunExecutionData({
			executionData: { nodeExecutionStack: [{ node, data: { main }, source: null }] },
		});
		const execute = new WorkflowExecute(
			this.additionalData({}) as never,
			'webhook',
			runExecutionData,
		);
		const { data } = await execute.processRunExecutionData(workflow);
		const task = data.resultData.runData[NODE]?.[0];
		const json = (items: INodeExecutionData[] | null | undefined) =>
			(items ?? []).map((item) => item.json);
		return {
			items: json(task?.data?.main?.[0]),
			errorItems: json(task?.data?.main?.[1]),
			error: (task?.error ?? data.resultData.error) as ShownError | undefined,
			kept: json(data.executionData?.nodeExecutionStack[0]?.data.main?.[0]),
		};
	}

	private workflow(): Workflow {
		return new Workflow({
			id: this.workflowId,
			nodes: [structuredClone(this.node)],
			connections: {},
			active: true,
			nodeTypes: {
				getByName: () => this.nodeType,
				getByNameAndVersion: (_type, version) =>
					NodeHelpers.getVersionedNodeType(this.nodeType, version),
				getKnownTypes: () => ({}),
			},
			staticData: JSON.parse(this.saved) as IDataObject,
			settings: { executionOrder: 'v1' },
		});
	}

	private additionalData(more: object): Partial<IWorkflowExecuteAdditionalData> {
		return {
			executionId: '1',
			hooks: new ExecutionLifecycleHooks('webhook', '1', {} as never),
			credentialsHelper: this.credentials,
			webhookWaitingBaseUrl: 'http://localhost/webhook-waiting',
			formWaitingBaseUrl: 'http://localhost/form-waiting',
			variables: {},
			...more,
		};
	}
}

/** A request and its response as n8n hands them to a node whose body is unread. */
function exchangeOf({ body, headers, unreadable }: SentRequest) {
	const bytes = Buffer.from(body);
	const request = {
		headers: { 'content-length': String(bytes.length), ...headers },
		rawBody: undefined as Buffer | undefined,
		readRawBody: async () => {
			if (unreadable) throw unreadable;
			request.rawBody = bytes;
		},
	};
	const answer = { status: 0, content: {} as IDataObject };
	const response = {
		status: (status: number) => {
			answer.status = status;
			return response;
		},
		json: (content: IDataObject) => {
			if (answer.content.status !== undefined) throw new Error('It was answered twice.');
			answer.content = content;
		},
	};
	const result = () => ({ ...answer, isRead: request.rawBody !== undefined });
	return { request, response, result };
}

/** The header with which Profit signs a body. */
export function signedWith(
	secret: string,
	body: string | Uint8Array,
): Readonly<Record<string, string>> {
	const digest = createHmac('sha256', secret).update(body).digest('hex');
	return { 'x-profit-signature-256': `sha256=${digest}` };
}
