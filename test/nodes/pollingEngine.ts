import { PollContext } from 'n8n-core';
import {
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeParameters,
	type INodeType,
	type IWorkflowExecuteAdditionalData,
	Workflow,
} from 'n8n-workflow';
import { OneCredential } from '../credentials/oneCredential';
import { DEMO, tokenXml } from '../simulator/access';
import type { Simulator } from '../simulator/server';
import { loadPackage } from './engine';

const NODE = 'AFAS Trigger';

/**
 * How n8n keeps what a trigger remembers: as one object in memory that is saved beside each run, or
 * as a copy for each look that is committed with the run it starts (durable cursors).
 */
export type Keeping = 'inMemory' | 'durable';

/** The built AFAS Trigger in n8n-core's own poll context, with what n8n does around it. */
export class PollingEngine {
	private workflow: Workflow;

	/** What a restart of n8n finds, as JSON. */
	private saved = '{}';

	private constructor(
		private readonly nodeType: INodeType,
		private readonly credential: OneCredential,
		private parameters: INodeParameters,
		private readonly keeping: Keeping,
	) {
		this.workflow = this.build();
	}

	static async create(
		{ baseUrl }: Simulator,
		parameters: INodeParameters,
		keeping: Keeping = 'inMemory',
	): Promise<PollingEngine> {
		const loader = await loadPackage();
		const credential = new OneCredential(loader.getCredential('afasApi').type, {
			environment: 'custom',
			baseUrl,
			token: tokenXml(DEMO),
		});
		const nodeType = loader.getNode('afasTrigger').type as INodeType;
		return new PollingEngine(nodeType, credential, parameters, keeping);
	}

	/** Size of what n8n writes with each run, in characters of JSON. */
	get savedSize(): number {
		return this.saved.length;
	}

	/** What n8n does at activation; it saves what the look kept, except with durable cursors. */
	async activate(): Promise<INodeExecutionData[] | undefined> {
		const items = await this.look(true);
		if (this.keeping === 'inMemory') this.save(this.workflow.staticData);
		return items;
	}

	/** One look of an active workflow: the items of the run that it starts, if any. */
	async poll(): Promise<INodeExecutionData[] | undefined> {
		return await this.look(false);
	}

	/** The row that a test in the editor shows. */
	async test(): Promise<INodeExecutionData[]> {
		const items = await this.nodeType.poll?.call(this.context('manual', () => ({})));
		return items?.[0] ?? [];
	}

	/** Ends n8n and starts it again: only what was saved is left. */
	restart(): void {
		this.workflow = this.build();
	}

	/** Publishes other parameters. */
	change(parameters: INodeParameters): void {
		this.parameters = { ...this.parameters, ...parameters };
		this.restart();
	}

	private async look(isActivation: boolean): Promise<INodeExecutionData[] | undefined> {
		if (this.keeping === 'durable') return await this.durableLook(isActivation);
		const data = () => this.workflow.getStaticData('node', this.node);
		const items = await this.nodeType.poll?.call(this.context('trigger', data));
		if (items) this.save(this.workflow.staticData);
		return items?.[0];
	}

	/** As n8n's trigger execution context does: a look without a run commits, except at activation. */
	private async durableLook(isActivation: boolean): Promise<INodeExecutionData[] | undefined> {
		const staged = JSON.parse(this.saved) as IDataObject;
		const items = await this.nodeType.poll?.call(this.context('trigger', () => staged));
		if (items || !isActivation) this.save(staged);
		return items?.[0];
	}

	private save(data: IDataObject): void {
		this.saved = JSON.stringify(data);
	}

	private get node(): INode {
		return this.workflow.getNode(NODE) as INode;
	}

	private context(mode: 'manual' | 'trigger', data: () => IDataObject): PollContext {
		const additionalData = {
			credentialsHelper: this.credential,
			webhookWaitingBaseUrl: 'http://localhost/webhook-waiting',
			formWaitingBaseUrl: 'http://localhost/form-waiting',
			variables: {},
		} as unknown as IWorkflowExecuteAdditionalData;
		const ends = [undefined, undefined, undefined, undefined] as const;
		return new PollContext(
			this.workflow,
			this.node,
			additionalData,
			mode,
			'activate',
			...ends,
			data,
		);
	}

	private build(): Workflow {
		const node: INode = {
			id: 'trigger',
			name: NODE,
			type: 'n8n-nodes-afas.afasTrigger',
			typeVersion: 1.1,
			position: [0, 0],
			parameters: { authentication: 'token', ...this.parameters },
			credentials: { afasApi: { id: this.credential.id, name: 'AFAS' } },
		};
		return new Workflow({
			id: 'workflow',
			nodes: [node],
			connections: {},
			active: true,
			staticData:
				this.keeping === 'inMemory' ? (JSON.parse(this.saved ?? '{}') as IDataObject) : {},
			nodeTypes: {
				getByName: () => this.nodeType,
				getByNameAndVersion: () => this.nodeType,
				getKnownTypes: () => ({}),
			},
		});
	}
}
