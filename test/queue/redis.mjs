import { mkdir } from 'node:fs/promises';
import { createConnection } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { ChildProcess } from '../../scripts/system/childProcess.mjs';
import { ensureDebianProgram } from '../../scripts/system/debianPackage.mjs';
import { startOnFreePort } from '../../scripts/system/port.mjs';

const HOST = '127.0.0.1';
const START_TIMEOUT = 20_000;
const POLL = 100;

/**
 * Starts a Redis that forgets everything when it ends, on a free port of the loopback address.
 *
 * @param {string} folder for its own use
 * @returns {Promise<{ environment: Record<string, string>, stop: () => Promise<void> }>} `environment`:
 *   n8n's settings for it
 */
export async function startRedis(folder) {
	const program = await ensureDebianProgram({
		program: 'redis-server',
		packageName: 'redis-server',
	});
	await mkdir(folder, { recursive: true });
	return startOnFreePort(undefined, async (port) => {
		const address = ['--bind', HOST, '--port', String(port)];
		const forgetful = ['--save', '', '--appendonly', 'no', '--dir', folder];
		const child = new ChildProcess(program, [...address, ...forgetful], { name: 'Redis' });
		await waitForListener(child, port);
		const environment = { QUEUE_BULL_REDIS_HOST: HOST, QUEUE_BULL_REDIS_PORT: String(port) };
		return { environment, stop: () => child.stop() };
	});
}

/**
 * Waits until a service takes connections.
 *
 * @param {ChildProcess} child
 * @param {number} port
 */
export async function waitForListener(child, port) {
	const deadline = Date.now() + START_TIMEOUT;
	while (child.isRunning && Date.now() < deadline) {
		if (await listens(port)) return;
		await sleep(POLL);
	}
	await child.stop();
	throw new Error(`${child.name} did not start. It wrote:\n${child.excerpt}`);
}

function listens(port) {
	return new Promise((resolve) => {
		const socket = createConnection({ host: HOST, port });
		socket.once('connect', () => socket.end(() => resolve(true)));
		socket.once('error', () => resolve(false));
	});
}
