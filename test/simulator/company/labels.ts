import type { Translated } from '../contract';

/** A text from the notation `Nederlands | English`; one part stands for both languages. */
export function translated(notation: string): Translated {
	const [nl = '', en] = notation.split('|').map((part) => part.trim());
	return { nl, en: en ?? nl };
}
