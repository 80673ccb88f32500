/**
 * Whether `YYYY-MM-DD` names a day that exists. JavaScript itself reads 31 February as 2 March.
 *
 * @param day exactly ten characters: digits and two hyphens.
 */
export function isCalendarDay(day: string): boolean {
	const midnight = Date.parse(`${day}T00:00:00Z`);
	return !Number.isNaN(midnight) && new Date(midnight).toISOString().startsWith(day);
}
