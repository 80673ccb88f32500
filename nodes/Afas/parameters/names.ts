import { findJsonSyntaxError } from '../profit/filter/jsonSyntax';

/**
 * Names from a list, as an expression may give, or from a text: with commas between them, or a JSON
 * list, in which a name can have a comma. Empty names are left out.
 *
 * @returns undefined when an entry is no text or number, or the value is no list of anything
 */
export function namesIn(value: unknown): string[] | undefined {
	const entries = typeof value === 'string' ? entriesOf(value) : value;
	if (!Array.isArray(entries)) return undefined;
	if (!entries.every((entry) => ['string', 'number', 'bigint'].includes(typeof entry))) {
		return undefined;
	}
	return entries.map((entry) => String(entry).trim()).filter((name) => name !== '');
}

function entriesOf(text: string): unknown {
	const isList = text.trim().startsWith('[') && findJsonSyntaxError(text) === undefined;
	return isList ? JSON.parse(text) : text.split(',');
}
