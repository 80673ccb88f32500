import type { INodeParameters } from 'n8n-workflow';
import type { Row } from '../simulator/contract';
import type { Fault } from '../simulator/faults';
import { RESTRICTED, tokenXml } from '../simulator/access';
import type { NodeRun } from './engine';
import { connect, type Simulated, startSimulated } from './simulated';

let simulated: Simulated;

beforeAll(async () => {
	simulated = await startSimulated();
});

afterAll(async () => await simulated.simulator.close());

beforeEach(() => {
	simulated.simulator.clearRequests();
	simulated.simulator.faults.clear();
});

const COMPLAINT = 20;
const SERVICE = 21;
const QUOTATION = 25;

/** Adds a dossier item, which enters the workflow of its type. */
function addItem(StId: number): string {
	const { company } = simulated.simulator;
	const Objects = { KnSubjectLink: { Element: { Fields: { ToSR: true, SfId: '10001' } } } };
	const body = { KnSubject: { Element: { Fields: { StId, Ds: 'Proef' }, Objects } } };
	const answer = company.write({ method: 'POST', connectorId: 'KnSubject', body });
	return /"SbId":"(\d+)"/.exec(JSON.stringify(answer.body))?.[1] ?? '';
}

const rowsOf = (connector: string, column: string, subjectId: string): Row[] =>
	simulated.simulator.company.rowsOf(connector).filter((row) => String(row[column]) === subjectId);

const taskWords = (subjectId: string) => [
	...new Set(
		rowsOf('Profit_Subject_Tasks', 'SubjectId', subjectId).map((row) => row.TaskDescription),
	),
];

const reactions = (subjectId: string) =>
	rowsOf('Lindeboom_Reacties', 'Dossieritem', subjectId).map(({ Tekst }) => Tekst);

/** Adds a copy of a GetConnector whose rows are changed. */
function addConnector(of: string, id: string, change: (row: Row) => Row): void {
	const { company } = simulated.simulator;
	const connector = company.getConnectors.find((one) => one.id === of);
	if (connector === undefined) throw new Error(`There is no ${of}`);
	company.addGetConnector({ ...connector, id }, company.rowsOf(of).map(change));
}

const writes = () => simulated.simulator.requests.filter(({ method }) => method !== 'GET');

const reads = () =>
	simulated.simulator.requests.filter(({ path }) => /\/connectors\/\w+_/.test(path));

const byName = (value: string) => ({ __rl: true, mode: 'name', value });

const acting = (more: object = {}) => ({
	parameters: {
		resource: 'workflow',
		operation: 'executeAction',
		subjectId: '={{ $json.item }}',
		task: byName('={{ $json.task }}'),
		action: byName('={{ $json.action }}'),
		...more,
	},
});

type Wish = [item: string, task: string, action: string];

async function act(wishes: Wish[], more: object = {}, onError?: 'continueRegularOutput') {
	const input = wishes.map(([item, task, action]) => ({ item, task, action }));
	return await simulated.engine.run({ ...acting(more), input, ...(onError && { onError }) });
}

async function tasksOf(items: string[], options: INodeParameters = {}): Promise<NodeRun> {
	return await simulated.engine.run({
		parameters: {
			resource: 'workflow',
			operation: 'getTasks',
			subjectId: '={{ $json.item }}',
			options,
		},
		input: items.map((item) => ({ item })),
	});
}

