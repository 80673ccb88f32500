import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { DEMO, RESTRICTED, tokenXml } from '../simulator/access';
import { createCompany } from '../simulator/company';
import type {
	Company,
	GetConnectorDefinition,
	UpdateConnectorDefinition,
} from '../simulator/contract';
import { createSimulator, type Simulator } from '../simulator/server';
import { BinaryStorage } from './binaryStorage';
import type { Engine, NodeRun } from './engine';
import { column, connect, type Simulated, startSimulated } from './simulated';

let simulated: Simulated;
let storage: BinaryStorage;

// A simulator of its own for each test: tests change its connectors.
beforeEach(async () => {
	storage = await BinaryStorage.use('default');
	simulated = await startSimulated();
});

afterEach(async () => {
	await simulated.simulator.close();
	storage.remove();
});

type Run = Parameters<Engine['run']>[0];

const attempt = async (operation: string, more: object = {}, run: Partial<Run> = {}) =>
	await simulated.engine.run({
		...run,
		parameters: { resource: 'metainfo', operation, ...more } as Run['parameters'],
	});

async function succeed(...parts: Parameters<typeof attempt>): Promise<NodeRun> {
	const result = await attempt(...parts);
	expect([result.error?.message, result.error?.description]).toEqual([undefined, undefined]);
	return result;
}

const snapshotOf = async (options: object = {}): Promise<IDataObject> => {
	const { items } = await succeed('getSnapshot', { options });
	expect(items).toHaveLength(1);
	return items[0]?.json ?? {};
};

const compared = async (snapshot: IDataObject, options: object = {}): Promise<IDataObject[]> => {
	const { items } = await succeed('compare', { options }, { input: [snapshot] });
	return items.map(({ json }) => json);
};

const connectorWith = (...columns: GetConnectorDefinition['columns']): GetConnectorDefinition => ({
	id: 'Mijn_Lijst',
	description: { nl: 'Mijn lijst', en: 'My list' },
	columns,
});

/** Shows a connector of the administrator's own, in the place of the one before. */
function showConnector(...columns: GetConnectorDefinition['columns']): void {
	simulated.simulator.company.addGetConnector(connectorWith(...columns), []);
}

const brief = (differences: readonly IDataObject[]) =>
	differences.map(({ connector, field, change, severity }) => [connector, field, change, severity]);

