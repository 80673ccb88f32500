import { MOST_DECIMALS } from '../decimals';
import type { Column } from '../metainfo/metainfo';

/**
 * The forms in which values of a column are compared.
 *
 * AFAS decides which rows belong to a key; these forms only tell which of several keys AFAS meant.
 * Its collation isn't published, so there are two forms with the truth between them.
 */
export interface ComparedForms {
	/**
	 * Form of a value as it goes into a filter. Values with one form are surely equal to AFAS, so
	 * they are asked once.
	 */
	readonly surelyEqual: (wireValue: string) => string;
	/**
	 * Form of a value in a filter, or of a cell in an answer. Values with different forms are surely
	 * different to AFAS, so they may stand in one request; undefined for an empty cell.
	 */
	readonly possiblyEqual: (value: unknown) => string | undefined;
}

/** The forms for a column, after its data type (reference §4.2, §4.5). */
export function comparedForms(column: Pick<Column, 'dataType' | 'decimals'>): ComparedForms {
	const { dataType, decimals } = column;
	switch (dataType) {
		case 'string':
		case 'blob':
			return { surelyEqual: foldCase, possiblyEqual: filled(foldText) };
		case 'int':
		case 'long':
			return { surelyEqual: asItIs, possiblyEqual: filled((text) => foldNumber(text, 0)) };
		case 'decimal':
			// AFAS shows fewer decimals than it keeps, so keys that differ behind them look alike.
			return { surelyEqual: asItIs, possiblyEqual: filled((text) => foldNumber(text, decimals)) };
		case 'boolean':
			return { surelyEqual: asItIs, possiblyEqual: filled(foldBoolean) };
		case 'date':
			return { surelyEqual: asItIs, possiblyEqual: filled(foldMoment) };
		default:
			return { surelyEqual: asItIs, possiblyEqual: filled(foldText) };
	}
}

function filled(fold: (text: string) => string): (value: unknown) => string | undefined {
	return (value) => (value === null || value === undefined ? undefined : fold(String(value)));
}

function asItIs(text: string): string {
	return text;
}

/** AFAS sees neither capitals (reference §4.2) nor, being SQL Server, trailing spaces. */
function foldCase(text: string): string {
	return text.replace(/ +$/, '').toLowerCase();
}

/** Letters that some collations of SQL Server take for others, beside accents and widths. */
const LIKE_LETTERS: Readonly<Record<string, string>> = {
	Æ: 'AE',
	Œ: 'OE',
	Þ: 'TH',
	Ø: 'O',
	Đ: 'D',
	Ð: 'D',
	Ł: 'L',
};

/**
 * Leaves out all that some collation of SQL Server overlooks: capitals, accents, widths, ligatures,
 * characters that aren't seen, and those outside the basic plane, which older collations don't know.
 */
export function foldLetters(text: string): string {
	return text
		.toUpperCase()
		.normalize('NFKD')
		.replace(/[\p{M}\p{C}\u{10000}-\u{10FFFF}]/gu, '')
		.replace(/[ÆŒÞØĐÐŁ]/g, (letter) => LIKE_LETTERS[letter] ?? letter);
}

/** As {@link foldLetters}, for texts that are compared whole: there, trailing spaces don't count. */
function foldText(text: string): string {
	return foldLetters(text).trimEnd();
}

function foldNumber(text: string, decimals: number): string {
	const number = Number(text);
	if (!Number.isFinite(number)) return text;
	const digits = Math.min(MOST_DECIMALS, Math.max(0, decimals));
	return String(Number(number.toFixed(digits)));
}

/** A yes/no column with a special format comes as a number (reference §4.5). */
function foldBoolean(text: string): string {
	const lower = text.trim().toLowerCase();
	if (lower === '1') return 'true';
	return lower === '0' ? 'false' : lower;
}

const DAY_LENGTH = 'YYYY-MM-DD'.length;
const MOMENT_LENGTH = 'YYYY-MM-DDTHH:mm:ss'.length;

/** A day is its midnight; the fraction and the `Z` of rows don't count (reference §8.2). */
export function foldMoment(text: string): string {
	return text.length === DAY_LENGTH ? `${text}T00:00:00` : text.slice(0, MOMENT_LENGTH);
}
