// n8n's own engine with the nodes that are compared, out of an installed n8n. Runs in a process of its
// own, see worker.mjs.
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** What workflows start with, under the name that is given to it here. */
const START = 'bench.start';
const RAW = 'bench.raw';

/**
 * A workflow to run: nodes in a row, the last of which gives the result.
 *
 * @typedef {object} Job
 * @property {{ name: string, type: string, typeVersion: number, parameters: object }[]} nodes
 * @property {object[]} [input] JSON of the input items; one empty item when absent
 */

/** n8n's engine, the built package, and the nodes that people use without it. */
export class Engine {
	/** @type {any} */
	#n8n;
	#types;
	#helper;

	/**
	 * @param {{ modules: string, packageFolder: string, credential: object, storage: string }} options
	 * node_modules of an installed n8n, the package outside of any project, the fields of its
	 * credential, and a folder in which n8n keeps files
	 */
	static async create({ modules, packageFolder, credential, storage }) {
		const require = createRequire(join(modules, 'n8n', 'package.json'));
		require('reflect-metadata');
		const engine = new Engine();
		engine.#n8n = { ...require('n8n-core'), ...require('n8n-workflow') };
		await keepFilesIn(storage, engine.#n8n.BinaryDataService, require('@n8n/di').Container);
		await evaluateAsN8n(engine.#n8n.Expression, require);
		const loader = new engine.#n8n.PackageDirectoryLoader(packageFolder);
		await loader.loadAll();
		const { HttpRequest } = require('n8n-nodes-base/dist/nodes/HttpRequest/HttpRequest.node.js');
		const { SplitOut } = require('n8n-nodes-base/dist/nodes/Transform/SplitOut/SplitOut.node.js');
		engine.#types = {
			[RAW]: rawNode(require('undici')),
			'n8n-nodes-afas.afas': loader.getNode('afas').type,
			'n8n-nodes-base.httpRequest': new HttpRequest(),
			'n8n-nodes-base.splitOut': new SplitOut(),
		};
		engine.#helper = credentialsHelper(
			engine.#n8n.ICredentialsHelper,
			loader.getCredential('afasApi').type,
			credential,
		);
		return engine;
	}

	/**
	 * Runs a workflow as an active one runs.
	 *
	 * @param {Job} job
	 * @returns {Promise<{ items: object[], error?: { message: string, description?: string } }>} JSON
	 * of the output items of the last node
	 */
	async run({ nodes, input = [{}] }) {
		const { Workflow, WorkflowExecute } = this.#n8n;
		const all = [{ name: 'Start', type: START, typeVersion: 1, parameters: {} }, ...nodes];
		const workflow = new Workflow({
			id: 'bench',
			nodes: all.map((node) => this.#placed(node)),
			connections: inARow(all.map(({ name }) => name)),
			active: true,
			nodeTypes: this.#nodeTypes(input.map((json) => ({ json }))),
			settings: { executionOrder: 'v1' },
		});
		const { data } = await new WorkflowExecute(this.#additionalData(), 'trigger').run({
			workflow,
			startNode: workflow.getNode('Start'),
		});
		const task = data.resultData.runData[all.at(-1).name]?.[0];
		const error = data.resultData.error ?? task?.error;
		const items = task?.data?.main?.[0] ?? [];
		return {
			items,
			...(error && { error: { message: error.message, description: error.description } }),
		};
	}

	/**
	 * Asks for the form of a resource mapper, as the editor does.
	 *
	 * @param {string} method
	 * @param {object} parameters of the AFAS node
	 */
	async resourceMapping(method, parameters) {
		const { Workflow, LoadOptionsContext } = this.#n8n;
		const name = 'AFAS';
		const type = 'n8n-nodes-afas.afas';
		const node = this.#placed({ name, type, typeVersion: 1.1, parameters });
		const workflow = new Workflow({
			id: 'bench',
			nodes: [node],
			connections: {},
			active: false,
			nodeTypes: this.#nodeTypes([]),
		});
		const data = { ...this.#additionalData(), currentNodeParameters: node.parameters };
		const context = new LoadOptionsContext(workflow, workflow.getNode(name), data, 'parameters.x');
		return await this.#types[type].methods.resourceMapping[method].call(context);
	}

	#placed(node) {
		const credentials = { afasApi: { id: 'bench', name: 'AFAS' } };
		return {
			...node,
			id: node.name,
			position: [0, 0],
			...(node.type === 'n8n-nodes-afas.afas' && { credentials }),
		};
	}

