import type { Company, Row } from '../../contract';
import { everything, fixedCompany, keysIn, post, refusalOf, rowsWith, rowWith } from '../fixture';

const COMPLAINT = 20;
const SERVICE = 21;
const QUOTATION = 25;

function addItem(company: Company, StId: number): string {
	const Element = {
		Fields: { StId, Ds: 'Proef' },
		Objects: { KnSubjectLink: { Element: { Fields: { ToSR: true, SfId: '10001' } } } },
	};
	return keysIn(post(company, 'KnSubject', { KnSubject: { Element } }), 'KnSubject').SbId ?? '';
}

function tasksOf(company: Company, subjectId: string): Row[] {
	return rowsWith(company, 'Profit_Subject_Tasks', 'SubjectId', Number(subjectId));
}

function taskWords(company: Company, subjectId: string): unknown[] {
	return [...new Set(tasksOf(company, subjectId).map((row) => row.TaskDescription))].sort();
}

/** The GUIDs of an action of an open task, as a caller reads them. */
function guids(company: Company, subjectId: string, words: string, task?: string) {
	const row = tasksOf(company, subjectId).find(
		({ TaskDescription }) => task === undefined || TaskDescription === task,
	);
	const action = rowsWith(company, 'Profit_Workflowactions', 'TaskName', row?.TaskName).find(
		({ ActionDescription }) => ActionDescription === words,
	);
	return { WfNm: row?.WorkflowName, TkNm: row?.TaskName, AcNm: action?.ActionName };
}

function react(company: Company, SbId: string, Fields: object, more: object = {}) {
	return post(company, 'KnSubjectWorkflowReaction', {
		KnWorkflow: { Element: { Fields: { SbId, ...Fields }, ...more } },
	});
}

