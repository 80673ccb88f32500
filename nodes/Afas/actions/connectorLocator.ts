import type { INodeProperties } from 'n8n-workflow';
import type { ParameterValues } from '../parameters/parameterValues';

/** What is typed into the picker of a connector. */
const BY_ID = { displayName: 'By ID', name: 'id' } as const;

/** The picker of a GetConnector. */
export const getConnectorLocator = connectorLocator({
	displayName: 'GetConnector',
	name: 'getConnector',
	searchListMethod: 'searchGetConnectors',
	placeholder: 'e.g. Profit_Debtor',
	description: 'The GetConnector to read, from the App Connector of the credential',
});

/** The picker of an UpdateConnector. */
export const updateConnectorLocator = connectorLocator({
	displayName: 'UpdateConnector',
	name: 'updateConnector',
	searchListMethod: 'searchUpdateConnectors',
	placeholder: 'e.g. KnSubject',
	description: 'The UpdateConnector, from the App Connector of the credential',
});

/** The picker of the GetConnector in which a record is looked up before it is written. */
export const lookupConnectorLocator = connectorLocator({
	displayName: 'Lookup GetConnector',
	name: 'lookupConnector',
	searchListMethod: 'searchGetConnectors',
	placeholder: 'e.g. Profit_Debtor',
	description:
		'The GetConnector that shows which records are there already. The same for all items: an expression is read for the first.',
});

/** The texts of a picker, and how what is typed into it is called. */
export interface LocatorTexts {
	readonly displayName: string;
	readonly name: string;
	readonly searchListMethod: string;
	readonly placeholder: string;
	readonly description: string;
}

function connectorLocator(texts: LocatorTexts): INodeProperties {
	return listPicker(texts, BY_ID);
}

/** A parameter that is chosen from a list that AFAS gives, or typed. */
export function listPicker(
	{ displayName, name, description, searchListMethod, placeholder }: LocatorTexts,
	typed: { readonly displayName: string; readonly name: string },
): INodeProperties {
	return {
		displayName,
		name,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		description,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod, searchable: true },
			},
			{ ...typed, type: 'string', placeholder },
		],
	};
}

/** The id of the connector that the item chose; empty when it chose none. */
export function connectorOf(
	parameters: ParameterValues,
	name: 'getConnector' | 'lookupConnector' | 'updateConnector',
): string {
	return parameters.text(name);
}
