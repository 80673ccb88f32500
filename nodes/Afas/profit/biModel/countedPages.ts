import { type Outcome, outcomeOf } from '../outcome';
import { ProfitError } from '../exchange/profitError';
import type { Row } from '../row';
import { StuckReadError } from '../rows/paging/stuckReadError';
import type { BiAddress } from './biAddress';
import { BiLinkError, BiRowsMovedError } from './biErrors';
import { joined } from './biQuery';
import type { BiReadReport } from './biReport';
import { mayRefuseOption } from './biRequest';
import { linkedPages } from './linkedPages';
import { ReadBudget } from './readBudget';
import { askRows, type RowsAnswer, type RowsSource } from './rowsAnswer';

/** Pages that are asked for at the same time. */
const AT_ONCE = 2;

/** Pages that have to come whole, after a short one, before the node asks for twice as many rows. */
const LEAST_PATIENCE = 2;

/** What is counted off. */
export interface CountedWish {
	/** What the user asks of OData, encoded. */
	readonly asked: string;
	/** Rows at most; Infinity for all. */
	readonly limit: number;
	/** Rows a request. */
	readonly pageSize: number;
	/** Whether the first page should be all, so that what follows only proves it. */
	readonly isProof: boolean;
}

/** Where a read that counts off is. */
interface Place {
	/** Rows handed on. */
	position: number;
	/** Rows a request: fewer than asked for when AFAS gives no more at once. */
	pageSize: number;
	readonly firstRow: string;
	lastRow: string;
	/** Whether the page before was shorter than asked for, which may be the end. */
	isShort: boolean;
	/** Pages in a row that AFAS gave whole. */
	wholeInRow: number;
	/** Pages that have to come whole before more rows are asked for again. */
	patience: number;
	/** Whether more rows are asked for than the page before had. */
	hasGrown: boolean;
}

/**
 * The pages from a first one on, counted off with `$skip` and `$top`: AFAS keeps a fixed order, so no
 * sort is needed. Each page begins with the last row of the one before, which shows when rows moved.
 * The end is where nothing follows the last row: a short page alone is no proof.
 *
 * @throws {BiRowsMovedError} when rows are not where they were, {@link StuckReadError} when they come
 * over and over
 */
export async function* countedPages(
	source: RowsSource,
	first: RowsAnswer,
	wish: CountedWish,
	report: BiReadReport,
): AsyncGenerator<Row[], void, undefined> {
	const { limit } = wish;
	if (first.rows.length > 0) yield first.rows.slice(0, Math.min(limit, first.rows.length));
	// More than was asked for: it was not counted off, and there is no link to more.
	if (first.rows.length === 0 || first.rows.length > wish.pageSize) return;
	const budget = new ReadBudget((requests) => new StuckReadError('sameRows', requests));
	budget.spend();
	budget.isRepeated(first.rows);
	const place = placeBehind(first, wish);
	while (place.position < limit) {
		const answers = await askWindow(source, first.address, wish, place, budget);
		for (const outcome of answers) {
			const isSecond = place.position === first.rows.length;
			if (isSecond && isWithoutSkip(wish, first, outcome)) {
				if (wish.isProof) yield* restByLinks(source, first, wish, report);
				else report.endUnproven = true;
				return;
			}
			const rows = newRows(outcome, place, budget.requests);
			if (rows.length === 0) return;
			if (budget.isRepeated(rows) && rows.length > 1) report.repeatedPages += 1;
			yield rows;
			if (moveOn(place, rows, limit)) break;
		}
		growBack(place, wish);
	}
}

function placeBehind({ rows }: RowsAnswer, { pageSize }: CountedWish): Place {
	return {
		position: rows.length,
		pageSize,
		firstRow: JSON.stringify(rows[0]),
		lastRow: JSON.stringify(rows.at(-1)),
		isShort: rows.length < pageSize,
		wholeInRow: 0,
		patience: LEAST_PATIENCE,
		hasGrown: false,
	};
}

