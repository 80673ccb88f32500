import type { INodeProperties } from 'n8n-workflow';
import type { ParameterValues } from '../../parameters/parameterValues';
import type { LookedUpValue } from '../../profit/lookUp/rowMissingError';

/** The parameter with which users say which row belongs to an input item. */
export const matchProperty: INodeProperties = {
	displayName: 'Match',
	name: 'match',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Field' },
	placeholder: 'Add Field',
	default: { column: [{ field: '', value: '' }] },
	required: true,
	description: 'A row belongs to an input item when all of these fields have the value of the item',
	options: [
		{
			displayName: 'Field',
			name: 'column',
			values: [
				{
					displayName: 'Field Name or ID',
					name: 'field',
					type: 'options',
					typeOptions: {
						loadOptionsMethod: 'getSortableColumns',
						loadOptionsDependsOn: ['getConnector.value'],
					},
					default: '',
					description:
						'Choose from the list, or specify an ID using an <a href="https://docs.n8n.io/code/expressions/">expression</a>',
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					placeholder: 'e.g. {{ $json.debtorId }}',
					description:
						'The value to look up, mostly a field of the input item. Capitals make no difference. Dates as 2026-01-31 or 31-01-2026.',
				},
			],
		},
	],
};

/** Reads the match of an item as the user gave it; nothing is checked yet. */
export function readMatch(parameters: ParameterValues): LookedUpValue[] {
	return parameters
		.rows('match', 'column')
		.map((row) => ({ field: row.text('field'), value: row.raw('value') }));
}