describe('the tasks of a dossier item', () => {
	it('come in words, with users, actions and GUIDs', async () => {
		const item = addItem(COMPLAINT);
		const { items, error } = await tasksOf([item]);
		expect(error).toBeUndefined();
		const rows = rowsOf('Profit_Subject_Tasks', 'SubjectId', item);
		expect(items.map(({ json }) => json)).toEqual([
			{
				subjectId: item,
				workflow: 'Klachtafhandeling',
				task: 'Klacht beoordelen',
				users: rows.map(({ User, UserName }) => ({ user: User, name: UserName })),
				actions: [
					{ action: 'Goedkeuren', type: 'Afhandelen', actionGuid: expect.any(String) as string },
					{ action: 'Afwijzen', type: 'Afhandelen', actionGuid: expect.any(String) as string },
					{
						action: 'Delegeren aan collega',
						type: 'Delegeren',
						actionGuid: expect.any(String) as string,
					},
				],
				workflowGuid: rows[0]?.WorkflowName,
				taskGuid: rows[0]?.TaskName,
			},
		]);
	});

	it('are one item each, paired with the input item; none for a dossier item without', async () => {
		const asked = [addItem(SERVICE), addItem(1), addItem(COMPLAINT)];
		const { items } = await tasksOf(asked);
		expect(items.map(({ json, pairedItem }) => [json.task, pairedItem])).toEqual([
			['Klant informeren', { item: 0 }],
			['Monteur plannen', { item: 0 }],
			['Klacht beoordelen', { item: 2 }],
		]);
	});

	it('of a hundred dossier items take few requests', async () => {
		const asked = Array.from({ length: 100 }, (_, index) =>
			addItem([COMPLAINT, SERVICE, QUOTATION][index % 3] ?? 0),
		);
		const { items, error } = await tasksOf(asked);
		expect(error).toBeUndefined();
		expect(new Set(items.map(({ json }) => json.subjectId))).toEqual(new Set(asked));
		expect(reads().length).toBeLessThanOrEqual(6);
	});

	it('come from GetConnectors of your own', async () => {
		const options = {
			tasksConnector: 'Lindeboom_Taken',
			actionsConnector: 'Lindeboom_Workflowacties',
		};
		const { items, error } = await tasksOf([addItem(COMPLAINT)], options);
		expect(error).toBeUndefined();
		expect(items[0]?.json).toMatchObject({ task: 'Klacht beoordelen' });
		const asked = new Set(reads().map(({ path }) => path.split('/').at(-1)));
		expect([...asked]).toEqual(Object.values(options));
	});

	it.each([
		[{ tasksConnector: 'Nergens' }, "'Nergens', which lists the open tasks of dossier items"],
		[{ actionsConnector: 'Nergens' }, "'Nergens', which lists the actions of workflows"],
		[
			{ tasksConnector: 'Profit_Debtor' },
			"'Profit_Debtor' doesn't list the open tasks of dossier items: it has no SubjectId, TaskDescription, TaskName, WorkflowName",
		],
	])('say what is wrong with GetConnectors: %j', async (options, message) => {
		const { error } = await tasksOf([addItem(COMPLAINT)], options);
		expect(error?.message).toContain(message);
	});

	it('are shown without actions when AFAS tells no GUID, and leave the others alone', async () => {
		const [good, bad] = [addItem(COMPLAINT), addItem(COMPLAINT)];
		addConnector('Profit_Subject_Tasks', 'Zonder_Guid', (row) =>
			String(row.SubjectId) === bad ? { ...row, TaskName: null } : row,
		);
		const { items, error, hints } = await tasksOf([good, bad], { tasksConnector: 'Zonder_Guid' });
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => [json.subjectId, (json.actions as unknown[]).length])).toEqual([
			[good, 3],
			[bad, 0],
		]);
		expect(hints.join()).toContain(
			`AFAS tells no GUID of the task 'Klacht beoordelen' of dossier item ${bad}`,
		);
	});

	it('need the number of a dossier item', async () => {
		const { error } = await tasksOf(['Klacht']);
		expect(error?.message).toBe("'Dossier Item ID' is 'Klacht', which is no number");
		expect(simulated.simulator.requests).toEqual([]);
	});
});

