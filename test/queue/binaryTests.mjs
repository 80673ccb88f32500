import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { useEnvironment } from '../e2e/environment.mjs';
import { tokenCredential } from '../e2e/profitCredentials.mjs';
import { save, workflowOf } from '../e2e/workflow.mjs';

const CONTENT = 'Regel met ë en €\n'.repeat(3_000);

describe('files with two workers', () => {
	const environment = useEnvironment();

	it('go from the database of n8n to AFAS, whichever worker has them', async () => {
		const { n8n, profit } = environment();
		const credential = await save(n8n, tokenCredential(profit));
		const { id } = await n8n.createWorkflow(attaching(credential));
		const execution = await n8n.runWorkflow(id);
		assert.equal(execution.error?.message, undefined);
		const [body] = profit.bodiesSentTo('KnSubject');
		const [{ KnSubjectAttachment }] = [body.KnSubject.Element.Objects].flat();
		const { FileName, FileStream } = KnSubjectAttachment.Element.Fields;
		assert.equal(FileName, 'notitie.txt');
		assert.equal(Buffer.from(FileStream, 'base64').toString(), CONTENT);
	});
});

/** Makes a text file and attaches it to a new dossier item. */
function attaching(credential) {
	const record = {
		StId: 1,
		Ds: 'Met bijlage',
		KnSubjectAttachment: [{ FileStream: { $binary: 'data' } }],
	};
	const parameters = {
		resource: 'updateConnector',
		operation: 'create',
		updateConnector: { __rl: true, mode: 'id', value: 'KnSubject' },
		dataMode: 'record',
		record: JSON.stringify(record),
	};
	const workflow = workflowOf(parameters, credential);
	const [start, afas] = workflow.nodes;
	const file = {
		id: 'file',
		name: 'File',
		type: 'n8n-nodes-base.convertToFile',
		typeVersion: 1.1,
		position: [440, 0],
		parameters: {
			operation: 'toText',
			sourceProperty: 'text',
			options: { fileName: 'notitie.txt' },
		},
	};
	const text = {
		id: 'text',
		name: 'Text',
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		position: [220, 0],
		parameters: { mode: 'raw', jsonOutput: JSON.stringify({ text: CONTENT }) },
	};
	const link = (node) => ({ main: [[{ node, type: 'main', index: 0 }]] });
	return {
		...workflow,
		nodes: [start, text, file, { ...afas, position: [660, 0] }],
		connections: { [start.name]: link('Text'), Text: link('File'), File: link(afas.name) },
	};
}