async function askWindow(
	source: RowsSource,
	start: BiAddress,
	{ asked, limit }: CountedWish,
	{ position, pageSize, isShort }: Place,
	budget: ReadBudget,
): Promise<Array<Outcome<RowsAnswer>>> {
	const places = Array.from(
		{ length: isShort ? 1 : AT_ONCE },
		(_, index) => position + index * pageSize,
	).filter((from) => from < limit);
	budget.spend(places.length);
	const pages = places.map(async (from) => {
		const top = Math.min(pageSize, limit - from) + 1;
		const query = joined(asked, `$skip=${from - 1}`, `$top=${top}`);
		return await outcomeOf(askRows(source, { path: start.path, query }, start));
	});
	return await Promise.all(pages);
}

/** The rows of a page behind the one that it shares with the page before. */
function newRows(answer: Outcome<RowsAnswer>, place: Place, requests: number): Row[] {
	if (!answer.ok) throw explained(answer.failure);
	const { rows } = answer.value;
	const [shared] = rows;
	const text = JSON.stringify(shared);
	if (shared !== undefined && text === place.lastRow) return rows.slice(1);
	if (text === place.firstRow) throw new StuckReadError('sameRows', requests);
	throw new BiRowsMovedError();
}

function explained(failure: unknown): unknown {
	if (!(failure instanceof ProfitError)) return failure;
	const { status } = failure.details;
	if (status === 404 || status === 410) return new BiLinkError('unknown', failure);
	if (!mayRefuseOption(failure)) return failure;
	return failure.withAdvice(
		"AFAS may not take '$skip' here: set 'Pagination' under 'Options' to 'Next Links'.",
	);
}

/**
 * Whether a second page shows that AFAS counts nothing off: it may refuse `$skip`, or give the first
 * page once more. Whatever else goes wrong says nothing about `$skip`, and ends the read.
 */
function isWithoutSkip(
	{ isProof, pageSize }: CountedWish,
	{ rows }: RowsAnswer,
	second: Outcome<RowsAnswer>,
): boolean {
	if (!second.ok) return isProof && !isGone(second.failure) && mayRefuseOption(second.failure);
	const again = second.value.rows;
	if (again.length === 0 || JSON.stringify(again[0]) === JSON.stringify(rows.at(-1))) return false;
	const isSame = JSON.stringify(again) === JSON.stringify(rows.slice(0, again.length));
	return isSame && (isProof || (rows.length < pageSize && again.length === rows.length));
}

function isGone(failure: unknown): boolean {
	return failure instanceof ProfitError && [404, 410].includes(failure.details.status);
}

/**
 * The rows behind a first page, by the links that AFAS documents for whoever counts nothing off. The
 * rows of the first page come once more, and must be the same.
 */
async function* restByLinks(
	source: RowsSource,
	first: RowsAnswer,
	{ asked, limit }: CountedWish,
	report: BiReadReport,
): AsyncGenerator<Row[], void, undefined> {
	const { path } = first.address;
	const whole = await askRows(source, { path, query: asked }, first.address);
	let known = 0;
	let isMore = whole.nextLink !== undefined;
	for await (const page of linkedPages(source, whole, limit, report)) {
		const again = first.rows.slice(known, known + page.length);
		if (JSON.stringify(again) !== JSON.stringify(page.slice(0, again.length))) {
			throw new BiRowsMovedError();
		}
		known += again.length;
		if (page.length === again.length) continue;
		isMore = true;
		yield page.slice(again.length);
	}
	if (known < first.rows.length) throw new BiRowsMovedError();
	if (!isMore) report.endUnproven = true;
}

/** @returns whether the page was shorter than asked for */
function moveOn(place: Place, rows: readonly Row[], limit: number): boolean {
	const wanted = Math.min(place.pageSize, limit - place.position);
	const isShort = rows.length < wanted;
	// Rows behind a short page: so many, and the shared one, is what AFAS gives at once.
	if (place.isShort) place.pageSize = rows.length;
	place.wholeInRow = isShort ? 0 : place.wholeInRow + 1;
	if (isShort && place.hasGrown) place.patience *= 2;
	place.hasGrown = false;
	place.position += rows.length;
	place.lastRow = JSON.stringify(rows.at(-1));
	place.isShort = isShort;
	return isShort;
}

/** One short page may be an accident: more rows are asked for again, ever later where that is in vain. */
function growBack(place: Place, { pageSize }: CountedWish): void {
	if (place.pageSize >= pageSize || place.wholeInRow < place.patience) return;
	place.pageSize = Math.min(pageSize, place.pageSize * 2);
	place.wholeInRow = 0;
	place.hasGrown = true;
}
