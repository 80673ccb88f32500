import { CancelledError } from '../exchange/cancelledError';
import { ProfitError } from '../exchange/profitError';
import { outcomeOf, valueOf } from '../outcome';
import type { Row } from '../row';
import { linkedPages } from './linkedPages';
import { type BiSource, forgetModel, openModel, type OpenedModel } from './biModel';
import { BiModelMissingError, BiTableMissingError, withFilterAdvice } from './biErrors';
import { assertFits, type BiQuery, joined, plainQuery, queryText } from './biQuery';
import type { BiReadReport } from './biReport';
import { mayRefuseOption, statusOf } from './biRequest';
import { chosenTable } from './biTable';
import { countedPages } from './countedPages';
import { askRows, type RowsAnswer } from './rowsAnswer';

/** How the next rows are asked for. */
export type BiPagination = 'auto' | 'nextLink' | 'skipTop';

/** What is read of a BI model. */
export interface BiRequest {
	/** Empty for the only table, or the one with the facts. */
	readonly table: string;
	/** What the user asks of OData, encoded. */
	readonly asked: string;
	/** Rows at most; Infinity for all. */
	readonly limit: number;
	readonly pagination: BiPagination;
	/** Rows a request, where they are counted off; 0 for automatic. */
	readonly pageSize: number;
}

/** The longest that is asked to count rows off. */
const LONGEST_COUNT = '$skip=999999999&$top=999999';

/** A read that has begun: AFAS has given the first rows. */
export interface BiRead {
	readonly opened: OpenedModel;
	/** Empty for the rows of the root. */
	readonly table: string;
	/** Path of the rows. */
	readonly path: string;
	/** The first row as JSON, as it came; empty for none. */
	readonly firstRow: string;
	readonly pages: AsyncGenerator<Row[], void, undefined>;
}

/** Rows up to which a limit is told to AFAS: more may not fit one page. */
const MOST_ON_ONE_PAGE = 10_000;

/** Rows a request unless the user says otherwise. */
const USUAL_PAGE_SIZE = 10_000;

/**
 * Begins to read rows: finds the model and the table, and asks for the first page.
 *
 * @throws {BiModelMissingError}, {@link BiTableMissingError}, {@link BiTableChoiceError}, {@link BiQueryError}
 * and what AFAS refuses
 */
export async function startRead(
	source: BiSource,
	request: BiRequest,
	report: BiReadReport,
): Promise<BiRead> {
	const query = firstQuery(request);
	assertFits(query.top === undefined ? query.asked : joined(query.asked, LONGEST_COUNT));
	const { opened, table, answer } = await firstPage(source, request.table, query);
	const { path } = answer.address;
	report.topRefused = query.top !== undefined && opened.kept.refusesTop === true;
	const isLinked = answer.nextLink !== undefined || answer.hasOddLink === true;
	report.linkedInstead = request.pagination === 'skipTop' && (isLinked || report.topRefused);
	// The links of an answer to `$top` end at so many rows.
	const isTold = query.top !== undefined && !report.topRefused;
	const isCutShort = isLinked && isTold && (query.top ?? 0) < request.limit;
	const first = isCutShort
		? await askRows(source, { path, query: request.asked }, answer.address)
		: answer;
	const [row] = first.rows;
	return {
		opened,
		table,
		path,
		firstRow: row === undefined ? '' : JSON.stringify(row),
		pages: pagesFrom(source, request, query, first, report),
	};
}

/** Whatever AFAS was asked for: a link is followed, and without one only what is proven is the end. */
function pagesFrom(
	source: BiSource,
	request: BiRequest,
	{ top }: BiQuery,
	answer: RowsAnswer,
	report: BiReadReport,
): AsyncGenerator<Row[], void, undefined> {
	const { asked, limit, pagination } = request;
	// Where nothing was counted off, AFAS itself says that a page without a link is the last.
	const isLinked = answer.nextLink !== undefined || answer.hasOddLink === true;
	const isCounted = top !== undefined && !report.topRefused && !isLinked;
	if (!isCounted) return linkedPages(source, answer, limit, report);
	const isProof = pagination !== 'skipTop';
	const pageSize = isProof ? limit : pageSizeOf(request);
	return countedPages(source, answer, { asked, limit, pageSize, isProof }, report);
}

