import { ProfitError } from '../exchange/profitError';
import { type Outcome, outcomeOf, valueOf } from '../outcome';
import type { Row } from '../row';
import { StuckReadError } from '../rows/paging/stuckReadError';
import { BiLinkError, BiRowsMovedError } from './biErrors';
import { joined } from './biQuery';
import type { BiReadReport } from './biReport';
import { askRows, type RowsAnswer, type RowsSource } from './rowsAnswer';

/** Pages that are asked for at the same time. */
const AT_ONCE = 2;

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
}

/**
 * The pages from a first one on, counted off with `$skip` and `$top`: AFAS keeps a fixed order, so no
 * sort is needed. Each page begins with the last row of the one before, which shows when rows moved.
 * The end is where nothing follows the last row: a short page alone is no proof.
 *
 * @throws {BiRowsMovedError} when rows are not where they were
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
	const place: Place = {
		position: first.rows.length,
		pageSize: wish.pageSize,
		firstRow: JSON.stringify(first.rows[0]),
		lastRow: JSON.stringify(first.rows.at(-1)),
		isShort: first.rows.length < wish.pageSize,
	};
	let requests = 1;
	while (place.position < limit) {
		const answers = await askWindow(source, first.address.path, wish, place);
		requests += answers.length;
		for (const outcome of answers) {
			const isSecond = place.position === first.rows.length;
			const found = newRows(outcome, place, requests);
			if (!found.ok && isSecond && isProofOnly(wish, first, outcome)) {
				report.endUnproven = true;
				return;
			}
			const rows = valueOf(found);
			if (rows.length === 0) return;
			yield rows;
			if (moveOn(place, rows, limit)) break;
		}
	}
}

async function askWindow(
	source: RowsSource,
	path: string,
	{ asked, limit }: CountedWish,
	{ position, pageSize, isShort }: Place,
): Promise<Array<Outcome<RowsAnswer>>> {
	const pages = Array.from(
		{ length: isShort ? 1 : AT_ONCE },
		(_, index) => position + index * pageSize,
	)
		.filter((start) => start < limit)
		.map(async (start) => {
			const top = Math.min(pageSize, limit - start) + 1;
			const query = joined(asked, `$skip=${start - 1}`, `$top=${top}`);
			return await outcomeOf(askRows(source, { path, query }));
		});
	return await Promise.all(pages);
}

/** The rows of a page behind the one that it shares with the page before. */
function newRows(answer: Outcome<RowsAnswer>, place: Place, requests: number): Outcome<Row[]> {
	if (!answer.ok) return { ok: false, failure: explained(answer.failure) };
	const { rows } = answer.value;
	const [shared] = rows;
	const text = JSON.stringify(shared);
	if (shared !== undefined && text === place.lastRow) return { ok: true, value: rows.slice(1) };
	if (text !== place.firstRow) return { ok: false, failure: new BiRowsMovedError() };
	return { ok: false, failure: new StuckReadError('sameRows', requests) };
}

function explained(failure: unknown): unknown {
	if (!(failure instanceof ProfitError)) return failure;
	const { status } = failure.details;
	if (status === 404 || status === 410) return new BiLinkError('unknown', failure);
	if (status !== 400) return failure;
	return failure.withAdvice(
		"AFAS may not take '$skip' here: set 'Pagination' under 'Options' to 'Next Links'.",
	);
}

/**
 * Whether a second page that can't be used leaves the first one as it is: it was all that was wanted, or
 * it came once more, shorter than asked for, from an AFAS that counts nothing off.
 */
function isProofOnly(
	{ isProof, pageSize }: CountedWish,
	{ rows }: RowsAnswer,
	second: Outcome<RowsAnswer>,
): boolean {
	if (isProof) return true;
	return rows.length < pageSize && second.ok && second.value.rows.length === rows.length;
}

/** @returns whether the page was shorter than asked for */
function moveOn(place: Place, rows: readonly Row[], limit: number): boolean {
	const wanted = Math.min(place.pageSize, limit - place.position);
	const isShort = rows.length < wanted;
	// Rows behind a short page: so many, and the shared one, is what AFAS gives at once.
	if (place.isShort) place.pageSize = rows.length;
	place.position += rows.length;
	place.lastRow = JSON.stringify(rows.at(-1));
	place.isShort = isShort;
	return isShort;
}
