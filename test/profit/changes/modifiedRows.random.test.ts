/* eslint-disable @n8n/community-nodes/no-restricted-globals -- runs in Node, never shipped */
import type { IDataObject } from 'n8n-workflow';
import { connectorChanges } from '../../../nodes/Afas/profit/changes/changeSource';
import { lookForModified, modifiedFromNow } from '../../../nodes/Afas/profit/changes/modifiedRows';
import type { ModifiedPlan } from '../../../nodes/Afas/profit/changes/modifiedState';
import type { RowChange } from '../../../nodes/Afas/profit/changes/rowChange';
import { outcomeOf } from '../../../nodes/Afas/profit/outcome';
import { keepState, storedState } from '../../../nodes/Afas/triggers/changes/storedState';
import { seededRandom } from '../../seededRandom';
import { column } from '../lookUp/fakeProfit';
import { ChangingProfit, type InnerRow } from './changingProfit';

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

/** Keys come back after deletions, so that there are rows of every age. */
const MOST_KEYS = 80;

/** A single seed with SEED=…, and its number of steps with STEPS=… */
const SEEDS =
	process.env.SEED === undefined
		? Array.from({ length: 100 }, (_, index) => index + 1)
		: [Number(process.env.SEED)];
const STEPS = Number(process.env.STEPS ?? 2_000);

const COLUMNS = [
	column('Nummer', 'int'),
	column('Versie', 'int'),
	column('Aangemaakt', 'date'),
	column('Gewijzigd', 'date'),
	column('Adres_gewijzigd', 'date'),
];

/** An ordinary day, a night in which the clock goes back, and one in which it goes forward. */
const STARTS = [
	'2026-06-03T21:30:00Z',
	'2026-10-24T23:40:00Z',
	'2026-10-25T00:20:00Z',
	'2027-03-28T00:30:00Z',
];

/** A trigger that is polled while rows come, change and go; it checks what is delivered. */
class Story {
	readonly random: () => number;

	readonly profit: ChangingProfit;

	polls = 0;

	delivered = 0;

	private readonly plan: ModifiedPlan;

	/**
	 * Whether the event of each row can be foreseen. Not behind a backlog, where a row that was
	 * delivered and changes again may come as a created one, and not when rows go during a look.
	 */
	private readonly tellsEvents: boolean;

	private pageSize: number;

	/** What n8n keeps in memory, and what it has saved. */
	private data: IDataObject = {};

	private saved = '{}';

	private version = 0;

	private highestKey = 0;

	/** Version delivered last, by key; at the start the versions that are history. */
	private readonly known = new Map<number, number>();

	private readonly deliveredVersions = new Set<number>();

	constructor(readonly seed: number) {
		this.random = seededRandom(seed);
		const start = Date.parse(STARTS[seed % STARTS.length] ?? '');
		this.profit = new ChangingProfit(COLUMNS, 'Nummer', start);
		this.pageSize = 8 + this.below(20);
		this.plan = {
			modifiedFields: seed % 3 === 0 ? ['Gewijzigd', 'Adres_gewijzigd'] : ['Gewijzigd'],
			keyFields: ['Nummer'],
			createdField: 'Aangemaakt',
			columns: COLUMNS.map(({ id }) => id),
			overlapMinutes: [1, 5, 10][seed % 3] ?? 5,
			maxRows: seed % 4 === 0 ? 7 : 1_000,
		};
		this.tellsEvents = seed % 4 === 1;
	}

	async begin(): Promise<void> {
		for (let count = this.below(30); count > 0; count--) this.change();
		this.profit.pass(this.below(60) * MINUTE);
		for (const row of this.profit.visible) this.note(row);
		await this.poll();
	}

	/** One thing that happens. */
	async step(): Promise<void> {
		const dice = this.random();
		if (dice < 0.3) this.change();
		else if (dice < 0.36) this.change(this.overlap());
		else if (dice < 0.39) this.changeAtOnce(2 + this.below(25));
		else if (dice < 0.42) this.deleteOne();
		else if (dice < 0.75) this.profit.pass(this.below(20) * SECOND + this.below(1_000));
		else if (dice < 0.77) this.profit.pass(this.below(40) * MINUTE);
		else if (dice < 0.78) this.restart();
		else if (dice < 0.8) await this.failingPoll();
		else if (dice < 0.82) await this.overlappingPolls();
		else if (dice < 0.86 && !this.tellsEvents) await this.disturbedPoll();
		else {
			await this.poll();
			if (dice > 0.95) await this.catchUpAndCheck();
		}
	}

	async catchUpAndCheck(): Promise<void> {
		for (let most = 500; most > 0; most--) {
			const before = this.delivered;
			await this.poll();
			if (this.delivered === before) break;
		}
		for (const row of this.profit.visible) {
			const [key, version] = [Number(row.Nummer), Number(row.Versie)];
			if (this.known.get(key) === version) continue;
			throw this.broken(
				`row ${key} is at version ${version}, delivered was ${this.known.get(key)}`,
			);
		}
	}

