let created = 0;

const TRIGGER = {
	id: 'start',
	name: 'Start',
	type: 'n8n-nodes-base.manualTrigger',
	typeVersion: 1,
	position: [0, 0],
	parameters: {},
};

/** The name of the AFAS node in the workflows made here. */
export const AFAS = 'AFAS';

/**
 * A workflow of a manual start and one AFAS node.
 *
 * @param {object} parameters of the AFAS node
 * @param {{ type: string, id: string, name: string }} credential
 * @returns {{ name: string, nodes: object[], connections: object }}
 */
export function workflowOf(parameters, { type, id, name }) {
	const node = {
		id: 'afas',
		name: AFAS,
		type: 'n8n-nodes-afas.afas',
		typeVersion: 1.1,
		position: [220, 0],
		parameters: { ...parameters, authentication: type === 'afasApi' ? 'token' : 'oAuth2' },
		credentials: { [type]: { id, name } },
	};
	created += 1;
	return {
		name: `e2e ${created}`,
		nodes: [TRIGGER, node],
		connections: { [TRIGGER.name]: { main: [[{ node: AFAS, type: 'main', index: 0 }]] } },
	};
}

/**
 * Saves a workflow with one AFAS node in n8n, runs it and gives how it went.
 *
 * @param {import('../../scripts/n8n/restClient.mjs').N8nRestClient} n8n
 * @param {object} parameters of the AFAS node
 * @param {{ type: string, id: string, name: string }} credential
 * @returns {Promise<import('../../scripts/n8n/restClient.mjs').Execution>}
 */
export async function runAfas(n8n, parameters, credential) {
	const { id } = await n8n.createWorkflow(workflowOf(parameters, credential));
	return n8n.runWorkflow(id);
}

/** Parameters of the AFAS node: all rows of a GetConnector. */
export function allRows(connector, more = {}) {
	return {
		resource: 'getConnector',
		operation: 'getMany',
		getConnector: { __rl: true, mode: 'id', value: connector },
		returnAll: true,
		...more,
	};
}

/** Parameters of the AFAS node: all rows of a BI model. */
export function allBiRows(model, more = {}) {
	return {
		resource: 'biModel',
		operation: 'getMany',
		biModel: { __rl: true, mode: 'id', value: model },
		returnAll: true,
		...more,
	};
}

/**
 * Saves a credential in n8n.
 *
 * @param {import('../../scripts/n8n/restClient.mjs').N8nRestClient} n8n
 * @param {{ name: string, type: string, data: object }} credential
 * @returns {Promise<{ type: string, id: string, name: string }>}
 */
export async function save(n8n, credential) {
	return { type: credential.type, ...(await n8n.saveCredential(credential)) };
}
