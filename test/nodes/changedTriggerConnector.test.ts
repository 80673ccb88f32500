import type { INodeExecutionData, INodeParameters } from 'n8n-workflow';
import type { GetColumn, Row } from '../simulator/contract';
import { createSimulator, type Simulator } from '../simulator/server';
import { PollingEngine } from './pollingEngine';
import { column, testConnector, testRow } from './simulated';

const ID = 'Test_Wijzigingen';

let simulator: Simulator;

beforeEach(async () => {
	simulator = await createSimulator();
	change(testConnector(ID).columns, (row) => row);
});

afterEach(async () => await simulator.close());

/** Gives the GetConnector other columns, and its rows other contents. */
function change(columns: readonly GetColumn[], contents: (row: Row) => Row): void {
	const rows = Array.from({ length: 30 }, (_, index) => ({
		...testRow(index + 1),
		Gewijzigd_op: '2026-06-01T08:00:00.000',
	}));
	simulator.company.addGetConnector(
		{ ...testConnector(ID), columns: [...columns] },
		rows.map(contents),
	);
}

const parameters: Record<'modifiedField' | 'snapshot', INodeParameters> = {
	modifiedField: { detection: 'modifiedField', modifiedFields: ['Gewijzigd_op'], createdField: '' },
	snapshot: { detection: 'snapshot', events: ['created', 'updated', 'deleted'] },
};

const start = async (detection: keyof typeof parameters) =>
	await PollingEngine.create(simulator, {
		getConnector: { __rl: true, mode: 'id', value: ID },
		keyFields: ['Nummer'],
		...parameters[detection],
	});

/** What one poll asks for, pages and the proof that they are all as one; without the end of the token. */
async function poll(engine: PollingEngine) {
	simulator.clearRequests();
	const items: INodeExecutionData[] | undefined = await engine.poll();
	const asked = simulator.requests
		.map(({ path }) => path.replace('/ProfitRestServices/', ''))
		.filter((path, index, all) => path !== 'metainfo' && path !== all[index - 1]);
	return { items: (items ?? []).map(({ json }) => json), asked };
}

const read = `connectors/${ID}`;
const know = `metainfo/get/${ID}`;

const withStart = (row: Row): Row => ({ ...row, Start: '2026-03-01T09:30:00.000' });

describe.each(['modifiedField', 'snapshot'] as const)(
	'a trigger (%s) whose GetConnector is changed in Profit while its metainfo is kept',
	(detection) => {
		it('delivers no row again because of a new column, and shows it with its dates', async () => {
			const engine = await start(detection);
			await engine.activate();
			change([...testConnector(ID).columns, column('Start', 'date')], withStart);
			expect(await poll(engine)).toEqual({ items: [], asked: [read, know, read] });
			change([...testConnector(ID).columns, column('Start', 'date')], (row) =>
				withStart(
					row.Nummer === 3
						? { ...row, Naam: 'Nieuw', Gewijzigd_op: '2026-06-01T09:00:00.000' }
						: row,
				),
			);
			const { items, asked } = await poll(engine);
			expect(items).toEqual([
				expect.objectContaining({ Nummer: 3, Naam: 'Nieuw', Start: '2026-03-01T09:30:00+01:00' }),
			]);
			expect(asked).toEqual([read]);
		});

		it('delivers no row again because a column is gone', async () => {
			const engine = await start(detection);
			await engine.activate();
			change(
				testConnector(ID).columns.filter(({ id }) => id !== 'Bedrag'),
				(row) => row,
			);
			expect((await poll(engine)).items).toEqual([]);
			expect(await poll(engine)).toEqual({ items: [], asked: [read] });
		});

		it('stops with a message when a key is gone', async () => {
			const engine = await start(detection);
			await engine.activate();
			change(
				testConnector(ID).columns.filter(({ id }) => id !== 'Nummer'),
				(row) => row,
			);
			await expect(engine.poll()).rejects.toThrow("'Key Fields' names a field");
		});
	},
);
