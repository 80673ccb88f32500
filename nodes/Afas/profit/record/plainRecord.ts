import { isDateObject } from '../time/amsterdamText';

/** A record as users write it: fields by name, nested objects as one record or a list of them. */
export type PlainRecord = Readonly<Record<string, unknown>>;

/**
 * Whether a value can be a record: an object with names, not a list, a date or a file. Objects of
 * n8n's expressions come from another realm, so their prototype says nothing.
 */
export function isRecord(value: unknown): value is PlainRecord {
	return Object.prototype.toString.call(value) === '[object Object]' && !isDateObject(value);
}
