import { setTimeout as sleep } from 'node:timers/promises';
import { parseExecutionData } from './executionData.mjs';

const POLL = 250;
const REQUEST_TIMEOUT = 120_000;
const ENDED = new Set(['success', 'error', 'crashed', 'canceled']);

/** n8n refused a REST call. The message has the call and n8n's own words. */
export class N8nRestError extends Error {
	/**
	 * @param {string} call method and path
	 * @param {number} status
	 * @param {string} reason
	 */
	constructor(call, status, reason) {
		super(`n8n answered ${call} with ${status}: ${reason}`);
		this.name = 'N8nRestError';
		this.status = status;
		this.reason = reason;
	}
}

/**
 * How a workflow went.
 *
 * @typedef {object} Execution
 * @property {string} id
 * @property {'success' | 'error' | 'crashed' | 'canceled'} status
 * @property {{ message: string, description?: string, node?: { name: string } } | undefined} error
 * @property {(nodeName: string) => object[]} items the JSON of the items of a node's first output
 * @property {(nodeName: string) => Record<string, { id?: string, fileName?: string, mimeType: string }>[]} files
 *   the binary data of the same items, by field
 */

/**
 * n8n's REST API as its own editor uses it. It is internal: it belongs to the version of n8n in
 * versions.mjs.
 */
export class N8nRestClient {
	#url;
	#cookie = '';

	/** @param {string} url of the editor */
	constructor(url) {
		this.#url = url;
	}

	/** The session as a Cookie header, for calls this client does not know. */
	get cookie() {
		return this.#cookie;
	}

	/**
	 * Signs in, and creates the owner first when n8n has none yet.
	 *
	 * @param {{ email: string, password: string, firstName: string, lastName: string }} owner
	 */
	async signIn({ email, password, firstName, lastName }) {
		const settings = await this.call('GET', '/rest/settings');
		if (settings.userManagement.showSetupOnFirstLoad) {
			await this.call('POST', '/rest/owner/setup', { email, password, firstName, lastName });
			return;
		}
		await this.call('POST', '/rest/login', { emailOrLdapLoginId: email, password });
	}

	/** @returns {Promise<object[]>} the descriptions of the node types whose name starts so */
	async nodeTypes(prefix) {
		const types = await this.call('GET', '/types/nodes.json');
		return types.filter(({ name }) => name.startsWith(prefix));
	}

	/** @returns {Promise<{ id: string, name: string, type: string }[]>} */
	credentials() {
		return this.call('GET', '/rest/credentials');
	}

	/**
	 * Creates a credential, or gives the one of this name and type new data.
	 *
	 * @param {{ name: string, type: string, data: object }} credential
	 * @returns {Promise<{ id: string, name: string }>} as a node refers to it
	 */
	async saveCredential(credential) {
		const { name, type } = credential;
		const present = (await this.credentials()).find(
			(one) => one.name === name && one.type === type,
		);
		const saved = present
			? await this.call('PATCH', `/rest/credentials/${present.id}`, credential)
			: await this.call('POST', '/rest/credentials', credential);
		return { id: saved.id, name };
	}

	/**
	 * Makes a key for n8n's public API, in the place of one of the same name.
	 *
	 * @param {string} label
	 * @param {string[]} scopes what it may do, such as `workflow:read`
	 * @returns {Promise<string>} the key
	 */
	async createApiKey(label, scopes) {
		const present = await this.call('GET', '/rest/api-keys');
		for (const key of listOf(present).filter((one) => one.label === label)) {
			await this.call('DELETE', `/rest/api-keys/${key.id}`);
		}
		const body = { label, scopes, expiresAt: null };
		const { rawApiKey } = await this.call('POST', '/rest/api-keys', body);
		return rawApiKey;
	}

	/**
	 * Does what the editor does after a credential is saved: its test.
	 *
	 * @param {{ id?: string, name: string, type: string, data: object }} credential
	 * @returns {Promise<{ status: 'OK' | 'Error', message: string }>}
	 */
	testCredential(credential) {
		return this.call('POST', '/rest/credentials/test', { credentials: { id: '', ...credential } });
	}

	/** @returns {Promise<{ name: string, value: unknown, description?: string }[]>} what a drop-down offers */
	loadOptions(request) {
		return this.call('POST', '/rest/dynamic-node-parameters/options', request);
	}

	/** @returns {Promise<{ results: { name: string, value: unknown }[], paginationToken?: unknown }>} what a resource locator lists */
	listSearch(request) {
		return this.call('POST', '/rest/dynamic-node-parameters/resource-locator-results', request);
	}

	/** @returns {Promise<{ fields: object[] }>} what a resource mapper shows */
	resourceMapperFields(request) {
		return this.call('POST', '/rest/dynamic-node-parameters/resource-mapper-fields', request);
	}

	/** @returns {Promise<{ id: string, name: string }[]>} */
	workflows() {
		return this.call('GET', '/rest/workflows');
	}

	/** @returns {Promise<object>} the workflow as n8n keeps it */
	workflow(id) {
		return this.call('GET', `/rest/workflows/${id}`);
	}

	/**
	 * @param {{ name: string, nodes: object[], connections: object, settings?: object }} workflow
	 * @returns {Promise<{ id: string, name: string, nodes: object[] }>}
	 */
	createWorkflow(workflow) {
		return this.call('POST', '/rest/workflows', {
			active: false,
			pinData: {},
			...workflow,
			settings: { executionOrder: 'v1', ...workflow.settings },
		});
	}

