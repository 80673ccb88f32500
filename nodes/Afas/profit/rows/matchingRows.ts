import type { Client } from '../exchange/client';
import {
	findsText,
	findsTooMuch,
	isFoundByText,
	looksForText,
	provesWildcards,
} from '../filter/patternFilter';
import { rowJudge, type RowVerdict } from '../filter/rowMatch';
import { outcomeOf } from '../outcome';
import type { Row } from '../row';
import type { PercentMeaning } from './connectorMemory';
import { readFilteredRows } from './filteredRows';
import { addReport, emptyReport, type PagingReport } from './paging/report';
import {
	assertPercentRefused,
	learnPercentMeaning,
	percentMeaning,
	plainRequest,
	probePercentMeaning,
} from './percentMeaning';
import { resumedPages } from './resumedPages';
import { automaticPageSize, hasRowAt, readRows, type RowsRequest } from './rows';

/** What came of holding rows against a filter, for hints. Filled in as the read goes on. */
export interface MatchReport {
	/** Rows that AFAS found and that aren't what was asked for: they were left out. */
	leftOut: number;
	/** Rows that only AFAS can judge, and that it may have found by a wildcard. */
	unsure: number;
	/** Whether texts were looked for without a `%`, as AFAS takes it for a percent sign or refuses it. */
	withoutPercent: boolean;
}

/** A report of a read that has not begun. */
export function emptyMatchReport(): MatchReport {
	return { leftOut: 0, unsure: 0, withoutPercent: false };
}

/** Rows a page at least, when it isn't known how many of them match. */
const WIDE_PAGE = 1_000;

/**
 * Reads the rows that a filter asks for to the letter, page by page, complete and in order.
 *
 * Texts are looked for with wildcards in place, and what AFAS finds is held against them: a `%` or `_`
 * in a text may have found more. `limit` counts the rows that match, so more may be read than that.
 * Where AFAS turns out to know no wildcards, texts are sent as they are.
 *
 * @param report filled in as the read goes on, and so is `matches`
 * @throws what {@link readRows} throws
 */
export async function* readMatchingRows(
	client: Client,
	request: RowsRequest,
	report: PagingReport,
	matches: MatchReport = emptyMatchReport(),
): AsyncGenerator<Row[], void, undefined> {
	yield* looksForText(request.filter)
		? new MatchingRead(client, request, report, matches).rows()
		: readFilteredRows(client, request, report);
}

/**
 * Whether a read of {@link readMatchingRows} has a row at a place, counted from 0. False also when
 * that can't be asked: AFAS counts the rows that it finds, and not all of them may match.
 */
export async function hasMatchingRowAt(
	client: Client,
	request: RowsRequest,
	place: number,
): Promise<boolean> {
	if (findsTooMuch(request.filter)) return false;
	const isSign = percentMeaning(request) === 'sign';
	return await hasRowAt(client, isSign ? plainRequest(request) : request, place);
}

/** The state of one read. */
class MatchingRead {
	/** Whether AFAS may find more than was asked for, so that any row may have to be left out. */
	private readonly isWide: boolean;

	/** Whether every row that is found shows what a `%` means. */
	private readonly isTelling: boolean;

	private readonly verdictOn: (row: Row) => RowVerdict;

	private delivered = 0;

	private received = 0;

	constructor(
		private readonly client: Client,
		private readonly request: RowsRequest,
		private readonly report: PagingReport,
		private readonly matches: MatchReport,
	) {
		const { filter, columns } = request;
		this.isWide = findsTooMuch(filter);
		this.isTelling = isFoundByText(filter);
		this.verdictOn = rowJudge(filter, columns);
	}

	async *rows(): AsyncGenerator<Row[], void, undefined> {
		const { filter, limit } = this.request;
		// Among rows of other groups, those of a second read would not be in order: better asked before.
		if (!this.isTelling && findsText(filter)) await this.probe();
		if (this.meaning !== 'sign') yield* this.rowsOfPatterns();
		const isCut = this.delivered < limit && this.received >= limit;
		if (this.meaning === 'sign' && (this.delivered === 0 || isCut)) yield* this.rowsOfTexts();
		this.matches.withoutPercent = this.meaning === 'sign';
	}

