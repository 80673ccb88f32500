import { chooseAction } from '../../../nodes/Afas/profit/workflow/actionChoice';
import { type OpenTask, tasksIn } from '../../../nodes/Afas/profit/workflow/openTasks';
import { reactionElement } from '../../../nodes/Afas/profit/workflow/reaction';
import { actionsIn } from '../../../nodes/Afas/profit/workflow/taskActions';
import { chooseTask } from '../../../nodes/Afas/profit/workflow/taskChoice';

const row = (task: string, workflow: string, user: string, more: object = {}) => ({
	SubjectId: 48761,
	WfDescription: workflow,
	TaskDescription: task,
	User: `12345.${user.toUpperCase()}`,
	UserName: user,
	TaskName: `${task}-guid`.toUpperCase(),
	WorkflowName: `${workflow}-guid`.toUpperCase(),
	...more,
});

const wanted = (task: string, workflow = '') => ({ subjectId: '48761', task, workflow });

const ROWS = [
	row('Beoordelen', 'Klacht', 'Bakker'),
	row('Oplossen', 'Klacht', 'Bakker'),
	row('Beoordelen', 'Klacht', 'Jansen'),
	row('Beoordelen', 'Klacht', 'Bakker'),
];

describe('tasks in rows', () => {
	it('are one for each task, with everybody who has it', () => {
		expect(tasksIn(ROWS)).toEqual([
			{
				subjectId: '48761',
				workflow: 'Klacht',
				task: 'Beoordelen',
				workflowGuid: 'KLACHT-GUID',
				taskGuid: 'BEOORDELEN-GUID',
				users: [
					{ user: '12345.BAKKER', name: 'Bakker' },
					{ user: '12345.JANSEN', name: 'Jansen' },
				],
			},
			expect.objectContaining({ task: 'Oplossen' }),
		]);
	});

	it('do without the columns that a GetConnector of your own may lack', () => {
		const [task] = tasksIn([
			{ SubjectId: 1, TaskDescription: 'A', TaskName: 'B', WorkflowName: 'C' },
		]);
		expect(task).toMatchObject({ workflow: '', users: [] });
	});
});

describe('the task that is meant', () => {
	const open = tasksIn(ROWS);

	it.each(['Beoordelen', ' beoordelen ', 'BEOORDELEN', 'beoordelen-guid', '{BEOORDELEN-GUID}'])(
		"is found as '%s'",
		(task) => {
			expect(chooseTask(wanted(task), open).task).toBe('Beoordelen');
		},
	);

	it('must be one that the dossier item is in; the message names those', () => {
		expect(() => chooseTask(wanted('Afsluiten'), open)).toThrow(
			"Dossier item 48761 is not in the task 'Afsluiten'; it is in 'Beoordelen' and 'Oplossen'",
		);
		expect(() => chooseTask(wanted('Beoordelen', 'Verlof'), open)).toThrow(
			"not in the task 'Beoordelen' of the workflow 'Verlof'; it is in 'Beoordelen' and 'Oplossen'",
		);
	});

	it('is never guessed from a part of its description', () => {
		expect(() => chooseTask(wanted('Beoordel'), open)).toThrow('is not in the task');
		expect(() => chooseTask(wanted(''), open)).toThrow("'Task' is empty");
	});

	it('is told apart by its workflow, when two are called alike', () => {
		const both = tasksIn([...ROWS, row('Beoordelen', 'Verlof', 'Smit', { TaskName: 'OTHER' })]);
		expect(() => chooseTask(wanted('Beoordelen'), both)).toThrow(
			"Dossier item 48761 is in 2 tasks 'Beoordelen', of the workflows 'Klacht' and 'Verlof'",
		);
		expect(chooseTask(wanted('Beoordelen', 'verlof'), both).taskGuid).toBe('OTHER');
		expect(chooseTask(wanted('Beoordelen', 'VERLOF-GUID'), both).taskGuid).toBe('OTHER');
		expect(() => chooseTask(wanted('Afsluiten'), both)).toThrow(
			"it is in 'Beoordelen' of 'Klacht', 'Oplossen' of 'Klacht', 'Beoordelen' of 'Verlof'",
		);
	});

	it('is only the one of the workflow in brackets, as the list of the editor gives it', () => {
		const both = tasksIn([...ROWS, row('Beoordelen', 'Verlof', 'Smit', { TaskName: 'OTHER' })]);
		expect(chooseTask(wanted('beoordelen (verlof)'), both).taskGuid).toBe('OTHER');
		expect(() => chooseTask(wanted('Beoordelen (Verlof)'), open)).toThrow(
			"is not in the task 'Beoordelen (Verlof)'",
		);
		const named = tasksIn([...ROWS, row('Beoordelen (Klacht)', 'Verlof', 'Smit')]);
		expect(() => chooseTask(wanted('Beoordelen (Klacht)'), named)).toThrow('is in 2 tasks');
	});

	it('is refused when AFAS tells no GUID of it, and is not taken for another one', () => {
		const without = tasksIn([
			row('Beoordelen', 'Klacht', 'Bakker', { TaskName: null }),
			row('Oplossen', 'Klacht', 'Bakker', { TaskName: null }),
			row('Beoordelen', 'Klacht', 'Smit', { TaskName: null }),
		]);
		expect(without.map(({ task, users }) => [task, users.length])).toEqual([
			['Beoordelen', 2],
			['Oplossen', 1],
		]);
		expect(() => chooseTask(wanted('Beoordelen'), without)).toThrow(
			"AFAS tells no GUID of the task 'Beoordelen' of dossier item 48761",
		);
	});

	it('can not be there when the dossier item is in no task', () => {
		expect(() => chooseTask(wanted('Beoordelen'), [])).toThrow(
			'Dossier item 48761 has no open workflow task',
		);
	});
});

