import { ProfitError } from '../exchange/profitError';
import type { UpdateObject } from '../metainfo/metainfo';
import { plainLabel } from '../record/memberNames';

/** Fields that are named for one label; some labels, such as a name, are in every nested object. */
const MOST_FIELDS = 20;

/** A field as AFAS's message names it. */
interface NamedField {
	/** Mostly the label, without the reference that AFAS writes behind some. */
	readonly name: string;
	/** The code behind it, where the message has one. */
	readonly code?: string;
}

/** `'Rekeningnummer' (AcNr)`, with or without the code. An apostrophe within a word is no quote. */
const QUOTED = new RegExp(
	[
		String.raw`(?:(?<!\p{L})['‘]([^'‘’]+)['’](?!\p{L})|"([^"]+)"|“([^”]+)”)`,
		String.raw`(?:\s*\(([A-Za-z]\w*)\))?`,
	].join(''),
	'gu',
);

/** `FieldId=Btw-code, ForeignkeyId=KnVat`; it holds the label as well, however it is called. */
const ASSIGNED = /\b(?:field(?:id)?|veld(?:id)?)\s*[=:]\s*([^,;\r\n]+)/giu;

/**
 * The same failure, with the fields that AFAS's message names by their labels: records are written
 * with codes, and a label is often the only thing AFAS says (reference §6.2).
 */
export function withFieldsOf(failure: unknown, connector: UpdateObject): unknown {
	if (!(failure instanceof ProfitError)) return failure;
	const sentences = namedIn(failure.message).flatMap((named) => sentenceOf(named, connector));
	if (sentences.length === 0) return failure;
	const advice = [...new Set(sentences), failure.advice].join(' ');
	return new ProfitError(failure.message, advice, failure.details);
}

/** Whether a message of AFAS names something, mostly a field by its label. */
export function namesSomething(message: string): boolean {
	return namedIn(message).length > 0;
}

function namedIn(message: string): NamedField[] {
	const quoted = [...message.matchAll(QUOTED)].map(([, single, double, curly, code]) => ({
		name: single ?? double ?? curly ?? '',
		code,
	}));
	const assigned = [...message.matchAll(ASSIGNED)].map(([, name = '']) => ({ name }));
	return [...quoted, ...assigned].map((named) => ({ ...named, name: cleanName(named.name) }));
}

/** A label as metainfo has it: without quotes, a period at the end, and what it refers to. */
function cleanName(name: string): string {
	return plainLabel(name.trim().replace(/^['"‘“]|['"’”]?\.?$/gu, ''));
}

function sentenceOf({ name, code }: NamedField, connector: UpdateObject): string[] {
	const label = name.toLowerCase();
	if (label === '') return [];
	const all = allFields(connector, '');
	const labelled = all.filter((field) => field.label === label);
	const coded = labelled.filter(({ id }) => id === code);
	// A code says something new only where it stands in a nested object.
	const named =
		labelled.length > 0 ? labelled : all.filter(({ id, path }) => id === name && path !== name);
	const paths = (coded.length > 0 ? coded : named).map(({ path }) => path);
	if (paths.length === 0) return [];
	const shown = paths.slice(0, MOST_FIELDS).join(' or ');
	const more = paths.length > MOST_FIELDS ? `, or ${paths.length - MOST_FIELDS} more` : '';
	return [`'${name}' is the field ${shown}${more}.`];
}

/** A field of a connector with its place. */
interface PlacedField {
	readonly id: string;
	/** Such as `FbSalesLines.ItCd`. */
	readonly path: string;
	/** In lower case. */
	readonly label: string;
}

/** All fields, those of the object itself before those of what is nested in it. */
function allFields({ fields, objects }: UpdateObject, prefix: string): PlacedField[] {
	return [
		...fields.map(({ id, label }) => ({
			id,
			path: `${prefix}${id}`,
			label: plainLabel(label).toLowerCase(),
		})),
		...objects.flatMap((object) => allFields(object, `${prefix}${object.name}.`)),
	];
}
