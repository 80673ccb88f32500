import type {
	AllowedValue,
	UpdateConnector,
	UpdateField,
	UpdateObject,
} from '../metainfo/metainfo';
import { plainLabel } from './memberNames';

/** One input of a form for a record. */
export interface MapperField {
	/** Field code; behind the objects that hold it for a nested one: `KnPerson/EmAd`. */
	readonly id: string;
	readonly label: string;
	readonly field: UpdateField;
	/** Undefined for more values than a form can hold. */
	readonly values?: readonly AllowedValue[];
	/** Whether it is shown from the start; the others can be added. */
	readonly shown: boolean;
}

/** Allowed values up to which a form offers them: they are all saved with the workflow. */
const MOST_VALUES = 50;

/** Dutch alphabet; made once, since thousands of labels are compared. */
const ALPHABET = new Intl.Collator('nl');

/**
 * Chooses the fields of a form: keys first, then those that AFAS calls mandatory, then the others by
 * label.
 *
 * @param sections nested objects to show beside the connector's own fields, as `KnPerson` or
 * `KnPerson/KnBasicAddressAdr`
 */
export function mapperForm(connector: UpdateConnector, sections: readonly string[]): MapperField[] {
	const all = [
		...formFields(connector, ''),
		...sections.flatMap((section) => {
			const object = findSection(connector, section);
			return object === undefined ? [] : formFields(object, `${section}/`);
		}),
	];
	return all.sort(byImportance);
}

/** The fields that name a record, and those that name a record nested in it. */
export function keyForm({ fields, objects }: UpdateConnector): MapperField[] {
	const own = fields
		.filter(({ primaryKey }) => primaryKey)
		.map((field) => toMapperField(field, ''));
	const inner = objects.flatMap((object) =>
		object.fields
			.filter(({ primaryKey }) => primaryKey)
			.map((field) => ({ ...toMapperField(field, `${object.name}/`), shown: false })),
	);
	return [...own, ...inner];
}

/** Nested objects as sections of a form, as deep as the connector goes: `KnPerson/KnContact`. */
export function sectionsOf({ objects }: UpdateObject, prefix = ''): string[] {
	return objects.flatMap((object) => {
		const path = `${prefix}${object.name}`;
		return [path, ...sectionsOf(object, `${path}/`)];
	});
}

function findSection(root: UpdateObject, section: string): UpdateObject | undefined {
	let object: UpdateObject | undefined = root;
	for (const name of section.split('/')) {
		object = object?.objects.find((inner) => inner.name === name);
	}
	return object;
}

function formFields({ fields }: UpdateObject, prefix: string): MapperField[] {
	return fields.map((field) => toMapperField(field, prefix));
}

function toMapperField(field: UpdateField, prefix: string): MapperField {
	const { id, label, values, primaryKey, mandatory } = field;
	const name = plainLabel(label);
	return {
		id: `${prefix}${id}`,
		label: formLabel(name, id, prefix),
		field,
		...(values !== undefined && values.length <= MOST_VALUES && { values }),
		shown: primaryKey || mandatory,
	};
}

/** n8n cuts long labels off at the end, so what tells fields apart comes first. */
function formLabel(name: string, id: string, prefix: string): string {
	const own = name === '' || name === id ? id : `${name} (${id})`;
	const objects = prefix.split('/').filter((object) => object !== '');
	return objects.length === 0 ? own : `${own} in ${objects.reverse().join(' of ')}`;
}

function byImportance(a: MapperField, b: MapperField): number {
	return rank(a) - rank(b) || ALPHABET.compare(a.label, b.label);
}

function rank({ field, id }: MapperField): number {
	if (field.primaryKey && !id.includes('/')) return 0;
	return field.mandatory || field.primaryKey ? 1 : 2;
}
