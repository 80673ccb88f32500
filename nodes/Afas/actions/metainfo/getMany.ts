import type { INodeExecutionData } from 'n8n-workflow';
import { choiceProperty } from '../../parameters/choiceProperty';
import type { AppConnector, ConnectorSummary } from '../../profit/metainfo/metainfo';
import { languageOf, languageOption } from '../languageOption';
import type { OperationDefinition, OperationInput } from '../operation';
import { limitOf, limitProperties } from '../rowLimit';

type ListedType = 'all' | 'customConnector' | 'getConnector' | 'otherConnector' | 'updateConnector';

const connectorTypeProperty = choiceProperty<ListedType>({
	displayName: 'Connector Type',
	name: 'connectorType',
	type: 'options',
	default: 'all',
	description: 'Which connectors to list',
	options: [
		{ name: 'All', value: 'all' },
		{ name: 'Custom Connectors', value: 'customConnector' },
		{ name: 'GetConnectors', value: 'getConnector' },
		{ name: 'Other Connectors', value: 'otherConnector' },
		{ name: 'UpdateConnectors', value: 'updateConnector' },
	],
});

/** Lists the connectors of the App Connector: one output item a connector. */
export const getMany: OperationDefinition = {
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many connectors',
	description: 'List the connectors that the App Connector of the credential offers',
	properties: [
		connectorTypeProperty,
		...limitProperties,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [languageOption],
		},
	],
	execute,
};

async function execute(input: OperationInput): Promise<INodeExecutionData[]> {
	const { parameters, itemIndex, connection } = input;
	const listed = parameters.choice(connectorTypeProperty);
	const language = languageOf(parameters.options('options'));
	const appConnector = await connection.metainfo(language).appConnector();
	return connectors(appConnector, listed)
		.slice(0, limitOf(parameters))
		.map((json) => ({ json: { ...json }, pairedItem: { item: itemIndex } }));
}

interface ListedConnector extends ConnectorSummary {
	/** AFAS's own name of the list for kinds that this version doesn't know. */
	readonly type: string;
}

function connectors(appConnector: AppConnector, listed: ListedType): ListedConnector[] {
	const { getConnectors, updateConnectors, customConnectors, otherLists } = appConnector;
	const lists: Array<readonly [ListedType, ListedConnector[]]> = [
		['getConnector', typed('getConnector', getConnectors)],
		['updateConnector', typed('updateConnector', updateConnectors)],
		['customConnector', typed('customConnector', customConnectors)],
		['otherConnector', otherLists.flatMap(({ name, connectors: list }) => typed(name, list))],
	];
	return lists.flatMap(([kind, list]) => (listed === 'all' || listed === kind ? list : []));
}

function typed(type: string, summaries: readonly ConnectorSummary[]): ListedConnector[] {
	return summaries.map(({ id, description }) => ({ id, description, type }));
}