describe('workflows of dossier items', () => {
	it('put a new dossier item in the first tasks of its type, one row per user', () => {
		const company = fixedCompany();
		expect(taskWords(company, addItem(company, COMPLAINT))).toEqual(['Klacht beoordelen']);
		expect(taskWords(company, addItem(company, SERVICE))).toEqual([
			'Klant informeren',
			'Monteur plannen',
		]);
		expect(tasksOf(company, addItem(company, 1))).toEqual([]);
		const perTask = new Map<string, number>();
		for (const row of company.rowsOf('Profit_Subject_Tasks')) {
			const key = `${String(row.SubjectId)} ${String(row.TaskId)}`;
			perTask.set(key, (perTask.get(key) ?? 0) + 1);
		}
		expect(Math.max(...perTask.values())).toBe(2);
	});

	it('move on to the next task, and close the item after the last, with a reaction each time', () => {
		const company = fixedCompany();
		const SbId = addItem(company, COMPLAINT);
		react(company, SbId, { ...guids(company, SbId, 'Goedkeuren'), Tx: 'Mee eens' });
		expect(taskWords(company, SbId)).toEqual(['Klacht oplossen']);
		react(company, SbId, { ...guids(company, SbId, 'Opgelost') });
		react(company, SbId, { ...guids(company, SbId, 'Afhandelen'), Tx: 'Klaar' });
		expect(tasksOf(company, SbId)).toEqual([]);
		const subject = rowWith(company, 'Profit_Subjects', 'SubjectId', Number(SbId));
		expect(subject.Afgehandeld).toBe(true);
		const reactions = rowsWith(company, 'Lindeboom_Reacties', 'Dossieritem', Number(SbId));
		expect(reactions.map(({ Tekst }) => Tekst)).toEqual(['Mee eens', null, 'Klaar']);
	});

	it('hand a task to another user, who must exist', () => {
		const company = fixedCompany();
		const SbId = addItem(company, COMPLAINT);
		const names = guids(company, SbId, 'Delegeren aan collega');
		expect(refusalOf(() => react(company, SbId, names)).message.nl).toBe(
			"Vul een waarde in bij 'Gebruiker'.",
		);
		const wrong = { ...names, UsTa: '12345.NIEMAND' };
		expect(refusalOf(() => react(company, SbId, wrong)).message.nl).toBe(
			"De ingevulde waarde bij 'Gebruiker' bestaat niet.",
		);
		const user = company.rowsOf('Profit_Users').at(-1);
		react(company, SbId, { ...names, UsTa: user?.UserId });
		expect(tasksOf(company, SbId)).toMatchObject([
			{ TaskDescription: 'Klacht beoordelen', User: user?.UserId, UserName: user?.Description },
		]);
	});

	it('keep files of a reaction, with or without an action', () => {
		const company = fixedCompany();
		const SbId = addItem(company, COMPLAINT);
		const file = (name: string) => ({
			Fields: { FileName: name, FileStream: Buffer.from(name).toString('base64') },
		});
		const Objects = { KnReactionAttachment: { Element: [file('een.txt'), file('twee.txt')] } };
		react(company, SbId, { Tx: 'Zie bijlagen' }, { Objects });
		expect(taskWords(company, SbId)).toEqual(['Klacht beoordelen']);
		const FiDa = Buffer.from('drie').toString('base64');
		react(company, SbId, { ...guids(company, SbId, 'Afwijzen'), FiNa: 'drie.txt', FiDa });
		const files = rowsWith(
			company,
			'Profit_Subject_Reaction_Attachments',
			'subject_id',
			Number(SbId),
		);
		expect(files.map(({ file_name }) => file_name)).toEqual(['een.txt', 'twee.txt', 'drie.txt']);
		expect(company.attachment(SbId, String(files[1]?.file_id))?.content.toString()).toBe(
			'twee.txt',
		);
	});

	it('refuse an action of a task that the item is not in (any more), and keep nothing', () => {
		const company = fixedCompany();
		const SbId = addItem(company, COMPLAINT);
		const names = guids(company, SbId, 'Goedkeuren');
		react(company, SbId, names);
		const before = everything(company);
		expect(refusalOf(() => react(company, SbId, names)).message.nl).toBe(
			"Het dossieritem bevindt zich niet (meer) in de taak 'Klacht beoordelen'.",
		);
		expect(everything(company)).toBe(before);
	});

	it('refuse a task of somebody else than the user of the connectors', () => {
		const company = fixedCompany();
		const SbId = addItem(company, QUOTATION);
		react(company, SbId, guids(company, SbId, 'Goedkeuren'));
		const names = guids(company, SbId, 'Goedkeuren');
		expect(refusalOf(() => react(company, SbId, names)).message.nl).toContain('geen rechten');
	});

	it('have other GUIDs after publishing, and know the old ones no more', () => {
		const company = fixedCompany();
		const SbId = addItem(company, COMPLAINT);
		const old = guids(company, SbId, 'Goedkeuren');
		company.publishWorkflows();
		expect(taskWords(company, SbId)).toEqual(['Klacht beoordelen']);
		const anew = guids(company, SbId, 'Goedkeuren');
		for (const name of ['WfNm', 'TkNm', 'AcNm'] as const) {
			expect(anew[name]).toMatch(/^[0-9A-F]{32}$/);
			expect(anew[name]).not.toBe(old[name]);
		}
		expect(refusalOf(() => react(company, SbId, old)).message.nl).toContain('bestaat niet');
		react(company, SbId, anew);
		expect(taskWords(company, SbId)).toEqual(['Klacht oplossen']);
	});

	it('need the GUIDs of workflow, task and action together', () => {
		const company = fixedCompany();
		const SbId = addItem(company, COMPLAINT);
		const { AcNm } = guids(company, SbId, 'Goedkeuren');
		expect(refusalOf(() => react(company, SbId, { AcNm })).message.nl).toBe(
			"Vul een waarde in bij 'Workflow'.",
		);
	});

	it('leave an item alone when it is changed later', () => {
		const company = fixedCompany();
		const SbId = addItem(company, COMPLAINT);
		react(company, SbId, guids(company, SbId, 'Afwijzen'));
		const body = { KnSubject: { Element: { '@SbId': SbId, Fields: { Ds: 'Anders' } } } };
		company.write({ method: 'PUT', connectorId: 'KnSubject', body });
		expect(tasksOf(company, SbId)).toEqual([]);
	});

	it('take the tasks of a deleted dossier item with it', () => {
		const company = fixedCompany();
		const SbId = addItem(company, COMPLAINT);
		company.remove('KnSubject', [{ element: 'KnSubject', keys: { SbId } }]);
		expect(tasksOf(company, SbId)).toEqual([]);
	});
});
