import type { UpdateField } from '../metainfo/metainfo';
import { isDateObject, readAmsterdamText } from '../time/amsterdamText';

/** A value as it goes into a body. */
export type WireValue = string | number | boolean;

/** A converted value, or why there is none in words that follow the name of the field. */
export type Conversion = { readonly value: WireValue } | { readonly problem: string };

const YES: ReadonlySet<string> = new Set(['true', 'ja', 'yes', '1', 'j', 'y', 'waar']);
const NO: ReadonlySet<string> = new Set(['false', 'nee', 'no', '0', 'n', 'onwaar']);

const TIME_OF_DAY = /^\d{1,2}:\d\d(:\d\d)?$/;
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Characters of a GUID with the braces that AFAS wants around it (reference §5.3). */
const GUID_LENGTH = 38;

/** Allowed values that a message names. */
const NAMED_VALUES = 8;

/** Digits that a JavaScript number holds for certain. */
const SAFE_DIGITS = 15;

/**
 * Makes a value what its field is (reference §5.3). Empty text clears a field and is always fine.
 *
 * - text: numbers become text; a GUID gets its braces; allowed values may be given by their
 *   description when only one has it;
 * - whole numbers and decimals: from text too, with a Dutch comma (`1.234,56`); a single point is a
 *   decimal point;
 * - yes and no: also `ja`, `nee`, `1` and `0`;
 * - dates: as `readAmsterdamText` reads them; a time of day stays as it is.
 */
export function convertValue(value: unknown, field: UpdateField): Conversion {
	if (value === null || value === '') return { value: '' };
	if (typeof value === 'object' && !isDateObject(value)) {
		return { problem: 'is a field, and holds an object or a list' };
	}
	const converted = byType(value, field);
	if ('problem' in converted) return converted;
	return checked(converted.value, field);
}

function byType(value: unknown, field: UpdateField): Conversion {
	switch (field.dataType) {
		case 'int':
		case 'long':
			return toWholeNumber(value);
		case 'decimal':
			return toDecimal(value);
		case 'boolean':
			return toFlag(value);
		case 'date':
			return toDate(value);
		default:
			return toText(value, field);
	}
}

function toWholeNumber(value: unknown): Conversion {
	if (Number.isSafeInteger(value)) return { value: value as number };
	const text = String(value).trim();
	if (!/^[+-]?\d+$/.test(text)) return { problem: `is a whole number, and ${shown(value)} is not` };
	return { value: text.length > SAFE_DIGITS ? text : Number(text) };
}

function toDecimal(value: unknown): Conversion {
	if (typeof value === 'number' && Number.isFinite(value)) return { value };
	const text = pointDecimal(String(value).trim());
	if (text === undefined) return { problem: `is a number, and ${shown(value)} is not` };
	return { value: text.length > SAFE_DIGITS ? text : Number(text) };
}

/** `1.234,56` and `12,5` are Dutch; `12.5` has a decimal point; anything else is no number. */
function pointDecimal(text: string): string | undefined {
	if (/^[+-]?\d{1,3}(\.\d{3})+,\d+$/.test(text)) return text.replaceAll('.', '').replace(',', '.');
	if (/^[+-]?\d{1,3}(\.\d{3}){2,}$/.test(text)) return text.replaceAll('.', '');
	if (/^[+-]?\d*,\d+$/.test(text)) return text.replace(',', '.');
	return /^[+-]?(\d+\.?\d*|\.\d+)$/.test(text) ? text : undefined;
}

function toFlag(value: unknown): Conversion {
	if (typeof value === 'boolean') return { value };
	const text = String(value).trim().toLowerCase();
	if (YES.has(text)) return { value: true };
	if (NO.has(text)) return { value: false };
	return { problem: `is yes or no, and ${shown(value)} is neither` };
}

function toDate(value: unknown): Conversion {
	if (typeof value === 'string' && TIME_OF_DAY.test(value.trim())) return { value: value.trim() };
	const text = readAmsterdamText(value, 'moment');
	return typeof text === 'string' ? { value: text } : { problem: `is a date: ${text.message}` };
}

function toText(value: unknown, { length }: UpdateField): Conversion {
	if (isDateObject(value)) return { problem: 'is text, and a date was given: format it first' };
	if (typeof value === 'boolean') {
		return { problem: `is text, and ${shown(value)} is yes or no: give the text` };
	}
	const text = String(value);
	return { value: length === GUID_LENGTH && GUID.test(text) ? `{${text}}` : text };
}

function checked(value: WireValue, field: UpdateField): Conversion {
	if (field.values !== undefined) return toAllowed(value, field.values);
	if (field.notZero && Number(value) === 0 && typeof value !== 'boolean') {
		return { problem: 'may not be 0' };
	}
	const isText = field.dataType === 'string';
	if (isText && field.length > 0 && String(value).length > field.length) {
		return {
			problem: `takes ${field.length} characters, and ${String(value).length} were given`,
		};
	}
	return { value };
}

/** Codes are matched as AFAS does, regardless of case (reference §5.3), then descriptions. */
function toAllowed(value: WireValue, values: NonNullable<UpdateField['values']>): Conversion {
	const wanted = String(value).trim().toLowerCase();
	const byId = values.find(({ id }) => id.toLowerCase() === wanted);
	if (byId) return { value: typeof value === 'string' ? byId.id : value };
	const described = values.filter(({ description }) => description.trim().toLowerCase() === wanted);
	const [only] = described;
	if (only !== undefined && described.length === 1) return { value: only.id };
	const some = values.slice(0, NAMED_VALUES).map(({ id, description }) => `${id} (${description})`);
	const more = values.length > NAMED_VALUES ? ` and ${values.length - NAMED_VALUES} more` : '';
	return { problem: `may not be ${shown(value)}; it may be ${some.join(', ')}${more}` };
}

/** A value for in a message, cut where it is long. */
function shown(value: unknown): string {
	const text = String(value);
	return `'${text.length > 40 ? `${text.slice(0, 40)}…` : text}'`;
}