describe('an action', () => {
	it('is performed by what it is called, with its reaction', async () => {
		const item = addItem(COMPLAINT);
		const more = { reaction: 'Mee eens' };
		const { items, error } = await act([[item, 'klacht beoordelen', 'GOEDKEUREN']], more);
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json)).toEqual([
			{
				subjectId: item,
				workflow: 'Klachtafhandeling',
				task: 'Klacht beoordelen',
				action: 'Goedkeuren',
				success: true,
			},
		]);
		expect(taskWords(item)).toEqual(['Klacht oplossen']);
		expect(reactions(item)).toEqual(['Mee eens']);
	});

	it('is found anew after the workflow was published anew', async () => {
		const item = addItem(COMPLAINT);
		await act([[item, 'Klacht beoordelen', 'Goedkeuren']]);
		simulated.simulator.company.publishWorkflows();
		const { error } = await act([[item, 'Klacht oplossen', 'Opgelost']]);
		expect(error).toBeUndefined();
		expect(taskWords(item)).toEqual(['Klant terugbellen']);
		const [first, second] = writes().map(({ body }) => JSON.stringify(body));
		const workflow = (body = '') => /"WfNm":"(\w+)"/.exec(body)?.[1];
		expect(workflow(first)).not.toBe(workflow(second));
	});

	it('takes the GUID of a task, as a notification of Profit has it', async () => {
		const item = addItem(COMPLAINT);
		const [row] = rowsOf('Profit_Subject_Tasks', 'SubjectId', item);
		const guid = String(row?.TaskName).toLowerCase();
		const { error } = await act([[item, guid, 'Goedkeuren']]);
		expect(error).toBeUndefined();
		expect(taskWords(item)).toEqual(['Klacht oplossen']);
	});

	it('takes files, and hands a task to somebody', async () => {
		const item = addItem(COMPLAINT);
		const file = { data: 'eA==', mimeType: 'text/plain', fileName: 'bewijs.txt' };
		const user = String(simulated.simulator.company.rowsOf('Profit_Users').at(-1)?.UserId);
		const additionalFields = { delegateTo: user, reactionFiles: 'data' };
		const { error } = await simulated.engine.run({
			...acting({ additionalFields }),
			input: [{ item, task: 'Klacht beoordelen', action: 'Delegeren aan collega' }],
			binary: [{ data: file }],
		});
		expect(error).toBeUndefined();
		const rows = rowsOf('Profit_Subject_Tasks', 'SubjectId', item);
		expect(rows.map(({ User }) => User)).toEqual([user]);
		const files = rowsOf('Profit_Subject_Reaction_Attachments', 'subject_id', item);
		expect(files.map(({ file_name }) => file_name)).toEqual(['bewijs.txt']);
	});

	it('that delegates to nobody is refused in the words of AFAS', async () => {
		const item = addItem(COMPLAINT);
		const { error } = await act([[item, 'Klacht beoordelen', 'Delegeren aan collega']]);
		expect(error?.message).toContain("Vul een waarde in bij 'Gebruiker'");
	});

	it('of a task that is not for the user of the App Connector is refused in the words of AFAS', async () => {
		const item = addItem(QUOTATION);
		await act([[item, 'Aanvraag beoordelen', 'Goedkeuren']]);
		const { error } = await act([[item, 'Akkoord van de directie', 'Goedkeuren']]);
		expect(error?.message).toContain('geen rechten');
	});

	it.each([
		[
			'Klacht sluiten',
			'Goedkeuren',
			"is not in the task 'Klacht sluiten'; it is in 'Klacht beoordelen'",
		],
		[
			'Klacht beoordelen',
			'Akkoord',
			"has no action 'Akkoord'; it has 'Goedkeuren', 'Afwijzen' and 'Delegeren aan collega'",
		],
		['', 'Goedkeuren', "'Task' is empty"],
		['Klacht beoordelen', '', "'Action' is empty"],
	])("is not sent when it isn't there: %s, %s", async (task, action, message) => {
		const { error } = await act([[addItem(COMPLAINT), task, action]]);
		expect(error?.message).toContain(message);
		expect(writes()).toEqual([]);
	});

	it('is told apart by its workflow when two tasks are called alike', async () => {
		const item = addItem(COMPLAINT);
		const { company } = simulated.simulator;
		const tasks = company.getConnectors.find(({ id }) => id === 'Profit_Subject_Tasks');
		const rows = rowsOf('Profit_Subject_Tasks', 'SubjectId', item);
		const other = { ...rows[0], WfDescription: 'Verlof', WorkflowName: 'F'.repeat(32) };
		if (tasks !== undefined) {
			company.addGetConnector({ ...tasks, id: 'Twee_Workflows' }, [...rows, other] as Row[]);
		}
		const options = { tasksConnector: 'Twee_Workflows' };
		const wish: Wish = [item, 'Klacht beoordelen', 'Goedkeuren'];
		const { error } = await act([wish], { options });
		expect(error?.message).toContain("is in 2 tasks 'Klacht beoordelen', of the workflows");
		expect(error?.description).toContain("'Workflow' under 'Additional Fields'");
		const told = await act([wish], {
			options,
			additionalFields: { workflow: 'klachtafhandeling' },
		});
		expect(told.error).toBeUndefined();
		expect(taskWords(item)).toEqual(['Klacht oplossen']);
	});

	it('is not sent when AFAS tells no GUID of it', async () => {
		addConnector('Profit_Workflowactions', 'Acties_Zonder_Guid', (row) => ({
			...row,
			ActionName: null,
		}));
		const options = { actionsConnector: 'Acties_Zonder_Guid' };
		const wish: Wish = [addItem(COMPLAINT), 'Klacht beoordelen', 'Goedkeuren'];
		const { error } = await act([wish], { options });
		expect(error?.message).toContain("AFAS tells no GUID of the action 'Goedkeuren'");
		expect(error?.description).toContain('Nothing was sent');
		expect(writes()).toEqual([]);
	});

	it('is shown and not sent in a dry run', async () => {
		const item = addItem(COMPLAINT);
		const wish: Wish = [item, 'Klacht beoordelen', 'Goedkeuren'];
		const { items } = await act([wish], { options: { dryRun: true } });
		expect(items[0]?.json).toMatchObject({
			dryRun: true,
			path: '/connectors/KnSubjectWorkflowReaction',
			body: { KnWorkflow: { Element: { '@SbId': item } } },
			action: 'Goedkeuren',
		});
		expect(writes()).toEqual([]);
	});

	it('says what is missing in the App Connector', async () => {
		const engine = await connect(simulated.simulator, tokenXml(RESTRICTED));
		const input = [{ item: '1', task: 'A', action: 'B' }];
		const { error } = await engine.run({ ...acting(), input });
		expect(error?.message).toBe(
			"The App Connector has no GetConnector 'Profit_Subject_Tasks', which lists the open tasks of dossier items",
		);
	});
});

