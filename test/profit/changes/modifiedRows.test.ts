import { connectorChanges } from '../../../nodes/Afas/profit/changes/changeSource';
import {
	lookForModified,
	modifiedFrom,
	modifiedFromNow,
} from '../../../nodes/Afas/profit/changes/modifiedRows';
import type { ModifiedPlan, ModifiedState } from '../../../nodes/Afas/profit/changes/modifiedState';
import type { RowChange } from '../../../nodes/Afas/profit/changes/rowChange';
import { TooManyChangesError } from '../../../nodes/Afas/profit/changes/tooManyChangesError';
import { column } from '../lookUp/fakeProfit';
import { ChangingProfit } from './changingProfit';

const COLUMNS = [
	column('Nummer', 'int'),
	column('Naam'),
	column('Aangemaakt', 'date'),
	column('Gewijzigd', 'date'),
];

const PLAN: ModifiedPlan = {
	modifiedFields: ['Gewijzigd'],
	keyFields: ['Nummer'],
	columns: COLUMNS.map(({ id }) => id),
	overlapMinutes: 5,
	maxRows: 10_000,
};

function profitAt(start: string): ChangingProfit {
	return new ChangingProfit(COLUMNS, 'Nummer', Date.parse(start));
}

function sourceOf(profit: ChangingProfit, columns = COLUMNS): ReturnType<typeof connectorChanges> {
	return connectorChanges(profit.client, {
		connector: 'Test',
		columns,
		filter: [],
		keyFields: ['Nummer'],
		pageSize: 0,
		timeout: 1_000,
	});
}

function write(profit: ChangingProfit, Nummer: number, Naam: string, delay = 0): void {
	const old = profit.visible.find((row) => row.Nummer === Nummer);
	const moment = profit.wallTime;
	profit.write({ Nummer, Naam, Aangemaakt: old?.Aangemaakt ?? moment, Gewijzigd: moment }, delay);
}

/** New rows, all with the same moment. */
function writeMany(profit: ChangingProfit, count: number): void {
	const moment = profit.wallTime;
	for (let Nummer = 1; Nummer <= count; Nummer++) {
		profit.write({ Nummer, Naam: `row ${Nummer}`, Aangemaakt: moment, Gewijzigd: moment });
	}
}

const names = (changes: readonly RowChange[]) => changes.map(({ row }) => row.Naam);

