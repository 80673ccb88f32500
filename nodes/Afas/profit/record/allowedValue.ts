import type { AllowedValue, UpdateField } from '../metainfo/metainfo';

/** The field whose values AFAS also takes as letters: `Type item` of order lines and bookings. */
const ITEM_TYPE = 'VaIt';

/** `Wst`, `Art`, `Txt`, `Kst`: three letters, in any case. */
const LETTER_CODE = /^[a-z]{3}$/i;

/**
 * The code that a value stands for among the allowed ones: a code, whatever its case, as AFAS matches
 * them (reference §5.3); a description that only one of them has; or an item type in letters, which
 * goes as it was given.
 *
 * @returns undefined when it stands for none
 */
export function allowedCode(
	value: unknown,
	{ id: field, values = [] }: Pick<UpdateField, 'id' | 'values'>,
): string | undefined {
	const wanted = String(value).trim();
	const exact = values.find(({ id }) => id === wanted);
	if (exact !== undefined) return exact.id;
	const alike = values.filter(({ id }) => isSame(id, wanted));
	// AFAS makes no difference between them either.
	if (alike.length > 0) return alike.length === 1 ? alike[0]?.id : wanted;
	const described = values.filter(({ description }) => isSame(description, wanted));
	if (described.length === 1) return described[0]?.id;
	return field === ITEM_TYPE && isItemType(wanted, values) ? wanted : undefined;
}

/**
 * Whether letters are those of an item type. AFAS's examples have `Wst`, where metainfo only knows
 * `1 Werksoort`: the first letter of the description, and more of its letters in their order. An
 * `x` sounds as the `ks` in `Tekst`.
 */
function isItemType(wanted: string, values: readonly AllowedValue[]): boolean {
	if (!LETTER_CODE.test(wanted)) return false;
	const letters = spelling(wanted);
	const inOrder = new RegExp(`^${[...letters].join('.*')}`);
	return values.some(({ description }) => inOrder.test(spelling(description)));
}

function spelling(text: string): string {
	return text.trim().toLowerCase().replaceAll('x', 'ks');
}

function isSame(one: string, other: string): boolean {
	return one.trim().toLowerCase() === other.toLowerCase();
}
