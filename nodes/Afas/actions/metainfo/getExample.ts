import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { lookUpUpdateConnector } from '../../profit/metainfo/connectorLookUp';
import { exampleRecord } from '../../profit/metainfo/exampleRecord';
import { connectorOf, updateConnectorLocator } from '../connectorLocator';
import { updateConnectorAnew } from '../freshMetainfo';
import { languageOf, languageOption } from '../languageOption';
import type { OperationDefinition, OperationInput } from '../operation';

/** Gives a record to fill in for an UpdateConnector, with a guide: one output item. */
export const getExample: OperationDefinition = {
	value: 'getExample',
	name: 'Get Example',
	action: 'Get an example record of an UpdateConnector',
	description:
		'Get a record to fill in for an UpdateConnector, with the type and the allowed values of each field',
	properties: [
		{ ...updateConnectorLocator, description: 'The UpdateConnector to get an example for' },
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'All Fields',
					name: 'allFields',
					type: 'boolean',
					default: false,
					description:
						'Whether to put every field in the example instead of only keys and the ones that AFAS marks as mandatory',
				},
				languageOption,
			],
		},
	],
	execute,
};

async function execute(input: OperationInput): Promise<INodeExecutionData[]> {
	const { parameters, itemIndex, connection } = input;
	const options = parameters.options('options');
	const id = connectorOf(parameters, 'updateConnector');
	const language = languageOf(options);
	const connector =
		(await updateConnectorAnew(connection, id, language)) ??
		(await lookUpUpdateConnector(connection.metainfo(language), id));
	const { record, guide } = exampleRecord(connector, options.flag('allFields'));
	const json = {
		id,
		description: connector.description,
		record,
		guide: guide.map((entry) => ({ ...entry })),
	} as IDataObject;
	return [{ json, pairedItem: { item: itemIndex } }];
}
