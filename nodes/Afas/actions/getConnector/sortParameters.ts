import type { INodeProperties } from 'n8n-workflow';
import { choiceProperty } from '../../parameters/choiceProperty';
import type { ParameterValues } from '../../parameters/parameterValues';
import type { SortField } from '../../profit/rows/order';

const directionProperty = choiceProperty({
	displayName: 'Direction',
	name: 'direction',
	type: 'options',
	options: [
		{ name: 'Ascending', value: 'asc' },
		{ name: 'Descending', value: 'desc' },
	],
	default: 'asc',
});

/** The parameter with which users say in which order they want the rows. */
export const sortProperty: INodeProperties = {
	displayName: 'Sort',
	name: 'sort',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true, sortable: true, multipleValueButtonText: 'Add Field' },
	placeholder: 'Add Field',
	default: {},
	description:
		'The order of the rows. AFAS is fastest on unique numbers. Without a sort, one is chosen from the columns.',
	options: [
		{
			displayName: 'Field',
			name: 'field',
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
				directionProperty,
			],
		},
	],
};

/** Reads the sort; a field that is named twice counts once. */
export function readSort(parameters: ParameterValues): SortField[] {
	const sort = new Map<string, SortField>();
	for (const row of parameters.rows('sort', 'field')) {
		const field = row.text('field');
		if (!sort.has(field)) sort.set(field, { field, direction: row.choice(directionProperty) });
	}
	return [...sort.values()];
}
