import type { INodeProperties } from 'n8n-workflow';

/** Which connectors of the App Connector are meant. */
export function connectorsOption(description: string): INodeProperties {
	return {
		displayName: 'Connector Names or IDs',
		name: 'connectors',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getConnectorNames' },
		default: [],
		description: `${description}. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.`,
	};
}
