import { findJsonSyntaxError } from '../profit/filter/jsonSyntax';

/**
 * Names from a list, as an expression may give, or from a text: with commas between them, or a JSON
 * list, in which a name can have a comma.
 */
export function names(value: unknown): string[] {
	const list = typeof value === 'string' ? namesIn(value) : Array.isArray(value) ? value : [];
	return list.map((name) => String(name).trim()).filter((name) => name !== '');
}

function namesIn(text: string): unknown[] {
	const isList = text.trim().startsWith('[') && findJsonSyntaxError(text) === undefined;
	return isList ? (JSON.parse(text) as unknown[]) : text.split(',');
}

/** A whole number within bounds; one outside is moved to the nearest bound. */
export function whole(value: unknown, fallback: number, lowest: number, highest: number): number {
	const number = Math.trunc(Number(value ?? fallback));
	if (!Number.isFinite(number)) return fallback;
	return Math.min(highest, Math.max(lowest, number));
}
