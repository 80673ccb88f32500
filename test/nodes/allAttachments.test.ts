import { sleep } from 'n8n-workflow';
import { APP_CONNECTORS, DEMO, tokenXml } from '../simulator/access';
import type { Row } from '../simulator/contract';
import { createSimulator, type Simulator } from '../simulator/server';
import { defaultSettings } from '../simulator/settings';
import { addReaction, addSubject, attachmentsOf, bytes, contentOf, filing } from './dossierFiles';
import type { Engine, NodeRun } from './engine';
import { column, connect } from './simulated';

const LISTS = ['Profit_Subject_Attachments', 'Profit_Subject_Reaction_Attachments'] as const;
const TOKEN = tokenXml(DEMO);

let simulator: Simulator;
let engine: Engine;

beforeAll(async () => {
	simulator = await createSimulator();
	engine = await connect(simulator, TOKEN);
});

afterAll(async () => await simulator.close());

beforeEach(() => {
	simulator.clearRequests();
	simulator.faults.clear();
	Object.assign(simulator.settings, defaultSettings());
	simulator.appConnectors.splice(0, Infinity, ...APP_CONNECTORS);
});

const all = (more: object) => filing('getAllAttachments', more);

async function succeed(options: Parameters<Engine['run']>[0], by = engine): Promise<NodeRun> {
	const result = await by.run(options);
	if (result.error) throw new Error(`${result.error.message} ${result.error.description ?? ''}`);
	return result;
}

const asked = (pattern: RegExp) => simulator.requests.filter(({ path }) => pattern.test(path));

/** A node of which the App Connector has only these GetConnectors. */
async function connectWith(getConnectors: readonly string[]): Promise<Engine> {
	// Another user of another token, so that no metainfo of an earlier test is at hand.
	connections += 1;
	const token = `${String(connections).padStart(4, '0')}${DEMO.token.slice(4)}`;
	simulator.appConnectors.splice(0, Infinity, { ...DEMO, token, getConnectors });
	return await connect(simulator, token);
}
let connections = 0;

/** A copy of a list as an administrator makes one, with other columns if need be. */
function addList(id: string, rows: readonly Row[], columns: readonly string[]): void {
	simulator.company.addGetConnector(
		{
			id,
			description: { nl: id, en: id },
			columns: columns.map((name) => column(name, /_name$|file_id/.test(name) ? 'string' : 'int')),
		},
		rows.map((row) => Object.fromEntries(columns.map((name) => [name, row[name] ?? null]))),
	);
}

const COLUMNS = ['attachment_id', 'subject_id', 'file_id', 'file_name'];

/** A dossier item with two attachments of the same name, and one of a reaction. */
function dossier(): string {
	const subjectId = addSubject(simulator, [
		['brief.pdf', Buffer.from('een')],
		['Brief.pdf', Buffer.from('twee')],
	]);
	addReaction(simulator, subjectId, [['antwoord.txt', Buffer.from('drie')]]);
	return subjectId;
}

