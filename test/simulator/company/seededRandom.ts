/** Repeatable random choices: the same seed gives the same company. */
export interface SeededRandom {
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

/** A generator after Mulberry32: 32 bits of state, ample for demo data. */
export function seededRandom(seed: number): SeededRandom {
	let state = seed >>> 0;
	const fraction = (): number => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
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
