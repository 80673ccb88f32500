import type { ResourceMapperField } from 'n8n-workflow';

/**
 * Bytes of form fields to save with a node. n8n saves the fields of a form, those that aren't shown
 * too, in the workflow and copies them into every execution. What the user fills in comes on top.
 */
const MOST_BYTES = 75_000;

/** Room that is kept for the entry that says what is missing. */
const REST_BYTES = 300;

/**
 * Keeps a form small enough to save. Fields matter more than their lists: first lists of allowed
 * values make way, those of the last fields first, and such a field takes text; then the last fields.
 * Fields that are shown from the start keep their lists as long as these fit.
 *
 * @param fields the most important first
 * @returns fields in the same order; when some are left out, with an entry at the end that says so:
 * n8n shows its notice only for a form without fields, and someone who misses a field looks in the
 * list of fields to add
 */
export function fitForm(fields: readonly ResourceMapperField[]): ResourceMapperField[] {
	let room = MOST_BYTES - REST_BYTES;
	const kept: ResourceMapperField[] = [];
	for (const field of fields) {
		const fitting = field.removed ? asText(field) : field;
		room -= bytesOf(fitting);
		if (room < 0) break;
		kept.push(fitting);
	}
	const leftOut = fields.length - kept.length;
	if (leftOut > 0) return [...kept, restEntry(leftOut)];
	return kept.map((field, position) => {
		const whole = fields[position] ?? field;
		const more = bytesOf(whole) - bytesOf(field);
		if (more > room) return field;
		room -= more;
		return whole;
	});
}

/** A field with a list of allowed values becomes one that takes their codes as text. */
function asText(field: ResourceMapperField): ResourceMapperField {
	if (field.options === undefined) return field;
	return { ...field, type: 'string', options: undefined };
}

function bytesOf(field: ResourceMapperField): number {
	return Buffer.byteLength(JSON.stringify(field)) + 1;
}

function restEntry(count: number): ResourceMapperField {
	const fields = count === 1 ? '1 more field' : `${count} more fields`;
	return {
		id: '…',
		displayName: `… ${fields}: set 'Data' to 'Record (JSON)' to write them`,
		type: 'string',
		required: false,
		display: true,
		removed: true,
		readOnly: true,
		defaultMatch: false,
	};
}
