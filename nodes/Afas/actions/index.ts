import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { biModel } from './biModel';
import { file } from './file';
import { getConnector } from './getConnector';
import { ParameterReader } from '../parameters/parameterReader';
import type { ParameterSource } from '../parameters/parameterSource';
import { metainfo } from './metainfo';
import type { OperationDefinition, ResourceDefinition } from './operation';
import { updateConnector } from './updateConnector';
import { workflow } from './workflow';

/** Everything the node can do. The editor's menus and the dispatch both come from this list. */
export const resources: readonly ResourceDefinition[] = [
	biModel,
	workflow,
	file,
	getConnector,
	metainfo,
	updateConnector,
];

/** The parameters of the node: resource, operation, and those of every operation. */
export const properties: INodeProperties[] = [
	{
		displayName: 'Resource',
		name: 'resource',
		type: 'options',
		noDataExpression: true,
		options: resources.map(({ name, value, description }) => ({ name, value, description })),
		default: 'getConnector',
	},
	...resources.map(operationParameter),
	...resources.flatMap((resource) =>
		resource.operations.flatMap((operation) => operationProperties(resource, operation)),
	),
];

/**
 * The operation that a node is set to, the same for all items.
 *
 * @throws {ParameterError} when this version doesn't have it
 */
export function chosenOperation(source: ParameterSource): OperationDefinition {
	const chosen = new ParameterReader(source, properties).read(0, ['resource', 'operation']);
	const operation = resources
		.find(({ value }) => value === chosen.text('resource'))
		?.operations.find(({ value }) => value === chosen.text('operation'));
	if (operation === undefined) throw new TypeError('The menus offer what the node does not have');
	return operation;
}

function operationParameter({ value, operations }: ResourceDefinition): INodeProperties {
	const [{ value: preset }] = operations;
	return {
		displayName: 'Operation',
		name: 'operation',
		type: 'options',
		noDataExpression: true,
		displayOptions: { show: { resource: [value] } },
		options: operations.map(toChoice).sort(byName),
		default: preset,
	};
}

function toChoice({ name, value, action, description }: OperationDefinition): INodePropertyOptions {
	return { name, value, action, description };
}

function byName(one: INodePropertyOptions, other: INodePropertyOptions): number {
	return one.name.localeCompare(other.name, 'en');
}

function operationProperties(
	resource: ResourceDefinition,
	operation: OperationDefinition,
): INodeProperties[] {
	return operation.properties.map((property) => ({
		...property,
		displayOptions: {
			...property.displayOptions,
			// These first: n8n shows a parameter as soon as it meets a condition on one with an expression.
			show: {
				resource: [resource.value],
				operation: [operation.value],
				...property.displayOptions?.show,
			},
		},
	}));
}
