/** A number from 0 up to 1. */
export type Random = () => number;

/** A repeatable sequence of random numbers (mulberry32): the same seed gives the same numbers. */
export function seededRandom(seed: number): Random {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
	};
}

/** Puts `items[start]` up to `items[end]` in a random order, in place (Fisher-Yates). */
export function shuffleRange<T>(items: T[], start: number, end: number, random: Random): void {
	for (let last = end - 1; last > start; last--) {
		const other = start + Math.floor(random() * (last - start + 1));
		const kept = items[last] as T;
		items[last] = items[other] as T;
		items[other] = kept;
	}
}
