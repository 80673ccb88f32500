import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { after, before, beforeEach } from 'node:test';
import { fileURLToPath } from 'node:url';
import { prepareProject } from '../../scripts/demo/project.mjs';
import { installPackage } from '../../scripts/n8n/package.mjs';
import { startN8n } from '../../scripts/n8n/process.mjs';
import { N8nRestClient } from '../../scripts/n8n/restClient.mjs';
import { ensureRuntime } from '../../scripts/n8n/runtime.mjs';
import { cacheFolder } from '../../scripts/system/cacheFolder.mjs';
import { stopAll } from '../../scripts/system/childProcess.mjs';
import { startProfit } from './profit.mjs';

export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Installing n8n may have to be done first. In milliseconds. */
export const START_TIMEOUT = 30 * 60_000;

/** Who signs in to n8n. */
export const OWNER = {
	email: 'e2e@afas.example',
	password: 'E2e-password1',
	firstName: 'E',
	lastName: 'E',
};

/**
 * A real n8n with the packed package in it, and the Profit simulator in this process.
 *
 * @typedef {object} Environment
 * @property {N8nRestClient} n8n signed in as the owner
 * @property {string} url of n8n
 * @property {import('./profit.mjs').Profit} profit
 * @property {string} filesIn where n8n keeps files, as their ids begin
 * @property {() => string} log the last part of what n8n wrote
 * @property {() => Promise<void>} stop ends everything and removes n8n's data
 */

/**
 * Builds what is not up to date and starts everything, with an empty n8n.
 *
 * @param {{ version?: string, settings?: Readonly<Record<string, string>> }} [options] another `version`
 *   of n8n than the one that is tested always; other `settings` of n8n
 * @returns {Promise<Environment>}
 */
export async function startEnvironment({ version, settings } = {}) {
	await prepareProject(ROOT);
	const runtime = await ensureRuntime({ version });
	const userFolder = join(cacheFolder(), `e2e-${process.pid}`);
	await mkdir(userFolder, { recursive: true });
	const profit = await startProfit();
	const stop = async () => {
		await stopAll();
		await profit.stop();
		await rm(userFolder, { recursive: true, force: true });
	};
	try {
		await installPackage(ROOT, userFolder);
		const { url, process: n8nProcess } = await startN8n(runtime, {
			userFolder,
			environment: settings,
		});
		const n8n = new N8nRestClient(url);
		await n8n.signIn(OWNER);
		const log = () => n8nProcess.output;
		return { n8n, url, profit, filesIn: 'filesystem-v2', log, stop };
	} catch (error) {
		await stop();
		throw error;
	}
}

/** @type {Promise<Environment> | undefined} */
let shared;
let start = startEnvironment;
let users = 0;

/**
 * Lets all tests of this process use another kind of n8n. To be called before the first of them.
 *
 * @param {() => Promise<Environment>} startOther
 */
export function useOtherEnvironment(startOther) {
	start = startOther;
}

/**
 * Lets the tests of a `describe` use the one environment of this process: started for the first of
 * them, ended after the last.
 *
 * @returns {() => Environment} to be called inside tests
 */
export function useEnvironment() {
	/** @type {Environment} */
	let environment;
	users += 1;
	before(
		async () => {
			shared ??= start();
			environment = await shared;
		},
		{ timeout: START_TIMEOUT },
	);
	beforeEach(() => environment.profit.reset());
	after(async () => {
		users -= 1;
		if (users === 0) await environment?.stop();
	});
	return () => environment;
}
