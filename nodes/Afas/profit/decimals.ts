/** Most decimals that AFAS keeps (reference §3.4). */
export const MOST_DECIMALS = 10;

/** Digits that people and programs write on purpose; what a calculation leaves behind has more. */
const WRITTEN_DIGITS = 15;

/** A calculation is off by this much of its result at most. */
const CALCULATION_NOISE = 1e-13;

/** Half of the last decimal that AFAS keeps. */
const UNKEPT = 10 ** -MOST_DECIMALS / 2;

/**
 * A number with no more decimals than its field has. What calculating in binary leaves behind goes,
 * as in `0.30000000000000004`, and so does what is behind the decimals that AFAS keeps at all.
 * Decimals that mean something are never rounded away.
 *
 * @param text digits with a point, without an exponent
 * @param decimals of the field; more than AFAS keeps count as ten
 * @returns undefined when the number has more decimals than that
 */
export function fitDecimals(text: string, decimals: number): string | undefined {
	const places = Math.min(decimals, MOST_DECIMALS);
	const fraction = text.split('.')[1]?.replace(/0+$/, '') ?? '';
	if (fraction.length <= places) return text;
	const number = Number(text);
	const rounded = number.toFixed(places);
	return isNoise(text, number, Math.abs(number - Number(rounded)))
		? withoutZeros(rounded)
		: undefined;
}

function isNoise(text: string, number: number, difference: number): boolean {
	const isWritten = text.replace(/^[-+0.]+|\D/g, '').length <= WRITTEN_DIGITS;
	// Digits that no number of JavaScript has were written by someone, and are more than it can tell.
	const isNumber = String(number) === text.replace(/^\+/, '');
	if (!isWritten && !isNumber) return false;
	if (difference <= UNKEPT) return true;
	return !isWritten && difference <= CALCULATION_NOISE * Math.abs(number);
}

function withoutZeros(text: string): string {
	const short = text.includes('.') ? text.replace(/\.?0+$/, '') : text;
	return short === '-0' ? '0' : short;
}
