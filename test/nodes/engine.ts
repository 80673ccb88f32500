/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs in Node, never shipped */
import 'reflect-metadata';
import path from 'node:path';
import {
	ExecutionLifecycleHooks,
	LoadOptionsContext,
	PackageDirectoryLoader,
	WorkflowExecute,
} from 'n8n-core';
import {
	type ICredentialDataDecryptedObject,
	type IDataObject,
	type INode,
	type INodeExecutionData,
	type INodeListSearchResult,
	type INodeParameters,
	type INodePropertyOptions,
	type INodeType,
	type INodeTypes,
	type IRun,
	type IWorkflowExecuteAdditionalData,
	NodeHelpers,
	type ResourceMapperFields,
	Workflow,
} from 'n8n-workflow';
import { OneCredential } from '../credentials/oneCredential';

const packageRoot = path.resolve(__dirname, '../..');

/** Loads the built package exactly as n8n does: package.json, codex, icons, registration. */
export async function loadPackage(): Promise<PackageDirectoryLoader> {
	const loader = new PackageDirectoryLoader(packageRoot);
	await loader.loadAll();
	return loader;
}

/** A credential as a user filled it in. */
export interface FilledCredential {
	readonly type: 'afasApi' | 'afasOAuth2Api';
	readonly fields: ICredentialDataDecryptedObject;
}

/** The error that n8n would show, with the parts that a user sees. */
export interface ShownError {
	readonly message: string;
	readonly description?: string;
	readonly httpCode?: string;
	readonly context?: { readonly itemIndex?: number };
}

/** What came of running one AFAS node. */
export interface NodeRun {
	readonly items: INodeExecutionData[];
	/** Items of the error output, with `onError: continueErrorOutput`. */
	readonly errorItems: INodeExecutionData[];
	readonly error?: ShownError;
	readonly hints: string[];
	readonly run: IRun;
}

/** How an AFAS node is run. */
export interface RunOptions {
	readonly parameters: INodeParameters;
	/** Input items; one empty one when left out. */
	readonly input?: IDataObject[];
	/** Binary data of the input items, by index. */
	readonly binary?: Array<INodeExecutionData['binary']>;
	readonly onError?: INode['onError'];
	/** Version of the node; the newest when left out. */
	readonly typeVersion?: number;
	/** Called when the run has started, with a function that cancels it as a user does. */
	readonly onStart?: (cancel: () => void) => void;
}

/** The built AFAS node inside n8n-core's real engine, with one credential. */
export class Engine {
	private constructor(
		private readonly loader: PackageDirectoryLoader,
		readonly credential: OneCredential,
		private readonly credentialType: FilledCredential['type'],
	) {}

	static async create({ type, fields }: FilledCredential): Promise<Engine> {
		const loader = await loadPackage();
		const credential = new OneCredential(loader.getCredential(type).type, { ...fields });
		return new Engine(loader, credential, type);
	}

	/** Runs a workflow of a start node and an AFAS node. */
	async run({
		parameters,
		input = [{}],
		binary = [],
		onError,
		typeVersion,
		onStart,
	}: RunOptions): Promise<NodeRun> {
		const nodes: INode[] = [
			{ ...place('Start'), type: 'test.start', parameters: {} },
			{
				...this.afasNode(parameters),
				...(onError && { onError }),
				...(typeVersion !== undefined && { typeVersion }),
			},
		];
		const connections = { Start: { main: [[{ node: 'AFAS', type: 'main' as const, index: 0 }]] } };
		const workflow = new Workflow({
			id: 'workflow',
			nodes,
			connections,
			active: false,
			nodeTypes: this.nodeTypes(input.map((json, index) => ({ json, binary: binary[index] }))),
			settings: { executionOrder: 'v1' },
		});
		const execution = new WorkflowExecute(this.additionalData(), 'manual').run({
			workflow,
			startNode: workflow.getNode('Start') ?? undefined,
		});
		onStart?.(() => execution.cancel());
		return summarise(await execution);
	}

