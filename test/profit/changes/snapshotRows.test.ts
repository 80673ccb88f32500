import { connectorChanges } from '../../../nodes/Afas/profit/changes/changeSource';
import { packSnapshot, unpackSnapshot } from '../../../nodes/Afas/profit/changes/snapshot';
import {
	lookForDifferences,
	MOST_SNAPSHOT,
	snapshotFromNow,
	type SnapshotPlan,
	type SnapshotState,
} from '../../../nodes/Afas/profit/changes/snapshotRows';
import type { RowChange } from '../../../nodes/Afas/profit/changes/rowChange';
import type { Row } from '../../../nodes/Afas/profit/row';
import { seededRandom } from '../../seededRandom';
import { column } from '../lookUp/fakeProfit';
import { ChangingProfit } from './changingProfit';

const COLUMNS = [column('Nummer', 'int'), column('Naam'), column('Bedrag', 'decimal')];

const PLAN: SnapshotPlan = {
	keyFields: ['Nummer'],
	columns: COLUMNS.map(({ id }) => id),
	maxRows: 10_000,
	mostDeletions: 50,
};

function profitWith(count: number, columns = COLUMNS): ChangingProfit {
	const profit = new ChangingProfit(columns, 'Nummer', 0);
	for (let key = 1; key <= count; key++) write(profit, key, `row ${key}`);
	return profit;
}

function write(profit: ChangingProfit, Nummer: number, Naam: string): void {
	profit.write({ Nummer, Naam, Bedrag: null });
}

function sourceOf(profit: ChangingProfit, columns = COLUMNS): ReturnType<typeof connectorChanges> {
	return connectorChanges(profit.client, {
		connector: 'Test',
		columns,
		filter: [],
		keyFields: ['Nummer'],
		pageSize: 50,
		timeout: 1_000,
	});
}

const brief = (changes: readonly RowChange[]) =>
	changes.map(({ event, row }) => `${event} ${String(row.Nummer)}`);

