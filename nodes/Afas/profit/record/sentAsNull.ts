import { isDateObject } from '../time/amsterdamText';

/**
 * Places of values that JSON has no form for, and would be sent as `null`: a calculation that gave no
 * number, or a date that is none. AFAS would empty a field by it, or take no key for one.
 *
 * @param path place of the value itself
 */
export function placesSentAsNull(value: unknown, path: string): string[] {
	if (typeof value === 'number') return Number.isFinite(value) ? [] : [path];
	if (typeof value !== 'object' || value === null) return [];
	if (isDateObject(value)) return JSON.stringify(value) === 'null' ? [path] : [];
	if (Array.isArray(value)) {
		return value.flatMap((one, index) => placesSentAsNull(one, `${path}[${index}]`));
	}
	if (Object.prototype.toString.call(value) !== '[object Object]') return [];
	return Object.entries(value).flatMap(([name, one]) => placesSentAsNull(one, `${path}.${name}`));
}
