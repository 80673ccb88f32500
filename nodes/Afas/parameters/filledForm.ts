/**
 * A form without the fields that the user left empty, for which n8n keeps `null`. A field whose
 * expression gives nothing for an input item stays, as `null`: the user did fill it in, and a key
 * without a value is no key that was left out.
 *
 * @param stored the form with its expressions
 * @param form the form with what they gave
 */
export function filledForm(stored: unknown, form: unknown): unknown {
	if (!isObject(form) || !isObject(form.value)) return form;
	const written = isObject(stored) && isObject(stored.value) ? stored.value : undefined;
	const filled = Object.entries(form.value)
		.filter(([name]) => written === undefined || !isNothing(written[name]))
		.map(([name, value]) => [name, value ?? null] as const);
	return { ...form, value: Object.fromEntries(filled) };
}

function isNothing(value: unknown): boolean {
	return value === null || value === undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
