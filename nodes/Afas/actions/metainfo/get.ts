import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { choiceProperty } from '../../parameters/choiceProperty';
import { lookUpGetConnector, lookUpUpdateConnector } from '../../profit/metainfo/connectorLookUp';
import type { Column, UpdateField, UpdateObject } from '../../profit/metainfo/metainfo';
import { connectorOf, getConnectorLocator, updateConnectorLocator } from '../connectorLocator';
import { getConnectorAnew, updateConnectorAnew } from '../freshMetainfo';
import { languageOf, languageOption } from '../languageOption';
import type { OperationDefinition, OperationInput } from '../operation';

/** Allowed values listed for one field; AFAS has lists of thousands. */
const MOST_VALUES = 50;

const connectorTypeProperty = choiceProperty({
	displayName: 'Connector Type',
	name: 'connectorType',
	type: 'options',
	default: 'getConnector',
	description: 'Which kind of connector to look up',
	options: [
		{ name: 'GetConnector', value: 'getConnector' },
		{ name: 'UpdateConnector', value: 'updateConnector' },
	],
});

/** Describes one connector: its fields, and the objects nested in it. */
export const get: OperationDefinition = {
	value: 'get',
	name: 'Get',
	action: 'Get the fields of a connector',
	description: 'Look up the fields of a connector: names, labels, types and allowed values',
	properties: [
		connectorTypeProperty,
		{
			...getConnectorLocator,
			description: 'The GetConnector to look up',
			displayOptions: { show: { connectorType: ['getConnector'] } },
		},
		{
			...updateConnectorLocator,
			description: 'The UpdateConnector to look up',
			displayOptions: { show: { connectorType: ['updateConnector'] } },
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'All Allowed Values',
					name: 'allAllowedValues',
					type: 'boolean',
					default: false,
					description: `Whether to list every allowed value of a field instead of the first ${MOST_VALUES}`,
				},
				languageOption,
			],
		},
	],
	execute,
};

async function execute(input: OperationInput): Promise<INodeExecutionData[]> {
	const { itemIndex, parameters } = input;
	const json =
		parameters.choice(connectorTypeProperty) === 'updateConnector'
			? await describeUpdateConnector(input)
			: await describeGetConnector(input);
	return [{ json, pairedItem: { item: itemIndex } }];
}

async function describeGetConnector(input: OperationInput): Promise<IDataObject> {
	const { parameters, connection } = input;
	const { language, mostValues } = readOptions(input);
	const id = connectorOf(parameters, 'getConnector');
	const found =
		(await getConnectorAnew(connection, id, language)) ??
		(await lookUpGetConnector(connection.metainfo(language), id));
	const { description, columns } = found;
	return {
		id,
		type: 'getConnector',
		description,
		fields: columns.map((column) => describeField(column, mostValues)),
	};
}

async function describeUpdateConnector(input: OperationInput): Promise<IDataObject> {
	const { parameters, connection } = input;
	const { language, mostValues } = readOptions(input);
	const id = connectorOf(parameters, 'updateConnector');
	const found =
		(await updateConnectorAnew(connection, id, language)) ??
		(await lookUpUpdateConnector(connection.metainfo(language), id));
	return {
		id,
		type: 'updateConnector',
		description: found.description,
		...describeObject(found, mostValues),
	};
}

function readOptions({ parameters }: OperationInput): {
	language?: string;
	mostValues: number;
} {
	const options = parameters.options('options');
	return {
		language: languageOf(options),
		mostValues: options.flag('allAllowedValues') ? Infinity : MOST_VALUES,
	};
}

function describeObject({ name, fields, objects }: UpdateObject, mostValues: number): IDataObject {
	return {
		name,
		fields: fields.map((field) => describeField(field, mostValues)),
		objects: objects.map((object) => describeObject(object, mostValues)),
	};
}

function describeField(
	{ values, ...field }: Column | UpdateField,
	mostValues: number,
): IDataObject {
	if (values === undefined) return { ...field };
	return {
		...field,
		values: values.slice(0, mostValues).map((value) => ({ ...value })),
		valueCount: values.length,
	};
}
