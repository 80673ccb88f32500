import { fitDecimals, MOST_DECIMALS } from '../decimals';
import type { AllowedValue, UpdateField } from '../metainfo/metainfo';
import { isDateObject, readAmsterdamText } from '../time/amsterdamText';
import { allowedCode } from './allowedValue';
import type { FindingKind } from './recordFinding';

/** A value as it goes into a body. */
export type WireValue = string | number | boolean;

/** Why a value doesn't fit, in words that follow the name of the field. */
export interface ValueProblem {
	readonly kind: FindingKind;
	readonly problem: string;
}

/** A converted value, or why there is none. */
export type Conversion = { readonly value: WireValue } | ValueProblem;

const YES: ReadonlySet<string> = new Set(['true', 'ja', 'yes', '1', 'j', 'y', 'waar']);
const NO: ReadonlySet<string> = new Set(['false', 'nee', 'no', '0', 'n', 'onwaar']);

const TIME_OF_DAY = /^([01]?\d|2[0-3]):([0-5]\d)(?::([0-5]\d))?$/;
const GUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Characters of a GUID with the braces that AFAS wants around it (reference §5.3). */
const GUID_LENGTH = 38;

/** Stands for "not applicable" in every reference: a unit, a warehouse, a batch (reference §5.3). */
const NOT_APPLICABLE = '*****';

/** Allowed values that a message names. */
const NAMED_VALUES = 8;

/** Digits that a JavaScript number holds for certain. */
const SAFE_DIGITS = 15;

/**
 * Makes a value what its field is (reference §5.3). Empty text clears a field and is always fine;
 * so is `null` in a body, which is sent as it is. In a record, `null` isn't sent.
 *
 * - text: numbers become text; text keeps its leading zeros; a GUID gets its braces;
 * - whole numbers and decimals: from text too, with a Dutch comma (`12,5`, `1.234,56`). A single
 *   point is a decimal point, as everywhere in AFAS's JSON: `1.234` is little more than one. Of
 *   `1,234.56` nobody can be sure, so it is refused. What calculating leaves behind is rounded off;
 * - yes and no: also `ja`, `nee`, `1` and `0`;
 * - dates: as `readAmsterdamText` reads them. Metainfo has one type for days, moments and times of
 *   day, so a time that was given stays, and a time of day stays as it is;
 * - memos and files: text as it is; bytes become Base64;
 * - allowed values: as `allowedCode` finds them, by code or description.
 */
export function convertValue(value: unknown, field: UpdateField): Conversion {
	if (value === null || value === '') return { value: '' };
	if (isBytes(value)) return fromBytes(value, field);
	if (typeof value === 'object' && !isDateObject(value)) {
		return { kind: 'nesting', problem: 'is a field, and holds an object or a list' };
	}
	if (value === NOT_APPLICABLE && field.dataType !== 'boolean') return { value };
	const allowed = hasList(field) ? toAllowed(value, field) : { value };
	if ('problem' in allowed) return allowed;
	const converted = byType(allowed.value, field);
	return 'problem' in converted ? converted : checked(converted.value, field);
}

/** Yes and no have a list of two in words of their own, at most. */
function hasList(
	field: UpdateField,
): field is UpdateField & { readonly values: readonly AllowedValue[] } {
	return field.values !== undefined && field.dataType !== 'boolean';
}

function byType(value: unknown, field: UpdateField): Conversion {
	switch (field.dataType) {
		case 'int':
		case 'long':
			return toWholeNumber(value);
		case 'decimal':
			return toDecimal(value, field);
		case 'boolean':
			return toFlag(value);
		case 'date':
			return toDate(value);
		default:
			return toText(value, field);
	}
}

function toWholeNumber(value: unknown): Conversion {
	const given = plainText(value);
	const text = typeof value === 'number' ? (fitDecimals(given, 0) ?? given) : given;
	if (!/^[+-]?\d+$/.test(text)) return wrongType(`is a whole number, and ${shown(value)} is not`);
	return { value: text.length > SAFE_DIGITS ? text : Number(text) };
}

function toDecimal(value: unknown, { decimals }: UpdateField): Conversion {
	const given = pointDecimal(plainText(value));
	if (given === undefined) return wrongType(`is a number, and ${shown(value)} is not`);
	// Metainfo that names no decimals doesn't say that there are none.
	const text = fitDecimals(given, decimals > 0 ? decimals : MOST_DECIMALS);
	if (text === undefined) {
		const many = decimals === 1 ? '1 decimal' : `${decimals} decimals`;
		return { kind: 'tooPrecise', problem: `takes ${many}, and ${shown(value)} has more: round it` };
	}
	// Less than nothing, rounded, is 0 without a sign.
	return { value: text.length > SAFE_DIGITS ? text : Number(text) + 0 };
}