describe('all attachments of a dossier item', () => {
	it('come one an item, with names that are different', async () => {
		const subjectId = dossier();
		const { items, hints } = await succeed(all({ subjectId }));
		expect(items.map((item) => contentOf(item).toString())).toEqual(['een', 'twee', 'drie']);
		expect(items.map(({ json }) => json.fileName)).toEqual([
			'brief.pdf',
			'Brief (2).pdf',
			'antwoord.txt',
		]);
		expect(items.map(({ binary }) => binary?.data?.fileName)).toEqual(
			items.map(({ json }) => json.fileName),
		);
		const [first] = attachmentsOf(simulator, subjectId);
		expect(items[0]?.json).toEqual({
			subjectId,
			attachmentId: String(first?.attachment_id),
			fileId: first?.file_id,
			originalFileName: 'brief.pdf',
			fileName: 'brief.pdf',
			mimeType: 'application/pdf',
			fileSize: 3,
		});
		expect(items[1]?.json.originalFileName).toBe('Brief.pdf');
		expect(items[2]?.json.reactionId).toEqual(expect.stringMatching(/^\d+$/));
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(items.map(() => ({ item: 0 })));
		expect(hints).toEqual([]);
	});

	it('come on one item, ready for an e-mail', async () => {
		const subjectId = dossier();
		const { items } = await succeed(
			all({ subjectId, filesPerItem: 'all', binaryProperty: 'bijlage' }),
		);
		expect(items).toHaveLength(1);
		expect(items[0]?.json).toMatchObject({
			subjectId,
			fileCount: 3,
			binaryProperties: 'bijlage_0,bijlage_1,bijlage_2',
		});
		const files = items[0]?.json.files as Array<{ binaryProperty: string; fileName: string }>;
		expect(files.map(({ fileName }) => fileName)).toEqual([
			'brief.pdf',
			'Brief (2).pdf',
			'antwoord.txt',
		]);
		expect(
			files.map(({ binaryProperty }) => contentOf(items[0], binaryProperty).toString()),
		).toEqual(['een', 'twee', 'drie']);
		expect(items[0]?.pairedItem).toEqual({ item: 0 });
	});

	it('may leave reactions alone', async () => {
		const subjectId = dossier();
		const { items } = await succeed(all({ subjectId, options: { includeReactions: false } }));
		expect(items).toHaveLength(2);
		expect(asked(/Reaction_Attachments/)).toEqual([]);
	});

	it('are none: no items, or one item that says so', async () => {
		const subjectId = addSubject(simulator);
		expect((await succeed(all({ subjectId }))).items).toEqual([]);
		const { items } = await succeed(all({ subjectId, filesPerItem: 'all' }));
		expect(items[0]?.json).toEqual({ subjectId, fileCount: 0, binaryProperties: '', files: [] });
	});

	it('belong to the input item that asked for them, and fail with it alone', async () => {
		const [first, second] = [dossier(), addSubject(simulator, [['a.txt', bytes(1)]])];
		const { items } = await engine.run({
			...all({ subjectId: '={{ $json.id }}' }),
			input: [{ id: first }, { id: 'x' }, { id: second }],
			onError: 'continueRegularOutput',
		});
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(
			[0, 0, 0, 1, 2].map((item) => ({ item })),
		);
		expect(items[3]?.json.error).toBe("'Dossier Item ID' is 'x', which is no number");
	});

	it.each([1, 2, 5])('are downloaded %d at a time', async (parallelRequests) => {
		const files = Array.from({ length: 12 }, (_, index) => [`${index}.txt`, bytes(10)] as const);
		const subjectId = addSubject(simulator, files);
		let most = 0;
		const stop = simulator.beforeRequest(({ path }) => {
			if (!path.includes('subjectconnector')) return;
			most = Math.max(most, asked(/subjectconnector/).filter((one) => !one.status).length);
		});
		simulator.faults.inject({
			kind: 'slow',
			milliseconds: 20,
			match: { path: 'subjectconnector' },
			times: null,
		});
		const { items } = await succeed(all({ subjectId, options: { parallelRequests } }));
		stop();
		expect(items.map(({ json }) => json.fileName)).toEqual(files.map(([name]) => name));
		expect(most).toBe(parallelRequests);
	});

	it('are not asked for any more when the execution is cancelled', async () => {
		const files = Array.from({ length: 6 }, (_, index) => [`${index}.txt`, bytes(10)] as const);
		const subjectId = addSubject(simulator, files);
		let cancel = () => {};
		const stop = simulator.beforeRequest(({ path }) => {
			if (path.includes('subjectconnector')) cancel();
		});
		await engine.run({
			...all({ subjectId, options: { parallelRequests: 1 } }),
			onStart: (cancelRun) => {
				cancel = cancelRun;
			},
		});
		await sleep(300);
		stop();
		expect(asked(/subjectconnector/)).toHaveLength(1);
	});
});