	#nodeTypes(input) {
		const { NodeHelpers } = this.#n8n;
		const types = { ...this.#types, [START]: startNode(input) };
		return {
			getByName: (type) => types[type],
			getByNameAndVersion: (type, version) =>
				NodeHelpers.getVersionedNodeType(types[type], version),
			getKnownTypes: () => ({}),
		};
	}

	#additionalData() {
		return {
			executionId: '1',
			hooks: new this.#n8n.ExecutionLifecycleHooks('trigger', '1', {}),
			credentialsHelper: this.#helper,
			restApiUrl: 'http://127.0.0.1/rest',
			instanceBaseUrl: 'http://127.0.0.1/',
			webhookWaitingBaseUrl: 'http://127.0.0.1/webhook-waiting',
			formWaitingBaseUrl: 'http://127.0.0.1/form-waiting',
			variables: {},
		};
	}
}

/** Lets n8n keep files on disk, as it does by default since version 2. */
async function keepFilesIn(folder, BinaryDataService, container) {
	const ignore = { error: () => undefined };
	const config = { mode: 'filesystem', localStoragePath: folder };
	const service = new BinaryDataService(config, ignore, ignore);
	await service.init();
	container.set(BinaryDataService, service);
}

/** Evaluates expressions in a sandbox, with the settings that n8n starts with by default. */
async function evaluateAsN8n(Expression, require) {
	const {
		ExpressionEngineConfig,
	} = require('@n8n/config/dist/configs/expression-engine.config.js');
	const { idleTimeout, ...settings } = new ExpressionEngineConfig();
	await Expression.initExpressionEngine({ ...settings, idleTimeoutMs: idleTimeout });
}

function inARow(names) {
	return Object.fromEntries(
		names
			.slice(1)
			.map((name, index) => [names[index], { main: [[{ node: name, type: 'main', index: 0 }]] }]),
	);
}

function startNode(input) {
	return { description: description('Start', []), execute: async () => [input] };
}

/**
 * The raw limit: undici and JSON.parse. Windows of requests one after another, the requests of a
 * window at the same time, at most `parallel` of them. Keeps what it reads until the end, as every
 * node must.
 */
function rawNode({ request, Agent }) {
	const dispatcher = new Agent({ keepAliveTimeout: 60_000 });
	return {
		description: description('Raw', ['main']),
		async execute() {
			const { windows, headers, parallel } = this.getNodeParameter('requests', 0);
			const answers = [];
			const send = async ({ url, method = 'GET', body }) => {
				const answer = await request(url, { method, headers, body, dispatcher });
				answers.push(JSON.parse(await answer.body.text()));
				if (answer.statusCode >= 300) throw new Error(`${url} answered ${answer.statusCode}`);
			};
			for (const window of windows) await inParallel(window, parallel, send);
			const rows = answers.reduce(
				(count, { rows, value }) => count + ((rows ?? value)?.length ?? 1),
				0,
			);
			return [[{ json: { rows } }]];
		},
	};
}

async function inParallel(tasks, parallel, carryOut) {
	let next = 0;
	const work = async () => {
		while (next < tasks.length) await carryOut(tasks[next++]);
	};
	await Promise.all(Array.from({ length: Math.min(parallel, tasks.length) }, work));
}

function description(displayName, inputs) {
	return {
		displayName,
		name: displayName.toLowerCase(),
		group: ['input'],
		version: 1,
		description: displayName,
		defaults: {},
		inputs,
		outputs: ['main'],
		properties: inputs.length === 0 ? [] : [requestsProperty],
	};
}

const requestsProperty = { displayName: 'Requests', name: 'requests', type: 'json', default: {} };

/** A store with one credential in it; n8n's own keeps it in a database. */
function credentialsHelper(ICredentialsHelper, type, fields) {
	return new (class extends ICredentialsHelper {
		getParentTypes() {
			return [];
		}
		isCredentialUsableByNode() {
			return true;
		}
		async authenticate(credentials, _typeName, options) {
			return await type.authenticate(credentials, options);
		}
		async preAuthentication() {}
		async runPreAuthentication() {}
		async getDecrypted() {
			return structuredClone(fields);
		}
		getCredentialsProperties() {
			return type.properties;
		}
	})();
}
