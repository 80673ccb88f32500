import { type Answer, jsonText } from './answer';
import { rowComparison, type SortColumn } from './cellOrder';
import { RefusedError, type GetColumn, type Row } from './contract';
import { compileFilter } from './filterMatch';
import { findColumn, parseFilter } from './filterText';
import type { Incoming, Query } from './incoming';
import { refusals } from './messages';
import { findGetConnector } from './metainfo';
import { shuffleRange } from '../seededRandom';
import type { Caller, Service } from './service';
import type { Settings } from './settings';

const DEFAULT_TAKE = 100;

/** The part of the rows that a call asks for; -1 and -1 for all. */
interface Page {
	readonly skip: number;
	readonly take: number;
}

/** Answers `GET /connectors/{id}` (reference §4). @throws {RefusedError} on what Profit refuses */
export function answerGetConnector(
	service: Service,
	caller: Caller,
	{ query }: Incoming,
	connectorId: string,
): Answer {
	const { company, settings, sortedViews } = service;
	const { id, columns, blocked = false } = findGetConnector(service, caller, connectorId);
	if (blocked) throw new RefusedError(refusals.blocked);
	const page = parsePage(query);
	const sort = parseSort(query, columns);
	const filter = parseFilter(query, columns, settings);
	const { skip, take } = page;
	const around = [`{"skip":${skip},"take":${take},"rows":`, '}'] as const;
	const numbered = service.numberedRows.get(id);
	if (numbered !== undefined) {
		const { body, rows } = numbered.write(
			{ sort, filter, skip, take: countOf(page, service) },
			around,
		);
		assertFits(rows, columns, settings);
		return { ...jsonText(200, body), delay: delayOf(settings, rows, skip) };
	}
	const sorted = sortedViews.sort(id, company.rowsOf(id), sort);
	const matching = filter.length === 0 ? sorted : sorted.filter(compileFilter(filter, settings));
	const rows = cut(service, matching, sort, page);
	assertFits(rows.length, columns, settings);
	const body = service.rowWriter.write(rows, columns, settings, around);
	return { ...jsonText(200, body), delay: delayOf(settings, rows.length, skip) };
}

function assertFits(rows: number, columns: readonly GetColumn[], settings: Settings): void {
	if (rows * columns.length <= (settings.maximumCells ?? Infinity)) return;
	throw new RefusedError(refusals.outOfMemory);
}

function delayOf({ latency }: Settings, rows: number, skip: number): number {
	return latency.call + latency.row * rows + latency.skippedRow * Math.max(skip, 0);
}

/** Rows of a page at most; -1 for all. */
function countOf({ take }: Page, { settings }: Service): number {
	return take === 0 && settings.takeZero === 'oneRow' ? 1 : take;
}

/** @throws {RefusedError} on a lone -1 (§4.1), and on anything else that is no row count [SIM]. */
function parsePage(query: Query): Page {
	const skip = parseCount(query.get('skip'), 0);
	const take = parseCount(query.get('take'), DEFAULT_TAKE);
	if ((skip < 0 || take < 0) && !(skip === -1 && take === -1)) {
		throw new RefusedError(refusals.unexpected);
	}
	return { skip, take };
}

function parseCount(text: string | undefined, fallback: number): number {
	if (text === undefined || text === '') return fallback;
	if (!/^-?\d{1,10}$/.test(text)) throw new RefusedError(refusals.unexpected);
	return Number(text);
}

function parseSort(query: Query, columns: readonly GetColumn[]): SortColumn[] {
	const text = query.get('orderbyfieldids') ?? '';
	if (text === '') return [];
	return text.split(',').map((part) => {
		const [, sign, id = ''] = /^\s*(-?)(.*?)\s*$/.exec(part) ?? [];
		return { column: findColumn(columns, id), descending: sign === '-' };
	});
}

/**
 * Takes the page. Rows that the sort leaves equal change places with every call, as SQL Server is
 * free to do: who pages without a complete order loses rows here.
 */
function cut(
	service: Service,
	rows: readonly Row[],
	sort: readonly SortColumn[],
	page: Page,
): readonly Row[] {
	const { settings, random } = service;
	const { skip } = page;
	const count = countOf(page, service);
	const start = Math.min(Math.max(skip, 0), rows.length);
	const end = count === -1 ? rows.length : Math.min(start + count, rows.length);
	if (!settings.unstableOrder) return rows.slice(start, end);
	const compare = rowComparison(sort);
	const isEqual = (index: number) => compare(rows[index - 1] as Row, rows[index] as Row) === 0;
	let first = start;
	while (first > 0 && first < rows.length && isEqual(first)) first--;
	let last = end;
	while (last > start && last < rows.length && isEqual(last)) last++;
	const around = rows.slice(first, last);
	for (let from = 0, to = 1; to <= around.length; to++) {
		if (to < around.length && isEqual(first + to)) continue;
		shuffleRange(around, from, to, random);
		from = to;
	}
	return around.slice(start - first, end - first);
}
