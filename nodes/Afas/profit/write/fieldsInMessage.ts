import { ProfitError } from '../exchange/profitError';
import type { UpdateObject } from '../metainfo/metainfo';
import { plainLabel } from '../record/memberNames';

/** More fields than this with one label say nothing about which is meant. */
const MOST_FIELDS = 3;

/**
 * The same failure, with the fields that AFAS's message names by their labels: records are written
 * with codes, and a label is often the only thing AFAS says (reference §6.2).
 */
export function withFieldsOf(failure: unknown, connector: UpdateObject): unknown {
	if (!(failure instanceof ProfitError)) return failure;
	const { externalMessage = '' } = failure.details;
	const sentences = quotedNames(externalMessage).flatMap((label) => sentenceOf(label, connector));
	if (sentences.length === 0) return failure;
	const advice = [...sentences, failure.advice].join(' ');
	return new ProfitError(failure.message, advice, failure.details);
}

/** What a message of AFAS names between quotes: mostly labels of fields, and their values. */
export function quotedNames(message: string): string[] {
	const quoted = [
		...message.matchAll(/(?<!\p{L})['‘]([^'‘’]+)['’](?!\p{L})|"([^"]+)"|“([^”]+)”/gu),
	];
	return [...new Set(quoted.map(([, single, double, curly]) => single ?? double ?? curly ?? ''))];
}

function sentenceOf(label: string, connector: UpdateObject): string[] {
	const fields = [...new Set(fieldsLabelled(label.trim().toLowerCase(), connector, ''))];
	if (fields.length === 0 || fields.length > MOST_FIELDS) return [];
	return [`'${label.trim()}' is the field ${fields.join(' or ')}.`];
}

/** Paths such as `FbSalesLines.ItCd`, those of the object itself first. */
function fieldsLabelled(label: string, { fields, objects }: UpdateObject, path: string): string[] {
	const own = fields.filter((field) => plainLabel(field.label).toLowerCase() === label);
	return [
		...own.map(({ id }) => `${path}${id}`),
		...objects.flatMap((object) => fieldsLabelled(label, object, `${path}${object.name}.`)),
	];
}
