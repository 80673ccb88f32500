import assert from 'node:assert/strict';
import { ownWorkflowsCredential } from '../../scripts/demo/content.mjs';
import { startProfit } from './profit.mjs';
import { oAuthCredential, tokenCredential } from './profitCredentials.mjs';
import { save } from './workflow.mjs';

/** Names of the nodes of `compare-accept-with-production.json`. */
const COMPARE = {
	accept: 'Accept: vergelijken',
	workflows: 'Workflows van deze n8n',
	found: 'Wie gebruikt wat verandert?',
	mail: 'Hier mailen',
};

/** A workflow of somebody who uses what the update takes away. */
const AFFECTED = {
	name: 'Debiteuren naar CRM',
	nodes: [
		{
			id: 'lezen',
			name: 'Debiteuren lezen',
			type: 'n8n-nodes-afas.afas',
			typeVersion: 1.1,
			position: [0, 0],
			parameters: {
				resource: 'getConnector',
				operation: 'getMany',
				getConnector: { __rl: true, mode: 'id', value: 'Profit_Debtor' },
				options: { outputFields: ['DebtorId', 'VatDuty', 'Email'] },
			},
		},
		{
			id: 'crm',
			name: 'CRM',
			type: 'n8n-nodes-base.set',
			typeVersion: 3.4,
			position: [220, 0],
			parameters: { mode: 'raw', jsonOutput: '={ "nummer": "{{ $json.DebtorId }}" }' },
		},
	],
	connections: { 'Debiteuren lezen': { main: [[{ node: 'CRM', type: 'main', index: 0 }]] } },
};

/** A credential with which n8n reads its own workflows. */
async function ownWorkflows(n8n, url) {
	const credential = await ownWorkflowsCredential(n8n, { name: 'e2e n8n', url });
	const { type, ...reference } = await save(n8n, credential);
	return { [type]: reference };
}

/** The same kind of sign-in as a node has, at another Profit. */
async function signedInAt(n8n, profit, { credentials }) {
	const made =
		'afasApi' in credentials ? tokenCredential(profit) : oAuthCredential(profit, 'secret');
	const { type, ...reference } = await save(n8n, { ...made, name: `Accept ${made.type}` });
	return { [type]: reference };
}

/**
 * Saves the example with the credentials that it needs beside that of production, and a workflow that uses
 * what the update takes away.
 *
 * @template T
 * @param {object} workflow with the credential of production
 * @param {{ n8n: import('../../scripts/n8n/restClient.mjs').N8nRestClient, url: string }} environment
 * @param {(id: string) => Promise<T>} use what is done while there is an Accept
 * @returns {Promise<T>}
 */
export async function withAccept(workflow, { n8n, url }, use) {
	const accept = await startProfit();
	try {
		accept.update();
		const added = {
			[COMPARE.accept]: (node) => signedInAt(n8n, accept, node),
			[COMPARE.workflows]: () => ownWorkflows(n8n, url),
		};
		const nodes = [];
		for (const node of workflow.nodes) {
			const credentials = (await added[node.name]?.(node)) ?? node.credentials;
			nodes.push({ ...node, ...(credentials && { credentials }) });
		}
		await n8n.createWorkflow(AFFECTED);
		const { id } = await n8n.createWorkflow({ ...workflow, nodes });
		return await use(id);
	} finally {
		await accept.stop();
	}
}

function compareWithAccept(workflow, environment) {
	return withAccept(workflow, environment, (id) => environment.n8n.runWorkflow(id));
}

/** @type {import('./exampleExpectations.mjs').Expectation} */
export const compareExample = {
	start: compareWithAccept,
	check({ execution }) {
		const changed = execution.items(COMPARE.accept);
		assert.ok(changed.length >= 8);
		assert.ok(changed.every(({ severity }) => severity !== 'harmless'));
		const found = execution
			.items(COMPARE.found)
			.filter(({ workflow }) => workflow === AFFECTED.name)
			.map(({ node, veld, verandering }) => `${node}: ${veld} ${verandering}`);
		assert.deepEqual([...new Set(found)].sort(), [
			'Debiteuren lezen: Email shorter',
			'Debiteuren lezen: VatDuty removed',
		]);
		const [{ table }] = execution.items(COMPARE.mail);
		assert.match(table, /<table[\s\S]*Debiteuren naar CRM[\s\S]*VatDuty/);
	},
};

/** Each sign-in starts with a table of its own; runs with the same one share it. */
const tables = new WeakMap();

async function watch(workflow, { n8n }) {
	if (!tables.has(workflow)) tables.set(workflow, `afas_e2e_${Date.now()}`);
	const text = JSON.stringify(workflow).replaceAll('afas_momentopname', tables.get(workflow));
	const { id } = await n8n.createWorkflow(JSON.parse(text));
	return n8n.runWorkflow(id);
}

/** @type {import('./exampleExpectations.mjs').Expectation} */
export const watchExample = {
	start: watch,
	async check({ execution, profit, run }) {
		assert.deepEqual(execution.items('Hier mailen'), [], 'nothing to compare with yet');
		profit.update();
		const changed = await run();
		assert.equal(changed.error?.message, undefined);
		const mailed = changed.items('Hier mailen').map(({ connector, change }) => [connector, change]);
		assert.ok(
			mailed.some(([connector, change]) => connector === 'KnEmployeeGuid' && change === 'removed'),
		);
		const same = await run();
		assert.equal(same.error?.message, undefined);
		assert.deepEqual(same.items('Hier mailen'), []);
	},
};

/** @type {import('./exampleExpectations.mjs').Expectation} */
export const warnExample = {
	prepare(profit) {
		profit.endTokenIn(20);
	},
	check({ execution }) {
		const [{ tokenDaysLeft, ...more }] = execution.items('Hier mailen');
		assert.ok(tokenDaysLeft >= 19 && tokenDaysLeft <= 21);
		assert.equal(more.secretDaysLeft, null);
	},
};
