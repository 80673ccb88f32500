import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { useEnvironment } from '../e2e/environment.mjs';
import { tokenCredential } from '../e2e/profitCredentials.mjs';
import { allRows, save, workflowOf } from '../e2e/workflow.mjs';

/** Longer than the simulator takes for a request when it is slow, in milliseconds. */
const REQUEST_TIME = 2_000;

describe('stopping an execution on a worker', () => {
	const environment = useEnvironment();

	it('ends its requests to AFAS', async () => {
		const { n8n, profit } = environment();
		const credential = await save(n8n, tokenCredential(profit));
		const connector = profit.addNumberedConnector(5_000);
		const parameters = allRows(connector, { options: { pageSize: 50 } });
		const { id } = await n8n.createWorkflow(workflowOf(parameters, credential));
		await profit.during('slow', async () => {
			const execution = await n8n.startWorkflow(id);
			while (profit.readsOf(connector) < 4) await sleep(100);
			await n8n.call('POST', `/rest/executions/${execution}/stop`);
			assert.equal((await n8n.waitForExecution(execution)).status, 'canceled');
			await sleep(REQUEST_TIME);
			const soonAfter = profit.readsOf(connector);
			await sleep(2 * REQUEST_TIME);
			assert.equal(profit.readsOf(connector), soonAfter);
			assert.ok(soonAfter < 20, 'Most of the 100 pages were never asked for.');
		});
	});
});
