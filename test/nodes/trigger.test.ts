import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import type { Row } from '../simulator/contract';
import { createSimulator, type Simulator } from '../simulator/server';
import { type Keeping, PollingEngine } from './pollingEngine';
import { testConnector, testRow } from './simulated';

const CONNECTOR = 'Test_Wijzigingen';

let simulator: Simulator;
let rows: Row[];

beforeEach(async () => {
	simulator = await createSimulator();
	simulator.company.addGetConnector(
		testConnector(CONNECTOR),
		Array.from({ length: 30 }, (_, index) => numbered(index + 1, 'old', '2026-06-01T08:00:00.000')),
	);
	rows = simulator.company.ownRows(CONNECTOR);
});

afterEach(async () => await simulator.close());

const locator = (value: string) => ({ __rl: true, mode: 'id', value });

const byModifiedField: INodeParameters = {
	getConnector: locator(CONNECTOR),
	detection: 'modifiedField',
	modifiedFields: ['Gewijzigd_op'],
	keyFields: ['Nummer'],
	createdField: '',
};

const bySnapshot: INodeParameters = {
	getConnector: locator(CONNECTOR),
	detection: 'snapshot',
	keyFields: ['Nummer'],
	events: ['created', 'updated', 'deleted'],
};

function numbered(number: number, Naam: string, Gewijzigd_op: string): Row {
	return { ...testRow(number), Naam, Gewijzigd_op };
}

function write(number: number, Naam: string, moment: string): void {
	const row = numbered(number, Naam, moment);
	const index = rows.findIndex(({ Nummer }) => Nummer === number);
	if (index < 0) rows.push(row);
	else rows[index] = row;
}

function remove(number: number): void {
	rows.splice(
		rows.findIndex(({ Nummer }) => Nummer === number),
		1,
	);
}

const brief = (items: INodeExecutionData[] | undefined) =>
	items?.map(({ json }) => `${String(json._event)} ${String(json.Nummer)} ${String(json.Naam)}`);

describe.each<Keeping>(['inMemory', 'durable'])('an active trigger (state %s)', (keeping) => {
	it('delivers by modified field what changes after activation, once, through a restart', async () => {
		const engine = await PollingEngine.create(simulator, byModifiedField, keeping);
		expect((await engine.activate()) ?? []).toEqual([]);
		expect(await engine.poll()).toBeUndefined();
		write(3, 'changed', '2026-06-01T09:00:00.400');
		write(31, 'new', '2026-06-01T09:00:00.700');
		expect(brief(await engine.poll())).toEqual(['changed 3 changed', 'changed 31 new']);
		engine.restart();
		expect(await engine.poll()).toBeUndefined();
		write(4, 'again', '2026-06-01T09:02:00.000');
		expect(brief(await engine.poll())).toEqual(['changed 4 again']);
	});

	it('delivers what changed between activation and the first look, also after a restart', async () => {
		const engine = await PollingEngine.create(simulator, byModifiedField, keeping);
		await engine.activate();
		engine.restart();
		write(5, 'early', '2026-06-01T08:30:00.000');
		expect(brief(await engine.poll())).toEqual(['changed 5 early']);
	});

	it('delivers by comparing all rows', async () => {
		const engine = await PollingEngine.create(simulator, bySnapshot, keeping);
		expect((await engine.activate()) ?? []).toEqual([]);
		write(3, 'changed', '2026-06-01T08:00:00.000');
		write(31, 'new', '2026-06-01T08:00:00.000');
		remove(7);
		const items = await engine.poll();
		expect(brief(items)).toEqual(['updated 3 changed', 'created 31 new', 'deleted 7 undefined']);
		expect(items?.[2]?.json).toEqual({ Nummer: 7, _event: 'deleted' });
		engine.restart();
		expect(await engine.poll()).toBeUndefined();
	});

	it('delivers again what a failing look had read', async () => {
		const engine = await PollingEngine.create(simulator, byModifiedField, keeping);
		await engine.activate();
		write(3, 'changed', '2026-06-01T09:00:00.000');
		simulator.faults.inject({ kind: 'htmlPage', status: 500, times: null });
		await expect(engine.poll()).rejects.toThrow();
		simulator.faults.clear();
		expect(brief(await engine.poll())).toEqual(['changed 3 changed']);
	});

	it('keeps a state below 1 MB for 10,000 and 25,000 rows', async () => {
		for (const count of [10_000, 25_000]) {
			const id = `Test_${count}`;
			simulator.company.addGetConnector(
				testConnector(id),
				Array.from({ length: count }, (_, index) =>
					numbered(index + 1, 'row', '2026-06-01T08:00:00.000'),
				),
			);
			const getConnector = locator(id);
			for (const parameters of [byModifiedField, bySnapshot]) {
				const engine = await PollingEngine.create(
					simulator,
					{ ...parameters, getConnector },
					keeping,
				);
				await engine.activate();
				expect(engine.savedSize).toBeGreaterThan(count * 10);
				expect(engine.savedSize).toBeLessThan(count * 18 + 1_000);
			}
		}
	});
});

