import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Gives n8n the credentials of the running simulator, and the example workflows it does not have
 * yet: what a user changed in one stays.
 *
 * @param {import('../n8n/restClient.mjs').N8nRestClient} n8n
 * @param {{ root: string, access: Record<string, any> }} options
 * @returns {Promise<Map<string, { id: string, name: string }>>} the workflows by the name of their file
 */
export async function importExamples(n8n, { root, access }) {
	const types = new Set((await n8n.call('GET', '/types/credentials.json')).map(({ name }) => name));
	const references = {};
	for (const credential of demoCredentials(access).filter(({ type }) => types.has(type))) {
		references[credential.type] = await n8n.saveCredential(credential);
	}
	const present = await n8n.workflows();
	const imported = new Map();
	for (const [file, workflow] of await readExamples(root)) {
		const same = present.find(({ name }) => name === workflow.name);
		imported.set(file, same ?? (await n8n.createWorkflow(withCredentials(workflow, references))));
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
 * @returns {{ name: string, type: string, data: object }[]}
 */
export function demoCredentials({ baseUrl, token, oAuth }) {
	const address = { environment: 'custom', domainId: '', baseUrl, integrationId: '' };
	const classic = { name: 'AFAS demo (token)', type: 'afasApi', data: { ...address, token } };
	if (!oAuth) return [classic];
	const data = {
		...address,
		grantType: 'clientCredentials',
		clientId: oAuth.clientId,
		clientCredentialType: 'clientSecret',
		clientSecret: oAuth.clientSecret,
	};
	return [classic, { name: 'AFAS demo (OAuth2)', type: 'afasOAuth2Api', data }];
}

/** Workflows are kept without credentials; each AFAS node gets the one its 'authentication' asks for. */
export function withCredentials(workflow, references) {
	const nodes = workflow.nodes.map((node) => {
		if (!node.type.startsWith('n8n-nodes-afas.')) return node;
		const type = node.parameters.authentication === 'oAuth2' ? 'afasOAuth2Api' : 'afasApi';
		return { ...node, credentials: { [type]: references[type] } };
	});
	return { ...workflow, nodes };
}
