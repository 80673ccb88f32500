import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { SortField } from '../../profit/rows/order';

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
				{
					displayName: 'Direction',
					name: 'direction',
					type: 'options',
					options: [
						{ name: 'Ascending', value: 'asc' },
						{ name: 'Descending', value: 'desc' },
					],
					default: 'asc',
				},
			],
		},
	],
};

/** Reads the sort; a field that is named twice counts once. */
export function readSort(context: IExecuteFunctions, itemIndex: number): SortField[] {
	const stored = context.getNodeParameter('sort', itemIndex, {}) as {
		field?: ReadonlyArray<{ field?: unknown; direction?: unknown }>;
	};
	const sort = new Map<string, SortField>();
	for (const { field, direction } of stored.field ?? []) {
		const name = String(field ?? '');
		if (sort.has(name)) continue;
		sort.set(name, { field: name, direction: direction === 'desc' ? 'desc' : 'asc' });
	}
	return [...sort.values()];
}