/** `1.234,56` and `12,5` are Dutch; `12.5` has a decimal point; anything else is no number. */
function pointDecimal(text: string): string | undefined {
	if (/^[+-]?\d{1,3}(\.\d{3})+,\d+$/.test(text)) return text.replaceAll('.', '').replace(',', '.');
	if (/^[+-]?\d{1,3}(\.\d{3}){2,}$/.test(text)) return text.replaceAll('.', '');
	if (/^[+-]?\d*,\d+$/.test(text)) return text.replace(',', '.');
	return /^[+-]?(\d+(\.\d+)?|\.\d+)$/.test(text) ? text : undefined;
}

function toFlag(value: unknown): Conversion {
	if (typeof value === 'boolean') return { value };
	const text = String(value).trim().toLowerCase();
	if (YES.has(text)) return { value: true };
	if (NO.has(text)) return { value: false };
	return wrongType(`is yes or no, and ${shown(value)} is neither`);
}

function toDate(value: unknown): Conversion {
	const time = typeof value === 'string' ? TIME_OF_DAY.exec(value.trim()) : null;
	if (time !== null) {
		const [, hour = '', minute, second = '00'] = time;
		return { value: `${hour.padStart(2, '0')}:${minute}:${second}` };
	}
	const text = readAmsterdamText(value, 'moment');
	return typeof text === 'string' ? { value: text } : wrongType(`is a date: ${text.message}`);
}

function toText(value: unknown, { length }: UpdateField): Conversion {
	if (isDateObject(value)) return wrongType('is text, and a date was given: format it first');
	if (typeof value === 'boolean') {
		return wrongType(`is text, and ${shown(value)} is yes or no: give the text`);
	}
	if (typeof value === 'number' && !Number.isFinite(value)) {
		return wrongType(`is text, and ${shown(value)} is no number`);
	}
	const text = typeof value === 'number' ? plainText(value) : String(value);
	return { value: length === GUID_LENGTH && GUID.test(text) ? `{${text}}` : text };
}

/** A number without an exponent, which AFAS doesn't document; it keeps ten decimals (reference §3.4). */
function plainText(value: unknown): string {
	const text = String(value).trim();
	if (typeof value !== 'number' || !/^-?\d.*e/.test(text)) return text;
	return Math.abs(value) >= 1 ? BigInt(value).toString() : value.toFixed(10).replace(/\.?0+$/, '');
}

function checked(value: WireValue, field: UpdateField): Conversion {
	if (field.notZero && typeof value !== 'boolean' && Number(value) === 0) {
		return { kind: 'isZero', problem: 'may not be 0' };
	}
	const size = String(value).length;
	if (field.dataType === 'string' && field.length > 0 && size > field.length) {
		return {
			kind: 'tooLong',
			problem: `takes ${field.length} characters, and ${size} were given`,
		};
	}
	return { value };
}

function toAllowed(
	value: unknown,
	field: UpdateField & { readonly values: readonly AllowedValue[] },
): { readonly value: unknown } | ValueProblem {
	const code = allowedCode(value, field);
	if (code !== undefined) return { value: code };
	const { values } = field;
	const some = values.slice(0, NAMED_VALUES).map(({ id, description }) => `${id} (${description})`);
	const more = values.length > NAMED_VALUES ? ` and ${values.length - NAMED_VALUES} more` : '';
	return {
		kind: 'notAllowed',
		problem: `may not be ${shown(value)}; it may be ${some.join(', ')}${more}`,
	};
}

// An expression of n8n may come from another realm, where instanceof says no. A Buffer is one too.
function isBytes(value: unknown): value is Uint8Array {
	return Object.prototype.toString.call(value) === '[object Uint8Array]';
}

function fromBytes(value: Uint8Array, { dataType }: UpdateField): Conversion {
	if (dataType === 'blob') return { value: Buffer.from(value).toString('base64') };
	return wrongType('takes no file, and bytes were given');
}

function wrongType(problem: string): ValueProblem {
	return { kind: 'wrongType', problem };
}

/** A value for in a message, cut where it is long. */
function shown(value: unknown): string {
	const text = String(value);
	return `'${text.length > 40 ? `${text.slice(0, 40)}…` : text}'`;
}
