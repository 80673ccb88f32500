import {
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	type IPollFunctions,
	NodeConnectionTypes,
} from 'n8n-workflow';
import { authenticationProperty, signInCredentials } from './parameters/signInParameters';
import { triggerMethods } from './methods/triggerMethods';
import { toNodeError } from './transport/nodeError';
import { changeProperties } from './triggers/changes/parameters';
import { pollChanges } from './triggers/changes/poll';

/** Starts a workflow when rows of a GetConnector are created, updated or deleted. */
export class AfasTrigger implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'AFAS Trigger',
		name: 'afasTrigger',
		icon: { light: 'file:../../icons/afas.svg', dark: 'file:../../icons/afas.dark.svg' },
		group: ['trigger'],
		// 1.1: a '%' in a text that is looked for is a percent sign, not a wildcard.
		version: [1, 1.1],
		defaultVersion: 1.1,
		subtitle:
			'={{ $parameter["detection"] === "snapshot" ? "all rows compared" : "modified field" }}',
		// n8n's panel has one entry for this node and the node AFAS, and shows this text for both.
		description: 'Read and write data in AFAS Profit, and start workflows when rows change',
		defaults: { name: 'AFAS Trigger' },
		polling: true,
		inputs: [],
		outputs: [NodeConnectionTypes.Main],
		credentials: signInCredentials,
		properties: [authenticationProperty, ...changeProperties],
	};

	methods = triggerMethods;

	async poll(this: IPollFunctions): Promise<INodeExecutionData[][] | null> {
		try {
			return await pollChanges(this);
		} catch (error) {
			throw toNodeError(this.getNode(), error);
		}
	}
}
