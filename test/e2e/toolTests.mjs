import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, describe, it } from 'node:test';
import { useEnvironment } from './environment.mjs';
import { McpClient } from './mcpClient.mjs';
import { tokenCredential } from './profitCredentials.mjs';
import { save } from './workflow.mjs';

/** What a model can read at a glance, in characters; about 2,500 tokens. */
const SMALL = 10_000;

const fromModel = (key, description, type = 'string') =>
	`={{ $fromAI('${key}', '${description}', '${type}') }}`;
const connector = (value) => ({ __rl: true, mode: 'id', value });

/** The tools as a user would set them up, each with what the model fills in. */
const TOOLS = {
	Read_rows: {
		resource: 'getConnector',
		operation: 'getMany',
		getConnector: connector(fromModel('connector', 'ID of the GetConnector')),
		filterType: 'json',
		filterJson: fromModel('filter', 'List of groups of conditions'),
	},
	Read_all: {
		resource: 'getConnector',
		operation: 'getMany',
		getConnector: connector(fromModel('connector', 'ID of the GetConnector')),
	},
	Read_some: {
		resource: 'getConnector',
		operation: 'getMany',
		getConnector: connector('Profit_Debtor'),
		limit: fromModel('limit', 'How many rows', 'number'),
	},
	Fields_of: {
		resource: 'metainfo',
		operation: 'get',
		connectorType: 'getConnector',
		getConnector: connector(fromModel('connector', 'ID of the GetConnector')),
	},
	Write_record: {
		resource: 'updateConnector',
		operation: 'create',
		updateConnector: connector(fromModel('connector', 'ID of the UpdateConnector')),
		dataMode: 'record',
		record: fromModel('record', 'The record', 'json'),
	},
};

describe('the AFAS tool of an AI agent', () => {
	const environment = useEnvironment();
	let agent;

	before(async () => {
		const { n8n, url, profit } = environment();
		const path = randomUUID();
		const credential = await save(n8n, tokenCredential(profit));
		const workflow = await n8n.createWorkflow(offeredAt(path, credential));
		await n8n.activateWorkflow(workflow);
		agent = new McpClient(`${url}/mcp/${path}`);
		await agent.connect();
	});

	const call = async (name, parameters) => {
		const { text, isError } = await agent.call(name, parameters);
		assert.ok(!isError, text);
		return { text, content: JSON.parse(text) };
	};

	it('says what it takes from the model', async () => {
		const tools = await agent.tools();
		assert.deepEqual(tools.map(({ name }) => name).sort(), Object.keys(TOOLS).sort());
		const { description, inputSchema } = tools.find(({ name }) => name === 'Read_rows');
		assert.match(description, /AFAS/);
		assert.deepEqual(Object.keys(inputSchema.properties).sort(), ['connector', 'filter']);
	});

	it('reads with the connector and the filter of the model', async () => {
		const filter = '[[{ "field": "DebtorName", "operator": "startsWith", "value": "Bouw" }]]';
		const { content } = await call('Read_rows', { connector: 'Profit_Debtor', filter });
		assert.ok(content.length >= 5);
		for (const { DebtorName } of content) assert.match(DebtorName, /^Bouw/);
	});

	it('returns little when nobody says how much', async () => {
		for (const connectorId of ['Profit_Debtor', 'Profit_Employees', 'Profit_Salesorders']) {
			const { text, content } = await call('Read_all', { connector: connectorId });
			assert.equal(content.length, 10);
			assert.ok(text.length < SMALL, `${connectorId}: ${text.length} characters`);
		}
	});

	it('returns as many rows as the model asks for', async () => {
		const { content } = await call('Read_some', { limit: 3 });
		assert.equal(content.length, 3);
	});

	it('tells the model which fields there are', async () => {
		const { content } = await call('Fields_of', { connector: 'Profit_Debtor' });
		const [{ fields }] = content;
		assert.ok(fields.some(({ id }) => id === 'DebtorName'));
	});

	it('writes the record of the model', async () => {
		const lines = [{ VaIt: '2', ItCd: '1010', QuUn: 2 }];
		const record = { DbId: '10001', FbSalesLines: lines };
		const { content } = await call('Write_record', { connector: 'FbSales', record });
		assert.match(String(content[0].OrNu), /\d/);
		assert.equal(environment().profit.bodiesSentTo('FbSales').length, 1);
	});

	it('tells the model in words what is wrong, so that it can do better', async () => {
		const answer = await agent.call('Read_rows', {
			connector: 'Profit_Debtor',
			filter: '[[{ "field": "DebtorNme", "value": "x" }]]',
		});
		assert.match(answer.text, /DebtorNme/);
		assert.match(answer.text, /DebtorName/);
	});
});

/** A workflow that offers the tools at a web address, as n8n's MCP Server Trigger does. */
function offeredAt(path, { type, id, name }) {
	const server = {
		id: 'server',
		name: 'Tools',
		type: '@n8n/n8n-nodes-langchain.mcpTrigger',
		typeVersion: 2,
		position: [0, 0],
		webhookId: path,
		parameters: { path },
	};
	const tools = Object.entries(TOOLS).map(([tool, parameters], index) => ({
		id: tool,
		name: tool,
		type: 'n8n-nodes-afas.afasTool',
		typeVersion: 1.1,
		position: [index * 200, 200],
		parameters: { authentication: 'token', ...parameters },
		credentials: { [type]: { id, name } },
	}));
	const link = { ai_tool: [[{ node: server.name, type: 'ai_tool', index: 0 }]] };
	return {
		name: `e2e tools ${path}`,
		nodes: [server, ...tools],
		connections: Object.fromEntries(Object.keys(TOOLS).map((tool) => [tool, link])),
	};
}
