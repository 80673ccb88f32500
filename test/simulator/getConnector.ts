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
	incoming: Incoming,
	connectorId: string,
): Answer {
	const { company, settings, sortedViews } = service;
	const query = throughGateway(incoming.query, settings);
	const { id, columns, blocked = false } = findGetConnector(service, caller, connectorId);
	if (blocked) throw new RefusedError(refusals.blocked);
	const page = parsePage(query);
	const sort = parseSort(query, columns, settings);
	assertSortable(id, sort, settings);
	const filter = parseFilter(query, columns, settings);
	assertFilterable(id, filter, settings);
	const { skip } = page;
	const take = echoOf(page, settings);
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
	if (take === 0) return settings.takeZero === 'oneRow' ? 1 : 0;
	const cap = settings.pageCap;
	if (cap === null) return take;
	return take === -1 ? cap : Math.min(take, cap);
}

/** The `take` that the answer says. */
function echoOf({ take }: Page, { pageCap, pageCapEcho }: Settings): number {
	return pageCap === null || pageCapEcho === 'asked' ? take : Math.min(take, pageCap);
}

/** Parameters of each kind, in the names that {@link Settings.dropped} has for them. */
const PARAMETERS = {
	nothing: [],
	skip: ['skip'],
	take: ['take'],
	filter: ['filterfieldids', 'filtervalues', 'operatortypes', 'filterjson'],
	sort: ['orderbyfieldids'],
} as const satisfies Readonly<Record<Settings['dropped'], readonly string[]>>;

/** What a gateway lets through of a query. */
function throughGateway(query: Query, { dropped }: Settings): Query {
	const gone: readonly string[] = PARAMETERS[dropped];
	return gone.length === 0 ? query : query.without(gone);
}

/** @throws {RefusedError} for a column that the service is told not to sort on */
function assertSortable(id: string, sort: readonly SortColumn[], settings: Settings): void {
	const columns = sort.map(({ column }) => column);
	if (areNamed(settings.refusedSort, id, columns)) throw new RefusedError(refusals.sortRefused);
}

/** @throws {RefusedError} for a filter that the service is told to refuse */
function assertFilterable(
	id: string,
	filter: ReturnType<typeof parseFilter>,
	{ refusedFilter, mostGroups }: Settings,
): void {
	const columns = filter.flat().map(({ column }) => column);
	if (filter.length > (mostGroups ?? Infinity) || areNamed(refusedFilter, id, columns)) {
		throw new RefusedError(refusals.unexpected);
	}
}

/** Whether a setting with ids of columns names one of some columns. */
function areNamed(setting: string, id: string, columns: readonly GetColumn[]): boolean {
	if (setting === '') return false;
	const named = setting.split(',').map((name) => name.trim());
	return columns.some((column) =>
		['*', column.id, `${id}.${column.id}`].some((name) => named.includes(name)),
	);
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

function parseSort(
	query: Query,
	columns: readonly GetColumn[],
	{ dottedSort }: Settings,
): SortColumn[] {
	const text = query.get('orderbyfieldids') ?? '';
	if (text === '') return [];
	return text.split(',').map((part) => {
		const [, sign, name = ''] = /^\s*(-?)(.*?)\s*$/.exec(part) ?? [];
		const bracketed = /^\['(.*)'\]$/.exec(name)?.[1];
		const id = bracketed ?? name;
		if (dottedSort === 'bracketed' && bracketed === undefined && id.includes('.')) {
			throw new RefusedError(refusals.sortRefused);
		}
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
