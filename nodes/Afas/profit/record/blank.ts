import { isRecord } from './plainRecord';

/** White space, and characters without a width that come along with copied text. */
const INVISIBLE = /^[\s\u200B-\u200D\u2060\uFEFF]*$/;

/** Whether a value names no record: there is none, or only what can't be seen. */
export function isBlank(value: unknown): boolean {
	if (value === undefined || value === null) return true;
	return typeof value === 'string' && INVISIBLE.test(value);
}

/** Whether there is nothing to send: `null`, or records in which everything is. */
export function hasNothing(value: unknown): boolean {
	if (value === undefined || value === null) return true;
	const parts = Array.isArray(value) ? value : isRecord(value) ? Object.values(value) : [];
	return parts.length > 0 && parts.every(hasNothing);
}
