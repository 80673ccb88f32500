import type { UpdateField, UpdateObject } from '../metainfo/metainfo';
import { nearestName } from '../nearestName';

/** What a name in a record stands for. */
export type Member =
	| {
			readonly kind: 'field';
			readonly field: UpdateField;
			/** Name at the wire. */ readonly id: string;
	  }
	| { readonly kind: 'object'; readonly object: UpdateObject }
	| { readonly kind: 'ambiguous'; readonly ids: readonly string[] }
	| { readonly kind: 'unknown'; readonly near?: string };

/** Suffixes of translated fields: Windows LCIDs, of any language since Profit 8 (reference §5.3). */
const TRANSLATION = /^(.+)_\d{4,5}$/;

/**
 * Finds what a name in a record stands for: the code of a field or the name of an object, exactly;
 * a translation of a field, such as `Ds_1043`; else the label of one field only. A key may have the
 * `@` that it has at the wire.
 */
export function findMember(name: string, object: UpdateObject): Member {
	return byCode(name, object) ?? byLabel(name, object) ?? unknown(name, object);
}

/** As {@link findMember}, but by code only: all that AFAS itself reads. */
export function findCode(name: string, object: UpdateObject): Member {
	return byCode(name, object) ?? unknown(name, object);
}

function byCode(name: string, object: UpdateObject): Member | undefined {
	const { fields, objects } = namesOf(object);
	const field = fields.get(name.startsWith('@') ? name.slice(1) : name);
	if (field) return { kind: 'field', field, id: field.id };
	const nested = objects.get(name);
	if (nested) return { kind: 'object', object: nested };
	const translated = fields.get(TRANSLATION.exec(name)?.[1] ?? '');
	return translated && { kind: 'field', field: translated, id: name };
}

function byLabel(name: string, object: UpdateObject): Member | undefined {
	const [field, ...others] = namesOf(object).labelled.get(name.trim().toLowerCase()) ?? [];
	if (field === undefined) return undefined;
	if (others.length === 0) return { kind: 'field', field, id: field.id };
	return { kind: 'ambiguous', ids: [field, ...others].map(({ id }) => id) };
}

/** All names of an object. */
interface Names {
	readonly fields: ReadonlyMap<string, UpdateField>;
	readonly objects: ReadonlyMap<string, UpdateObject>;
	/** Fields by their label in lower case. */
	readonly labelled: ReadonlyMap<string, readonly UpdateField[]>;
}

// Thousands of fields are looked through for every name in every record otherwise.
const NAMES = new WeakMap<UpdateObject, Names>();

function namesOf(object: UpdateObject): Names {
	const names = NAMES.get(object) ?? collectNames(object);
	NAMES.set(object, names);
	return names;
}

function collectNames({ fields, objects }: UpdateObject): Names {
	const labelled = new Map<string, UpdateField[]>();
	for (const field of fields) {
		const label = plainLabel(field.label).toLowerCase();
		if (label !== '') labelled.set(label, [...(labelled.get(label) ?? []), field]);
	}
	return {
		fields: new Map(fields.map((field) => [field.id, field])),
		objects: new Map(objects.map((nested) => [nested.name, nested])),
		labelled,
	};
}

function unknown(name: string, { fields, objects }: UpdateObject): Member {
	const near = nearestName(name, [
		...fields.map(({ id, label }) => ({ id, label: plainLabel(label) })),
		...objects.map((object) => ({ id: object.name })),
	]);
	return { kind: 'unknown', near };
}

/** A label without the reference that AFAS writes behind it: `Debiteur (verwijzing naar: ...)`. */
export function plainLabel(label: string): string {
	return label
		.replace(/\s*\((verwijzing naar|reference to)\b.*$/i, '')
		.replace(/\s*=>.*$/, '')
		.trim();
}
