import type { Row } from '../row';

/** Requests that a read may make: so many for each page that brought rows it didn't have, and some more. */
const REQUESTS_PER_PAGE = 3;
const SPARE_REQUESTS = 30;

/** Rows of a page that are compared with those of other pages. */
const COMPARED = 20;

/** Pages that are remembered; a circle of more pages than that is too long to be a mistake. */
const MOST_REMEMBERED = 50_000;

/** The requests of a read, which may be so many as its rows are worth: no read goes on without end. */
export class ReadBudget {
	/** Requests so far. */
	requests = 0;

	private allowed = SPARE_REQUESTS;

	private readonly seen = new Set<number>();

	/** @param whyEnded what to throw when the requests are used up */
	constructor(private readonly whyEnded: (requests: number) => Error) {}

	/** Counts requests that are about to be sent. @throws when no more are allowed */
	spend(requests = 1): void {
		if (this.requests >= this.allowed) throw this.whyEnded(this.requests);
		this.requests += requests;
	}

	/** Looks at a page. @returns whether an earlier one had the same rows */
	isRepeated(rows: readonly Row[]): boolean {
		if (rows.length === 0) return false;
		const print = fingerprintOf(rows);
		if (this.seen.has(print)) return true;
		if (this.seen.size < MOST_REMEMBERED) this.seen.add(print);
		this.allowed += REQUESTS_PER_PAGE;
		return false;
	}
}

/** A number for some rows of a page: to keep or compare all of them would cost more than to read them. */
function fingerprintOf(rows: readonly Row[]): number {
	const step = Math.max(1, Math.floor(rows.length / COMPARED));
	const some = rows.filter((_, index) => index % step === 0 || index === rows.length - 1);
	return hashOf(JSON.stringify([rows.length, ...some]));
}

/** 52 bits out of two multiplicative hashes (FNV-1a with two primes): enough to tell pages apart. */
function hashOf(text: string): number {
	let [low, high] = [0x811c9dc5, 0x9747b28c];
	for (let index = 0; index < text.length; index++) {
		const code = text.charCodeAt(index);
		low = Math.imul(low ^ code, 0x01000193);
		high = Math.imul(high ^ code, 0x85ebca6b);
	}
	return (low >>> 0) + (high & 0xfffff) * 2 ** 32;
}
