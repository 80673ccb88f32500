import { enterTasks } from '../openTasks';
import { textOf } from '../store';
import { momentOf } from '../wallClock';
import type { Filling } from './filling';

/** What an action does, as Profit describes its type. */
const SETTLE = [1, 'Afhandelen'] as const;
const DELEGATE = [2, 'Delegeren'] as const;

/** An action: its words, its type, and the tasks that come after it; none ends the workflow. */
type ActionPlan = readonly [
	words: string,
	type: readonly [number, string],
	next: readonly string[],
];

interface TaskPlan {
	readonly words: string;
	readonly actions: readonly ActionPlan[];
	/** Whether the user of the connectors may perform it. */
	readonly forConnectors?: false;
}

interface WorkflowPlan {
	readonly id: number;
	readonly words: string;
	/** Type of dossier item that goes through it. */
	readonly subjectType: number;
	/** Tasks that a new dossier item enters. */
	readonly first: readonly string[];
	readonly tasks: readonly TaskPlan[];
}

const STAY: readonly string[] = [];
const END: readonly string[] = [];

const WORKFLOWS: readonly WorkflowPlan[] = [
	{
		id: 1000080,
		words: 'Klachtafhandeling',
		subjectType: 20,
		first: ['Klacht beoordelen'],
		tasks: [
			{
				words: 'Klacht beoordelen',
				actions: [
					['Goedkeuren', SETTLE, ['Klacht oplossen']],
					['Afwijzen', SETTLE, END],
					['Delegeren aan collega', DELEGATE, STAY],
				],
			},
			{
				words: 'Klacht oplossen',
				actions: [
					['Opgelost', SETTLE, ['Klant terugbellen']],
					['Meer informatie nodig', SETTLE, ['Klacht beoordelen']],
				],
			},
			{ words: 'Klant terugbellen', actions: [['Afhandelen', SETTLE, END]] },
		],
	},
	{
		id: 1000081,
		words: 'Serviceverzoek',
		subjectType: 21,
		first: ['Monteur plannen', 'Klant informeren'],
		tasks: [
			{
				words: 'Monteur plannen',
				actions: [
					['Gepland', SETTLE, ['Bezoek afronden']],
					['Gereed', SETTLE, END],
				],
			},
			{ words: 'Klant informeren', actions: [['Gereed', SETTLE, END]] },
			{ words: 'Bezoek afronden', actions: [['Gereed', SETTLE, END]] },
		],
	},
	{
		id: 1000082,
		words: 'Offertetraject',
		subjectType: 25,
		first: ['Aanvraag beoordelen'],
		tasks: [
			{
				words: 'Aanvraag beoordelen',
				actions: [
					['Goedkeuren', SETTLE, ['Akkoord van de directie']],
					['Afwijzen', SETTLE, END],
				],
			},
			{
				words: 'Akkoord van de directie',
				forConnectors: false,
				actions: [
					['Goedkeuren', SETTLE, END],
					['Afwijzen', SETTLE, END],
				],
			},
		],
	},
];

/** Adds workflows with their tasks and actions, and puts every open dossier item in its first task. */
export function fillWorkflows(filling: Filling): void {
	const { store } = filling;
	store.reserve('TkId', 1_000_350);
	for (const workflow of WORKFLOWS) addWorkflow(filling, workflow);
	for (const subject of store.all('KnSubject')) {
		if (subject.values.St === true) continue;
		enterTasks(store, subject, subject.modified);
	}
}

function addWorkflow(filling: Filling, workflow: WorkflowPlan): void {
	const { store, random } = filling;
	const created = momentOf('2021-03-01', 600, 5, 120);
	const users = store.all('KnUser').filter(({ values }) => values.Cnct !== true);
	store.insert(
		'KnWorkflowDefinition',
		{ WfId: workflow.id, Ds: workflow.words, Name: random.hex(32), StId: workflow.subjectType },
		created,
	);
	const numbers = new Map(workflow.tasks.map(({ words }) => [words, store.next('TkId')]));
	for (const { words, actions, forConnectors = true } of workflow.tasks) {
		const TkId = numbers.get(words) ?? null;
		const assigned = [random.pick(users), random.pick(users)];
		const others = [...new Set(assigned.map((user) => textOf(user, 'UsId')))];
		store.insert(
			'KnWorkflowTask',
			{
				TkId,
				WfId: workflow.id,
				Ds: words,
				Name: random.hex(32),
				First: workflow.first.includes(words),
				Users: others.join(' '),
				ForConnectors: forConnectors,
			},
			created,
		);
		actions.forEach(([Ds, [Type, TypeDs], next], position) => {
			const Next = next.map((name) => numbers.get(name)).join(' ');
			store.insert(
				'KnWorkflowAction',
				{
					TkId,
					WfId: workflow.id,
					SeNo: position + 1,
					Ds,
					Type,
					TypeDs,
					Next,
					Name: random.hex(32),
				},
				created,
			);
		});
	}
}
