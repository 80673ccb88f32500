import type { WireFilter } from '../filter/filter';
import type { Column } from '../metainfo/metainfo';
import { outcomeOf } from '../outcome';
import type { Row } from '../row';
import { memoryOf } from '../rows/connectorMemory';
import type { SortField } from '../rows/order';
import { resumedPages } from '../rows/resumedPages';
import type { RowsRequest } from '../rows/rows';
import { SortRefusedError } from '../rows/sortRefusedError';
import { StuckReadError } from '../rows/paging/stuckReadError';
import { compareMoments } from './moments';
import { momentOf } from './overlap';

/** Reads rows of a GetConnector in an order. */
export type DateReader = (
	filter: WireFilter,
	sort: readonly SortField[],
	more: Pick<RowsRequest, 'limit' | 'askedSort' | 'isWhole'>,
) => AsyncGenerator<Row[], void, undefined>;

/** A GetConnector whose rows have dates. */
export interface DatedSource {
	readonly read: DateReader;
	readonly columns: readonly Column[];
	/** Orders rows with the same date. */
	readonly keys: readonly SortField[];
}

/**
 * Rows below which a page of changes is the last without proof: AFAS itself gives 100 when it isn't told
 * how many. A change that comes in while the end is proven would belong to no moment of the read.
 */
const END_OF_POLL = 100;

function isEndOfPoll(rows: readonly Row[]): boolean {
	return rows.length < END_OF_POLL;
}

/**
 * Rows in the order of a date. Where AFAS refuses to sort on it, all are read in another order and sorted
 * here. What is on the first page then was there when the read began, and the first of these pages ends
 * with the latest date of it.
 */
export async function* oldestFirst(
	{ read, columns, keys }: DatedSource,
	field: string,
	filter: WireFilter,
): AsyncGenerator<Row[], void, undefined> {
	const { refusedSort } = memoryOf(columns);
	if (!refusedSort.has(field)) {
		const pages = read(filter, ordered({ field, direction: 'asc' }, keys), {
			limit: Infinity,
			isWhole: isEndOfPoll,
			askedSort: 1,
		});
		const first = await outcomeOf(pages.next());
		if (first.ok) {
			if (first.value.done === true) return;
			if (!isUnordered(first.value.value, field)) {
				yield* inOrder(resumedPages(first.value.value, pages), columns, field);
				return;
			}
			await pages.return();
		} else if (!(first.failure instanceof SortRefusedError)) throw first.failure;
		refusedSort.add(field);
	}
	const rows: Row[] = [];
	let latestAtStart: string | undefined;
	for await (const page of read(filter, keys, { limit: Infinity })) {
		for (const row of page) rows.push(row);
		latestAtStart ??= page.map((row) => dateOf(row, field)).reduce(later, '');
	}
	rows.sort((one, other) => compareMoments(dateOf(one, field), dateOf(other, field)));
	const behind = rows.findIndex((row) => dateOf(row, field) > (latestAtStart ?? ''));
	const border = behind < 0 ? rows.length : behind;
	for (const page of [rows.slice(0, border), rows.slice(border)]) if (page.length > 0) yield page;
}

/**
 * @throws {StuckReadError} for a page that isn't in the order of the date: the next look sorts by itself
 */
async function* inOrder(
	pages: AsyncIterable<Row[]>,
	columns: readonly Column[],
	field: string,
): AsyncGenerator<Row[], void, undefined> {
	let last: Row[] = [];
	let count = 0;
	for await (const page of pages) {
		count += 1;
		if (isUnordered([...last, ...page], field)) {
			memoryOf(columns).refusedSort.add(field);
			throw new StuckReadError('orderIgnored', count);
		}
		last = page.slice(-1);
		yield page;
	}
}

/** The hidden fraction of a second makes no difference: AFAS sorts on it and shows whole seconds. */
function isUnordered(rows: readonly Row[], field: string): boolean {
	return rows.some(
		(row, index) => index > 0 && dateOf(row, field) < dateOf(rows[index - 1], field),
	);
}

/** The same for the row with the latest date alone. */
export async function newestRow(
	{ read, columns, keys }: DatedSource,
	field: string,
	filter: WireFilter,
): Promise<Row | undefined> {
	const { refusedSort } = memoryOf(columns);
	if (!refusedSort.has(field)) {
		const sort = ordered({ field, direction: 'desc' }, keys);
		const first = await outcomeOf(firstOf(read(filter, sort, { limit: 1, askedSort: 1 })));
		if (first.ok) return first.value;
		if (!(first.failure instanceof SortRefusedError)) throw first.failure;
		refusedSort.add(field);
	}
	let newest: Row | undefined;
	for await (const page of read(filter, keys, { limit: Infinity })) {
		for (const row of page) {
			if (newest === undefined || dateOf(row, field) > dateOf(newest, field)) newest = row;
		}
	}
	return newest;
}

async function firstOf(pages: AsyncIterable<Row[]>): Promise<Row | undefined> {
	for await (const rows of pages) return rows[0];
	return undefined;
}

/** Empty dates, which no filter here lets through, come first. */
function dateOf(row: Row | undefined, field: string): string {
	return momentOf(row?.[field]) ?? '';
}

function later(one: string, other: string): string {
	return other > one ? other : one;
}

function ordered(first: SortField, keys: readonly SortField[]): SortField[] {
	return [first, ...keys.filter(({ field }) => field !== first.field)];
}

/**
 * What the keeper of a trigger should know about how its changes are read.
 *
 * @param fields that the trigger sorts on
 * @returns sentences, none when all is as asked
 */
export function adviceOnPolls(columns: readonly Column[], fields: readonly string[]): string[] {
	const { refusedSort, pageCap } = memoryOf(columns);
	const refused = fields.filter((field) => refusedSort.has(field)).map((field) => `'${field}'`);
	const advice: string[] = [];
	if (refused.length > 0) {
		advice.push(
			`AFAS refuses to sort on ${[...new Set(refused)].join(', ')}, so more rows are read to find the changes. None is lost. A GetConnector that can be sorted on these columns is faster.`,
		);
	}
	if (pageCap !== undefined) {
		advice.push(
			`AFAS, or a gateway before it, gives at most ${pageCap} rows at once. All changes are read, in more requests.`,
		);
	}
	return advice;
}