describe('a snapshot of the environment', () => {
	it('has every connector of the App Connector, in one item', async () => {
		const snapshot = await snapshotOf();
		const { getConnectors, updateConnectors } = simulated.simulator.company;
		expect(snapshot).toMatchObject({
			environmentId: 'O12345AA',
			profitVersion: expect.stringMatching(/^\d+\.\d+\.\d+$/) as string,
		});
		expect(snapshot.getConnectors).toHaveLength(getConnectors.length);
		expect(snapshot.updateConnectors).toHaveLength(updateConnectors.length);
		expect(snapshot.customConnectors).toHaveLength(DEMO.customConnectors.length);
	});

	it('is one of what the user may see', async () => {
		const engine = await connect(simulated.simulator, tokenXml(RESTRICTED));
		const { items } = await engine.run({
			parameters: { resource: 'metainfo', operation: 'getSnapshot' },
		});
		const snapshot = items[0]?.json as { getConnectors: Array<{ id: string }> };
		expect(snapshot.getConnectors.map(({ id }) => id)).toEqual(['Profit_Article', 'Profit_Debtor']);
		expect(snapshot).toMatchObject({ updateConnectors: [], customConnectors: [] });
	});

	it('can be one of some connectors, in another language', async () => {
		const connectors = ['KnSubject', 'Profit_Debtor'];
		const snapshot = await snapshotOf({ connectors, language: 'en-us' });
		expect(snapshot).toMatchObject({ only: connectors, language: 'en-us' });
		expect(JSON.stringify(snapshot)).toContain('Debtor number');
		const paths = simulated.simulator.requests.map(({ path }) => path.split('/metainfo/')[1]);
		expect(paths.filter(Boolean).sort()).toEqual(['get/Profit_Debtor', 'update/KnSubject']);
	});

	it('is not taken of connectors that are not there', async () => {
		const { error } = await attempt('getSnapshot', {
			options: { connectors: ['Profit_Debiteur'] },
		});
		expect(error?.message).toBe("There is no connector 'Profit_Debiteur'");
		expect(error?.description).toMatch(/^Did you mean 'Profit_Debtor'\?/);
	});

	it('is shared by input items that ask the same', async () => {
		const { items } = await succeed('getSnapshot', {}, { input: [{}, {}, {}] });
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([
			{ item: 0 },
			{ item: 1 },
			{ item: 2 },
		]);
		const { company, requests } = simulated.simulator;
		const connectors = company.getConnectors.length + company.updateConnectors.length;
		expect(requests.filter(({ path }) => /metainfo\/(get|update)/.test(path))).toHaveLength(
			connectors,
		);
	});

	it('can be a file, with a summary beside it', async () => {
		const { items } = await succeed('getSnapshot', { output: 'file' });
		const [item] = items;
		const snapshot = await snapshotOf();
		const content = (await storage.read(item?.binary?.data)).toString('utf8');
		expect({ ...(JSON.parse(content) as object), takenAt: '' }).toEqual({
			...snapshot,
			takenAt: '',
		});
		expect(item?.json).toMatchObject({
			environmentId: 'O12345AA',
			getConnectors: simulated.simulator.company.getConnectors.length,
			fileName: expect.stringMatching(/^metainfo-O12345AA-\d{4}-\d\d-\d\d\.json$/) as string,
			mimeType: 'application/json',
			fileSize: Buffer.byteLength(content),
		});
	});

	it('says which connectors AFAS lists and does not tell of', async () => {
		simulated.simulator.faults.inject({
			kind: 'blocked',
			times: null,
			match: { path: '/metainfo/get/Profit_Debtor' },
		});
		const { items, hints } = await succeed('getSnapshot');
		const { getConnectors } = items[0]?.json as { getConnectors: IDataObject[] };
		const debtors = getConnectors.find(({ id }) => id === 'Profit_Debtor');
		expect(debtors?.refused).toMatch(/geblokkeerd/);
		expect(hints).toEqual([
			expect.stringContaining("AFAS lists 'Profit_Debtor' and does not tell"),
		]);
	});
});

