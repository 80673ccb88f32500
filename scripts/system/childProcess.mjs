import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/** How long a process gets to end by itself before it is killed, in milliseconds. */
const GRACE = 8_000;
const END_WITH_PARENT = fileURLToPath(new URL('endWithParent.cjs', import.meta.url));
const KEPT_OUTPUT = 200_000;
const SHOWN_LINES = 25;

/** @type {Set<ChildProcess>} */
const running = new Set();

/**
 * A process this script started, with all processes it starts in turn, and the last part of what
 * they wrote.
 */
export class ChildProcess {
	#child;
	#ended;
	#output = '';
	#listeners = new Set();

	/**
	 * @param {string} command
	 * @param {readonly string[]} parameters
	 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, name?: string, keepInput?: boolean }} [options]
	 */
	constructor(command, parameters, options = {}) {
		this.name = options.name ?? command;
		// A group of its own (POSIX) makes it possible to end the children of the child too.
		this.#child = spawn(command, parameters, {
			cwd: options.cwd,
			env: options.env ?? process.env,
			stdio: [options.keepInput ? 'pipe' : 'ignore', 'pipe', 'pipe'],
			detached: process.platform !== 'win32',
			windowsHide: true,
		});
		running.add(this);
		this.#child.stdout.setEncoding('utf8').on('data', (text) => this.#keep(text));
		this.#child.stderr.setEncoding('utf8').on('data', (text) => this.#keep(text));
		this.#ended = new Promise((resolve) => {
			this.#child.once('error', (error) => resolve({ error }));
			this.#child.once('close', (code, signal) => resolve({ code, signal }));
		}).finally(() => running.delete(this));
	}

	get pid() {
		return this.#child.pid;
	}

	get isRunning() {
		return running.has(this);
	}

	/** The last part of what the process wrote, standard output and standard error together. */
	get output() {
		return this.#output;
	}

	/**
	 * What the process wrote, for a message about a failure. Of a long text the first and the last
	 * lines: npm says first what is wrong, n8n last.
	 */
	get excerpt() {
		const lines = this.#output.trimEnd().split('\n');
		if (lines.length <= 2 * SHOWN_LINES) return lines.join('\n');
		return [...lines.slice(0, SHOWN_LINES), '…', ...lines.slice(-SHOWN_LINES)].join('\n');
	}

	/** @returns {Promise<{ code?: number | null, signal?: string | null, error?: Error }>} how it ended */
	get ended() {
		return this.#ended;
	}

	/** @param {(text: string) => void} listener called with each piece of output */
	onOutput(listener) {
		this.#listeners.add(listener);
		return () => this.#listeners.delete(listener);
	}

	/** Ends the process and its children: politely first, by force after a few seconds. */
	async stop() {
		if (this.pid === undefined || !this.isRunning) return;
		this.#signal('SIGTERM');
		const timer = setTimeout(() => this.#signal('SIGKILL'), GRACE);
		await this.#ended;
		clearTimeout(timer);
		// The leader may have gone before its children.
		this.#signal('SIGKILL');
	}

	#keep(text) {
		this.#output = (this.#output + text).slice(-KEPT_OUTPUT);
		for (const listener of this.#listeners) listener(text);
	}

	#signal(signal) {
		try {
			if (process.platform === 'win32') {
				spawn('taskkill', ['/pid', String(this.pid), '/T', '/F'], { stdio: 'ignore' });
			} else {
				process.kill(-this.pid, signal);
			}
		} catch (error) {
			if (error.code !== 'ESRCH') throw error;
		}
	}
}

/** Ends everything this script started and that still runs. */
export async function stopAll() {
	await Promise.all([...running].map((child) => child.stop()));
}

/**
 * Starts a Node program that runs until it is stopped, at the latest when this script is gone.
 *
 * @param {string} node the Node binary
 * @param {readonly string[]} parameters of Node
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, name?: string }} [options]
 * @returns {ChildProcess}
 */
export function startNodeService(node, parameters, options = {}) {
	const env = { ...(options.env ?? process.env), END_WITH_PARENT: String(process.pid) };
	return new ChildProcess(node, ['--require', END_WITH_PARENT, ...parameters], {
		...options,
		env,
		keepInput: true,
	});
}

/**
 * Runs a command to its end.
 *
 * @param {string} command
 * @param {readonly string[]} parameters
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, name?: string }} [options]
 * @returns {Promise<string>} what it wrote
 * @throws {Error} with what it wrote, when it cannot be started or does not exit with 0
 */
export function runCommand(command, parameters, options) {
	return success(new ChildProcess(command, parameters, options));
}

/**
 * Runs a Node program to its end, as {@link runCommand} does a command; it ends too when this script
 * is gone.
 *
 * @param {string} node the Node binary
 * @param {readonly string[]} parameters of Node
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, name?: string }} [options]
 * @returns {Promise<string>} what it wrote
 */
export function runNode(node, parameters, options) {
	return success(startNodeService(node, parameters, options));
}

async function success(child) {
	const { code, signal, error } = await child.ended;
	if (error) throw new Error(`${child.name} could not be started: ${error.message}`);
	if (code === 0) return child.output;
	const ending = signal ? `was ended by ${signal}` : `ended with exit code ${code}`;
	throw new Error(`${child.name} ${ending}. It wrote:\n${child.excerpt}`);
}

/**
 * Ends everything that was started when this script is told to end (Ctrl-C, SIGTERM, a closed
 * terminal), then exits.
 *
 * @param {() => void} [announce] called once, before anything is ended
 */
export function stopAllOnSignals(announce = () => {}) {
	let stopping = false;
	const stop = async (exitCode) => {
		if (stopping) return;
		stopping = true;
		announce();
		await stopAll();
		process.exit(exitCode);
	};
	process.on('SIGINT', () => void stop(130));
	process.on('SIGTERM', () => void stop(143));
	process.on('SIGHUP', () => void stop(129));
}
