import { isRecord } from './plainRecord';

/** Whether a value names no record: there is none, or only white space. */
export function isBlank(value: unknown): boolean {
	if (value === undefined || value === null) return true;
	return typeof value === 'string' && value.trim() === '';
}

/** Whether there is nothing to send: `null`, or records in which everything is. */
export function hasNothing(value: unknown): boolean {
	if (value === undefined || value === null) return true;
	const parts = Array.isArray(value) ? value : isRecord(value) ? Object.values(value) : [];
	return parts.length > 0 && parts.every(hasNothing);
}