describe('a trigger', () => {
	it('shows one recent row in a test, and keeps nothing of it', async () => {
		write(9, 'newest', '2026-06-01T10:00:00.000');
		const engine = await PollingEngine.create(simulator, byModifiedField);
		const [item] = await engine.test();
		expect(item?.json).toMatchObject({
			Nummer: 9,
			Gewijzigd_op: '2026-06-01T10:00:00+02:00',
			_event: 'changed',
		});
		expect(
			await PollingEngine.create(simulator, bySnapshot).then((one) => one.test()),
		).toHaveLength(1);
		expect(engine.savedSize).toBe(2);
	});

	it('says in a test that there is no row', async () => {
		rows.length = 0;
		const engine = await PollingEngine.create(simulator, byModifiedField);
		await expect(engine.test()).rejects.toThrow("'Test_Wijzigingen' has no row to show");
	});

	it('tells created from updated with a created field, and delivers only the chosen events', async () => {
		const parameters = {
			...byModifiedField,
			createdField: 'Datum',
			events: ['created', 'updated'],
		};
		const all = await PollingEngine.create(simulator, parameters);
		const created = await PollingEngine.create(simulator, { ...parameters, events: ['created'] });
		for (const engine of [all, created]) await engine.activate();
		write(3, 'changed', '2026-06-01T09:00:00.000');
		rows.push({
			...numbered(31, 'new', '2026-06-01T09:00:01.000'),
			Datum: '2026-06-01T09:00:01.000',
		});
		expect(brief(await all.poll())).toEqual(['updated 3 changed', 'created 31 new']);
		expect(brief(await created.poll())).toEqual(['created 31 new']);
		expect(await created.poll()).toBeUndefined();
	});

	it('delivers from a chosen moment, in pieces, and starts anew from another one', async () => {
		for (let number = 1; number <= 30; number++) {
			write(number, 'row', `2026-05-${String(number).padStart(2, '0')}T12:00:00.000`);
		}
		const options = { startFrom: '2026-05-11T00:00:00', maxRows: 8 };
		const engine = await PollingEngine.create(simulator, { ...byModifiedField, options });
		const sizes = [await engine.activate(), await engine.poll(), await engine.poll()];
		expect(sizes.map((items) => items?.length)).toEqual([8, 8, 4]);
		expect(await engine.poll()).toBeUndefined();
		engine.change({ options: { startFrom: '2026-05-29T00:00:00' } });
		expect((await engine.activate())?.length).toBe(2);
		engine.change({ options: {} });
		expect(await engine.activate()).toBeUndefined();
	});

	it('goes on where it stopped after a deactivation, and starts anew with another connector', async () => {
		const engine = await PollingEngine.create(simulator, byModifiedField);
		await engine.activate();
		engine.restart();
		write(3, 'while it was off', '2026-06-01T12:00:00.000');
		expect(brief(await engine.activate())).toEqual(['changed 3 while it was off']);
		simulator.company.addGetConnector(testConnector('Test_Andere'), [
			numbered(1, 'history', '2026-06-02T12:00:00.000'),
		]);
		engine.change({ getConnector: locator('Test_Andere') });
		expect(await engine.activate()).toBeUndefined();
	});

	it('starts anew when the filter of a comparison changes, and not when that of a date does', async () => {
		const filter = (value: string) => ({
			filterType: 'json',
			filterJson: JSON.stringify([[{ field: 'Nummer', operator: 'lessThan', value }]]),
		});
		const compared = await PollingEngine.create(simulator, { ...bySnapshot, ...filter('10') });
		await compared.activate();
		compared.change(filter('20'));
		expect(await compared.activate()).toBeUndefined();
		const dated = await PollingEngine.create(simulator, { ...byModifiedField, ...filter('10') });
		await dated.activate();
		dated.change(filter('20'));
		write(15, 'changed', '2026-06-01T09:00:00.000');
		expect(brief(await dated.poll())).toContain('changed 15 changed');
	});

	it('lets only one of two looks at the same time deliver', async () => {
		const engine = await PollingEngine.create(simulator, byModifiedField);
		await engine.activate();
		write(3, 'changed', '2026-06-01T09:00:00.000');
		const both = await Promise.all([engine.poll(), engine.poll()]);
		expect(both.filter((items) => items !== undefined)).toHaveLength(1);
		expect(await engine.poll()).toBeUndefined();
	});

	it('writes the dates and columns as asked', async () => {
		const options = { dates: 'local', outputFields: ['Naam', 'Gewijzigd_op'] };
		const engine = await PollingEngine.create(simulator, { ...byModifiedField, options });
		await engine.activate();
		write(3, 'changed', '2026-06-01T09:00:00.000');
		expect((await engine.poll())?.map(({ json }) => json)).toEqual([
			{ Naam: 'changed', Gewijzigd_op: '2026-06-01T09:00:00', _event: 'changed' },
		]);
	});

	it.each<[string, INodeParameters, RegExp]>([
		['no modified field', { modifiedFields: [] }, /Nothing is chosen in 'Modified Field/],
		['no key field', { keyFields: [] }, /Nothing is chosen in 'Key Field/],
		['no GetConnector', { getConnector: locator('') }, /No GetConnector|Choose|GetConnector/],
		['a GetConnector that is not there', { getConnector: locator('Nope') }, /Nope/],
		['a column that is not there', { keyFields: ['Numer'] }, /'Numer' \(did you mean 'Nummer'\?\)/],
		['a modified field that is no date', { modifiedFields: ['Naam'] }, /'Naam' is no date/],
		['a key that AFAS cannot sort on', { keyFields: ['Memo'] }, /can't sort on 'Memo'/],
		['a start that is no date', { options: { startFrom: 'soon' } }, /'Start From' isn't right/],
	])('says at activation that there is %s', async (_what, parameters, message) => {
		const engine = await PollingEngine.create(simulator, { ...byModifiedField, ...parameters });
		await expect(engine.activate()).rejects.toThrow(message);
	});

	it('says that a token is not valid, in n8n’s own kind of error', async () => {
		const engine = await PollingEngine.create(simulator, byModifiedField);
		simulator.faults.inject({ kind: 'htmlPage', status: 401, times: null });
		await expect(engine.activate()).rejects.toMatchObject({ httpCode: '401' });
	});
});
