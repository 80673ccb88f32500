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
import { fitForm } from './savedForm';

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
	const chosen = Array.isArray(sections) ? sections.map(String) : [];
	return { fields: fitForm(withVisibleMatch(toRecordFields(connector, chosen))) };
}

/**
 * Keys are what a record is matched on; where AFAS names none (KnPerson, KnOrganisation), any field
 * of the record itself can be. The same for every operation: n8n keeps a form when the operation
 * changes.
 */
function toRecordFields(
	connector: UpdateConnector,
	sections: readonly string[],
): ResourceMapperField[] {
	const hasKeys = connector.fields.some(({ primaryKey }) => primaryKey);
	return mapperForm(connector, sections).map((entry) => {
		const isOwn = !entry.id.includes('/');
		const isKey = isOwn && entry.field.primaryKey;
		return {
			...toFormField(entry),
			removed: !isShownAtFirst(entry),
			defaultMatch: isKey,
			canBeUsedToMatch: isKey || (isOwn && !hasKeys),
		};
	});
}

/** n8n fills a switch that it shows with `false`, which an update would then write unasked. */
function isShownAtFirst({ shown, field }: MapperField): boolean {
	return shown && (field.primaryKey || field.dataType !== 'boolean');
}

/** n8n's editor shows no form for an update in which no field to match on is shown. */
function withVisibleMatch(fields: readonly ResourceMapperField[]): readonly ResourceMapperField[] {
	const matching = fields.filter(({ canBeUsedToMatch }) => canBeUsedToMatch);
	if (matching.some(({ removed }) => !removed)) return fields;
	const first = matching.find(({ type }) => type !== 'boolean') ?? matching[0];
	return fields.map((field) => (field === first ? { ...field, removed: false } : field));
}

/** The form that names a record to delete. */
export async function getKeyFields(this: ILoadOptionsFunctions): Promise<ResourceMapperFields> {
	const connector = await chosenConnector(this);
	if (connector === undefined) return { fields: [] };
	return {
		fields: keyForm(connector).map((entry) => ({
			...toFormField(entry),
			required: entry.shown,
			removed: !entry.shown,
		})),
	};
}

/** Nested objects that can be shown in the form. */
export async function getSections(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const connector = await chosenConnector(this);
	if (connector === undefined) return [];
	return sectionsOf(connector).map((section) => ({ name: section, value: section }));
}

/** Nested objects that can be added to a record that exists already. */
export async function getSubObjects(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
	const connector = await chosenConnector(this);
	if (connector === undefined) return [];
	return connector.objects.map(({ name }) => ({ name, value: name }));
}

/** Fields of the chosen UpdateConnector itself, without those of nested objects. */
export async function getRecordFieldNames(
	this: ILoadOptionsFunctions,
): Promise<INodePropertyOptions[]> {
	const connector = await chosenConnector(this);
	if (connector === undefined) return [];
	return mapperForm(connector, []).map(({ id, label }) => ({ name: label, value: id }));
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

function toFormField({ id, label, field, values }: MapperField): ResourceMapperField {
	return {
		id,
		displayName: label,
		type: values === undefined ? (FORM_TYPES.get(field.dataType) ?? 'string') : 'options',
		required: false,
		display: true,
		defaultMatch: false,
		...(values !== undefined && {
			options: values.map((value) => ({
				name: `${value.description} (${value.id})`,
				value: value.id,
			})),
		}),
	};
}
