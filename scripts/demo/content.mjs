import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Gives n8n the credentials of the running simulator, and the example workflows it does not have
 * yet: what a user changed in one stays.
 *
 * @param {import('../n8n/restClient.mjs').N8nRestClient} n8n
 * @param {{ root: string, access: Record<string, any>, acceptAccess: Record<string, any>, url: string }} options
 *   `acceptAccess` leads to the Accept environment, which has the next version of Profit; `url` of n8n
 * @returns {Promise<Map<string, { id: string, name: string }>>} the workflows by the name of their file
 */
export async function importExamples(n8n, { root, access, acceptAccess, url }) {
	const types = new Set((await n8n.call('GET', '/types/credentials.json')).map(({ name }) => name));
	const saved = async (credentials) => {
		const references = {};
		for (const credential of credentials.filter(({ type }) => types.has(type))) {
			references[credential.type] = await n8n.saveCredential(credential);
		}
		return references;
	};
	const own = await ownWorkflowsCredential(n8n, { name: 'n8n demo', url });
	const references = await saved([...demoCredentials(access), own]);
	const acceptReferences = await saved(demoCredentials(acceptAccess, 'AFAS Accept'));
	const present = await n8n.workflows();
	const imported = new Map();
	for (const [file, workflow] of await readExamples(root)) {
		const same = present.find(({ name }) => name === workflow.name);
		imported.set(
			file,
			same ?? (await n8n.createWorkflow(withCredentials(workflow, references, acceptReferences))),
		);
	}
	return imported;
}

/**
 * The example workflows of the project.
 *
 * @param {string} root
 * @returns {Promise<[string, { name: string, nodes: object[], connections: object }][]>} file name and content
 */
export async function readExamples(root) {
	const folder = join(root, 'workflows');
	const files = (await readdir(folder)).filter((file) => file.endsWith('.json')).sort();
	return Promise.all(
		files.map(async (file) => [file, JSON.parse(await readFile(join(folder, file), 'utf8'))]),
	);
}

/**
 * The credentials for a simulator, one of each type.
 *
 * @param {Record<string, any>} access what the simulator said at its start
 * @param {string} [name] what their names begin with
 * @returns {{ name: string, type: string, data: object }[]}
 */
export function demoCredentials({ baseUrl, token, oAuth }, name = 'AFAS demo') {
	const address = { environment: 'custom', domainId: '', baseUrl, integrationId: '' };
	const classic = { name: `${name} (token)`, type: 'afasApi', data: { ...address, token } };
	if (!oAuth) return [classic];
	const data = {
		...address,
		grantType: 'clientCredentials',
		clientId: oAuth.clientId,
		clientCredentialType: 'clientSecret',
		clientSecret: oAuth.clientSecret,
	};
	return [classic, { name: `${name} (OAuth2)`, type: 'afasOAuth2Api', data }];
}

/**
 * A credential with which n8n's own node reads the workflows of this n8n, with a new key in it.
 *
 * @param {import('../n8n/restClient.mjs').N8nRestClient} n8n
 * @param {{ name: string, url: string }} options `url` of n8n
 */
export async function ownWorkflowsCredential(n8n, { name, url }) {
	const apiKey = await n8n.createApiKey(name, ['workflow:list', 'workflow:read']);
	const data = { apiKey, baseUrl: `${url}/api/v1`, allowedHttpRequestDomains: 'all' };
	return { name, type: 'n8nApi', data };
}

/**
 * Workflows are kept without credentials; each AFAS node gets the one its 'authentication' asks for, and
 * n8n's own node its own. An AFAS node whose name begins with Accept gets that of Accept, where there is one.
 */
export function withCredentials(workflow, references, acceptReferences = references) {
	const nodes = workflow.nodes.map((node) => {
		const type = credentialOf(node);
		const chosen = node.name.startsWith('Accept:') ? acceptReferences : references;
		if (type === undefined || chosen[type] === undefined) return node;
		return { ...node, credentials: { [type]: chosen[type] } };
	});
	return { ...workflow, nodes };
}

function credentialOf({ type, parameters }) {
	if (type === 'n8n-nodes-base.n8n') return 'n8nApi';
	if (!type.startsWith('n8n-nodes-afas.')) return undefined;
	return parameters.authentication === 'oAuth2' ? 'afasOAuth2Api' : 'afasApi';
}
