import type { INodeProperties } from 'n8n-workflow';

/** Nested objects that the form shows beside the connector's own fields. */
export const sectionsProperty: INodeProperties = {
	displayName: 'Section Names or IDs',
	name: 'sections',
	type: 'multiOptions',
	typeOptions: {
		loadOptionsMethod: 'getSections',
		loadOptionsDependsOn: ['updateConnector.value'],
	},
	default: [],
	description:
		'Nested objects to show in the form, one record of each. Choose these first: a change empties the form. Use a record in JSON for lists of lines. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

/** The form of a record. */
export function fieldsProperty(mode: 'add' | 'update'): INodeProperties {
	return {
		displayName: 'Fields',
		name: 'fields',
		type: 'resourceMapper',
		default: { mappingMode: 'defineBelow', value: null },
		noDataExpression: true,
		required: true,
		typeOptions: {
			loadOptionsDependsOn: ['updateConnector.value', 'sections'],
			resourceMapper: {
				resourceMapperMethod: 'getRecordFields',
				mode,
				valuesLabel: 'Values to Write',
				fieldWords: { singular: 'field', plural: 'fields' },
				noFieldsError: 'Choose an UpdateConnector first.',
				addAllFields: true,
				multiKeyMatch: true,
				supportAutoMap: true,
			},
		},
	};
}

/** The form that names a record to delete. */
export const keysProperty: INodeProperties = {
	displayName: 'Keys',
	name: 'keys',
	type: 'resourceMapper',
	default: { mappingMode: 'defineBelow', value: null },
	noDataExpression: true,
	required: true,
	typeOptions: {
		loadOptionsDependsOn: ['updateConnector.value'],
		resourceMapper: {
			resourceMapperMethod: 'getKeyFields',
			mode: 'add',
			valuesLabel: 'Keys of the Record',
			fieldWords: { singular: 'key', plural: 'keys' },
			addAllFields: true,
			supportAutoMap: false,
		},
	},
};

/** What n8n stores of a form. */
interface StoredForm {
	readonly mappingMode?: unknown;
	readonly value?: unknown;
}

/**
 * Reads a form as the user filled it in.
 *
 * n8n's own conversion is skipped: it makes 0 of an empty number and drops what it can't read
 * without AFAS's types. The record builder knows those.
 *
 * @param stored what n8n keeps of the form, without the fields that were left empty
 * @param input fields of the input item, for automatic mapping
 * @returns values by field, `null` where an expression or the input item has none; nested ones named like `KnPerson/EmAd`. With automatic mapping, the
 * whole input item: the form doesn't list every field, and the record builder names unknown ones
 */
export function readForm(
	stored: unknown,
	input: Readonly<Record<string, unknown>> | undefined,
): Record<string, unknown> {
	const { mappingMode, value } = stored as StoredForm;
	const values = mappingMode === 'autoMapInputData' ? input : value;
	return { ...(values as Record<string, unknown> | null | undefined) };
}
