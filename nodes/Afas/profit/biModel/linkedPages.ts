import { type Outcome, outcomeOf, valueOf } from '../outcome';
import type { Row } from '../row';
import { type BiAddress, differenceOf, onBase, versionIn } from './biAddress';
import { BiLinkError } from './biErrors';
import type { BiReadReport } from './biReport';
import { statusOf } from './biRequest';
import { ReadBudget } from './readBudget';
import { askRows, type RowsAnswer, type RowsSource } from './rowsAnswer';

/** Pages in a row without a row, or with the same rows, after which a read is given up. */
const MOST_IN_VAIN = 20;

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

	private readonly budget = new ReadBudget(() => this.whyEnded());

	private emptyInRow = 0;

	private repeatedInRow = 0;

	private lastFault: 'empty' | 'repeats' = 'empty';

	constructor(
		start: BiAddress,
		private readonly report: BiReadReport,
	) {
		this.seen.add(textOf(start));
		this.budget.spend();
	}

	/** Where the next rows are; undefined at the end. @param start where the read began */
	after(answer: RowsAnswer, start: BiAddress): BiAddress | undefined {
		const { rows, nextLink, address } = answer;
		this.look(rows);
		if (answer.hasOddLink === true) throw new BiLinkError('odd');
		if (nextLink === undefined) return undefined;
		const target = onBase(nextLink, address);
		if (target === undefined) throw new BiLinkError('elsewhere');
		assertWithin(target, start);
		if (this.seen.has(textOf(target))) throw new BiLinkError('circle');
		if (this.emptyInRow > MOST_IN_VAIN) throw new BiLinkError('empty');
		if (this.repeatedInRow >= MOST_IN_VAIN) throw new BiLinkError('repeats');
		this.budget.spend();
		this.seen.add(textOf(target));
		return target;
	}

	/** Two equal rows beside each other are data; two equal pages are more likely a mistake. */
	private look(rows: readonly Row[]): void {
		this.emptyInRow = rows.length === 0 ? this.emptyInRow + 1 : 0;
		if (rows.length === 0) this.lastFault = 'empty';
		const isRepeated = this.budget.isRepeated(rows);
		this.repeatedInRow = isRepeated ? this.repeatedInRow + 1 : 0;
		if (!isRepeated) return;
		this.lastFault = 'repeats';
		// A page of one row may well have the same as another one.
		if (rows.length > 1) this.report.repeatedPages += 1;
	}

	private whyEnded(): BiLinkError {
		return new BiLinkError(this.lastFault === 'empty' ? 'vain' : 'repeats');
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
