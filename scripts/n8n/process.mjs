import { mkdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { startNodeService } from '../system/childProcess.mjs';
import { freePort, startOnFreePort } from '../system/port.mjs';

const HOST = '127.0.0.1';
const START_TIMEOUT = 180_000;
const POLL = 250;
const HEALTH = '/healthz/readiness';
/** Older versions of n8n call themselves ready before it is there. */
const REST_API = '/rest/settings';

/** Settings of the user's own n8n must not reach this one. */
const FOREIGN_SETTING =
	/^(N8N_|DB_|EXECUTIONS_|QUEUE_|WEBHOOK_URL$|VUE_APP_|CREDENTIALS_|NODE_OPTIONS$)/;

/**
 * A running n8n.
 *
 * @typedef {object} RunningN8n
 * @property {string} url of the editor and the REST API, without a slash at the end
 * @property {import('../system/childProcess.mjs').ChildProcess} process
 * @property {() => Promise<void>} stop
 */

/**
 * Starts n8n on the loopback address and waits until it is ready.
 *
 * @param {import('./runtime.mjs').Runtime} runtime
 * @param {{ userFolder: string, port?: number, environment?: Readonly<Record<string, string>> }} options
 *   `userFolder` holds its database, its key and its community packages; `port` is preferred, another
 *   one is taken when it is not free; `environment` adds to or replaces n8n's settings
 * @returns {Promise<RunningN8n>}
 * @throws {Error} with n8n's log, when it ends or is not ready in time
 */
export async function startN8n(runtime, { userFolder, port, environment = {} }) {
	await mkdir(userFolder, { recursive: true });
	return startOnFreePort(port, async (granted) => {
		const env = { ...settings(userFolder, granted, await freePort()), ...environment };
		const signs = [HEALTH, REST_API];
		return launch(runtime, ['start'], { env, name: 'n8n', userFolder, port: granted, signs });
	});
}

/**
 * Starts a worker of an n8n in queue mode, and waits until it is ready.
 *
 * @param {import('./runtime.mjs').Runtime} runtime
 * @param {{ userFolder: string, name: string, environment: Readonly<Record<string, string>> }} options
 *   `userFolder` holds its community packages; `environment` has the database, the queue and the key
 *   of the n8n it works for
 * @returns {Promise<RunningN8n>} its `url` answers questions about its health only
 * @throws {Error} with its log, when it ends or is not ready in time
 */
export async function startWorker(runtime, { userFolder, name, environment }) {
	await mkdir(userFolder, { recursive: true });
	return startOnFreePort(undefined, async (port) => {
		const env = {
			...settings(userFolder, port, await freePort()),
			QUEUE_HEALTH_CHECK_ACTIVE: 'true',
			QUEUE_HEALTH_CHECK_PORT: String(port),
			N8N_WORKER_SERVER_ADDRESS: HOST,
			...environment,
		};
		const signs = [HEALTH];
		return launch(runtime, ['worker', '--concurrency=5'], { env, name, userFolder, port, signs });
	});
}

/** @returns {Promise<RunningN8n>} */
async function launch(runtime, parameters, { env, name, userFolder, port, signs }) {
	const options = { env, name, cwd: userFolder };
	const child = startNodeService(runtime.node, [runtime.n8n, ...parameters], options);
	const url = `http://${HOST}:${port}`;
	try {
		await waitUntilReady(
			child,
			signs.map((sign) => url + sign),
		);
		return { url, process: child, stop: () => child.stop() };
	} catch (error) {
		await child.stop();
		throw error;
	}
}

function settings(userFolder, port, brokerPort) {
	const own = Object.entries(process.env).filter(([name]) => !FOREIGN_SETTING.test(name));
	return {
		...Object.fromEntries(own),
		N8N_USER_FOLDER: userFolder,
		N8N_HOST: HOST,
		N8N_LISTEN_ADDRESS: HOST,
		N8N_PORT: String(port),
		N8N_EDITOR_BASE_URL: `http://${HOST}:${port}`,
		N8N_RUNNERS_MODE: 'internal',
		N8N_RUNNERS_BROKER_PORT: String(brokerPort),
		N8N_SECURE_COOKIE: 'false',
		N8N_COMMUNITY_PACKAGES_ENABLED: 'true',
		N8N_UNVERIFIED_PACKAGES_ENABLED: 'true',
		N8N_LOG_LEVEL: 'info',
		GENERIC_TIMEZONE: 'Europe/Amsterdam',
		EXECUTIONS_DATA_SAVE_ON_SUCCESS: 'all',
		// Nothing that would go out to the internet.
		N8N_DIAGNOSTICS_ENABLED: 'false',
		N8N_VERSION_NOTIFICATIONS_ENABLED: 'false',
		N8N_TEMPLATES_ENABLED: 'false',
		N8N_VERIFIED_PACKAGES_ENABLED: 'false',
		N8N_DISABLED_MODULES: 'mcp-registry,instance-ai,agents,chat-hub,insights',
		N8N_PERSONALIZATION_ENABLED: 'false',
		N8N_HIRING_BANNER_ENABLED: 'false',
	};
}

async function waitUntilReady(child, urls) {
	const deadline = Date.now() + START_TIMEOUT;
	while (Date.now() < deadline) {
		if (!child.isRunning)
			throw new Error(`${child.name} ended before it was ready. It wrote:\n${child.excerpt}`);
		if ((await Promise.all(urls.map(answersWell))).every(Boolean)) return;
		await sleep(POLL);
	}
	throw new Error(
		`${child.name} was not ready within ${START_TIMEOUT / 1000} seconds. It wrote:\n${child.excerpt}`,
	);
}

async function answersWell(url) {
	try {
		const answer = await fetch(url, { signal: AbortSignal.timeout(5_000) });
		await answer.arrayBuffer();
		return answer.ok;
	} catch {
		return false;
	}
}
