import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { bytes, sha256 } from '../nodes/dossierFiles.ts';
import { REPORTS } from '../simulator/company/data/foundations.ts';
import { useEnvironment } from './environment.mjs';
import { tokenCredential } from './profitCredentials.mjs';
import { inNewN8n } from './scope.mjs';
import { AFAS, runAfas, save, workflowOf } from './workflow.mjs';

const UPLOAD = 'Upload';

/** One of each size and of each kind of name. */
const FILES = [
	['leeg.txt', bytes(0)],
	['een byte.bin', bytes(1)],
	['under_score 100%.bin', bytes(5 * 1024 * 1024)],
	[`één 'enkel' en "dubbel".txt`, bytes(1000)],
];

describe('files', () => {
	const environment = useEnvironment();
	let credential;

	before(async () => {
		credential = await save(environment().n8n, tokenCredential(environment().profit));
	});

	const run = (operation, more) =>
		runAfas(environment().n8n, { resource: 'file', operation, ...more }, credential);
	const fingerprints = (files) => files.map(([name, content]) => [name, sha256(content)]);

	/** What n8n keeps of files, in the way that it is set up: on disk or in the database. */
	const kept = (binaries) =>
		Promise.all(
			binaries.map(async ({ id, fileName }) => {
				const { n8n, filesIn } = environment();
				assert.ok(id.startsWith(`${filesIn}:`), id);
				return [fileName, await n8n.download(id)];
			}),
		);

	/** Gets all attachments of a dossier item, and uploads them to another one. */
	const copy = async (from, to, settings) => {
		const { n8n } = environment();
		const download = { resource: 'file', operation: 'getAllAttachments', subjectId: from };
		const workflow = workflowOf(download, credential);
		const node = workflow.nodes.find(({ name }) => name === AFAS);
		const parameters = { resource: 'file', operation: 'uploadAttachment', subjectId: to };
		workflow.nodes.push({ ...node, id: 'upload', name: UPLOAD, parameters });
		workflow.connections[AFAS] = { main: [[{ node: UPLOAD, type: 'main', index: 0 }]] };
		const { id } = await n8n.createWorkflow({ ...workflow, settings });
		const execution = await n8n.runWorkflow(id);
		assert.equal(execution.error?.message, undefined);
		assert.equal(execution.items(UPLOAD).length, FILES.length);
		assert.deepEqual(fingerprints(environment().profit.attachmentsOf(to)), fingerprints(FILES));
		return execution;
	};

	it('come one an item, and go to another dossier item, all the same', async () => {
		const { profit } = environment();
		const execution = await copy(profit.addSubject(FILES), profit.addSubject([]));
		const files = await kept(execution.files(AFAS).map(({ data }) => data));
		assert.deepEqual(fingerprints(files), fingerprints(FILES));
	});

	it(
		'go the same way in a workflow that keeps files within the JSON of its items',
		inNewN8n(),
		async () => {
			const { profit } = environment();
			const settings = { binaryMode: 'combined' };
			const execution = await copy(profit.addSubject(FILES), profit.addSubject([]), settings);
			assert.ok(execution.items(AFAS).every(({ _files }) => _files.data.id !== undefined));
		},
	);

	it('come all on one item, those of reactions too', async () => {
		const reaction = [['antwoord.txt', bytes(10)]];
		const subjectId = environment().profit.addSubject(FILES, reaction);
		const execution = await run('getAllAttachments', { subjectId, filesPerItem: 'all' });
		assert.equal(execution.error?.message, undefined);
		const [{ fileCount, binaryProperties }] = execution.items(AFAS);
		assert.equal(fileCount, 5);
		const [binary] = execution.files(AFAS);
		const files = await kept(binaryProperties.split(',').map((name) => binary[name]));
		assert.deepEqual(fingerprints(files), fingerprints([...FILES, ...reaction]));
	});

	it('come as a PDF of a report', async () => {
		const execution = await run('getReport', { reportId: REPORTS.invoice });
		assert.equal(execution.error?.message, undefined);
		const [[name, content]] = await kept([execution.files(AFAS)[0].data]);
		assert.equal(name, 'report.pdf');
		assert.equal(content.toString('latin1', 0, 5), '%PDF-');
	});

	it('that are not there are explained', async () => {
		const subjectId = environment().profit.addSubject(FILES);
		const { error } = await run('getAttachment', { subjectId, fileId: '0'.repeat(32) });
		assert.match(error.message, /no such attachment/);
		assert.match(error.description, /may not see the dossier item/);
	});
});
