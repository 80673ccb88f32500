import { seededRandom } from '../../seededRandom';

/** Repeatable random choices: the same seed gives the same company. */
export interface RandomChoices {
	/** A fraction in [0, 1). */
	fraction(): number;
	/** A whole number from `low` up to and including `high`. */
	between(low: number, high: number): number;
	/** One of the choices, all equally likely. */
	pick<T>(choices: readonly T[]): T;
	/** True with the given probability. */
	chance(probability: number): boolean;
	/** Hexadecimal digits in upper case. */
	hex(digits: number): string;
}

/** Choices that follow from a seed. */
export function randomChoices(seed: number): RandomChoices {
	const fraction = seededRandom(seed);
	const between = (low: number, high: number): number =>
		low + Math.floor(fraction() * (high - low + 1));
	return {
		fraction,
		between,
		pick: (choices) => {
			if (choices.length === 0) throw new RangeError('Nothing to pick from');
			return choices[between(0, choices.length - 1)] as (typeof choices)[number];
		},
		chance: (probability) => fraction() < probability,
		hex: (digits) =>
			Array.from({ length: digits }, () => between(0, 15).toString(16).toUpperCase()).join(''),
	};
}