	/** Publishes a saved workflow, so that its triggers start it. */
	async activate(id) {
		const { versionId } = await this.workflow(id);
		await this.call('POST', `/rest/workflows/${id}/activate`, { versionId });
	}

	/** Takes a workflow out of use. */
	async deactivate(id) {
		await this.call('POST', `/rest/workflows/${id}/deactivate`, {});
	}

	/**
	 * How often a workflow has run, and its last executions.
	 *
	 * @returns {Promise<{ count: number, results: { id: string, status: string }[] }>} newest first
	 */
	executions(workflowId, limit = 20) {
		const filter = encodeURIComponent(JSON.stringify({ workflowId }));
		return this.call('GET', `/rest/executions?filter=${filter}&limit=${limit}`);
	}

	/**
	 * Lets the triggers of a saved workflow start it. n8n goes on doing so after its answer: a web
	 * address may exist a moment later.
	 *
	 * @param {{ id: string, versionId: string }} workflow as {@link createWorkflow} gives it
	 */
	async activateWorkflow({ id, versionId }) {
		await this.call('POST', `/rest/workflows/${id}/activate`, { versionId });
	}

	/** The opposite of {@link activateWorkflow}. */
	async deactivateWorkflow({ id }) {
		await this.call('POST', `/rest/workflows/${id}/deactivate`, {});
	}

	/**
	 * Runs a saved workflow from its trigger, as the button in the editor does.
	 *
	 * @returns {Promise<string>} the id of the execution, which goes on
	 */
	async startWorkflow(id) {
		const workflowData = await this.workflow(id);
		const trigger = workflowData.nodes.find(({ type }) => /trigger$/i.test(type));
		if (!trigger)
			throw new Error(`The workflow "${workflowData.name}" has no trigger to start from.`);
		const { executionId } = await this.call('POST', `/rest/workflows/${id}/run`, {
			workflowData,
			triggerToStartFrom: { name: trigger.name },
		});
		return executionId;
	}

	/**
	 * Runs a saved workflow and waits for its end.
	 *
	 * @param {string} id
	 * @param {{ timeout?: number }} [options] in milliseconds
	 * @returns {Promise<Execution>}
	 */
	async runWorkflow(id, { timeout = 120_000 } = {}) {
		return this.waitForExecution(await this.startWorkflow(id), { timeout });
	}

	/** @returns {Promise<Execution>} */
	async waitForExecution(id, { timeout = 120_000 } = {}) {
		const deadline = Date.now() + timeout;
		while (Date.now() < deadline) {
			const execution = await this.call('GET', `/rest/executions/${id}`);
			if (ENDED.has(execution.status)) return readExecution(execution);
			await sleep(POLL);
		}
		throw new Error(`The execution ${id} did not end within ${timeout / 1000} seconds.`);
	}

	/**
	 * Downloads a file that n8n keeps outside of its database, as the editor does.
	 *
	 * @param {string} id of the binary data
	 * @returns {Promise<Buffer>}
	 */
	async download(id) {
		const path = `/rest/binary-data?id=${encodeURIComponent(id)}&action=download`;
		const answer = await this.request('GET', path);
		if (!answer.ok) throw new N8nRestError(`GET ${path}`, answer.status, await answer.text());
		return Buffer.from(await answer.arrayBuffer());
	}

	/**
	 * Any call of the REST API.
	 *
	 * @param {string} method
	 * @param {string} path
	 * @param {unknown} [body] sent as JSON
	 * @returns {Promise<any>} what is under `data`, or the whole answer where there is no such thing
	 * @throws {N8nRestError}
	 */
	async call(method, path, body) {
		const answer = await this.request(method, path, body);
		const text = await answer.text();
		const content = parseJson(text);
		if (!answer.ok) {
			const reason = content?.message ?? text.slice(0, 500);
			throw new N8nRestError(`${method} ${path}`, answer.status, reason);
		}
		return content !== null && typeof content === 'object' && 'data' in content
			? content.data
			: content;
	}

	/** The same as {@link call}, but gives the answer as it came, and follows no redirect; `timeout` in ms. */
	async request(method, path, body, { timeout = REQUEST_TIMEOUT } = {}) {
		const answer = await fetch(this.#url + path, {
			method,
			redirect: 'manual',
			signal: AbortSignal.timeout(timeout),
			headers: {
				'content-type': 'application/json',
				// n8n binds a session to the browser it was made in.
				'browser-id': 'n8n-nodes-afas',
				cookie: this.#cookie,
			},
			body: body === undefined ? undefined : JSON.stringify(body),
		});
		const session = answer.headers.getSetCookie().find((cookie) => cookie.startsWith('n8n-auth='));
		if (session) this.#cookie = session.split(';')[0];
		return answer;
	}
}

/** The entries of a list that comes alone or with a count. */
function listOf(answer) {
	return Array.isArray(answer) ? answer : (answer.items ?? []);
}

function parseJson(text) {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

/** @returns {Execution} */
function readExecution({ id, status, data }) {
	const { resultData } = parseExecutionData(data);
	const output = (nodeName) => resultData.runData[nodeName]?.at(-1)?.data?.main?.[0] ?? [];
	return {
		id,
		status,
		error: resultData.error,
		items: (nodeName) => output(nodeName).map(({ json }) => json),
		files: (nodeName) => output(nodeName).map(({ binary }) => binary ?? {}),
	};
}