	/** Asks for the entries of a resource locator's list, as the editor does. */
	async listSearch(
		method: string,
		parameters: INodeParameters,
		filter?: string,
	): Promise<INodeListSearchResult> {
		const search = this.nodeType().methods?.listSearch?.[method];
		if (!search) throw new Error(`The node has no list search '${method}'.`);
		return await search.call(this.loadOptionsContext(parameters), filter);
	}

	/** Asks for the options of a drop-down, as the editor does. */
	async loadOptions(method: string, parameters: INodeParameters): Promise<INodePropertyOptions[]> {
		const load = this.nodeType().methods?.loadOptions?.[method];
		if (!load) throw new Error(`The node has no options '${method}'.`);
		return await load.call(this.loadOptionsContext(parameters));
	}

	/** Asks for the form of a resource mapper, as the editor does. */
	async resourceMapping(
		method: string,
		parameters: INodeParameters,
	): Promise<ResourceMapperFields> {
		const load = this.nodeType().methods?.resourceMapping?.[method];
		if (!load) throw new Error(`The node has no form '${method}'.`);
		return await load.call(this.loadOptionsContext(parameters));
	}

	private loadOptionsContext(parameters: INodeParameters): LoadOptionsContext {
		const node = this.afasNode(parameters);
		const workflow = new Workflow({
			id: 'workflow',
			nodes: [node],
			connections: {},
			active: false,
			nodeTypes: this.nodeTypes([]),
		});
		const additionalData = { ...this.additionalData(), currentNodeParameters: node.parameters };
		return new LoadOptionsContext(
			workflow,
			workflow.getNode('AFAS') ?? node,
			additionalData,
			'parameters.x',
		);
	}

	private nodeType(): INodeType {
		return this.loader.getNode('afas').type as INodeType;
	}

	private afasNode(parameters: INodeParameters): INode {
		const authentication = this.credentialType === 'afasApi' ? 'token' : 'oAuth2';
		return {
			...place('AFAS'),
			typeVersion: 1.1,
			type: 'n8n-nodes-afas.afas',
			parameters: { authentication, ...parameters },
			credentials: { [this.credentialType]: { id: this.credential.id, name: 'AFAS' } },
		};
	}

	private nodeTypes(input: INodeExecutionData[]): INodeTypes {
		const start = startNode(input);
		const find = (type: string): INodeType => (type === 'test.start' ? start : this.nodeType());
		return {
			getByName: find,
			getByNameAndVersion: (type: string, version?: number) =>
				NodeHelpers.getVersionedNodeType(find(type), version),
			getKnownTypes: () => ({}),
		};
	}

	private additionalData(): IWorkflowExecuteAdditionalData {
		return {
			executionId: '1',
			hooks: new ExecutionLifecycleHooks('manual', '1', {} as never),
			credentialsHelper: this.credential,
			webhookWaitingBaseUrl: 'http://localhost/webhook-waiting',
			formWaitingBaseUrl: 'http://localhost/form-waiting',
			variables: {},
		} as unknown as IWorkflowExecuteAdditionalData;
	}
}

function place(name: string): Pick<INode, 'id' | 'name' | 'typeVersion' | 'position'> {
	return { id: name, name, typeVersion: 1, position: [0, 0] };
}

function startNode(input: INodeExecutionData[]): INodeType {
	return {
		description: {
			displayName: 'Start',
			name: 'start',
			group: ['input'],
			version: 1,
			description: 'Gives the input items of a test',
			defaults: {},
			inputs: [],
			outputs: ['main'],
			properties: [],
		},
		execute: async () => [input],
	};
}

function summarise(run: IRun): NodeRun {
	const task = run.data.resultData.runData.AFAS?.[0];
	const error = (task?.error ?? run.data.resultData.error) as ShownError | undefined;
	return {
		items: task?.data?.main?.[0] ?? [],
		errorItems: task?.data?.main?.[1] ?? [],
		error,
		hints: (task?.hints ?? []).map(({ message }) => message),
		run,
	};
}