const actionRow = (action: string, SeqNo: number, ActionName: string) => ({
	ActionDescription: action,
	SeqNo,
	ActionName,
	ActionTypeDescription: 'Afhandelen',
});

const ACTIONS = actionsIn([
	actionRow('Afwijzen', 10, 'A2'),
	actionRow('Goedkeuren', 2, 'A1'),
	actionRow('Goedkeuren', 2, 'A1'),
]);

describe('the action that is meant', () => {
	const [task] = tasksIn(ROWS) as [OpenTask];

	it('is found in any case, and by its GUID', () => {
		expect(ACTIONS.map(({ action }) => action)).toEqual(['Goedkeuren', 'Afwijzen']);
		expect(chooseAction(task, 'GOEDKEUREN', ACTIONS).actionGuid).toBe('A1');
		expect(chooseAction(task, 'a2', ACTIONS).action).toBe('Afwijzen');
	});

	it('is only the one of the type in brackets, as the list of the editor gives it', () => {
		expect(chooseAction(task, 'Goedkeuren (Afhandelen)', ACTIONS).actionGuid).toBe('A1');
		expect(() => chooseAction(task, 'Goedkeuren (Delegeren)', ACTIONS)).toThrow(
			"has no action 'Goedkeuren (Delegeren)'",
		);
	});

	it('must be one of the task; the message names those', () => {
		expect(() => chooseAction(task, 'Keur goed', ACTIONS)).toThrow(
			"The task 'Beoordelen' has no action 'Keur goed'; it has 'Goedkeuren' and 'Afwijzen'",
		);
		expect(() => chooseAction(task, 'Goedkeuren', [])).toThrow(
			"AFAS lists no actions of the task 'Beoordelen'",
		);
		expect(() => chooseAction(task, '', ACTIONS)).toThrow("'Action' is empty");
	});

	it('is refused when AFAS tells no GUID of it', () => {
		const without = actionsIn([
			{ ...actionRow('Goedkeuren', 1, ''), ActionName: null },
			{ ...actionRow('Afwijzen', 2, ''), ActionName: null },
		]);
		expect(without.map(({ action }) => action)).toEqual(['Goedkeuren', 'Afwijzen']);
		expect(() => chooseAction(task, 'Goedkeuren', without)).toThrow(
			"AFAS tells no GUID of the action 'Goedkeuren' of the task 'Beoordelen'",
		);
	});

	it('is refused when two are called alike, and then goes by its GUID', () => {
		const double = [...ACTIONS, ...actionsIn([actionRow('goedkeuren', 3, 'A3')])];
		expect(() => chooseAction(task, 'Goedkeuren', double)).toThrow(
			"The task 'Beoordelen' has 2 actions 'Goedkeuren'",
		);
		expect(chooseAction(task, 'A3', double).actionGuid).toBe('A3');
	});
});

describe('what AFAS is told', () => {
	const [task] = tasksIn(ROWS) as [OpenTask];
	const [action] = ACTIONS as [(typeof ACTIONS)[number]];
	const bare = { task, action, reaction: '', delegateTo: '', files: [] };
	const guids = { WfNm: 'KLACHT-GUID', TkNm: 'BEOORDELEN-GUID', AcNm: 'A1' };

	it('is no more than what was given', () => {
		expect(reactionElement(bare)).toEqual({ '@SbId': '48761', Fields: guids });
	});

	it('has the reaction, the user and the files', () => {
		const file = (fileName: string) => ({ fileName, content: 'eA==' });
		const fields = (FileName: string) => ({ Fields: { FileName, FileStream: 'eA==' } });
		const more = { ...bare, reaction: 'Akkoord', delegateTo: '12345.SMIT', files: [file('a.pdf')] };
		expect(reactionElement(more)).toEqual({
			'@SbId': '48761',
			Fields: { ...guids, Tx: 'Akkoord', UsTa: '12345.SMIT' },
			Objects: [{ KnReactionAttachment: { Element: fields('a.pdf') } }],
		});
		const two = reactionElement({ ...bare, files: [file('a.pdf'), file('b.pdf')] });
		expect(two.Objects).toEqual([
			{ KnReactionAttachment: { Element: [fields('a.pdf'), fields('b.pdf')] } },
		]);
	});
});