describe('actions of many items', () => {
	const many = (count: number) => Array.from({ length: count }, () => addItem(COMPLAINT));
	const approving = (items: readonly string[]) =>
		items.map((item): Wish => [item, 'Klacht beoordelen', 'Goedkeuren']);

	it('take few requests: a hundred in batches of fifty', async () => {
		const asked = many(100);
		const { items, error } = await act(approving(asked), { options: { batchSize: 50 } });
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.subjectId)).toEqual(asked);
		expect(asked.every((item) => taskWords(item).join() === 'Klacht oplossen')).toBe(true);
		expect(writes()).toHaveLength(2);
		expect(reads().length - writes().length).toBeLessThanOrEqual(4);
	});

	it('are looked up together also when they are sent one by one', async () => {
		const asked = many(100);
		await act(approving(asked));
		expect(writes()).toHaveLength(100);
		const looked = simulated.simulator.requests.filter(({ method }) => method === 'GET');
		expect(looked.length).toBeLessThanOrEqual(6);
	});

	it('send nothing when one of them is wrong', async () => {
		const asked = approving(many(3));
		asked.push([addItem(COMPLAINT), 'Klacht beoordelen', 'Akkoord']);
		const { error } = await act(asked);
		expect(error?.message).toContain("has no action 'Akkoord'");
		expect(error?.context?.itemIndex).toBe(3);
		expect(writes()).toEqual([]);
	});

	it('leave each other alone when the node continues on errors', async () => {
		const [first = '', second = ''] = many(2);
		const wishes: Wish[] = [
			[first, 'Klacht beoordelen', 'Akkoord'],
			[second, 'Klacht beoordelen', 'Goedkeuren'],
			['x', 'Klacht beoordelen', 'Goedkeuren'],
		];
		const { items, error } = await act(wishes, {}, 'continueRegularOutput');
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.error ?? json.success)).toEqual([
			expect.stringContaining("has no action 'Akkoord'"),
			true,
			"'Dossier Item ID' is 'x', which is no number",
		]);
	});

	it('take a batch apart when AFAS refuses one of it, and the node continues on errors', async () => {
		const quotation = addItem(QUOTATION);
		await act([[quotation, 'Aanvraag beoordelen', 'Goedkeuren']]);
		const [first = '', last = ''] = many(2);
		const wishes: Wish[] = [
			[first, 'Klacht beoordelen', 'Goedkeuren'],
			[quotation, 'Akkoord van de directie', 'Goedkeuren'],
			[last, 'Klacht beoordelen', 'Goedkeuren'],
		];
		const more = { options: { batchSize: 10 } };
		const { items } = await act(wishes, more, 'continueRegularOutput');
		expect(items.map(({ json }) => json.success ?? json.error)).toEqual([
			true,
			expect.stringContaining('geen rechten'),
			true,
		]);
	});

	it('are not sent when two items are about one task', async () => {
		const [item = ''] = many(1);
		const wishes = approving([item]);
		wishes.push([item, 'Klacht beoordelen', 'Afwijzen']);
		const { error } = await act(wishes);
		expect(error?.message).toBe(
			`Item 1 performs the task 'Klacht beoordelen' of dossier item ${item} as well`,
		);
		expect(writes()).toEqual([]);
	});
});

