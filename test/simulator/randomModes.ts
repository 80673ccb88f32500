import type { Random } from '../seededRandom';
import type { CompanyModes } from './contract';

/** What AFAS may do where nobody knows: every doubtful fact about writing, one way or the other. */
export function randomWritingModes(random: Random): Partial<CompanyModes> {
	return {
		putStatus: pick(random, [200, 201]),
		resultsWrapper: pick(random, [true, false]),
		unknownFields: pick(random, ['refuse', 'ignore']),
		deleteMissing: pick(random, ['refuse', 'notFound']),
		emptyFiles: pick(random, ['keep', 'refuse']),
		emptyKeys: pick(random, ['ignore', 'refuse', 'insert']),
		itemTypeLetters: pick(random, ['accept', 'refuse']),
		nullValues: pick(random, ['clear', 'ignore', 'refuse']),
	};
}

function pick<T>(random: Random, from: readonly [T, ...T[]]): T {
	return from[Math.floor(random() * from.length)] ?? from[0];
}
