import type { INodeProperties } from 'n8n-workflow';
import type { ParameterValues } from '../parameters/parameterValues';

/** How many results to return, as every n8n node asks it. */
export const limitProperties: INodeProperties[] = [
	{
		displayName: 'Return All',
		name: 'returnAll',
		type: 'boolean',
		default: false,
		description: 'Whether to return all results or only up to a given limit',
	},
	{
		displayName: 'Limit',
		name: 'limit',
		type: 'number',
		typeOptions: { minValue: 1, numberPrecision: 0 },
		default: 50,
		description: 'Max number of results to return',
		displayOptions: { show: { returnAll: [false] } },
	},
];

/**
 * The same for rows that may go to an AI model. A model reads all of what a tool returns, so a tool
 * starts with few rows.
 */
export const rowLimitProperties: INodeProperties[] = limitProperties.flatMap((property) => {
	if (property.name !== 'limit') return [property];
	const { displayOptions } = property;
	return [
		{ ...property, displayOptions: { ...displayOptions, hide: { '@tool': [true] } } },
		{
			...property,
			default: 10,
			displayOptions: { show: { ...displayOptions?.show, '@tool': [true] } },
		},
	];
});

/** Most results to return: infinite when the user wants all. */
export function limitOf(parameters: ParameterValues): number {
	return parameters.flag('returnAll') ? Infinity : parameters.number('limit');
}
