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

/** Suffixes of translated fields: Windows LCIDs (reference §5.3). */
const TRANSLATION = /^(.+)_(1031|1036|1043|2057|2067)$/;

/**
 * Finds what a name in a record stands for: the code of a field or the name of an object, exactly;
 * a translation of a field, such as `Ds_1043`; else the label of one field only. A key may have the
 * `@` that it has at the wire.
 */
export function findMember(name: string, object: UpdateObject): Member {
	return byCode(name, object) ?? byLabel(name, object.fields) ?? unknown(name, object);
}

/** As {@link findMember}, but by code only: all that AFAS itself reads. */
export function findCode(name: string, object: UpdateObject): Member {
	return byCode(name, object) ?? unknown(name, object);
}

function byCode(name: string, { fields, objects }: UpdateObject): Member | undefined {
	const code = name.startsWith('@') ? name.slice(1) : name;
	const field = fields.find(({ id }) => id === code);
	if (field) return { kind: 'field', field, id: field.id };
	const object = objects.find((nested) => nested.name === name);
	if (object) return { kind: 'object', object };
	const base = TRANSLATION.exec(name)?.[1];
	const translated = fields.find(({ id }) => id === base);
	return translated && { kind: 'field', field: translated, id: name };
}

function byLabel(name: string, fields: readonly UpdateField[]): Member | undefined {
	const wanted = name.trim().toLowerCase();
	if (wanted === '') return undefined;
	const found = fields.filter(({ label }) => plainLabel(label).toLowerCase() === wanted);
	const [field] = found;
	if (field === undefined) return undefined;
	if (found.length > 1) return { kind: 'ambiguous', ids: found.map(({ id }) => id) };
	return { kind: 'field', field, id: field.id };
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