describe('looking for modified rows', () => {
	it('delivers 50,000 rows with one timestamp, in pieces, each once', async () => {
		const profit = profitAt('2026-06-03T10:00:00.400Z');
		const source = sourceOf(profit);
		let state = await modifiedFromNow(source, PLAN);
		writeMany(profit, 50_000);
		profit.pass(60_000);
		const met = new Set<unknown>();
		const sizes: number[] = [];
		for (let look = 0; look < 7; look++) {
			const found = await lookForModified(source, PLAN, state);
			sizes.push(found.changes.length);
			for (const { row } of found.changes) met.add(row.Nummer);
			state = JSON.parse(JSON.stringify(found.state)) as ModifiedState;
		}
		expect(sizes).toEqual([10_000, 10_000, 10_000, 10_000, 10_000, 0, 0]);
		expect(met.size).toBe(50_000);
		expect(state.seen.length).toBeLessThan(1_000_000);
		write(profit, 70_000, 'later');
		const { changes } = await lookForModified(source, PLAN, state);
		expect(names(changes)).toEqual(['later']);
	}, 120_000);

	it('stops with a message when more rows changed than it can tell apart', async () => {
		const profit = profitAt('2026-06-03T10:00:00Z');
		writeMany(profit, 60_001);
		const source = sourceOf(profit);
		const start = modifiedFrom('2026-06-03T00:00:00', PLAN);
		const plan = { ...PLAN, maxRows: 100_000 };
		await expect(lookForModified(source, plan, start)).rejects.toThrow(TooManyChangesError);
		await expect(lookForModified(source, plan, start)).rejects.toMatchObject({
			message: expect.stringContaining('60001 rows changed since 2026-06-03') as string,
			advice: expect.stringContaining('nothing is lost') as string,
		});
	}, 120_000);

	it('delivers nothing of what was there when it started', async () => {
		const profit = profitAt('2026-06-03T10:00:00Z');
		write(profit, 1, 'old');
		profit.pass(1_000);
		const state = await modifiedFromNow(sourceOf(profit), PLAN);
		expect((await lookForModified(sourceOf(profit), PLAN, state)).changes).toEqual([]);
	});

	it('starts with a GetConnector that has no rows yet', async () => {
		const profit = profitAt('2026-06-03T10:00:00Z');
		const state = await modifiedFromNow(sourceOf(profit), PLAN);
		write(profit, 1, 'first');
		const found = await lookForModified(sourceOf(profit), PLAN, state);
		expect(names(found.changes)).toEqual(['first']);
		expect((await lookForModified(sourceOf(profit), PLAN, found.state)).changes).toEqual([]);
	});

	it('finds what becomes visible late, within the overlap', async () => {
		const profit = profitAt('2026-06-03T10:00:00Z');
		write(profit, 1, 'old');
		let state = await modifiedFromNow(sourceOf(profit), PLAN);
		write(profit, 2, 'a long import', 4 * 60_000);
		profit.pass(3 * 60_000);
		write(profit, 3, 'meanwhile');
		let found = await lookForModified(sourceOf(profit), PLAN, state);
		expect(names(found.changes)).toEqual(['meanwhile']);
		state = found.state;
		profit.pass(60_000);
		found = await lookForModified(sourceOf(profit), PLAN, state);
		expect(names(found.changes)).toEqual(['a long import']);
	});

	it('finds a second change in the same second', async () => {
		const profit = profitAt('2026-06-03T10:00:00.100Z');
		let state = await modifiedFromNow(sourceOf(profit), PLAN);
		write(profit, 1, 'A');
		let found = await lookForModified(sourceOf(profit), PLAN, state);
		profit.pass(100);
		write(profit, 1, 'B');
		state = found.state;
		found = await lookForModified(sourceOf(profit), PLAN, state);
		expect(names(found.changes)).toEqual(['B']);
		profit.pass(100);
		write(profit, 1, 'A');
		found = await lookForModified(sourceOf(profit), PLAN, found.state);
		expect(names(found.changes)).toEqual(['A']);
	});

	it('finds a second change of the same day with a column of days', async () => {
		const profit = profitAt('2026-06-03T10:00:00Z');
		const day = Date.parse('2026-06-03T00:00:00Z');
		const writeOn = (Naam: string, Gewijzigd: number) =>
			profit.write({ Nummer: 1, Naam, Aangemaakt: null, Gewijzigd });
		writeOn('A', day);
		const state = await modifiedFromNow(sourceOf(profit), PLAN);
		writeOn('B', day);
		const found = await lookForModified(sourceOf(profit), PLAN, state);
		expect(names(found.changes)).toEqual(['B']);
		profit.write({ Nummer: 2, Naam: 'tomorrow', Aangemaakt: null, Gewijzigd: day + 86_400_000 });
		const next = await lookForModified(sourceOf(profit), PLAN, found.state);
		profit.write({ Nummer: 3, Naam: 'late', Aangemaakt: null, Gewijzigd: day });
		const last = await lookForModified(sourceOf(profit), PLAN, next.state);
		expect([...names(next.changes), ...names(last.changes)]).toEqual(['tomorrow', 'late']);
	});

	it('goes on when a column is added, without delivering the overlap again', async () => {
		const profit = profitAt('2026-06-03T10:00:00Z');
		write(profit, 1, 'A');
		const state = await modifiedFromNow(sourceOf(profit), PLAN);
		const wider = [...COLUMNS, column('Plaats')];
		const plan = { ...PLAN, columns: wider.map(({ id }) => id) };
		const found = await lookForModified(sourceOf(profit, wider), plan, state);
		expect(found.changes).toEqual([]);
		expect(found.state.columns).toContain('Plaats');
		profit.pass(1_000);
		write(profit, 1, 'B');
		const next = await lookForModified(sourceOf(profit, wider), plan, found.state);
		expect(names(next.changes)).toEqual(['B']);
	});

	it('goes on when a column is taken out, without delivering the overlap again', async () => {
		const profit = profitAt('2026-06-03T10:00:00Z');
		write(profit, 1, 'A');
		const state = await modifiedFromNow(sourceOf(profit), PLAN);
		const narrower = COLUMNS.filter(({ id }) => id !== 'Aangemaakt');
		const plan = { ...PLAN, columns: narrower.map(({ id }) => id) };
		profit.pass(1_000);
		write(profit, 2, 'new');
		const found = await lookForModified(sourceOf(profit, narrower), plan, state);
		expect(names(found.changes)).toEqual(['new']);
		expect((await lookForModified(sourceOf(profit, narrower), plan, found.state)).changes).toEqual(
			[],
		);
	});

	it('is not led astray by a date in the far future', async () => {
		const profit = profitAt('2026-06-03T10:00:00Z');
		const plan = { ...PLAN, horizon: '2026-06-04T12:00:00' };
		write(profit, 1, 'A');
		let state = await modifiedFromNow(sourceOf(profit), plan);
		profit.write({
			Nummer: 2,
			Naam: 'future',
			Aangemaakt: null,
			Gewijzigd: Date.parse('2099-01-01T00:00:00Z'),
		});
		const found = await lookForModified(sourceOf(profit), plan, state);
		expect(names(found.changes)).toEqual(['future']);
		state = found.state;
		profit.pass(1_000);
		write(profit, 3, 'B');
		const next = await lookForModified(sourceOf(profit), plan, state);
		expect(names(next.changes)).toEqual(['B']);
	});

	it('delivers from a chosen moment, oldest first, and tells created from updated', async () => {
		const profit = profitAt('2026-06-03T10:00:00Z');
		write(profit, 1, 'before');
		profit.pass(3_600_000);
		write(profit, 2, 'created');
		profit.pass(1_000);
		write(profit, 1, 'updated');
		const plan = { ...PLAN, createdField: 'Aangemaakt' };
		const start = modifiedFrom('2026-06-03T12:30:00', plan);
		const { changes } = await lookForModified(sourceOf(profit), plan, start);
		expect(changes.map(({ event, row }) => [event, row.Naam])).toEqual([
			['created', 'created'],
			['updated', 'updated'],
		]);
	});

	it('delivers what it found when its time is over, and the rest the next time', async () => {
		const profit = profitAt('2026-06-03T10:00:00Z');
		for (let key = 1; key <= 300; key++) {
			write(profit, key, `row ${key}`);
			profit.pass(1_000);
		}
		const source = connectorChanges(profit.client, {
			connector: 'Test',
			columns: COLUMNS,
			filter: [],
			keyFields: ['Nummer'],
			pageSize: 100,
			timeout: 1_000,
		});
		const hasty = { ...PLAN, isTimeUp: () => true };
		const start = modifiedFrom('2026-06-03T00:00:00', PLAN);
		const first = await lookForModified(source, hasty, start);
		expect(first.changes).toHaveLength(100);
		const rest = await lookForModified(source, PLAN, first.state);
		expect(rest.changes).toHaveLength(200);
	});
});