function firstQuery(request: BiRequest): BiQuery {
	const { asked, limit, pagination } = request;
	if (pagination === 'skipTop') return { asked, top: Math.min(pageSizeOf(request), limit) };
	// Links need no assumption; a limit only spares AFAS rows that nobody wants.
	if (pagination === 'nextLink' || limit > MOST_ON_ONE_PAGE) return { asked };
	return { asked, top: limit };
}

function pageSizeOf({ pageSize }: BiRequest): number {
	return pageSize === 0 ? USUAL_PAGE_SIZE : pageSize;
}

/** The first rows of a table. */
export interface FirstPage {
	readonly opened: OpenedModel;
	/** Empty for the rows of the root. */
	readonly table: string;
	readonly answer: RowsAnswer;
}

/** Asks for the first rows; a place from memory that is no more is looked for once again. */
export async function firstPage(
	source: BiSource,
	table: string,
	query: BiQuery,
): Promise<FirstPage> {
	const opened = await openModel(source, query);
	const outcome = await outcomeOf(firstPageOf(source, opened, table, query));
	const isGone = !outcome.ok && [404, 410].includes(statusOf(outcome.failure) ?? 0);
	if (!isGone || !opened.isFromMemory) return explained(source, opened, table, query, outcome);
	forgetModel(source);
	const anew = await openModel(source, query);
	return explained(
		source,
		anew,
		table,
		query,
		await outcomeOf(firstPageOf(source, anew, table, query)),
	);
}

function explained(
	source: BiSource,
	{ model }: OpenedModel,
	table: string,
	{ asked }: BiQuery,
	outcome: Parameters<typeof valueOf<FirstPage>>[0],
): FirstPage {
	if (outcome.ok || !(outcome.failure instanceof ProfitError)) return valueOf(outcome);
	const { failure } = outcome;
	if (![404, 410].includes(failure.details.status)) {
		throw withFilterAdvice(failure, asked !== '');
	}
	if (table === '') throw new BiModelMissingError(source.model, source.version, failure);
	const names = model.tables?.map(({ name }) => name);
	throw new BiTableMissingError(source.model, table, names, failure);
}

async function firstPageOf(
	source: BiSource,
	opened: OpenedModel,
	name: string,
	query: BiQuery,
): Promise<FirstPage> {
	const table = chosenTable(opened.model, name);
	if (table === undefined && opened.rows !== undefined) {
		return { opened, table: '', answer: opened.rows };
	}
	const path = table?.path ?? opened.model.path;
	const answer = await askFirst(source, opened, path, query);
	return { opened, table: table?.name ?? '', answer };
}

/** What the node adds by itself may not make a request fail: it is then left out, and remembered. */
async function askFirst(
	source: BiSource,
	{ kept }: OpenedModel,
	path: string,
	query: BiQuery,
): Promise<RowsAnswer> {
	const hasTop = query.top !== undefined && kept.refusesTop !== true;
	const full = hasTop ? queryText(query) : plainQuery(query);
	const outcome = await outcomeOf(askRows(source, { path, query: full }));
	if (outcome.ok || !mayRefuseOption(outcome.failure) || !hasTop) return valueOf(outcome);
	const plain = await outcomeOf(askRows(source, { path, query: plainQuery(query) }));
	if (!plain.ok) throw outcome.failure;
	kept.refusesTop = true;
	return plain.value;
}

/**
 * Whether there certainly is a row at a place of a read, counted from the first one. False also where
 * nobody can tell, since AFAS fails or counts nothing off: a look ahead may spare a read, never end it.
 *
 * @throws {CancelledError}
 */
export async function hasBiRowAt(
	source: BiSource,
	{ path, firstRow }: Pick<BiRead, 'path' | 'firstRow'>,
	asked: string,
	place: number,
): Promise<boolean> {
	const query = joined(asked, `$skip=${place}`, '$top=1');
	const outcome = await outcomeOf(askRows(source, { path, query }, { path, query: '' }));
	if (outcome.ok) {
		const { rows } = outcome.value;
		// The first row, whatever was skipped: `$skip` is not looked at.
		return rows.length === 1 && JSON.stringify(rows[0]) !== firstRow;
	}
	if (outcome.failure instanceof CancelledError) throw outcome.failure;
	return false;
}
