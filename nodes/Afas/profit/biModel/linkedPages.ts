import { type Outcome, outcomeOf, valueOf } from '../outcome';
import type { Row } from '../row';
import { type BiAddress, differenceOf, onBase, versionIn } from './biAddress';
import { BiLinkError } from './biErrors';
import type { BiReadReport } from './biReport';
import { statusOf } from './biRequest';
import { askRows, type RowsAnswer, type RowsSource } from './rowsAnswer';

/** Pages in a row without a row, or with the same rows, after which a read is given up. */
const MOST_IN_VAIN = 20;

/** Rows of a page that are compared with those of the page before. */
const COMPARED = 20;

/**
 * The pages from a first one on, each at the link of the one before: AFAS documents links for large
 * sets, and they need no order and no size of pages. The next page is asked for while one is worked on.
 *
 * @param limit rows at most; Infinity for all
 * @throws {BiLinkError} when a link can't be followed or leads nowhere
 */
export async function* linkedPages(
	source: RowsSource,
	first: RowsAnswer,
	limit: number,
	report: BiReadReport,
): AsyncGenerator<Row[], void, undefined> {
	const way = new Way(first.address, report);
	let answer = first;
	let start = first.address;
	let left = limit;
	let ahead: Promise<Outcome<RowsAnswer>> | undefined;
	try {
		for (;;) {
			const { rows } = answer;
			const next = rows.length >= left ? undefined : way.after(answer, start);
			ahead = next === undefined ? undefined : outcomeOf(askNext(source, next, start));
			if (rows.length > 0) yield rows.length > left ? rows.slice(0, left) : rows;
			left -= rows.length;
			if (ahead === undefined) return;
			answer = valueOf(await ahead);
			if (versionIn(start.path) === undefined) start = answer.address;
		}
	} finally {
		// Whoever stops early should not leave a request behind that nobody waits for.
		await ahead;
	}
}

async function askNext(
	source: RowsSource,
	address: BiAddress,
	start: BiAddress,
): Promise<RowsAnswer> {
	// A first page without a version in its address may link to one with it.
	const within = versionIn(start.path) === undefined ? address : start;
	const outcome = await outcomeOf(askRows(source, address, within));
	if (!outcome.ok && [400, 404, 410].includes(statusOf(outcome.failure) ?? 0)) {
		throw new BiLinkError('unknown', outcome.failure);
	}
	return valueOf(outcome);
}

/** The links of a read, which must lead on. */
class Way {
	private readonly seen = new Set<string>();

	private emptyInRow = 0;

	private repeatedInRow = 0;

	private sample = '';

	constructor(
		start: BiAddress,
		private readonly report: BiReadReport,
	) {
		this.seen.add(textOf(start));
	}

	/** Where the next rows are; undefined at the end. */
	after({ rows, nextLink, address }: RowsAnswer, start: BiAddress): BiAddress | undefined {
		this.look(rows);
		if (nextLink === undefined) return undefined;
		const target = onBase(nextLink, address);
		if (target === undefined) throw new BiLinkError('elsewhere');
		assertWithin(target, start);
		if (this.seen.has(textOf(target))) throw new BiLinkError('circle');
		if (this.emptyInRow > MOST_IN_VAIN) throw new BiLinkError('empty');
		if (this.repeatedInRow >= MOST_IN_VAIN) throw new BiLinkError('repeats');
		this.seen.add(textOf(target));
		return target;
	}

	/** Two equal rows beside each other are data; two equal pages are more likely a mistake. */
	private look(rows: readonly Row[]): void {
		this.emptyInRow = rows.length === 0 ? this.emptyInRow + 1 : 0;
		if (rows.length < 2) return;
		const sample = sampleOf(rows);
		const isRepeated = sample === this.sample;
		this.sample = sample;
		this.repeatedInRow = isRepeated ? this.repeatedInRow + 1 : 0;
		if (isRepeated) this.report.repeatedPages += 1;
	}
}

/** A link without a version leads to whatever its redirect names, which is looked at then. */
function assertWithin(target: BiAddress, start: BiAddress): void {
	const difference = differenceOf(target, start);
	if (difference === 'model') throw new BiLinkError('elsewhere');
	const areKnown = [target, start].every(({ path }) => versionIn(path) !== undefined);
	if (difference === 'version' && areKnown) throw new BiLinkError('version');
}

function textOf({ path, query }: BiAddress): string {
	return `${path}?${query}`;
}

/** Some rows of a page as text: to keep or compare all of them would cost more than to read them. */
function sampleOf(rows: readonly Row[]): string {
	const step = Math.max(1, Math.floor(rows.length / COMPARED));
	const some = rows.filter((_, index) => index % step === 0 || index === rows.length - 1);
	return JSON.stringify([rows.length, ...some]);
}