describe('a comparison with a snapshot', () => {
	it('of an environment that is the same gives no items, or one that says so', async () => {
		const snapshot = await snapshotOf();
		expect(await compared(snapshot)).toEqual([]);
		const [summary, ...more] = await compared(snapshot, { whenSame: 'summary' });
		expect(more).toEqual([]);
		const { company } = simulated.simulator;
		const count = company.getConnectors.length + company.updateConnectors.length + 2;
		expect(summary).toMatchObject({ change: 'none', severity: 'harmless' });
		expect(summary?.reason).toContain(`Connectors compared: ${count}.`);
	});

	it('gives an item for each difference, with how serious it is', async () => {
		showConnector(column('Naam', 'string', { length: 50 }), column('Oud', 'string'));
		const snapshot = await snapshotOf();
		showConnector(column('Naam', 'string', { length: 30 }), column('Nieuw', 'int'));
		const differences = await compared(snapshot);
		expect(differences[0]).toEqual({
			connector: 'Mijn_Lijst',
			connectorType: 'getConnector',
			level: 'field',
			field: 'Naam',
			value: null,
			change: 'shorter',
			before: 50,
			after: 30,
			severity: 'may break',
			reason: 'Longer values may be cut off in rows.',
		});
		expect(brief(differences)).toEqual([
			['Mijn_Lijst', 'Naam', 'shorter', 'may break'],
			['Mijn_Lijst', 'Oud', 'removed', 'breaks'],
			['Mijn_Lijst', 'Nieuw', 'added', 'harmless'],
		]);
		expect(brief(await compared(snapshot, { differences: 'serious' }))).toHaveLength(2);
		expect(brief(await compared(snapshot, { differences: 'breaking' }))).toHaveLength(1);
		expect(await compared(snapshot, { connectors: ['Profit_Debtor'] })).toEqual([]);
	});

	it('before an update finds all that the update changed, while everything goes on running', async () => {
		const snapshot = await snapshotOf();
		simulated.simulator.company.modes.update = 'after';
		expect(brief(await compared(snapshot)).sort()).toEqual(
			[
				['Profit_Article', 'Description', 'shorter', 'may break'],
				['Profit_Debtor', 'CollectAccount', 'label', 'harmless'],
				['Profit_Debtor', 'DebtorName', 'removed', 'breaks'],
				['Profit_Debtor', 'Email', 'shorter', 'may break'],
				['Profit_Debtor', 'Name', 'added', 'harmless'],
				['Profit_Debtor', 'PeppolId', 'added', 'harmless'],
				['Profit_Debtor', 'VatDuty', 'removed', 'breaks'],
				['Profit_Illness', null, 'removed', 'breaks'],
				['FbSales', 'TrPt', 'removed', 'breaks'],
				['FbSales', 'RfCs', 'became mandatory', 'may break'],
				['FbSales', 'FbSalesLines/Ds', 'shorter', 'may break'],
				['FbSales', 'FbSalesLines/VaIt', 'value removed', 'may break'],
				['KnEmployeeGuid', null, 'removed', 'breaks'],
				['KnSubject', 'UrGe', 'added', 'harmless'],
			].sort(),
		);
		const differences = await compared(snapshot, { connectors: ['Profit_Debtor'] });
		const renamed = differences.find(({ field }) => field === 'DebtorName');
		expect(renamed?.reason).toContain("Probably it is called 'Name' now");
	});

	it('says with the summary what was left out', async () => {
		const snapshot = await snapshotOf();
		showConnector(column('Naam', 'string'));
		const options = { differences: 'serious', whenSame: 'summary' };
		const [summary] = await compared(snapshot, options);
		expect(summary?.reason).toContain('Less serious differences that were not asked for: 1.');
	});

	it('says which connectors could not be compared, in one note', async () => {
		simulated.simulator.faults.inject({
			kind: 'blocked',
			times: null,
			match: { path: '/metainfo/get/Profit_(Debtor|Article)$' },
		});
		const snapshot = await snapshotOf();
		const { items, hints } = await succeed('compare', {}, { input: [snapshot] });
		expect(items).toEqual([]);
		expect(hints).toEqual([
			"AFAS told the fields of 'Profit_Article', 'Profit_Debtor' neither now nor before: they were not compared.",
		]);
	});

	it('of another environment is in the language of the snapshot', async () => {
		const snapshot = await snapshotOf({ language: 'en-us', connectors: ['Profit_Debtor'] });
		expect(await compared(snapshot)).toEqual([]);
		const foreign = await compared({ ...snapshot, language: 'nl-nl' });
		expect(brief(foreign)).toContainEqual(['Profit_Debtor', 'DebtorId', 'label', 'harmless']);
	});

	it('takes the snapshot from text, and from a file', async () => {
		const { items } = await succeed('getSnapshot', { output: 'file' });
		const file = { binary: [items[0]?.binary] } as { binary: Array<INodeExecutionData['binary']> };
		showConnector(column('Naam', 'string'));
		const text = (await storage.read(items[0]?.binary?.data)).toString('utf8');
		const fromText = await succeed(
			'compare',
			{ snapshot: '={{ $json.bewaard }}' },
			{ input: [{ bewaard: text }] },
		);
		const fromFile = await succeed('compare', { snapshotSource: 'file' }, file);
		for (const run of [fromText, fromFile]) {
			expect(brief(run.items.map(({ json }) => json))).toEqual([
				['Mijn_Lijst', null, 'added', 'harmless'],
			]);
		}
	});

	it('reads the environment once for snapshots of the same connectors', async () => {
		const snapshot = await snapshotOf();
		simulated.simulator.clearRequests();
		await succeed('compare', {}, { input: [snapshot, snapshot] });
		const { company, requests } = simulated.simulator;
		const connectors = company.getConnectors.length + company.updateConnectors.length;
		expect(requests.filter(({ path }) => /metainfo\/(get|update)/.test(path))).toHaveLength(
			connectors,
		);
	});

	it.each<[string, IDataObject, object, string]>([
		['no snapshot', { id: 1 }, {}, "The snapshot can't be used: it has no 'format'"],
		[
			'a text that is none',
			{},
			{ snapshot: '={{ "{" }}' },
			"The snapshot can't be used: it is not JSON from line 1, column 2",
		],
		['a file that is not there', {}, { snapshotSource: 'file' }, "'data'"],
	])('asks AFAS nothing with %s', async (_, input, more, message) => {
		const { error } = await attempt('compare', more, { input: [input] });
		expect(`${error?.message} ${error?.description ?? ''}`).toContain(message);
		expect(simulated.simulator.requests).toEqual([]);
	});

	it('says which connector it does not know', async () => {
		const snapshot = await snapshotOf();
		const { error } = await attempt(
			'compare',
			{ options: { connectors: ['KnSubjekt'] } },
			{ input: [snapshot] },
		);
		expect(error?.message).toBe("There is no connector 'KnSubjekt'");
		expect(error?.description).toMatch(/^Did you mean 'KnSubject'\?/);
	});
});

