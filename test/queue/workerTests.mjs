import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, describe, it } from 'node:test';
import { fetchWhenActive } from '../e2e/activation.mjs';
import { useEnvironment } from '../e2e/environment.mjs';
import { tokenCredential } from '../e2e/profitCredentials.mjs';
import { AFAS, allRows, save, workflowOf } from '../e2e/workflow.mjs';

const EXECUTIONS = 12;

describe('two workers', () => {
	/** @type {() => import('./environment.mjs').QueueEnvironment} */
	const environment = useEnvironment();
	let credential;

	before(async () => {
		credential = await save(environment().n8n, tokenCredential(environment().profit));
	});

	const numbers = (rows) => rows.map(({ Nummer }) => Nummer);
	const counted = (count) => Array.from({ length: count }, (_, index) => index + 1);
	const sorted = (connector) => {
		const sort = { field: [{ field: 'Nummer', direction: 'asc' }] };
		return allRows(connector, { sort, options: { pageSize: 100 } });
	};

	it('share the work, and each reads everything in order', async () => {
		const { n8n, profit, workers } = environment();
		const connector = profit.addNumberedConnector(1_000);
		const { id } = await n8n.createWorkflow(workflowOf(sorted(connector), credential));
		const ids = await Promise.all(counted(EXECUTIONS).map(() => n8n.startWorkflow(id)));
		for (const execution of await Promise.all(ids.map((one) => n8n.waitForExecution(one)))) {
			assert.equal(execution.error?.message, undefined);
			assert.deepEqual(numbers(execution.items(AFAS)), counted(1_000));
		}
		const begun = workers.map((worker) => worker.executions().filter((one) => ids.includes(one)));
		assert.deepEqual(
			begun
				.flat()
				.map(Number)
				.sort((a, b) => a - b),
			ids.map(Number).sort((a, b) => a - b),
		);
		for (const own of begun) assert.ok(own.length > 0, 'Both had something to do.');
	});

	it('answer calls of an active workflow', async () => {
		const { n8n, url, profit } = environment();
		const connector = profit.addNumberedConnector(50);
		const path = randomUUID();
		const workflow = await n8n.createWorkflow(
			calledAt(path, workflowOf(sorted(connector), credential)),
		);
		await n8n.activateWorkflow(workflow);
		const answers = await Promise.all(
			counted(EXECUTIONS).map(async () => {
				const answer = await fetchWhenActive(`${url}/webhook/${path}`);
				const text = await answer.text();
				assert.equal(answer.status, 200, text);
				return JSON.parse(text);
			}),
		);
		for (const rows of answers) assert.deepEqual(numbers(rows), counted(50));
		await n8n.deactivateWorkflow(workflow);
	});
});

/** The workflow with a web address instead of a manual start; it answers with the rows. */
function calledAt(path, workflow) {
	const [start, ...others] = workflow.nodes;
	const parameters = { path, responseMode: 'lastNode', responseData: 'allEntries' };
	const webhook = { type: 'n8n-nodes-base.webhook', typeVersion: 2, webhookId: path, parameters };
	return { ...workflow, nodes: [{ ...start, ...webhook }, ...others] };
}
