// What all measurements share: the simulator and processes with n8n's engine.
import { fork } from 'node:child_process';
import { rmSync } from 'node:fs';
import { cp, mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { prepareProject } from '../../scripts/demo/project.mjs';
import { ensureRuntime } from '../../scripts/n8n/runtime.mjs';
import { cacheFolder } from '../../scripts/system/cacheFolder.mjs';
import { stopAll } from '../../scripts/system/childProcess.mjs';
import { startSimulator } from './simulator.mjs';

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const WORKER = fileURLToPath(new URL('worker.mjs', import.meta.url));

/**
 * The things that measurements are made with. The simulator and every worker are processes of their
 * own, so that none pays for the others.
 */
export class Bench {
	#runtime;
	#folder;
	/** @type {Set<Worker>} */
	#workers = new Set();
	/** @type {import('./simulator.mjs').Simulator} */
	simulator;

	/** Builds what is not up to date, installs n8n where it is missing, and starts the simulator. */
	static async start() {
		const bench = new Bench();
		await prepareProject(ROOT);
		bench.#runtime = await ensureRuntime();
		// Outside of the project, so that the package finds n8n's modules and not the project's.
		bench.#folder = join(cacheFolder(), `bench-${process.pid}`);
		// Also after Ctrl-C.
		process.once('exit', () => rmSync(bench.#folder, { recursive: true, force: true }));
		const target = join(bench.#folder, 'n8n-nodes-afas');
		await mkdir(target, { recursive: true });
		await cp(join(ROOT, 'dist'), join(target, 'dist'), { recursive: true });
		await cp(join(ROOT, 'package.json'), join(target, 'package.json'));
		bench.simulator = await startSimulator(ROOT);
		return bench;
	}

	/** `n8n 2.x.y` */
	get versions() {
		return `n8n ${this.#runtime.version}`;
	}

	/**
	 * Starts a process with n8n's engine in it.
	 *
	 * @param {{ profile?: string }} [options] a folder for a CPU profile
	 * @returns {Promise<Worker>}
	 */
	async worker({ profile } = {}) {
		const modules = dirname(dirname(dirname(this.#runtime.n8n)));
		const child = fork(WORKER, [], {
			execPath: this.#runtime.node,
			execArgv: ['--expose-gc', ...(profile ? ['--cpu-prof', `--cpu-prof-dir=${profile}`] : [])],
			env: { ...process.env, NODE_PATH: modules, N8N_LOG_LEVEL: 'silent', NODE_ENV: 'production' },
		});
		const worker = new Worker(child, () => this.#workers.delete(worker));
		this.#workers.add(worker);
		const { baseUrl, token } = this.simulator.access;
		await worker.ask('start', {
			modules,
			packageFolder: join(this.#folder, 'n8n-nodes-afas'),
			storage: this.storage,
			credential: { environment: 'custom', baseUrl, token, domainId: '' },
		});
		return worker;
	}

	/** The folder in which n8n keeps files. */
	get storage() {
		return join(this.#folder, 'files');
	}

	/** Removes the files that n8n has kept so far. */
	async removeFiles() {
		await rm(this.storage, { recursive: true, force: true });
	}

	async stop() {
		await Promise.all([...this.#workers].map((worker) => worker.stop()));
		await stopAll();
		await rm(this.#folder, { recursive: true, force: true });
	}
}

/** A process with n8n's engine in it. */
export class Worker {
	#child;
	#count = 0;
	#open = new Map();

	constructor(child, onEnd) {
		this.#child = child;
		child.on('message', ({ id, result, failure }) => {
			const { resolve, reject } = this.#open.get(id);
			this.#open.delete(id);
			if (failure === undefined) resolve(result);
			else reject(new Error(failure));
		});
		child.on('exit', (code, signal) => {
			onEnd();
			const error = new Error(`A process with n8n's engine ended: ${signal ?? code}`);
			for (const { reject } of this.#open.values()) reject(error);
		});
	}

	/** Has something done; see worker.mjs. */
	ask(action, parameters = {}) {
		const id = ++this.#count;
		return new Promise((resolve, reject) => {
			this.#open.set(id, { resolve, reject });
			this.#child.send({ id, action, ...parameters });
		});
	}

	async stop() {
		if (!this.#child.connected) return;
		const ended = new Promise((resolve) => this.#child.once('exit', resolve));
		this.#child.disconnect();
		await ended;
	}
}
