import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { installPackage } from '../../scripts/n8n/package.mjs';
import { startN8n } from '../../scripts/n8n/process.mjs';
import { N8nRestClient } from '../../scripts/n8n/restClient.mjs';
import { ensureRuntime } from '../../scripts/n8n/runtime.mjs';
import { cacheFolder } from '../../scripts/system/cacheFolder.mjs';
import { OWNER, ROOT, useEnvironment } from './environment.mjs';
import { startProfit } from './profit.mjs';
import { tokenCredential } from './profitCredentials.mjs';
import { save } from './workflow.mjs';

const TRIGGER = 'AFAS Trigger';
const NEXT = 'Next';

/** A look is made every minute. */
const LOOK_TIMEOUT = 150_000;

/** With these settings n8n commits what a trigger remembers together with the run it starts. */
const DURABLE_CURSORS = {
	N8N_SCHEDULER_ENABLED: 'true',
	N8N_SCHEDULER_POLL_TRIGGERS_ENABLED: 'true',
	N8N_USE_WORKFLOW_PUBLICATION_SERVICE: 'true',
	N8N_POLLER_DURABLE_CURSORS_ENABLED: 'true',
};

/** An n8n of its own, which can be ended and started again with the same data. */
class OwnN8n {
	#running;

	constructor(name, environment) {
		this.environment = environment;
		this.userFolder = join(cacheFolder(), `e2e-${process.pid}-${name}`);
	}

	async start() {
		const runtime = await ensureRuntime();
		await mkdir(this.userFolder, { recursive: true });
		await installPackage(ROOT, this.userFolder);
		const { userFolder, environment } = this;
		this.#running = await startN8n(runtime, { userFolder, environment });
		this.rest = new N8nRestClient(this.#running.url);
		await this.rest.signIn(OWNER);
	}

	async restart() {
		await this.#running.stop();
		await this.start();
	}

	async stop() {
		await this.#running?.stop();
		await rm(this.userFolder, { recursive: true, force: true });
	}
}

// The package is built for the environment that all tests share.
describe('an active trigger in a real n8n', { concurrency: 2 }, () => {
	useEnvironment();
	watch('with the state in memory', 'memory', {});
	watch('with durable cursors', 'durable', DURABLE_CURSORS);
});

function watch(what, name, settings) {
	describe(what, () => {
		const n8n = new OwnN8n(name, settings);
		let profit;

		before(
			async () => {
				profit = await startProfit();
				await n8n.start();
			},
			{ timeout: 10 * 60_000 },
		);

		after(async () => {
			await n8n.stop();
			await profit?.stop();
		});

		/** The changes that the runs of a workflow got, oldest run first; runs without items left out. */
		const runs = async (id) => {
			const { results } = await n8n.rest.executions(id);
			const items = [];
			for (const { id: execution } of results.reverse()) {
				const run = await n8n.rest.waitForExecution(execution);
				if (run.items(NEXT).length > 0) items.push(run.items(NEXT));
			}
			return items.map((run) => run.map(({ _event, Nummer }) => `${_event} ${Nummer}`));
		};

		const untilRuns = async (id, count) => {
			const deadline = Date.now() + LOOK_TIMEOUT;
			while (Date.now() < deadline) {
				const found = await runs(id);
				if (found.length >= count) return found;
				await sleep(2_000);
			}
			throw new Error(`There were no ${count} runs within ${LOOK_TIMEOUT / 1_000} seconds.`);
		};

		it('delivers each change once, in three looks and through a restart', async () => {
			const connector = profit.addWatchedConnector(200);
			const credential = await save(n8n.rest, tokenCredential(profit));
			const { id } = await n8n.rest.createWorkflow(workflowOf(connector, credential));
			await n8n.rest.activate(id);
			await sleep(5_000);
			profit.changeWatched(connector, 7);
			profit.changeWatched(connector, 201);
			assert.deepEqual(await untilRuns(id, 1), [['changed 7', 'changed 201']]);
			await n8n.restart();
			profit.changeWatched(connector, 8);
			const first = ['changed 7', 'changed 201'];
			assert.deepEqual(await untilRuns(id, 2), [first, ['changed 8']]);
			profit.changeWatched(connector, 7);
			assert.deepEqual(await untilRuns(id, 3), [first, ['changed 8'], ['changed 7']]);
		});
	});
}

function workflowOf(connector, { type, id, name }) {
	return {
		name: 'e2e trigger',
		nodes: [
			{
				id: randomUUID(),
				name: TRIGGER,
				type: 'n8n-nodes-afas.afasTrigger',
				typeVersion: 1.1,
				position: [0, 0],
				parameters: {
					authentication: 'token',
					getConnector: { __rl: true, mode: 'id', value: connector },
					detection: 'modifiedField',
					modifiedFields: ['Gewijzigd_op'],
					keyFields: ['Nummer'],
					pollTimes: { item: [{ mode: 'everyMinute' }] },
				},
				credentials: { [type]: { id, name } },
			},
			{
				id: randomUUID(),
				name: NEXT,
				type: 'n8n-nodes-base.noOp',
				typeVersion: 1,
				position: [220, 0],
				parameters: {},
			},
		],
		connections: { [TRIGGER]: { main: [[{ node: NEXT, type: 'main', index: 0 }]] } },
	};
}
