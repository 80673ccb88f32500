import type { Filter, WireFilter } from '../filter/filter';
import type { Column } from '../metainfo/metainfo';
import { isSortable, type SortField } from './order';
import type { Anchor, AnchorChoice } from './paging/pageRequest';

/** Chooses an anchor behind a value that was delivered; undefined when that value allows none. */
export type AnchorAt = (first: unknown) => AnchorChoice | undefined;

/** Longest text, in characters, that goes into an anchor: longer ones fill the query string. */
const LONGEST_TEXT = 100;

/**
 * How a read can anchor on its first sort column.
 *
 * Whole numbers anchor exactly. AFAS hides the fraction of a second (§8.2), so a moment anchors one
 * second back; a decimal one unit of its last shown digit back, for the same reason. Text is
 * compared by AFAS without regard to case and accents, so what an anchor covers is only likely.
 *
 * @returns undefined when the column can't be anchored on: flags, memos, ids that break filters
 */
export function anchorOn(
	sort: SortField | undefined,
	columns: readonly Column[],
): AnchorAt | undefined {
	const column = columns.find(({ id }) => id === sort?.field);
	if (sort === undefined || column === undefined || !isSortable(column)) return undefined;
	switch (column.dataType) {
		case 'int':
			return (first) => (Number.isSafeInteger(first) ? exactly(sort, first as number) : undefined);
		case 'decimal':
			return (first) => nearNumber(sort, first, column.decimals);
		case 'date':
			return (first) => nearMoment(sort, first);
		case 'string':
			return (first) => likelyText(sort, first);
		default:
			return undefined;
	}
}

/** The condition that an anchor stands for. Descending, AFAS puts empty values last. */
export function anchorFilter({ field, direction, value }: Anchor): WireFilter {
	if (direction === 'asc') return [[{ field, operator: 'greaterThanOrEqual', value }]];
	const filter: Filter<string> = [
		[{ field, operator: 'lessThanOrEqual', value }],
		[{ field, operator: 'isEmpty', value: '' }],
	];
	return filter;
}

function exactly(sort: SortField, value: number): AnchorChoice {
	return {
		anchor: { ...sort, value: String(value) },
		covers: (first) => first === value,
		exact: true,
	};
}

function nearNumber(sort: SortField, first: unknown, decimals: number): AnchorChoice | undefined {
	if (typeof first !== 'number' || !Number.isFinite(first)) return undefined;
	const unit = 10 ** -decimals;
	const edge = sort.direction === 'asc' ? first - unit : first + unit;
	return {
		anchor: { ...sort, value: edge.toFixed(decimals) },
		covers: (value) => typeof value === 'number' && isWithin(sort, value, edge - unit / 2),
		exact: false,
	};
}

function nearMoment(sort: SortField, first: unknown): AnchorChoice | undefined {
	if (typeof first !== 'string') return undefined;
	const moment = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)Z?$/.exec(first)?.[1];
	if (moment === undefined) return undefined;
	const edge = addSeconds(moment, sort.direction === 'asc' ? -1 : 1);
	return {
		anchor: { ...sort, value: edge },
		covers: (value) => typeof value === 'string' && isWithin(sort, value.slice(0, 19), edge),
		exact: false,
	};
}

function likelyText(sort: SortField, first: unknown): AnchorChoice | undefined {
	if (typeof first !== 'string' || first.trim() === '' || first.length > LONGEST_TEXT) {
		return undefined;
	}
	// AFAS may read a semicolon in a value as OR, even in a JSON filter (§4.3).
	if (first.includes(';')) return undefined;
	const folded = fold(first);
	return {
		anchor: { ...sort, value: first },
		covers: (value) => typeof value === 'string' && fold(value) === folded,
		exact: false,
	};
}

function isWithin<T extends string | number>(sort: SortField, value: T, edge: T): boolean {
	return sort.direction === 'asc' ? value >= edge : value <= edge;
}

/** Wall-clock arithmetic on text: the zone plays no part. */
function addSeconds(moment: string, seconds: number): string {
	return new Date(Date.parse(`${moment}Z`) + seconds * 1_000).toISOString().slice(0, 19);
}

/** Text as a case- and accent-insensitive collation sees it. */
function fold(text: string): string {
	return text.normalize('NFD').replace(/\p{M}/gu, '').trimEnd().toLowerCase();
}
