import { isRecord } from './plainRecord';

/** The keys that AFAS gave to one record; all of them as text (reference §5.4). */
export type WrittenKeys = Record<string, string>;

/**
 * Reads the keys out of the answer to a write: under `results` or bare, under the root element or
 * another name, one record or several.
 *
 * @returns one entry a record in the order of the body; empty when AFAS sent none
 */
export function writtenKeys(answer: unknown): WrittenKeys[] {
	if (!isRecord(answer)) return [];
	const results = isRecord(answer.results) ? answer.results : answer;
	return Object.values(results).flatMap((value) => {
		const entries: unknown[] = Array.isArray(value) ? value : [value];
		return entries.filter(isRecord).map(asText);
	});
}

function asText(entry: Readonly<Record<string, unknown>>): WrittenKeys {
	return Object.fromEntries(
		Object.entries(entry)
			.filter(([, value]) => value !== null && typeof value !== 'object')
			.map(([name, value]) => [name.replace(/^@/, ''), String(value)]),
	);
}