	/** What the node does in a look, with what n8n does around it. */
	private async poll(): Promise<void> {
		const { data } = this;
		this.polls += 1;
		const started = storedState(data);
		const source = connectorChanges(this.profit.client, {
			connector: 'Test',
			columns: COLUMNS,
			filter: [],
			keyFields: this.plan.keyFields,
			pageSize: this.pageSize,
			timeout: 1_000,
		});
		if (started?.modified === undefined) {
			const modified = await modifiedFromNow(source, this.plan);
			if (keepState(data, started, { watched: '', modified })) this.saved = JSON.stringify(data);
			return;
		}
		const { changes, state } = await lookForModified(source, this.plan, started.modified);
		if (!keepState(data, started, { watched: '', modified: state })) return;
		for (const change of changes) this.deliver(change);
		// n8n saves only together with a run.
		if (changes.length > 0) this.saved = JSON.stringify(data);
	}

	private async failingPoll(): Promise<void> {
		const requestsUntil = this.profit.requests + this.below(3);
		this.profit.beforeAnswer = () => {
			this.profit.isDown = this.profit.requests > requestsUntil;
		};
		await outcomeOf(this.poll());
		this.profit.beforeAnswer = () => undefined;
		this.profit.isDown = false;
	}

	private async overlappingPolls(): Promise<void> {
		const first = this.poll();
		if (this.random() < 0.5) this.change();
		await Promise.all([first, this.poll()]);
	}

	/** Rows change while the pages are read. */
	private async disturbedPoll(): Promise<void> {
		this.profit.beforeAnswer = () => {
			this.profit.pass(this.below(3_000));
			for (let count = this.below(3); count > 0; count--) this.change();
			if (this.random() < 0.2) this.deleteOne();
		};
		const outcome = await outcomeOf(this.poll());
		this.profit.beforeAnswer = () => undefined;
		// A read that can't find its place says so; the next one delivers.
		if (!outcome.ok && !/lost its place/.test(String(outcome.failure))) throw outcome.failure;
	}

	private restart(): void {
		this.data = JSON.parse(this.saved) as IDataObject;
	}

	private change(delay = 0): void {
		const isNew = this.random() < 0.4 && this.highestKey < MOST_KEYS;
		const key = isNew ? ++this.highestKey : 1 + this.below(this.highestKey + 1);
		this.write(key, delay, this.profit.wallTime);
	}

	private changeAtOnce(count: number): void {
		const moment = this.profit.wallTime;
		for (let left = count; left > 0; left--) {
			this.write(1 + this.below(Math.min(MOST_KEYS, this.highestKey + count)), 0, moment);
		}
	}

	private write(key: number, delay: number, moment: number): void {
		this.highestKey = Math.max(this.highestKey, key);
		const old = this.profit.visible.find(({ Nummer }) => Nummer === key);
		const isAddress = this.plan.modifiedFields.length > 1 && this.random() < 0.5;
		const row: InnerRow = {
			Nummer: key,
			Versie: ++this.version,
			Aangemaakt: old?.Aangemaakt ?? moment,
			Gewijzigd: isAddress ? (old?.Gewijzigd ?? null) : moment,
			Adres_gewijzigd: isAddress ? moment : (old?.Adres_gewijzigd ?? null),
		};
		this.profit.write(row, delay);
	}

	private deleteOne(): void {
		const rows = this.profit.visible;
		const key = rows[this.below(rows.length)]?.Nummer;
		// A row that is made anew under an old key is a created one.
		if (key !== undefined && this.profit.delete(Number(key))) this.known.delete(Number(key));
	}

	private deliver({ row, event }: RowChange): void {
		const [key, version] = [Number(row.Nummer), Number(row.Versie)];
		if (this.deliveredVersions.has(version)) throw this.broken(`version ${version} came twice`);
		if ((this.known.get(key) ?? 0) > version) throw this.broken(`version ${version} came late`);
		const isFirst = !this.known.has(key);
		if (this.tellsEvents && (event === 'created') !== isFirst)
			throw this.broken(`version ${version} came as ${event}`);
		this.deliveredVersions.add(version);
		this.known.set(key, version);
		this.delivered += 1;
	}

	private note(row: InnerRow): void {
		this.known.set(Number(row.Nummer), Number(row.Versie));
	}

	private overlap(): number {
		return this.below(this.plan.overlapMinutes * MINUTE - 2 * SECOND) + 1;
	}

	private below(limit: number): number {
		return Math.floor(this.random() * limit);
	}

	private broken(what: string): Error {
		return new Error(`Seed ${this.seed}, after ${this.polls} looks: ${what}`);
	}
}

describe('a trigger on modified fields', () => {
	it.each(SEEDS)(
		'delivers each last state once, and none twice (seed %i)',
		async (seed) => {
			const story = new Story(seed);
			await story.begin();
			for (let step = 0; step < STEPS; step++) await story.step();
			await story.catchUpAndCheck();
			expect(story.delivered).toBeGreaterThan(STEPS / 10);
		},
		120_000,
	);
});
