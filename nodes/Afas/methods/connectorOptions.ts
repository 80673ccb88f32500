import type { ILoadOptionsFunctions, INodePropertyOptions } from 'n8n-workflow';
import type { ConnectorSummary } from '../profit/metainfo/metainfo';
import { openConnection } from '../transport/connection';
import { toNodeError } from '../transport/nodeError';

/** All connectors of the App Connector, of whatever kind. */
export async function getConnectorNames(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	try {
		const connection = await openConnection(this);
		const { getConnectors, updateConnectors, customConnectors } = await connection
			.metainfo()
			.appConnector();
		return [
			...getConnectors.map((one) => toOption(one, 'GetConnector')),
			...updateConnectors.map((one) => toOption(one, 'UpdateConnector')),
			...customConnectors.map((one) => toOption(one, 'Custom connector')),
		].sort((one, other) => one.name.localeCompare(other.name, 'nl'));
	} catch (error) {
		throw toNodeError(this.getNode(), error);
	}
}

function toOption({ id, description }: ConnectorSummary, kind: string): INodePropertyOptions {
	return {
		name: description === id ? id : `${description} (${id})`,
		value: id,
		description: kind,
	};
}
