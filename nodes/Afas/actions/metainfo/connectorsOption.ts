import type { INodeProperties } from 'n8n-workflow';

/** Connectors that a hint names. */
const MOST_NAMED = 10;

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

/** Names of connectors within a sentence; of many, the first. */
export function namesText(names: readonly string[]): string {
	const named = names.slice(0, MOST_NAMED).map((name) => `'${name}'`);
	const more = names.length - named.length;
	return `${named.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}