describe('an action under a connection that breaks', () => {
	const wishFor = (item: string): Wish[] => [[item, 'Klacht beoordelen', 'Goedkeuren']];
	const match = { method: 'POST', path: 'KnSubjectWorkflowReaction' };
	const after: Fault[] = [
		{ kind: 'resetAfter', match },
		{ kind: 'badGateway', match, afterWork: true },
		{ kind: 'htmlPage', status: 502, match, afterWork: true },
		{ kind: 'requestTimeout', match, afterWork: true },
		{ kind: 'emptyError', status: 504, match, afterWork: true },
	];

	it.each(after.map((fault) => [fault.kind, fault] as const))(
		'is performed once, and the message says that it is not certain: %s',
		async (_, fault) => {
			const item = addItem(COMPLAINT);
			simulated.simulator.faults.inject(fault);
			const { error } = await act(wishFor(item));
			expect(error?.message).toContain('AFAS may or may not have saved this');
			expect(writes()).toHaveLength(1);
			expect(reactions(item)).toHaveLength(1);
		},
	);

	it('that was performed is not performed once more by a second run', async () => {
		const item = addItem(COMPLAINT);
		simulated.simulator.faults.inject({ kind: 'resetAfter', match });
		await act(wishFor(item));
		const { error } = await act(wishFor(item));
		expect(error?.message).toBe(
			`Dossier item ${item} is not in the task 'Klacht beoordelen'; it is in 'Klacht oplossen'`,
		);
		expect(error?.description).toContain('perhaps this very node in an earlier run');
		expect(reactions(item)).toHaveLength(1);
	});

	it('is sent again when somebody has the record open, until it is free', async () => {
		const item = addItem(COMPLAINT);
		simulated.simulator.faults.inject({ kind: 'locked', match, times: 1 });
		const { error } = await act(wishFor(item));
		expect(error).toBeUndefined();
		expect(writes()).toHaveLength(2);
		expect(reactions(item)).toHaveLength(1);
	}, 20_000);

	it('tells which actions were carried out before', async () => {
		const items = [addItem(COMPLAINT), addItem(COMPLAINT), addItem(COMPLAINT)];
		simulated.simulator.faults.inject({ kind: 'resetAfter', match: { ...match, nth: 3 } });
		const { error } = await act(items.flatMap(wishFor));
		expect(error?.description).toContain(
			'The actions of items 1 to 2 were carried out before this',
		);
	});

	it('performs none of a hundred twice, whatever breaks', async () => {
		const items = Array.from({ length: 100 }, () => addItem(COMPLAINT));
		for (const [index, fault] of after.entries()) {
			const nth = 7 + 11 * index;
			simulated.simulator.faults.inject({ ...fault, match: { ...match, nth } });
		}
		const run = await act(items.flatMap(wishFor), {}, 'continueRegularOutput');
		expect(run.items.filter(({ json }) => json.error !== undefined)).toHaveLength(after.length);
		expect(items.map((item) => reactions(item).length)).toEqual(items.map(() => 1));
	}, 60_000);
});

