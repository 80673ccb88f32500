/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs in Node, never shipped */
import type { Client } from '../../../nodes/Afas/profit/exchange/client';
import { createClient } from '../../../nodes/Afas/profit/exchange/client';
import type { ProfitResponse } from '../../../nodes/Afas/profit/exchange/exchange';
import { Gate } from '../../../nodes/Afas/profit/exchange/gate';
import type { Column } from '../../../nodes/Afas/profit/metainfo/metainfo';
import type { Row } from '../../../nodes/Afas/profit/row';
import { type DecodedCondition, decodeFilter } from '../filterDecoder';

/** Whether Profit takes a cell for the value of a condition. */
export type Comparison = (cell: string, value: string) => boolean;

const compareAs = (sensitivity: 'base' | 'accent'): Comparison => {
	const { compare } = new Intl.Collator('nl', { sensitivity });
	return (cell, value) => compare(cell.trimEnd(), value.trimEnd()) === 0;
};

const withAccents = compareAs('accent');

/** Comparisons of text of which nobody knows which one an environment has. */
export const collations = {
	withAccents,
	withoutAccents: compareAs('base'),
	/** Nothing like it is known: for rows that belong to a key in an unforeseen way. */
	withoutHyphens: (cell: string, value: string) =>
		withAccents(cell.replaceAll('-', ''), value.replaceAll('-', '')),
};

/** What Profit does out of the ordinary. */
export interface FakeSettings {
	compare?: Comparison;
	/** Refuses a request for what its values, or their number, are. */
	refuse?: (values: readonly string[]) => ProfitResponse | undefined;
	semicolonIsOr?: boolean;
	/** Cells may have other values inside Profit than it shows. */
	inside?: (row: Row, field: string) => unknown;
}

/** Answers like a refusal of Profit in words. */
export function refusal(message: string, status = 500): ProfitResponse {
	return { status, headers: {}, body: { externalMessage: message } };
}

/** A column of a fake GetConnector. */
export function column(id: string, dataType = 'string', more: Partial<Column> = {}): Column {
	return { id, label: id, dataType, length: 0, decimals: 0, controlType: 1, ...more };
}

/** One GetConnector behind a client, with the filters, order and limits of Profit. */
export class FakeProfit {
	/** Query strings in the order in which they came. */
	readonly queries: string[] = [];

	mostInFlight = 0;

	private inFlight = 0;

	constructor(
		readonly columns: readonly Column[],
		readonly rows: readonly Row[],
		private readonly settings: FakeSettings = {},
	) {}

	readonly client: Client = createClient({
		gate: new Gate(),
		signIn: 'token',
		pause: async () => undefined,
		exchange: async ({ query }) => {
			this.queries.push(query);
			this.mostInFlight = Math.max(this.mostInFlight, ++this.inFlight);
			await new Promise(setImmediate);
			this.inFlight -= 1;
			return this.answer(query);
		},
	});

	/** Values of the filters that were asked, request by request. */
	get asked(): string[][] {
		return this.queries.map((query) => valuesOf(decodeFilter(query)));
	}

	/** The rows that a filter of its own would find. */
	find(...conditions: Array<[field: string, value: string]>): Row[] {
		const group = conditions.map(([field, value]) => ({ field, operator: '1', value }));
		return this.ordered('').filter((row) => group.every((one) => this.holds(row, one)));
	}

	private answer(query: string): ProfitResponse {
		if (query.length + 1 > 2049) return { status: 404, headers: {}, body: '' };
		const groups = decodeFilter(query);
		const refused = this.settings.refuse?.(valuesOf(groups));
		if (refused !== undefined) return refused;
		const parameters = new URLSearchParams(query);
		const [skip, take] = [Number(parameters.get('skip')), Number(parameters.get('take'))];
		const rows = this.ordered(parameters.get('orderbyfieldids') ?? '')
			.filter((row) => groups.some((group) => group.every((one) => this.holds(row, one))))
			.slice(skip, skip + take)
			.map((row) => ({ ...row }));
		return { status: 200, headers: {}, body: { skip, take, rows } };
	}

	private ordered(sort: string): Row[] {
		const fields = sort === '' ? [this.columns[0]?.id ?? ''] : sort.split(',');
		return [...this.rows].sort((a, b) => {
			for (const field of fields) {
				const [x, y] = [a[field] as string, b[field] as string];
				if (x !== y) return x < y ? -1 : 1;
			}
			return 0;
		});
	}

	private holds(row: Row, { field, operator, value }: DecodedCondition): boolean {
		const cell = this.settings.inside?.(row, field) ?? row[field];
		if (operator === '2') return Number(cell) >= Number(value);
		if (operator !== '1') throw new Error(`Nothing here filters with operator ${operator}.`);
		const values = this.settings.semicolonIsOr ? value.split(';') : [value];
		return values.some((one) => this.equals(field, cell, one));
	}

	private equals(field: string, cell: unknown, value: string): boolean {
		if (cell === null || cell === undefined) return false;
		const dataType = this.columns.find(({ id }) => id === field)?.dataType;
		if (dataType === 'int' || dataType === 'decimal') return Number(cell) === Number(value);
		if (dataType === 'date') return moment(String(cell)) === moment(value);
		if (dataType === 'boolean') return String(cell) === value;
		return (this.settings.compare ?? collations.withAccents)(String(cell), value);
	}
}

function valuesOf(groups: DecodedCondition[][]): string[] {
	return groups.flatMap((group) => group.map(({ value }) => value));
}

function moment(text: string): string {
	return text.length === 10 ? `${text}T00:00:00` : text.replace('Z', '');
}