describe('an environment of 170 UpdateConnectors, one of them of 4 MB', () => {
	/** ms, on a machine that is busy with other tests. */
	const LONG = 120_000;

	/** The demo company with many more UpdateConnectors, as in a whole Profit. */
	function wholeCompany(): Company {
		const company = createCompany({ largeMetainfo: true });
		const own = company.updateConnectors.map((one) =>
			one.id === 'KnEmployee' ? larger(one) : one,
		);
		const more = Array.from({ length: 170 - own.length }, (_, index) => {
			const like = own[index % own.length];
			const definition = like?.id === 'KnEmployee' ? own[1] : like;
			return { ...definition, id: `KnExtra${index}` };
		});
		return Object.create(company, { updateConnectors: { value: [...own, ...more] } }) as Company;
	}

	/** Half as many fields more: with those that the simulator has, 4 MB. */
	function larger(connector: UpdateConnectorDefinition): UpdateConnectorDefinition {
		const more = connector.fields
			.slice(0, connector.fields.length / 2)
			.map((field) => ({ ...field, fieldId: field.fieldId.replace(/^U0/, 'UF') }));
		return { ...connector, fields: [...connector.fields, ...more] };
	}

	async function answerLength({ baseUrl }: Simulator): Promise<number> {
		const authorization = `AfasToken ${Buffer.from(tokenXml(DEMO)).toString('base64')}`;
		const answer = await fetch(`${baseUrl}/metainfo/update/KnEmployee`, {
			headers: { authorization },
		});
		return (await answer.text()).length;
	}

	it(
		'goes into a file of less than 2 MB, with one request a connector',
		async () => {
			const simulator = await createSimulator({ company: wholeCompany() });
			try {
				expect(await answerLength(simulator)).toBeGreaterThan(4_000_000);
				simulator.clearRequests();
				const engine = await connect(simulator, tokenXml(DEMO));
				const parameters = { resource: 'metainfo', operation: 'getSnapshot', output: 'file' };
				const { items, error } = await engine.run({ parameters });
				expect(error).toBeUndefined();
				const { fileSize, updateConnectors } = items[0]?.json ?? {};
				expect(updateConnectors).toBe(170);
				expect(Number(fileSize)).toBeLessThan(2_000_000);
				const read = simulator.requests.filter(({ path }) => /metainfo\/(get|update)/.test(path));
				expect(read).toHaveLength(170 + simulator.company.getConnectors.length);
				expect(simulator.maxInFlight).toBeLessThanOrEqual(5);
				const options = { whenSame: 'summary' };
				const same = await engine.run({
					parameters: {
						resource: 'metainfo',
						operation: 'compare',
						snapshotSource: 'file',
						options,
					},
					binary: [items[0]?.binary],
				});
				expect(same.items.map(({ json }) => json.change)).toEqual(['none']);
			} finally {
				await simulator.close();
			}
		},
		LONG,
	);

	it(
		'says with an item that a file is the better place',
		async () => {
			const simulator = await createSimulator({ company: wholeCompany() });
			try {
				const engine = await connect(simulator, tokenXml(DEMO));
				const parameters = { resource: 'metainfo', operation: 'getSnapshot' };
				const { hints } = await engine.run({ parameters });
				expect(hints).toEqual([expect.stringMatching(/^The snapshot is \d\.\d MB, and n8n keeps/)]);
			} finally {
				await simulator.close();
			}
		},
		LONG,
	);
});