describe('a file that is listed and not there', () => {
	/** A list with a file that AFAS doesn't have, and one without an ID. */
	function listWithHoles(id: string): string {
		const subjectId = dossier();
		const [first] = attachmentsOf(simulator, subjectId);
		const gone = { ...first, attachment_id: 1, file_id: '0'.repeat(32), file_name: 'weg.pdf' };
		const link = { ...first, attachment_id: 2, file_id: '', file_name: 'koppeling.url' };
		addList(id, [...attachmentsOf(simulator, subjectId), gone, link] as Row[], COLUMNS);
		return subjectId;
	}

	it('makes the item fail, by name', async () => {
		const subjectId = listWithHoles('Holes_1');
		const { error, items } = await engine.run(
			all({ subjectId, options: { attachmentsConnector: 'Holes_1', parallelRequests: 1 } }),
		);
		expect(items).toEqual([]);
		expect(error?.message).toBe("AFAS lists the attachment 'weg.pdf', but doesn't give it (404)");
		expect(error?.description).toMatch(/'When File Is Missing' under 'Options' to 'Leave Out'/);
		expect(asked(/subjectconnector/)).toHaveLength(1);
	});

	it('is left out with a hint where the user says so', async () => {
		const subjectId = listWithHoles('Holes_2');
		const { items, hints } = await succeed(
			all({ subjectId, options: { attachmentsConnector: 'Holes_2', whenMissing: 'skip' } }),
		);
		expect(items.map(({ json }) => json.fileName)).toEqual([
			'brief.pdf',
			'Brief (2).pdf',
			'antwoord.txt',
		]);
		expect(hints).toEqual([
			"A file was left out. AFAS lists the attachment 'weg.pdf', but doesn't give it (404).",
			"A file was left out. AFAS keeps no file for the attachment 'koppeling.url'.",
		]);
	});

	it('of a reaction is looked for under the reaction too', async () => {
		const subjectId = dossier();
		simulator.company.modes.reactionAttachments = 'reaction';
		const { items } = await succeed(all({ subjectId }));
		simulator.company.modes.reactionAttachments = 'dossierItem';
		expect(items.map(({ json }) => json.fileName)).toEqual([
			'brief.pdf',
			'Brief (2).pdf',
			'antwoord.txt',
		]);
		expect(contentOf(items[2]).toString()).toBe('drie');
		expect(asked(/subjectconnector/)).toHaveLength(4);
		simulator.clearRequests();
		await succeed(all({ subjectId }));
		expect(asked(/subjectconnector/)).toHaveLength(3);
	});

	it('of a reaction is looked for under the reaction when it is asked for alone', async () => {
		const subjectId = dossier();
		const [listed] = attachmentsOf(simulator, subjectId, LISTS[1]);
		const one = filing('getAttachment', { subjectId, fileId: String(listed?.file_id) });
		expect(contentOf((await succeed(one)).items[0]).toString()).toBe('drie');
		expect(asked(/subjectconnector/)).toHaveLength(1);
		simulator.company.modes.reactionAttachments = 'reaction';
		const { items } = await succeed(one);
		expect(contentOf(items[0]).toString()).toBe('drie');
		const withoutList = await (await connectWith(['Profit_Debtor'])).run(one);
		simulator.company.modes.reactionAttachments = 'dossierItem';
		expect(withoutList.error?.message).toMatch(/no such attachment.*\(404\)/);
	});

	it('of a dossier item is missing, and no reaction is asked for it', async () => {
		const parameters = { subjectId: dossier(), fileId: '0'.repeat(32) };
		const { error } = await engine.run(filing('getAttachment', parameters));
		expect(error?.message).toMatch(/no such attachment/);
		expect(asked(/subjectconnector/)).toHaveLength(1);
	});

	it('of a reaction is missing when it is under neither number', async () => {
		const subjectId = dossier();
		const [reaction] = attachmentsOf(simulator, subjectId, LISTS[1]);
		const gone = { ...reaction, file_id: '0'.repeat(32), file_name: 'weg.txt' };
		addList('Holes_3', [gone] as Row[], [...COLUMNS, 'reaction_id']);
		const { error } = await engine.run(
			all({ subjectId, options: { reactionAttachmentsConnector: 'Holes_3' } }),
		);
		expect(error?.message).toBe("AFAS lists the attachment 'weg.txt', but doesn't give it (404)");
		expect(asked(/subjectconnector.*000/)).toHaveLength(2);
	});

	it('is said in words of AFAS where it gives them', async () => {
		const subjectId = dossier();
		simulator.faults.inject({
			kind: 'errorBody',
			status: 404,
			body: { externalMessage: 'Bestand staat niet op schijf.' },
			match: { path: 'subjectconnector' },
		});
		const { error } = await engine.run(all({ subjectId, options: { parallelRequests: 1 } }));
		expect(error?.message).toBe("AFAS lists the attachment 'brief.pdf', but doesn't give it (404)");
		expect(error?.description).toContain('AFAS says: "Bestand staat niet op schijf".');
	});

	it('is not what a SubjectConnector is that is missing altogether', async () => {
		const subjectId = dossier();
		simulator.settings.missingCustomConnector = 'notFound';
		simulator.appConnectors.splice(0, Infinity, { ...DEMO, customConnectors: [] });
		const fresh = await connect(simulator, TOKEN);
		const { error } = await fresh.run(all({ subjectId, options: { whenMissing: 'skip' } }));
		expect(error?.description).toMatch(/doesn't list the SubjectConnector/);
	});

	it('is not what maintenance is: the item fails', async () => {
		const subjectId = dossier();
		simulator.faults.inject({ kind: 'maintenance', match: { path: 'subjectconnector' } });
		const { error } = await engine.run(all({ subjectId, options: { whenMissing: 'skip' } }));
		expect(error?.message).toMatch(/not available at the moment \(503\)/);
	});
});

describe('the GetConnectors that list attachments', () => {
	it('must list those of dossier items', async () => {
		const fresh = await connectWith(['Profit_Debtor']);
		const { error } = await fresh.run(all({ subjectId: '1' }));
		expect(error?.message).toBe(
			"The App Connector has no GetConnector 'Profit_Subject_Attachments', which lists attachments",
		);
		expect(error?.description).toMatch(/'Attachments GetConnector' under 'Options'/);
	});

	it('may lack those of reactions, with a hint', async () => {
		const subjectId = dossier();
		const fresh = await connectWith([LISTS[0]]);
		const { items, hints } = await succeed(all({ subjectId }), fresh);
		expect(items).toHaveLength(2);
		expect(hints).toEqual([expect.stringMatching(/^Attachments of reactions were left out/)]);
	});

	it('may not lack those of reactions when the user named the GetConnector', async () => {
		const { error } = await engine.run(
			all({ subjectId: '1', options: { reactionAttachmentsConnector: 'Eigen_Reacties' } }),
		);
		expect(error?.message).toMatch(/no GetConnector 'Eigen_Reacties', which lists attachments/);
	});

	it('may have another name, and lack a number', async () => {
		const subjectId = dossier();
		addList('Kopie', attachmentsOf(simulator, subjectId), COLUMNS.slice(1));
		const { items } = await succeed(
			all({ subjectId, options: { attachmentsConnector: ' Kopie ', includeReactions: false } }),
		);
		expect(items.map(({ json }) => json.originalFileName).sort()).toEqual([
			'Brief.pdf',
			'brief.pdf',
		]);
	});

	it('must have the columns that say which files there are', async () => {
		addList('Zonder', [], ['attachment_id', 'subject_id']);
		const { error } = await engine.run(
			all({ subjectId: '1', options: { attachmentsConnector: 'Zonder' } }),
		);
		expect(error?.message).toBe(
			"The GetConnector 'Zonder' lists no attachments: it doesn't have file_id, file_name",
		);
	});
});
