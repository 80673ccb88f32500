/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, never shipped */
import 'reflect-metadata';
import { ExecuteContext } from 'n8n-core';
import { Workflow, createEmptyRunExecutionData } from 'n8n-workflow';
import type {
	ICredentialDataDecryptedObject,
	ICredentialType,
	IHttpRequestOptions,
	INode,
	INodeTypes,
	IWorkflowExecuteAdditionalData,
} from 'n8n-workflow';
import { OneCredential } from './oneCredential';

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
	const credential = new OneCredential(type, { ...stored });
	const node: INode = {
		id: '1',
		name: 'AFAS',
		type: 'test.node',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
		credentials: { [type.name]: { id: credential.id, name: 'Test' } },
	};
	const description = { properties: [], credentials: [{ name: type.name, required: true }] };
	const nodeTypes = {
		getByName: () => ({ description }),
		getByNameAndVersion: () => ({ description }),
		getKnownTypes: () => ({}),
	} as unknown as INodeTypes;
	const workflow = new Workflow({ nodes: [node], connections: {}, active: false, nodeTypes });
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
