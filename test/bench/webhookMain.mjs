// Sends 1,000 notifications to the webhook trigger in a real n8n, 20 a second:
//   npm run bench:webhook -- [--lazy]
// With --lazy, n8n makes a sandbox for expressions only where there is one.
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { prepareProject } from '../../scripts/demo/project.mjs';
import { installPackage } from '../../scripts/n8n/package.mjs';
import { startN8n } from '../../scripts/n8n/process.mjs';
import { N8nRestClient } from '../../scripts/n8n/restClient.mjs';
import { ensureRuntime } from '../../scripts/n8n/runtime.mjs';
import { cacheFolder } from '../../scripts/system/cacheFolder.mjs';
import { stopAll, stopAllOnSignals } from '../../scripts/system/childProcess.mjs';
import { OWNER, ROOT } from '../e2e/environment.mjs';
import { registered, sendMixed } from '../e2e/webhookLoad.mjs';
import { save } from '../e2e/workflow.mjs';
import { ProfitWebhook } from '../simulator/profitWebhook.ts';

const LOAD = { unique: 750, repeats: 200, forged: 50, perSecond: 20 };
const PASSWORD = 'a password of some length';
const P99 = 250;
const SLOWEST = 2_000;

stopAllOnSignals();
const userFolder = join(cacheFolder(), `webhook-${process.pid}`);
const lazy = process.argv.includes('--lazy');
try {
	await measure();
} finally {
	await stopAll();
	await rm(userFolder, { recursive: true, force: true });
}

async function measure() {
	await prepareProject(ROOT);
	const runtime = await ensureRuntime();
	await installPackage(ROOT, userFolder);
	const environment = lazy ? { N8N_EXPRESSION_ENGINE_LAZY_ACQUIRE: 'true' } : {};
	const { url } = await startN8n(runtime, { userFolder, environment });
	const n8n = new N8nRestClient(url);
	await n8n.signIn(OWNER);
	const { id, webhook } = await activeWorkflow(n8n, url);
	const { answers, seconds } = await sendMixed(webhook, LOAD);
	const executions = await settled(n8n, id);
	report(answers, seconds, executions);
}

async function activeWorkflow(n8n, url) {
	const data = { secret: PASSWORD };
	const { type, ...credential } = await save(n8n, { name: 'bench', type: 'afasWebhookApi', data });
	const webhookId = randomUUID();
	const trigger = {
		id: randomUUID(),
		name: 'AFAS Webhook Trigger',
		type: 'n8n-nodes-afas.afasWebhookTrigger',
		typeVersion: 1.1,
		position: [0, 0],
		webhookId,
		parameters: {},
		credentials: { [type]: credential },
	};
	const { id } = await n8n.createWorkflow({ name: 'bench', nodes: [trigger], connections: {} });
	await n8n.activate(id);
	const webhook = new ProfitWebhook(`${url}/webhook/${webhookId}/profit`, PASSWORD);
	await registered(webhook);
	return { id, webhook };
}

/** The number of executions, once it has stopped growing. */
async function settled(n8n, id) {
	for (let before = -1; ;) {
		const { count } = await n8n.executions(id, 1);
		if (count === before) return count;
		before = count;
		await sleep(3_000);
	}
}

function report(answers, seconds, executions) {
	const times = answers.map(({ ms }) => ms).sort((a, b) => a - b);
	const at = (share) => times[Math.ceil(times.length * share) - 1];
	const answered = (status) => answers.filter((answer) => answer.status === status).length;
	const figures = {
		'sent in seconds': seconds.toFixed(1),
		'answered 200': answered(200),
		'answered 401': answered(401),
		executions,
		'p50 in ms': at(0.5).toFixed(0),
		'p99 in ms': at(0.99).toFixed(0),
		'slowest in ms': at(1).toFixed(0),
	};
	for (const [name, value] of Object.entries(figures)) {
		process.stdout.write(`${name.padEnd(20)} ${value}\n`);
	}
	const isRight =
		answered(200) === LOAD.unique + LOAD.repeats &&
		answered(401) === LOAD.forged &&
		executions === LOAD.unique;
	if (!isRight || at(0.99) >= P99 || at(1) >= SLOWEST) process.exitCode = 1;
}
