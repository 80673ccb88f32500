import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { prepareProject } from '../../scripts/demo/project.mjs';
import { installPackage } from '../../scripts/n8n/package.mjs';
import { startN8n } from '../../scripts/n8n/process.mjs';
import { N8nRestClient } from '../../scripts/n8n/restClient.mjs';
import { ensureRuntime } from '../../scripts/n8n/runtime.mjs';
import { cacheFolder } from '../../scripts/system/cacheFolder.mjs';
import { stopAll } from '../../scripts/system/childProcess.mjs';
import { OWNER, ROOT } from '../e2e/environment.mjs';
import { tokenCredential } from '../e2e/profitCredentials.mjs';
import { DEMO } from '../simulator/access.ts';
import { createCompany } from '../simulator/company/index.ts';
import { createSimulator } from '../simulator/server.ts';

/** How long a run may take, in milliseconds. */
const RUN_TIMEOUT = 300_000;

let count = 0;

/** A real n8n that can be killed, beside a Profit that knows nothing of it. */
export class DatabaseEnvironment {
	/** @type {N8nRestClient} */
	n8n;

	#runtime;
	#userFolder;
	#child;

	/** @param {import('../simulator/server.ts').Simulator} simulator */
	constructor(simulator) {
		this.simulator = simulator;
		count += 1;
		this.#userFolder = join(cacheFolder(), `database-${process.pid}-${count}`);
	}

	/** @param {object} [extra] records beside those of the demo company */
	static async start(extra = {}) {
		await prepareProject(ROOT);
		const company = createCompany({ extra });
		const environment = new DatabaseEnvironment(await createSimulator({ company }));
		await environment.#prepare();
		await environment.begin();
		return environment;
	}

	get company() {
		return this.simulator.company;
	}

	/** Starts n8n, on what an earlier one has left. */
	async begin() {
		const { url, process: child } = await startN8n(this.#runtime, { userFolder: this.#userFolder });
		this.#child = child;
		this.n8n = new N8nRestClient(url);
		await this.n8n.signIn(OWNER);
	}

	/** Ends n8n as a power cut does, and starts it again. */
	async kill() {
		process.kill(-this.#child.pid, 'SIGKILL');
		await this.#child.ended;
		await this.begin();
	}

	/**
	 * Saves an example with its credentials.
	 *
	 * @param {string} file
	 * @param {{ others?: Record<string, object>, disabled?: readonly string[] }} [options] `others`: credentials
	 *   of other nodes, by the type of the node; `disabled`: names of nodes that are deactivated
	 * @returns {Promise<string>} id of the workflow
	 */
	async saveExample(file, { others = {}, disabled = [] } = {}) {
		const workflow = JSON.parse(await readFile(join(ROOT, 'workflows', file), 'utf8'));
		const { baseUrl } = this.simulator;
		const credential = tokenCredential({ baseUrl, token: DEMO.token });
		const references = { 'n8n-nodes-afas.afas': await this.credential(credential), ...others };
		const nodes = workflow.nodes.map((node) => {
			const credentials = references[node.type];
			return { ...node, disabled: disabled.includes(node.name), credentials };
		});
		const { id } = await this.n8n.createWorkflow({ ...workflow, nodes });
		return id;
	}

	/** Saves a credential. @returns {Promise<object>} as nodes name it */
	async credential(credential) {
		return { [credential.type]: await this.n8n.saveCredential(credential) };
	}

	/** Runs a workflow to its end. */
	async run(id) {
		const started = await this.#begun(id);
		const execution = await untilAnswered(() =>
			this.n8n.waitForExecution(started, { timeout: RUN_TIMEOUT }),
		);
		if (execution.error)
			throw new Error(`${execution.error.message} ${execution.error.description}`);
		return execution;
	}

	/** Starts a workflow and kills n8n as soon as something is so, which must be before its end. */
	async killDuring(id, isReached) {
		const execution = await this.#begun(id);
		const deadline = Date.now() + 120_000;
		while (!(await isReached())) {
			if (Date.now() > deadline) throw new Error('The run never came so far.');
		}
		const { status } = await untilAnswered(() =>
			this.n8n.call('GET', `/rest/executions/${execution}`),
		);
		if (status !== 'running') throw new Error(`The run was ${status} before it could be killed.`);
		await this.kill();
	}

	async stop() {
		await stopAll();
		await this.simulator.close();
		await rm(this.#userFolder, { recursive: true, force: true });
	}

	/** Starts a workflow, once, on a connection that n8n has not closed while this process was busy. */
	async #begun(id) {
		await untilAnswered(() => this.n8n.workflow(id));
		return this.n8n.startWorkflow(id);
	}

	async #prepare() {
		this.#runtime = await ensureRuntime();
		await mkdir(this.#userFolder, { recursive: true });
		await installPackage(ROOT, this.#userFolder);
	}
}

/** Asks again when n8n closes a connection because one of the two was too busy to use it. */
async function untilAnswered(ask) {
	for (let attempt = 1; ; attempt++) {
		try {
			return await ask();
		} catch (error) {
			if (!(error instanceof TypeError) || attempt === 10) throw error;
			await sleep(500);
		}
	}
}
