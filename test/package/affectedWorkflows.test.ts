/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- runs in Node, never shipped */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { INode, INodeParameters } from 'n8n-workflow';
import { compareSnapshots } from '../../nodes/Afas/profit/definition/compareSnapshots';
import type { Difference } from '../../nodes/Afas/profit/definition/difference';
import { readSnapshot } from '../../nodes/Afas/profit/definition/readSnapshot';
import { startSimulated, type Simulated } from '../nodes/simulated';

const EXAMPLE = resolve(__dirname, '../../workflows/compare-accept-with-production.json');

/** The Code node of the example that finds which workflows use what changes. */
const CODE = (JSON.parse(readFileSync(EXAMPLE, 'utf8')) as { nodes: INode[] }).nodes
	.map(({ parameters }) => parameters.jsCode)
	.find((code) => typeof code === 'string') as string;

type Item = { readonly json: Readonly<Record<string, unknown>> };

type Run = ($: (node: string) => { all: () => Item[] }, $input: { all: () => Item[] }) => Item[];

// As n8n runs it: with what it may use as names around it.
const run = new Function('$', '$input', CODE) as Run;

const items = (list: readonly object[]): Item[] => list.map((json) => ({ json: { ...json } }));

const node = (name: string, type: string, parameters: INodeParameters, more: object = {}) => ({
	id: name,
	name,
	type,
	typeVersion: 1,
	position: [0, 0],
	parameters,
	...more,
});

const afas = (name: string, parameters: object, more: object = {}) =>
	node(name, 'n8n-nodes-afas.afas', parameters as INodeParameters, more);

const locator = (value: string) => ({
	__rl: true,
	mode: 'list',
	value,
	cachedResultName: 'Debiteuren (Profit_Debtor)',
});

const reading = (connector: string, more: object = {}) => ({
	resource: 'getConnector',
	operation: 'getMany',
	getConnector: locator(connector),
	...more,
});

const filterOn = (field: string) => ({
	filterType: 'builder',
	filters: {
		group: [{ conditions: { condition: [{ field, operator: 'equals', value: '1' }] } }],
	},
});

/** Five workflows of which is known what they use, and one that is put away. */
const WORKFLOWS = [
	{
		name: 'Debiteuren naar CRM',
		nodes: [
			node('Uitleg', 'n8n-nodes-base.stickyNote', { content: 'VatDuty en DebtorName' }),
			afas('Lezen', reading('Profit_Debtor', filterOn('VatDuty'))),
			afas('Oud', reading('Profit_Debtor', filterOn('VatDuty')), { disabled: true }),
			node('CRM', 'n8n-nodes-base.httpRequest', { body: '={{ $json.DebtorName }}' }),
			node('Code', 'n8n-nodes-base.code', { jsCode: 'return { mail: $json["Email"] }' }),
		],
	},
	{
		name: 'Uit gebruik',
		isArchived: true,
		nodes: [afas('Lezen', reading('Profit_Illness'))],
	},
	{
		name: 'Artikelen',
		nodes: [
			afas('Artikelen', reading('Profit_Article', { sort: { field: [{ field: 'ItemCode' }] } })),
			// Fields of another connector with the same names.
			node('Sheet', 'n8n-nodes-base.set', { value: '={{ $json.Email }} {{ $json.DebtorName }}' }),
		],
	},
	{
		name: 'Verzuim',
		nodes: [
			node('Start', 'n8n-nodes-base.manualTrigger', {}),
			node('Bij verzuim', 'n8n-nodes-afas.afasTrigger', {
				getConnector: locator('profit_illness'),
				modifiedFields: ['ModifiedDate'],
			}),
		],
	},
	{
		name: 'Webwinkel',
		nodes: [
			afas('Order', {
				resource: 'updateConnector',
				operation: 'create',
				updateConnector: locator('FbSales'),
				dataMode: 'record',
				record: '={{ { DbId: $json.klant, FbSalesLines: $json.regels } }}',
			}),
			node('Regels', 'n8n-nodes-base.code', { jsCode: 'return [{ VaIt: "2", Ds: item.naam }]' }),
			afas('Formulier', {
				resource: 'updateConnector',
				operation: 'upsert',
				updateConnector: locator('FbSales'),
				lookupConnector: locator('Profit_Salesorders'),
				fields: {
					mappingMode: 'defineBelow',
					value: { RfCs: '={{ $json.ref }}' },
					schema: [{ id: 'TrPt', displayName: 'Vervoerder' }],
				},
			}),
		],
	},
	{
		name: 'Welke connector?',
		nodes: [
			afas('Lezen', {
				resource: 'getConnector',
				operation: 'getMany',
				getConnector: { __rl: true, mode: 'id', value: '={{ $json.connector }}' },
			}),
		],
	},
];

