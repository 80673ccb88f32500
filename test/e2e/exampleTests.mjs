import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { readExamples, withCredentials } from '../../scripts/demo/content.mjs';
import { ROOT, useEnvironment } from './environment.mjs';
import { tokenCredential } from './profitCredentials.mjs';
import { save } from './workflow.mjs';

const examples = await readExamples(ROOT);

describe('the example workflows', () => {
	const environment = useEnvironment();
	let references;

	before(async () => {
		const { type, ...reference } = await save(
			environment().n8n,
			tokenCredential(environment().profit),
		);
		references = { [type]: reference };
	});

	it('are there', () => assert.ok(examples.length >= 4));

	for (const [file, workflow] of examples) {
		it(`${file} gives items`, async () => {
			const { n8n } = environment();
			const { id } = await n8n.createWorkflow(withCredentials(workflow, references));
			const execution = await n8n.runWorkflow(id);
			assert.equal(execution.error?.message, undefined);
			const nodes = workflow.nodes.filter(({ type }) => type === 'n8n-nodes-afas.afas');
			for (const { name } of nodes) assert.ok(execution.items(name).length > 0, name);
		});
	}
});