describe('the lists of the editor', () => {
	const search = async (method: string, parameters: INodeParameters, filter?: string) => {
		const all = { resource: 'workflow', operation: 'executeAction', ...parameters };
		const found = await simulated.engine.listSearch(method, all, filter);
		return found.results;
	};

	it('show the tasks of the dossier item, and without one all tasks, each once', async () => {
		const item = addItem(COMPLAINT);
		expect(await search('searchWorkflowTasks', { subjectId: item })).toEqual([
			{
				name: 'Klacht beoordelen (Klachtafhandeling)',
				value: 'Klacht beoordelen (Klachtafhandeling)',
			},
		]);
		addItem(SERVICE);
		for (const subjectId of ['', '={{ $json.item }}']) {
			const all = await search('searchWorkflowTasks', { subjectId });
			const values = all.map(({ value }) => value);
			expect(values).toEqual(
				expect.arrayContaining([
					'Klacht beoordelen (Klachtafhandeling)',
					'Monteur plannen (Serviceverzoek)',
				]),
			);
			expect(new Set(values).size).toBe(values.length);
		}
	});

	it('show the actions of the task, and without one all actions', async () => {
		const task = byName('Klacht beoordelen');
		const actions = await search('searchWorkflowActions', { subjectId: '', task });
		expect(actions).toEqual([
			{ name: 'Goedkeuren (Afhandelen)', value: 'Goedkeuren (Afhandelen)' },
			{ name: 'Afwijzen (Afhandelen)', value: 'Afwijzen (Afhandelen)' },
			{
				name: 'Delegeren aan collega (Delegeren)',
				value: 'Delegeren aan collega (Delegeren)',
			},
		]);
		const all = await search('searchWorkflowActions', { subjectId: '', task: byName('') }, 'OPGE');
		expect(all.map(({ value }) => value)).toEqual(['Opgelost (Afhandelen)']);
	});

	it('give what the run takes: the workflow that was chosen is the one that is acted in', async () => {
		const item = addItem(COMPLAINT);
		const [task] = await search('searchWorkflowTasks', { subjectId: item });
		const chosen = byName(String(task?.value));
		const [action] = await search('searchWorkflowActions', { subjectId: item, task: chosen });
		const elsewhere = await act([[item, 'Klacht beoordelen (Verlof)', String(action?.value)]]);
		expect(elsewhere.error?.message).toContain("not in the task 'Klacht beoordelen (Verlof)'");
		expect(writes()).toEqual([]);
		const { error } = await act([[item, String(task?.value), String(action?.value)]]);
		expect(error).toBeUndefined();
		expect(taskWords(item)).toEqual(['Klacht oplossen']);
	});

	it('show the actions of a task that is called alike in very many workflows', async () => {
		const { company } = simulated.simulator;
		const guid = (index: number) => index.toString(16).toUpperCase().padStart(32, '0');
		const all = Array.from({ length: 120 }, (_, index) => index);
		const copyOf = (id: string, as: string, change: (row: Row, index: number) => Row) => {
			const connector = company.getConnectors.find((one) => one.id === id);
			const [row] = company.rowsOf(id);
			if (connector === undefined || row === undefined) throw new Error(`There is no ${id}`);
			company.addGetConnector(
				{ ...connector, id: as },
				all.map((index) => change(row, index)),
			);
		};
		const guids = (index: number) => ({ TaskName: guid(index), WorkflowName: guid(1000 + index) });
		copyOf('Profit_Subject_Tasks', 'Veel_Taken', (row, index) => ({
			...row,
			...guids(index),
			SubjectId: index,
			TaskDescription: 'Beoordelen',
			WfDescription: `Workflow ${index}`,
		}));
		copyOf('Profit_Workflowactions', 'Veel_Acties', (row, index) => ({
			...row,
			...guids(index),
			ActionName: guid(2000 + index),
			ActionDescription: index === 119 ? 'Afwijzen' : 'Goedkeuren',
		}));
		const options = { tasksConnector: 'Veel_Taken', actionsConnector: 'Veel_Acties' };
		const ofAll = { subjectId: '', options, task: byName('Beoordelen') };
		const actions = await search('searchWorkflowActions', ofAll);
		expect(actions.map(({ name }) => name.split(' ')[0])).toEqual(['Goedkeuren', 'Afwijzen']);
		const task = byName('Beoordelen (Workflow 119)');
		const ofOne = await search('searchWorkflowActions', { ...ofAll, task });
		expect(ofOne.map(({ name }) => name.split(' ')[0])).toEqual(['Afwijzen']);
	});

	it('are read in the language in which the run reads', async () => {
		await search('searchWorkflowTasks', { subjectId: '', options: { language: 'en-us' } });
		const languages = simulated.simulator.requests.map(({ headers }) => headers['accept-language']);
		expect(new Set(languages)).toEqual(new Set(['en-us']));
	});

	it('say in words why they are empty', async () => {
		const parameters = { subjectId: '', options: { tasksConnector: 'Nergens' } };
		await expect(search('searchWorkflowTasks', parameters)).rejects.toThrow(
			"The App Connector has no GetConnector 'Nergens'",
		);
	});
});
