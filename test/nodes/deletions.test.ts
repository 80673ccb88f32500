import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { createCompany } from '../simulator/company';
import { createSimulator, type Simulator } from '../simulator/server';
import { type Keeping, PollingEngine } from './pollingEngine';

/** GetConnectors on what Profit itself keeps of deletions and changed days, as sources of the trigger. */
let simulator: Simulator;
let clock: number;

beforeEach(async () => {
	clock = Date.parse('2026-06-10T12:00:00.300Z');
	const company = createCompany({ now: () => new Date(clock) });
	simulator = await createSimulator({ company });
});

afterEach(async () => await simulator.close());

/** Lets time pass between what happens in Profit. */
const later = (seconds: number) => void (clock += seconds * 1_000);

const watching = (connector: string, more: INodeParameters): INodeParameters => ({
	getConnector: { __rl: true, mode: 'id', value: connector },
	detection: 'modifiedField',
	createdField: '',
	...more,
});

const deletedHours = watching('Lindeboom_Verwijderde_nacalculatie', {
	modifiedFields: ['Aangemaakt_op'],
	keyFields: ['GUID_regel'],
});

/** A log has every change, so a filter picks the deletions. */
const deletedDebtors = watching('Lindeboom_Logboek_verkooprelaties', {
	modifiedFields: ['Datum_tijd'],
	keyFields: ['Debiteur', 'Datum_tijd'],
	filterType: 'builder',
	filters: {
		group: [
			{ conditions: { condition: [{ field: 'Actie', operator: 'equals', value: 'Verwijderen' }] } },
		],
	},
});

const changedDays = watching('Profit_Fin_ChangedEntrydate', {
	modifiedFields: ['Modified'],
	keyFields: ['EntryDate', 'Modified'],
});

function addHours(): string {
	const Fields = {
		DaTi: '2026-06-03',
		VaIt: '1',
		ItCd: '300',
		EmId: '1001',
		PrId: '910004',
		Qu: 2,
	};
	const { body } = simulator.company.write({
		method: 'POST',
		connectorId: 'PtRealization',
		body: { PtRealization: { Element: { Fields } } },
	});
	return /"Id":"(\d+)"/.exec(JSON.stringify(body))?.[1] ?? '';
}

const removeHours = (Id: string) =>
	simulator.company.remove('PtRealization', [{ element: 'PtRealization', keys: { Id } }]);

const removeDebtor = (DbId: string) =>
	simulator.company.remove(
		'KnSalesRelationOrg',
		[{ element: 'KnSalesRelationOrg', keys: { DbId } }],
		'user',
	);

const changeDebtor = (DbId: string, Krli: number) =>
	simulator.company.write({
		method: 'PUT',
		connectorId: 'KnSalesRelationOrg',
		body: { KnSalesRelationOrg: { Element: { '@DbId': DbId, Fields: { Krli } } } },
	});

function book(EnDa: string): void {
	const line = (AcNr: string, AmDe: string, AmCr: string) => ({
		Fields: { VaAs: '1', AcNr, EnDa, BpDa: EnDa, AmDe, AmCr },
	});
	const Objects = { FiEntries: { Element: [line('4300', '5', '0'), line('1100', '0', '5')] } };
	const Fields = { Year: EnDa.slice(0, 4), Peri: Number(EnDa.slice(5, 7)), UnId: '1', JoCo: '90' };
	const body = { FiEntryPar: { Element: { Fields, Objects } } };
	simulator.company.write({ method: 'POST', connectorId: 'FiEntries', body });
}

/** One look, with the column that says what was deleted or changed. */
async function seen(engine: PollingEngine, column: string): Promise<unknown[]> {
	const items = (await engine.poll()) ?? [];
	return items.map(({ json }: { json: IDataObject }) => json[column]);
}

describe.each<Keeping>(['inMemory', 'durable'])(
	'a trigger on deleted records (state %s)',
	(keeping) => {
		it('tells each deletion once, through a restart', async () => {
			const lines = [addHours(), addHours(), addHours()] as const;
			const engine = await PollingEngine.create(simulator, deletedHours, keeping);
			expect((await engine.activate()) ?? []).toEqual([]);
			expect(await engine.poll()).toBeUndefined();
			later(60);
			removeHours(lines[0]);
			later(1);
			removeHours(lines[1]);
			expect(await seen(engine, 'Regelnummer')).toEqual([Number(lines[0]), Number(lines[1])]);
			engine.restart();
			expect(await engine.poll()).toBeUndefined();
			removeHours(lines[2]);
			expect(await seen(engine, 'Regelnummer')).toEqual([Number(lines[2])]);
			expect(await engine.poll()).toBeUndefined();
		});

		it('tells deletions since a moment, also those from before it existed', async () => {
			const line = addHours();
			removeHours(line);
			later(3_600);
			const since = { ...deletedHours, options: { startFrom: '2026-06-10 00:00' } };
			const engine = await PollingEngine.create(simulator, since, keeping);
			const items = (await engine.activate()) ?? (await engine.poll()) ?? [];
			expect(items.map(({ json }) => json.Regelnummer)).toEqual([Number(line)]);
			expect(await engine.poll()).toBeUndefined();
		});

		it('picks the deletions out of a log', async () => {
			const engine = await PollingEngine.create(simulator, deletedDebtors, keeping);
			await engine.activate();
			later(60);
			changeDebtor('10001', 1);
			removeDebtor('10002');
			expect(await seen(engine, 'Debiteur')).toEqual(['10002']);
			later(60);
			changeDebtor('10001', 2);
			expect(await engine.poll()).toBeUndefined();
			removeDebtor('10001');
			expect(await seen(engine, 'Debiteur')).toEqual(['10001']);
		});

		it('costs AFAS one request a look, however many records there are', async () => {
			const engine = await PollingEngine.create(simulator, deletedDebtors, keeping);
			await engine.activate();
			await engine.poll();
			simulator.clearRequests();
			later(60);
			await engine.poll();
			expect(simulator.requests).toHaveLength(1);
		});
	},
);

describe.each(['oncePerDay', 'everyChange'] as const)(
	'a trigger on changed booking days, when Profit keeps a row %s',
	(mode) => {
		it('tells a day each time its entries changed', async () => {
			simulator.company.modes.changedDays = mode;
			const engine = await PollingEngine.create(simulator, changedDays);
			await engine.activate();
			later(60);
			book('2026-03-05');
			expect(new Set(await seen(engine, 'EntryDate'))).toEqual(new Set(['2026-03-05']));
			expect(await engine.poll()).toBeUndefined();
			later(60);
			book('2026-03-05');
			book('2026-04-01');
			expect(new Set(await seen(engine, 'EntryDate'))).toEqual(
				new Set(['2026-03-05', '2026-04-01']),
			);
			expect(await engine.poll()).toBeUndefined();
		});
	},
);
