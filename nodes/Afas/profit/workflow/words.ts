/** Whether two descriptions say the same: capitals, and how much white space there is, don't count. */
export function saysTheSame(one: string, other: string): boolean {
	return simplified(one) === simplified(other);
}

/** Whether a text is a GUID, however it is written: Profit shows some with braces and hyphens. */
export function isGuid(text: string, guid: string): boolean {
	const digits = (value: string) => value.replace(/[{}-]/g, '').toLowerCase();
	return guid !== '' && digits(text) === digits(guid);
}

/** Descriptions as a sentence names them, each once: `'A', 'B' and 'C'`. */
export function named(descriptions: readonly string[]): string {
	const quoted = [...new Set(descriptions)].map((description) => `'${description}'`);
	if (quoted.length < 2) return quoted.join();
	return `${quoted.slice(0, -1).join(', ')} and ${quoted.at(-1)}`;
}

/**
 * A description with what tells it apart from one that is called alike, as lists show it and as it may be
 * given: `Beoordelen (Verlof)`. Just the description when nothing tells it apart.
 */
export function labelOf(description: string, place: string): string {
	return place === '' || saysTheSame(place, description)
		? description
		: `${description} (${place})`;
}

/** A value of a row as text. */
export function textOf(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

function simplified(text: string): string {
	return text.trim().replace(/\s+/g, ' ').toLowerCase();
}