	/** The rows that AFAS finds with a `%` in place; none are delivered before they show its meaning. */
	private async *rowsOfPatterns(): AsyncGenerator<Row[], void, undefined> {
		let held: Row[] = [];
		for await (const page of this.pagesOfPatterns()) {
			this.received += page.length;
			const rows = await this.matching(page);
			if (this.isTelling && this.meaning === 'sign') return;
			held = held.length === 0 ? rows : [...held, ...rows];
			if (this.isSettledBy(rows)) {
				yield* this.deliver(held);
				held = [];
			}
			if (this.delivered + held.length >= this.request.limit) break;
		}
		if (this.isTelling) await this.probe();
		if (this.meaning !== 'sign') yield* this.deliver(held);
	}

	private async *pagesOfPatterns(): AsyncGenerator<Row[], void, undefined> {
		const pages = readRows(this.client, this.sized(this.request), this.report);
		const first = await outcomeOf(pages.next());
		if (!first.ok) {
			await assertPercentRefused(this.client, this.request, first.failure);
		} else if (!first.value.done) {
			yield* resumedPages(first.value.value, pages);
		}
	}

	/** The rows that AFAS finds with the texts as they are, behind those that were delivered. */
	private async *rowsOfTexts(): AsyncGenerator<Row[], void, undefined> {
		let skip = this.delivered;
		const report = emptyReport();
		const request = this.sized(plainRequest(this.request));
		for await (const page of readFilteredRows(this.client, request, report)) {
			const rows = this.isWide ? this.judged(page) : page;
			yield* this.deliver(rows.slice(skip));
			skip = Math.max(0, skip - rows.length);
			if (this.delivered >= this.request.limit) break;
		}
		addReport(this.report, report);
	}

	private *deliver(rows: Row[]): Generator<Row[], void, undefined> {
		const wanted = rows.slice(0, this.request.limit - this.delivered);
		this.delivered += wanted.length;
		if (wanted.length > 0) yield wanted;
	}

	/** As many rows are read as it takes to find those that match. */
	private sized(request: RowsRequest): RowsRequest {
		if (!this.isWide) return request;
		const { limit, columns } = request;
		const enough = Math.min(automaticPageSize(columns.length), Math.max(limit, WIDE_PAGE));
		return { ...request, limit: Infinity, pageSize: request.pageSize || enough };
	}

	/**
	 * The rows of a page that match. Rows that have no business in it, though no text has wildcards,
	 * show a `%` that AFAS takes for a percent sign, as a denial lets all rows through then; but only
	 * if AFAS confirms it.
	 */
	private async matching(page: Row[]): Promise<Row[]> {
		if (this.isWide) return this.judged(page);
		const fails = (row: Row) => this.verdictOn(row) === 'fails';
		if (this.meaning === undefined && page.some(fails)) {
			await this.probe();
			if (this.meaning === undefined) this.learn('wildcard');
		}
		return this.meaning === 'sign' ? page.filter((row) => !fails(row)) : page;
	}

	private judged(page: Row[]): Row[] {
		return page.filter((row) => {
			const verdict = this.verdictOn(row);
			if (verdict === 'fails') this.matches.leftOut += 1;
			if (verdict === 'unsure') this.matches.unsure += 1;
			return verdict !== 'fails';
		});
	}

	private isSettledBy(rows: readonly Row[]): boolean {
		if (!this.isTelling || this.meaning !== undefined) return true;
		const { filter } = this.request;
		if (!rows.some((row) => provesWildcards(filter, row))) return false;
		this.learn('wildcard');
		return true;
	}

	private async probe(): Promise<void> {
		await probePercentMeaning(this.client, this.request);
	}

	private get meaning(): PercentMeaning | undefined {
		return percentMeaning(this.request);
	}

	private learn(meaning: PercentMeaning): void {
		learnPercentMeaning(this.request, meaning);
	}
}
