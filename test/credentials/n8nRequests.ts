/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, never shipped */
import 'reflect-metadata';
import { ExecuteContext } from 'n8n-core';
import { ICredentialsHelper, Workflow, createEmptyRunExecutionData } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IHttpRequestOptions,
	INode,
	INodeProperties,
	INodeTypes,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { decrypted } from './credentialExpressions';

/** A store with one credential in it, as n8n's own helper treats it, without its database. */
class OneCredential extends ICredentialsHelper {
	constructor(
		private readonly type: ICredentialType,
		readonly stored: ICredentialDataDecryptedObject,
	) {
		super();
	}

	getParentTypes(): string[] {
		return this.type.extends ?? [];
	}

	isCredentialUsableByNode(): boolean {
		return true;
	}

	async authenticate(
		credentials: ICredentialDataDecryptedObject,
		_typeName: string,
		options: IHttpRequestOptions,
	): Promise<IHttpRequestOptions> {
		if (typeof this.type.authenticate !== 'function') throw new Error('No authenticate function.');
		return await this.type.authenticate(credentials, options);
	}

	async preAuthentication(): Promise<undefined> {
		return undefined;
	}

	async runPreAuthentication(): Promise<undefined> {
		return undefined;
	}

	async getCredentials(): Promise<never> {
		throw new Error('Nothing asks for the encrypted credential.');
	}

	async getDecrypted(
		_additionalData: unknown,
		_nodeCredentials: unknown,
		_type: string,
		_mode: unknown,
		_executeData?: unknown,
		raw?: boolean,
	): Promise<ICredentialDataDecryptedObject> {
		if (raw) return structuredClone(this.stored);
		const { oauthTokenData } = this.stored;
		return { ...decrypted(this.type, this.stored), ...(oauthTokenData && { oauthTokenData }) };
	}

	async updateCredentials(): Promise<void> {}

	async updateCredentialsOauthTokenData(
		_nodeCredentials: unknown,
		_type: string,
		data: ICredentialDataDecryptedObject,
	): Promise<void> {
		this.stored.oauthTokenData = data.oauthTokenData ?? {};
	}

	getCredentialsProperties(): INodeProperties[] {
		return this.type.properties;
	}
}

let credentialCount = 0;

/** Sends requests as a node of n8n does that holds this credential. */
export interface NodeWithCredential {
	request(options: IHttpRequestOptions): Promise<unknown>;
	/** What n8n has stored; it writes new tokens into it. */
	readonly stored: ICredentialDataDecryptedObject;
}

/** A node in n8n-core's real execute context with one credential of the given type. */
export function nodeWithCredential(
	type: ICredentialType,
	stored: ICredentialDataDecryptedObject,
): NodeWithCredential {
	const node: INode = {
		id: '1',
		name: 'AFAS',
		type: 'test.node',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		// n8n shares refreshes between requests by this id, so every test needs its own.
		credentials: { [type.name]: { id: `credential-${++credentialCount}`, name: 'Test' } },
	};
	const description = { properties: [], credentials: [{ name: type.name, required: true }] };
	const nodeTypes = {
		getByName: () => ({ description }),
		getByNameAndVersion: () => ({ description }),
		getKnownTypes: () => ({}),
	} as unknown as INodeTypes;
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
	const credential = new OneCredential(type, { ...stored });
	const additionalData = {
		credentialsHelper: credential,
		executionId: '1',
		webhookWaitingBaseUrl: 'http://localhost/waiting',
		formWaitingBaseUrl: 'http://localhost/form-waiting',
		variables: {},
	} as unknown as IWorkflowExecuteAdditionalData;
	const context = new ExecuteContext(
		workflow,
		node,
		additionalData,
		'manual',
		createEmptyRunExecutionData(),
		0,
		[],
		{ main: [[{ json: {} }]] },
		{ node, data: {}, source: null },
		[],
	);
	return {
		stored: credential.stored,
		request: async (options) =>
			(await context.helpers.httpRequestWithAuthentication.call(
				context,
				type.name,
				options,
			)) as unknown,
	};
}