describe('comparing all rows', () => {
	it('tells created, updated and deleted rows, and nothing when nothing changed', async () => {
		const profit = profitWith(60);
		const state = await snapshotFromNow(sourceOf(profit), PLAN);
		expect((await lookForDifferences(sourceOf(profit), PLAN, state)).changes).toEqual([]);
		write(profit, 61, 'new');
		write(profit, 7, 'other');
		profit.delete(9);
		const { changes } = await lookForDifferences(sourceOf(profit), PLAN, state);
		expect(brief(changes)).toEqual(['updated 7', 'created 61', 'deleted 9']);
		expect(changes[2]?.row).toEqual({ Nummer: 9 });
	});

	it('does not take an incomplete read for deletions', async () => {
		const profit = profitWith(300);
		const state = await snapshotFromNow(sourceOf(profit), PLAN);
		let requests = 0;
		profit.beforeAnswer = () => {
			profit.isDown = (requests += 1) > 2;
		};
		await expect(lookForDifferences(sourceOf(profit), PLAN, state)).rejects.toThrow();
		profit.beforeAnswer = () => undefined;
		profit.isDown = false;
		expect((await lookForDifferences(sourceOf(profit), PLAN, state)).changes).toEqual([]);
	});

	it('pauses when most rows are gone, and goes on when they are back', async () => {
		const profit = profitWith(100);
		const state = await snapshotFromNow(sourceOf(profit), PLAN);
		for (let key = 1; key <= 60; key++) profit.delete(key);
		await expect(lookForDifferences(sourceOf(profit), PLAN, state)).rejects.toMatchObject({
			message: expect.stringContaining('60 of 100 rows are gone') as string,
			advice: expect.stringContaining("'Most Deletions (%)'") as string,
		});
		const allowed = await lookForDifferences(
			sourceOf(profit),
			{ ...PLAN, mostDeletions: 60 },
			state,
		);
		expect(allowed.changes).toHaveLength(60);
		for (let key = 1; key <= 60; key++) write(profit, key, `row ${key}`);
		expect((await lookForDifferences(sourceOf(profit), PLAN, state)).changes).toEqual([]);
	});

	it('delivers up to 19 deletions of a small list', async () => {
		const profit = profitWith(19);
		const state = await snapshotFromNow(sourceOf(profit), PLAN);
		for (let key = 1; key <= 19; key++) profit.delete(key);
		expect((await lookForDifferences(sourceOf(profit), PLAN, state)).changes).toHaveLength(19);
	});

	it('counts rows that share a key, and gives one of them', async () => {
		const profit = profitWith(30);
		const source = sourceOf(profit);
		const plan = { ...PLAN, keyFields: ['Bedrag'] };
		await expect(snapshotFromNow(source, plan)).rejects.toMatchObject({
			message: '29 rows share their key fields with another row, for example Bedrag null',
		});
	});

	it('delivers more changes than fit at once in several looks, each once', async () => {
		const profit = profitWith(40);
		let state = await snapshotFromNow(sourceOf(profit), PLAN);
		for (let key = 11; key <= 30; key++) write(profit, key, 'other');
		for (let key = 31; key <= 40; key++) profit.delete(key);
		for (let key = 41; key <= 45; key++) write(profit, key, 'new');
		const met: string[] = [];
		for (let look = 0; look < 6; look++) {
			const found = await lookForDifferences(sourceOf(profit), { ...PLAN, maxRows: 8 }, state);
			met.push(...brief(found.changes));
			state = JSON.parse(JSON.stringify(found.state)) as SnapshotState;
		}
		expect(met).toHaveLength(35);
		expect(new Set(met).size).toBe(35);
	});

	it('takes an added column for no change, and sees changes in it afterwards', async () => {
		const wider = [...COLUMNS, column('Plaats')];
		const profit = profitWith(30, wider);
		const state = await snapshotFromNow(sourceOf(profit), PLAN);
		const plan = { ...PLAN, columns: wider.map(({ id }) => id) };
		profit.write({ Nummer: 3, Naam: 'row 3', Bedrag: null, Plaats: 'Leusden' });
		const found = await lookForDifferences(sourceOf(profit, wider), plan, state);
		expect(found.changes).toEqual([]);
		profit.write({ Nummer: 3, Naam: 'row 3', Bedrag: null, Plaats: 'Utrecht' });
		const next = await lookForDifferences(sourceOf(profit, wider), plan, found.state);
		expect(brief(next.changes)).toEqual(['updated 3']);
	});

	it('says that it is blind to updates once when a column is taken out', async () => {
		const profit = profitWith(30);
		const state = await snapshotFromNow(sourceOf(profit), PLAN);
		const narrower = COLUMNS.slice(0, 2);
		const plan = { ...PLAN, columns: narrower.map(({ id }) => id) };
		write(profit, 31, 'new');
		profit.delete(1);
		const found = await lookForDifferences(sourceOf(profit, narrower), plan, state);
		expect(found.isBlindToUpdates).toBe(true);
		expect(brief(found.changes)).toEqual(['created 31', 'deleted 1']);
		write(profit, 5, 'other');
		const next = await lookForDifferences(sourceOf(profit, narrower), plan, found.state);
		expect([next.isBlindToUpdates, brief(next.changes)]).toEqual([false, ['updated 5']]);
	});

	it('refuses more rows than there is room for, with the number', async () => {
		const wide = Array.from({ length: 45_000 }, (_, index): Row => {
			const Code = `${(index * 7_919) % 1_000_003}-${'x'.repeat(20)}`;
			return { Code };
		});
		const source = {
			...sourceOf(profitWith(0)),
			all: async function* () {
				yield wide;
			},
		};
		const plan = { ...PLAN, keyFields: ['Code'], columns: ['Code'] };
		await expect(snapshotFromNow(source, plan)).rejects.toMatchObject({
			message: expect.stringMatching(
				/^Remembering 45000 rows takes 1\d\d\d kB, and a trigger has room for 1000 kB$/,
			) as string,
		});
	});

	it('has room for 25,000 rows with a key of five digits', async () => {
		const rows = Array.from({ length: 25_000 }, (_, index): Row => ({ Nummer: 10_001 + index }));
		const source = {
			...sourceOf(profitWith(0)),
			all: async function* () {
				yield rows;
			},
		};
		const state = await snapshotFromNow(source, { ...PLAN, columns: ['Nummer'] });
		expect(state.rows.length).toBeLessThan(MOST_SNAPSHOT / 2);
	});

	it.each(Array.from({ length: 20 }, (_, index) => index + 1))(
		'follows rows at random through failures and restarts (seed %i)',
		async (seed) => {
			const random = seededRandom(seed);
			const below = (limit: number) => Math.floor(random() * limit);
			const profit = profitWith(below(40));
			const plan = { ...PLAN, maxRows: seed % 2 === 0 ? 5 : 1_000, mostDeletions: 100 };
			let state = await snapshotFromNow(sourceOf(profit), plan);
			const mirror = new Map(profit.visible.map((row) => [row.Nummer, row.Naam]));
			const follow = async (): Promise<number> => {
				const found = await lookForDifferences(sourceOf(profit), plan, state);
				for (const { event, row } of found.changes) {
					expect(mirror.has(row.Nummer as number)).toBe(event !== 'created');
					if (event === 'deleted') mirror.delete(row.Nummer as number);
					else mirror.set(row.Nummer as number, row.Naam as string);
				}
				state = JSON.parse(JSON.stringify(found.state)) as SnapshotState;
				return found.changes.length;
			};
			for (let step = 0; step < 300; step++) {
				const dice = random();
				if (dice < 0.5) write(profit, 1 + below(60), `step ${step}`);
				else if (dice < 0.7) profit.delete(1 + below(60));
				else await follow();
			}
			while ((await follow()) > 0);
			expect(mirror).toEqual(new Map(profit.visible.map((row) => [row.Nummer, row.Naam])));
		},
	);
});

describe('a packed snapshot', () => {
	it.each([
		['no rows', []],
		['one row', ['[1]']],
		['keys with much in common', ['["debtor-0001"]', '["debtor-0002"]', '["debtor-00021"]']],
		['keys with line breaks, quotes and emoji', ['["a\\nb"]', '["\\"q\\""]', '["👩"]', '["👨"]']],
		['empty keys', ['[null,""]', '[null,"x"]']],
		['very long keys', [`["${'a'.repeat(80)}"]`, `["${'a'.repeat(81)}"]`]],
	])('comes back as it was: %s', (_what, keys) => {
		const snapshot = new Map(keys.map((key, index) => [key, `hash${index}`.padEnd(11, '_')]));
		expect(unpackSnapshot(packSnapshot(snapshot))).toEqual(snapshot);
	});
});
