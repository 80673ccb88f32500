import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';
import { choiceProperty } from '../../parameters/choiceProperty';
import type { ParameterValues } from '../../parameters/parameterValues';
import { LookUpValueError } from '../../profit/lookUp/lookUpValueError';
import type { LookedUpValue } from '../../profit/lookUp/rowMissingError';
import { connectorOf, getConnectorLocator } from '../connectorLocator';
import { matchProperty, readMatch } from './matchParameters';
import { readOptionsProperty, type RowOptions, rowOptions } from './readOptions';

type RowsPerItem = 'first' | 'all';
type Include = 'row' | 'inputAndRow';
type WhenMissing = 'empty' | 'skip' | 'error';

/** Options of reading that mean something here; pages are the look-up's own business. */
const LOOK_UP_OPTIONS: readonly string[] = [
	'dates',
	'keyFields',
	'language',
	'outputFields',
	'parallelRequests',
	'timeout',
];

const rowsPerItemProperty = choiceProperty({
	displayName: 'Rows per Item',
	name: 'rowsPerItem',
	type: 'options',
	noDataExpression: true,
	default: 'first',
	description: 'How many rows to return when several belong to an input item',
	options: [
		{ name: 'All Rows', value: 'all', description: 'One output item for each row' },
		{
			name: 'First Row',
			value: 'first',
			description: "The first in the order of 'Key Fields' under 'Options', or of a likely key",
		},
	],
});

const includeProperty = choiceProperty({
	displayName: 'Include',
	name: 'include',
	type: 'options',
	noDataExpression: true,
	default: 'row',
	description: 'What the output items hold',
	options: [
		{
			name: 'Input and Row',
			value: 'inputAndRow',
			description:
				'The fields of the input item and of the row. Where both have a field, the row counts.',
		},
		{ name: 'Row', value: 'row', description: 'The fields of the row only' },
	],
});

const whenMissingProperty = choiceProperty({
	displayName: 'When Missing',
	name: 'whenMissing',
	type: 'options',
	noDataExpression: true,
	default: 'empty',
	description: 'What to do with an input item to which no row belongs',
	options: [
		{
			name: 'Return Empty Item',
			value: 'empty',
			description: 'An item without fields of a row',
		},
		{ name: 'Return Error', value: 'error', description: 'The item fails' },
		{ name: 'Skip Item', value: 'skip', description: 'No output for the item' },
	],
});

/** The parameters of a look-up, as the editor shows them. */
export const lookUpProperties: INodeProperties[] = [
	getConnectorLocator,
	matchProperty,
	rowsPerItemProperty,
	includeProperty,
	whenMissingProperty,
	{
		...readOptionsProperty,
		options: (readOptionsProperty.options as INodePropertyOptions[]).filter(({ name }) =>
			LOOK_UP_OPTIONS.includes(name),
		),
	},
];

/** What the user asked for one input item, before it is held against the GetConnector. */
export interface RequestedLookUp {
	readonly itemIndex: number;
	readonly connector: string;
	readonly match: readonly LookedUpValue[];
	readonly rowsPerItem: RowsPerItem;
	readonly include: Include;
	readonly whenMissing: WhenMissing;
	readonly options: RowOptions;
}

/** Reads what is asked for one input item. @throws {LookUpValueError} and what reading parameters throws */
export function readLookUp(parameters: ParameterValues, itemIndex: number): RequestedLookUp {
	const match = readMatch(parameters);
	if (match.length === 0 || match.some(({ field }) => field === '')) {
		throw new LookUpValueError(["a field is missing under 'Match'"]);
	}
	return {
		itemIndex,
		connector: connectorOf(parameters, 'getConnector'),
		match,
		rowsPerItem: parameters.choice(rowsPerItemProperty),
		include: parameters.choice(includeProperty),
		whenMissing: parameters.choice(whenMissingProperty),
		options: rowOptions(parameters),
	};
}
