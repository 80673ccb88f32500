/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs in Node, never shipped */
import { type Client, createClient } from '../../../nodes/Afas/profit/exchange/client';
import type { ProfitResponse } from '../../../nodes/Afas/profit/exchange/exchange';
import { Gate } from '../../../nodes/Afas/profit/exchange/gate';
import type { Column } from '../../../nodes/Afas/profit/metainfo/metainfo';
import type { Row } from '../../../nodes/Afas/profit/row';
import { offsetAtInstant } from '../../../nodes/Afas/profit/time/amsterdamClock';
import { type DecodedCondition, decodeFilter } from '../filterDecoder';

/** A cell inside Profit: dates are wall times in ms since 1970, with their fraction. */
export type Cell = string | number | null;

/** A row inside Profit. */
export type InnerRow = Readonly<Record<string, Cell>>;

interface Pending {
	/** Instant at which the transaction commits, in ms since 1970. */
	readonly at: number;
	readonly row: InnerRow;
}

/**
 * One GetConnector of Profit with a clock of its own: rows change, become visible when their
 * transaction commits, and dates are kept with a fraction of a second that answers don't show
 * (reference §8.2).
 */
export class ChangingProfit {
	/** Instant of the clock of Profit, in ms since 1970. */
	now: number;

	/** Called before every request is answered. */
	beforeAnswer: () => void = () => undefined;

	/** Refuses every request, as for a token that is no longer valid. */
	isDown = false;

	requests = 0;

	private readonly rows = new Map<number, InnerRow>();

	private pending: Pending[] = [];

	private readonly orders = new Map<string, readonly InnerRow[]>();

	constructor(
		readonly columns: readonly Column[],
		readonly key: string,
		start: number,
	) {
		this.now = start;
	}

	readonly client: Client = createClient({
		gate: new Gate(),
		signIn: 'token',
		pause: async () => undefined,
		exchange: async ({ query }) => {
			await new Promise(setImmediate);
			this.requests += 1;
			this.beforeAnswer();
			return this.isDown ? { status: 401, headers: {}, body: undefined } : this.answer(query);
		},
	});

	/** What the clock on the wall shows, as a cell of a date column. */
	get wallTime(): number {
		return this.now + offsetAtInstant(this.now) * 60_000;
	}

	/** Lets time pass; what is due becomes visible. */
	pass(ms: number): void {
		this.now += ms;
		const due = this.pending.filter(({ at }) => at <= this.now).sort((a, b) => a.at - b.at);
		this.pending = this.pending.filter(({ at }) => at > this.now);
		for (const { row } of due) this.commit(row);
	}

	/** Writes a row; others see it `delay` ms later. Nothing happens while a transaction has it. */
	write(row: InnerRow, delay = 0): void {
		const key = Number(row[this.key]);
		if (this.isLocked(key)) return;
		if (delay === 0) this.commit(row);
		else this.pending.push({ at: this.now + delay, row });
	}

	/** @returns whether it is gone: a transaction may have it */
	delete(key: number): boolean {
		if (this.isLocked(key)) return false;
		this.orders.clear();
		return this.rows.delete(key);
	}

	/** The rows that others see. */
	get visible(): InnerRow[] {
		return [...this.rows.values()];
	}

	private commit(row: InnerRow): void {
		this.rows.set(Number(row[this.key]), row);
		this.orders.clear();
	}

	private isLocked(key: number): boolean {
		return this.pending.some(({ row }) => row[this.key] === key);
	}

	private answer(query: string): ProfitResponse {
		if (query.length + 1 > 2049) return { status: 404, headers: {}, body: '' };
		const parameters = new URLSearchParams(query);
		const groups = query.includes('filter') ? decodeFilter(query) : [[]];
		const [skip, take] = [Number(parameters.get('skip')), Number(parameters.get('take'))];
		const rows = this.sorted(parameters.get('orderbyfieldids') ?? '')
			.filter((row) => groups.some((group) => group.every((one) => this.holds(row, one))))
			.slice(skip, skip + take)
			.map((row) => this.shown(row));
		return { status: 200, headers: {}, body: { skip, take, rows } };
	}

	/** Sorted once until a row changes: large tables are read page by page. */
	private sorted(sort: string): readonly InnerRow[] {
		const known = this.orders.get(sort);
		if (known) return known;
		const rows = this.visible.sort(this.order(sort));
		this.orders.set(sort, rows);
		return rows;
	}

	private order(sort: string): (a: InnerRow, b: InnerRow) => number {
		const fields = sort.split(',').map((field) => ({
			id: field.replace('-', ''),
			sign: field.startsWith('-') ? -1 : 1,
		}));
		return (a, b) => {
			for (const { id, sign } of fields) {
				const [x, y] = [a[id] ?? -Infinity, b[id] ?? -Infinity];
				if (x !== y) return x < y ? -sign : sign;
			}
			return 0;
		};
	}

	private holds(row: InnerRow, { field, operator, value }: DecodedCondition): boolean {
		const cell = row[field] ?? null;
		if (operator === '8') return cell === null;
		if (operator === '9') return cell !== null;
		if (cell === null) return false;
		const wanted = this.isDate(field) ? Date.parse(`${value}Z`) : Number(value);
		if (Number.isNaN(wanted)) throw new Error(`Nothing here compares with '${value}'.`);
		if (operator === '2') return Number(cell) >= wanted;
		if (operator === '3') return Number(cell) <= wanted;
		throw new Error(`Nothing here filters with operator ${operator}.`);
	}

	private shown(row: InnerRow): Row {
		return Object.fromEntries(
			this.columns.map(({ id }) => {
				const cell = row[id] ?? null;
				return [id, this.isDate(id) && cell !== null ? shownMoment(Number(cell)) : cell];
			}),
		);
	}

	private isDate(field: string): boolean {
		return this.columns.find(({ id }) => id === field)?.dataType === 'date';
	}
}

/** Profit rounds to seconds and puts a `Z` behind that is not true. */
export function shownMoment(wallTime: number): string {
	return `${new Date(Math.round(wallTime / 1_000) * 1_000).toISOString().slice(0, 19)}Z`;
}
