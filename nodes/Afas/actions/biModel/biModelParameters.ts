import type { INodeProperties } from 'n8n-workflow';
import { choiceProperty } from '../../parameters/choiceProperty';
import type { ParameterValues } from '../../parameters/parameterValues';
import { BiModelNameError, BiQueryError } from '../../profit/biModel/biErrors';
import { biPointerOf, type BiPointer } from '../../profit/biModel/biModelLink';

/** The picker of a BI model. AFAS documents no list of them, so a name can always be typed. */
export const biModelLocator: INodeProperties = {
	displayName: 'BI Model',
	name: 'biModel',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	required: true,
	description: 'The BI model to read. AFAS may give no list: then type its name as in the address.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchBiModels', searchable: true },
		},
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. Verkoopomzet' },
		{
			displayName: 'By URL',
			name: 'url',
			type: 'string',
			placeholder: 'e.g. https://12345.rest.afas.online/ProfitRestServices/bi/Verkoopomzet',
		},
	],
};

/** The picker of a table of a BI model. */
export const tableLocator: INodeProperties = {
	displayName: 'Table',
	name: 'table',
	type: 'resourceLocator',
	default: { mode: 'list', value: '' },
	description:
		'The table of the BI model. Leave it empty for the only one, or for the one with the facts.',
	modes: [
		{
			displayName: 'From List',
			name: 'list',
			type: 'list',
			typeOptions: { searchListMethod: 'searchBiTables', searchable: true },
		},
		{ displayName: 'By ID', name: 'id', type: 'string', placeholder: 'e.g. Debiteuren' },
	],
};

const filterTypeProperty = choiceProperty({
	displayName: 'Filter',
	name: 'filterType',
	type: 'options',
	default: 'none',
	description: 'Which rows to read',
	options: [
		{ name: 'All Rows', value: 'none' },
		{
			name: 'OData Filter',
			value: 'odata',
			description: 'In the words of OData. AFAS does not document whether it takes one: try it.',
		},
	],
});

/** The parameters with which rows are left out. */
export const filterProperties: INodeProperties[] = [
	filterTypeProperty,
	{
		displayName: 'OData Filter',
		name: 'filterOData',
		type: 'string',
		default: '',
		required: true,
		placeholder: 'e.g. Omzet gt 1000',
		description: 'The condition as OData writes it, with the columns of the table',
		displayOptions: { show: { filterType: ['odata'] } },
	},
];

/** @returns the filter as it was given; empty for none */
export function readODataFilter(parameters: ParameterValues): string {
	if (parameters.choice(filterTypeProperty) === 'none') return '';
	const filter = parameters.text('filterOData');
	if (filter !== '') return filter;
	throw new BiQueryError(
		'The OData filter is empty',
		"Fill it in, or set 'Filter' to 'All Rows'. Nothing was sent to AFAS.",
	);
}

/**
 * Which model, version and table an item chose. An address may name all of them, but not otherwise than
 * the parameter for it.
 *
 * @param version option of the user; 0 for none
 * @param table parameter of the user; empty for none
 * @throws {BiModelNameError}
 */
export function readPointer(
	parameters: ParameterValues,
	baseUrl: string,
	version: number,
	table: string,
): BiPointer {
	const pointer = biPointerOf(parameters.text('biModel'), baseUrl);
	const differs =
		(version !== 0 && pointer.version !== 0 && pointer.version !== version) ||
		(table !== '' && pointer.table !== '' && pointer.table !== table);
	if (differs) {
		throw new BiModelNameError(
			"The address in 'BI Model' names another version or table than 'Version' or 'Table'",
			'Leave one of the two out.',
		);
	}
	return {
		model: pointer.model,
		version: version || pointer.version,
		table: table || pointer.table,
	};
}
