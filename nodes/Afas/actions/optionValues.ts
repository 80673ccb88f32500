/** Names from a list, or from a text with commas between them, as an expression may give. */
export function names(value: unknown): string[] {
	const list = typeof value === 'string' ? value.split(',') : Array.isArray(value) ? value : [];
	return list.map((name) => String(name).trim()).filter((name) => name !== '');
}

/** A whole number within bounds; one outside is moved to the nearest bound. */
export function whole(value: unknown, fallback: number, lowest: number, highest: number): number {
	const number = Math.trunc(Number(value ?? fallback));
	if (!Number.isFinite(number)) return fallback;
	return Math.min(highest, Math.max(lowest, number));
}
