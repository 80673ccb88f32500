import { randomBytes } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { prepareProject } from '../../scripts/demo/project.mjs';
import { installPackage } from '../../scripts/n8n/package.mjs';
import { startN8n, startWorker } from '../../scripts/n8n/process.mjs';
import { N8nRestClient } from '../../scripts/n8n/restClient.mjs';
import { ensureRuntime } from '../../scripts/n8n/runtime.mjs';
import { cacheFolder } from '../../scripts/system/cacheFolder.mjs';
import { stopAll } from '../../scripts/system/childProcess.mjs';
import { withProgress } from '../../scripts/system/progress.mjs';
import { OWNER, ROOT } from '../e2e/environment.mjs';
import { startProfit } from '../e2e/profit.mjs';
import { startPostgres } from './postgres.mjs';
import { startRedis } from './redis.mjs';

const WORKERS = ['worker 1', 'worker 2'];

/**
 * An n8n in queue mode.
 *
 * @typedef {import('../e2e/environment.mjs').Environment & { workers: readonly Worker[] }} QueueEnvironment
 */

/**
 * A worker of it.
 *
 * @typedef {object} Worker
 * @property {string} name
 * @property {() => string[]} executions ids of the executions it has begun
 */

/**
 * Starts an n8n in queue mode as docs/queue-mode.md describes it: one main and two workers, each with
 * a folder of its own as on machines of their own. All executions go to the workers, those that
 * somebody starts by hand too.
 *
 * @returns {Promise<QueueEnvironment>}
 */
export async function startQueueEnvironment() {
	await prepareProject(ROOT);
	const runtime = await ensureRuntime();
	const folder = join(cacheFolder(), `queue-${process.pid}`);
	await mkdir(folder, { recursive: true });
	const profit = await startProfit();
	const services = [];
	const stop = async () => {
		await stopAll();
		for (const service of services) await service.stop();
		await profit.stop();
		await rm(folder, { recursive: true, force: true });
	};
	try {
		services.push(await startRedis(join(folder, 'redis')));
		services.push(await startPostgres());
		const environment = Object.assign(sharedSettings(), ...services.map((one) => one.environment));
		const main = await withProgress('Starting n8n in queue mode', () =>
			startMain(runtime, join(folder, 'main'), environment),
		);
		const workers = await withProgress('Starting two workers', () =>
			startWorkers(runtime, folder, environment),
		);
		const n8n = new N8nRestClient(main.url);
		await n8n.signIn(OWNER);
		const log = () => [main, ...workers].map(({ process: { output } }) => output).join('\n');
		const parts = { profit, filesIn: 'database', log, stop, workers: workers.map(toWorker) };
		return { n8n, url: main.url, ...parts };
	} catch (error) {
		await stop();
		throw error;
	}
}

/** What main and workers must agree on. Binary data is in the database then, n8n's own choice. */
function sharedSettings() {
	return {
		EXECUTIONS_MODE: 'queue',
		OFFLOAD_MANUAL_EXECUTIONS_TO_WORKERS: 'true',
		N8N_ENCRYPTION_KEY: randomBytes(24).toString('hex'),
	};
}

async function startMain(runtime, userFolder, environment) {
	await installPackage(ROOT, userFolder);
	return startN8n(runtime, { userFolder, environment });
}

function startWorkers(runtime, folder, environment) {
	return Promise.all(
		WORKERS.map(async (name) => {
			const userFolder = join(folder, name.replace(' ', '-'));
			await installPackage(ROOT, userFolder);
			return startWorker(runtime, { userFolder, name, environment });
		}),
	);
}

/** @returns {Worker} */
function toWorker({ process: child }) {
	const executions = () =>
		[...child.output.matchAll(/started execution (\d+)/g)].map(([, id]) => id);
	return { name: child.name, executions };
}
