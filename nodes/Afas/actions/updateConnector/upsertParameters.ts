import type { INodeProperties } from 'n8n-workflow';
import { choiceProperty } from '../../parameters/choiceProperty';
import type { ParameterValues } from '../../parameters/parameterValues';
import { Failure } from '../../profit/failure';
import type { FieldPair } from '../../profit/write/unchanged';
import { lookupConnectorLocator } from '../connectorLocator';

/** The node doesn't say how a record is found. */
class MatchMissingError extends Failure {}

const writeWhenProperty = choiceProperty({
	displayName: 'Write When',
	name: 'writeWhen',
	type: 'options',
	noDataExpression: true,
	default: 'always',
	description: 'When to update a record that is there already',
	options: [
		{ name: 'Always', value: 'always' },
		{
			name: 'Changed',
			value: 'changed',
			description: 'Only when the row in the GetConnector has other values than the record',
		},
	],
});

/** The parameters with which users say how an existing record is found. */
export const matchProperties: INodeProperties[] = [
	lookupConnectorLocator,
	{
		displayName: 'Match Fields',
		name: 'matchFields',
		type: 'fixedCollection',
		typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Match' },
		placeholder: 'Add Match',
		default: {},
		description:
			'Columns of the GetConnector and the fields of the record that hold the same. A record is there when a row has the same values; a key that the record leaves out takes the value of the row. The same for all items: an expression is read for the first.',
		options: [
			{
				displayName: 'Match',
				name: 'match',
				values: [
					{
						displayName: 'Column Name or ID',
						name: 'column',
						type: 'options',
						typeOptions: {
							loadOptionsMethod: 'getLookupColumns',
							loadOptionsDependsOn: ['lookupConnector.value'],
						},
						default: '',
						description:
							'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
					},
					{
						displayName: 'Field Name or ID',
						name: 'field',
						type: 'options',
						typeOptions: {
							loadOptionsMethod: 'getRecordFieldNames',
							loadOptionsDependsOn: ['updateConnector.value'],
						},
						default: '',
						description:
							'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
					},
				],
			},
		],
	},
	writeWhenProperty,
];

/** Whether records are only updated that have other values than their row. */
export function writesOnlyChanged(parameters: ParameterValues): boolean {
	return parameters.choice(writeWhenProperty) === 'changed';
}

/** Reads the pairs that records are matched on. @throws {MatchMissingError} when there are none */
export function readPairs(parameters: ParameterValues): FieldPair[] {
	const pairs = parameters
		.rows('matchFields', 'match')
		.map((row) => ({ column: row.text('column'), field: row.text('field') }));
	if (pairs.length > 0 && pairs.every(({ column, field }) => column !== '' && field !== '')) {
		return pairs;
	}
	throw new MatchMissingError(
		"'Match Fields' doesn't say how an existing record is found",
		'Add at least one match, with a column and a field.',
	);
}
