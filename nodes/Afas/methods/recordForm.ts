import type {
	FieldType,
	ILoadOptionsFunctions,
	INodePropertyOptions,
	ResourceMapperField,
	ResourceMapperFields,
} from 'n8n-workflow';
import { lookUpUpdateConnector } from '../profit/metainfo/connectorLookUp';
import type { UpdateConnector } from '../profit/metainfo/metainfo';
import { keyForm, type MapperField, mapperForm, sectionsOf } from '../profit/record/mapperFields';
import { openConnection } from '../transport/connection';
import { toNodeError } from '../transport/nodeError';

/** n8n's types of form fields for AFAS's data types; the builder takes more than the form offers. */
const FORM_TYPES: ReadonlyMap<string, FieldType> = new Map<string, FieldType>([
	['int', 'number'],
	['long', 'number'],
	['decimal', 'number'],
	['boolean', 'boolean'],
]);

/** The form of a record of the chosen UpdateConnector. */
export async function getRecordFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const connector = await chosenConnector(this);
	if (connector === undefined) return { fields: [] };
	const sections = this.getCurrentNodeParameter('sections');
	const { fields, leftOut } = mapperForm(
		connector,
		Array.isArray(sections) ? sections.map(String) : [],
	);
	const isUpdate = this.getCurrentNodeParameter('operation') !== 'create';
	return {
		fields: fields.map((field) => toFormField(field, isUpdate)),
		...(leftOut > 0 && {
			emptyFieldsNotice: `${leftOut} more fields don't fit this form: use 'Record (JSON)' for them.`,
		}),
	};
}

/** The form that names a record to delete. */
export async function getKeyFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const connector = await chosenConnector(this);
	if (connector === undefined) return { fields: [] };
	return {
		fields: keyForm(connector).map((field) => ({
			...toFormField(field, false),
			required: field.shown,
		})),
	};
}

/** Nested objects that can be shown in the form. */
export async function getSections(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const connector = await chosenConnector(this);
	if (connector === undefined) return [];
	return sectionsOf(connector).map((section) => ({ name: section, value: section }));
}

/** Fields of the chosen UpdateConnector itself, without those of nested objects. */
export async function getRecordFieldNames(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	const connector = await chosenConnector(this);
	if (connector === undefined) return [];
	return mapperForm(connector, []).fields.map(({ id, label }) => ({ name: label, value: id }));
}

async function chosenConnector(
	context: ILoadOptionsFunctions,
): Promise<UpdateConnector | undefined> {
	const id = context.getCurrentNodeParameter('updateConnector', { extractValue: true });
	if (typeof id !== 'string' || id === '') return undefined;
	try {
		const connection = await openConnection(context);
		return await lookUpUpdateConnector(connection.metainfo(), id);
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}

function toFormField(
	{ id, label, field, values, shown }: MapperField,
	isUpdate: boolean,
): ResourceMapperField {
	const isKey = field.primaryKey && !id.includes('/');
	return {
		id,
		displayName: label,
		type: values === undefined ? (FORM_TYPES.get(field.dataType) ?? 'string') : 'options',
		required: false,
		display: true,
		removed: !shown,
		defaultMatch: isKey && isUpdate,
		canBeUsedToMatch: isKey && isUpdate,
		...(values !== undefined && {
			options: values.map((value) => ({
				name: `${value.description} (${value.id})`,
				value: value.id,
			})),
		}),
	};
}