describe('the Code node of the example that compares Accept with production', () => {
	let simulated: Simulated;
	let all: readonly Difference[];
	let rows: Array<Readonly<Record<string, unknown>>>;

	/** The rows for changes in the words of a comparison, and workflows. */
	const rowsFor = (changes: readonly object[], workflows: readonly object[]) =>
		run((name) => ({ all: () => (name === 'Accept: vergelijken' ? items(changes) : []) }), {
			all: () => items(workflows),
		}).map(({ json }) => json);

	beforeAll(async () => {
		simulated = await startSimulated();
		const snapshot = async () => {
			const { items: taken } = await simulated.engine.run({
				parameters: { resource: 'metainfo', operation: 'getSnapshot' },
			});
			return readSnapshot(taken[0]?.json);
		};
		const production = await snapshot();
		simulated.simulator.company.modes.update = 'after';
		const { differences } = compareSnapshots(production, await snapshot(), []);
		const serious = differences.filter(({ severity }) => severity !== 'harmless');
		all = serious;
		rows = rowsFor(serious, WORKFLOWS);
	});

	afterAll(async () => await simulated.simulator.close());

	it('is at most forty lines', () => {
		expect(CODE.split('\n').length).toBeLessThanOrEqual(40);
	});

	it('finds exactly which nodes a change touches', () => {
		const found = rows.filter(({ node: name }) => name !== '');
		const brief = found.map(({ workflow, node: name, connector, veld, verandering }) => [
			workflow,
			name,
			connector,
			veld,
			verandering,
		]);
		expect(brief.sort()).toEqual(
			[
				['Debiteuren naar CRM', 'Lezen', 'Profit_Debtor', 'VatDuty', 'removed'],
				['Debiteuren naar CRM', 'CRM', 'Profit_Debtor', 'DebtorName', 'removed'],
				['Debiteuren naar CRM', 'Code', 'Profit_Debtor', 'Email', 'shorter'],
				['Verzuim', 'Bij verzuim', 'Profit_Illness', '', 'removed'],
				['Webwinkel', 'Order', 'FbSales', 'RfCs', 'became mandatory'],
				['Webwinkel', 'Formulier', 'FbSales', 'RfCs', 'became mandatory'],
				['Webwinkel', 'Regels', 'FbSales', 'FbSalesLines/Ds', 'shorter'],
				['Webwinkel', 'Regels', 'FbSales', 'FbSalesLines/VaIt', 'value removed'],
				['Welke connector?', 'Lezen', '?', '', '?'],
			].sort(),
		);
	});

	it('lists at the end, without a workflow, every serious change that no node names', () => {
		const key = (...parts: unknown[]) => parts.join(' ');
		const places = (list: typeof rows) =>
			list.map(({ connector, veld, verandering }) => key(connector, veld, verandering));
		const changed = all.map(({ connector, field, change }) => key(connector, field ?? '', change));
		expect(new Set(places(rows.filter(({ connector }) => connector !== '?')))).toEqual(
			new Set(changed),
		);
		const first = rows.findIndex(({ node: name }) => name === '');
		expect(first).toBeGreaterThan(0);
		expect(rows.slice(first).every(({ workflow }) => workflow === '(niet gevonden)')).toBe(true);
		expect(places(rows.slice(first))).toContain('KnEmployeeGuid  removed');
	});

	it.each([
		[{ resource: 'workflow', subjectId: '1' }, 'Profit_Subject_Tasks', 'TaskName'],
		[{ resource: 'workflow', operation: 'getTasks' }, 'Profit_Workflowactions', null],
		[{ resource: 'workflow', operation: 'executeAction' }, 'KnSubjectWorkflowReaction', 'AcNm'],
		[{ resource: 'workflow', options: { tasksConnector: 'Mijn_Taken' } }, 'Mijn_Taken', 'User'],
		[{ resource: 'workflow', options: { actionsConnector: 'Acties' } }, 'Acties', null],
		[{ resource: 'file' }, 'Profit_Subject_Attachments', null],
		[{ resource: 'file', options: { attachmentsConnector: 'Mijn_Lijst' } }, 'Mijn_Lijst', null],
		[{ resource: 'file', operation: 'getAttachment' }, 'AppConnectorSubject', null],
		[{ resource: 'file', operation: 'getReport' }, 'AppConnectorReport', null],
		[{ resource: 'file', operation: 'uploadAttachment' }, 'KnSubject', null],
		[{ resource: 'biModel', biModel: locator('Omzet') }, 'Omzet', null],
	])(
		'finds the connectors that %j does not name, or names elsewhere: %s',
		(parameters, connector, field) => {
			const change = { connector, field, change: 'removed', severity: 'breaks' };
			const workflow = { name: 'W', nodes: [afas('Node', parameters)] };
			const [row, ...others] = rowsFor([change], [workflow]);
			expect([row?.workflow, row?.node, others]).toEqual(['W', 'Node', []]);
		},
	);

	it('takes a name under Options for the only one, and no file of another app for one of AFAS', () => {
		const change = { connector: 'Profit_Subject_Tasks', field: null, change: 'removed' };
		const own = { resource: 'workflow', options: { tasksConnector: 'Mijn_Taken' } };
		const nodes = [
			afas('Eigen', own),
			node('Drive', 'n8n-nodes-base.googleDrive', { resource: 'workflow' }),
		];
		expect(rowsFor([change], [{ name: 'W', nodes }]).map((row) => row.node)).toEqual(['']);
	});

	it('says what changes in the words of the comparison', () => {
		expect(rows.find(({ veld }) => veld === 'Email')).toEqual({
			workflow: 'Debiteuren naar CRM',
			node: 'Code',
			connector: 'Profit_Debtor',
			veld: 'Email',
			verandering: 'shorter',
			was: 255,
			wordt: 100,
			ernst: 'may break',
			reden: 'Longer values may be cut off in rows.',
		});
	});
});
