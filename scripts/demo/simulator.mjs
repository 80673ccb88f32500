import { join } from 'node:path';
import { startNodeService } from '../system/childProcess.mjs';
import { startOnFreePort } from '../system/port.mjs';

const START_TIMEOUT = 60_000;
/** The ports that simulators get when nobody else has them, so that an editor left open keeps working. */
const PREFERRED_PORT = 5690;
const PREFERRED_ACCEPT_PORT = 5691;

/**
 * A running Profit simulator.
 *
 * @typedef {object} RunningSimulator
 * @property {Record<string, any>} access what its `--json` line says: addresses, token, OAuth clients
 * @property {import('../system/childProcess.mjs').ChildProcess} process
 * @property {() => Promise<void>} stop
 */

/**
 * Starts the Profit simulator on the loopback address and waits until it says how to reach it.
 *
 * @param {string} root of the project
 * @returns {Promise<RunningSimulator>}
 * @throws {Error} with what it wrote, when it ends or says nothing in time
 */
export function startSimulator(root) {
	return startOn(root, PREFERRED_PORT);
}

/** The same for the Accept environment, which has the next version of Profit already. */
export async function startAcceptSimulator(root) {
	const simulator = await startOn(root, PREFERRED_ACCEPT_PORT);
	const answer = await fetch(`${simulator.access.origin}/_simulator/settings`, {
		method: 'PATCH',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ company: { update: 'after' } }),
	});
	if (!answer.ok) throw new Error(`The simulator can't be updated: ${await answer.text()}`);
	return simulator;
}

function startOn(root, preferredPort) {
	const main = join(root, 'test', 'simulator', 'main.ts');
	return startOnFreePort(preferredPort, async (port) => {
		const child = startNodeService(
			process.execPath,
			['--import', 'tsx', main, '--port', String(port), '--json'],
			{ cwd: root, name: 'The Profit simulator' },
		);
		try {
			return { access: await firstJsonLine(child), process: child, stop: () => child.stop() };
		} catch (error) {
			await child.stop();
			throw error;
		}
	});
}

function firstJsonLine(child) {
	return new Promise((resolve, reject) => {
		const fail = (reason) =>
			reject(new Error(`${child.name} ${reason}. It wrote:\n${child.excerpt}`));
		const timer = setTimeout(() => fail('did not say how to reach it'), START_TIMEOUT);
		const stopListening = child.onOutput(() => {
			const line = child.output
				.split('\n')
				.slice(0, -1)
				.find((one) => one.startsWith('{'));
			if (!line) return;
			clearTimeout(timer);
			stopListening();
			resolve(JSON.parse(line));
		});
		void child.ended.then(() => {
			clearTimeout(timer);
			fail('ended');
		});
	});
}
