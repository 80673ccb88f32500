import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { useEnvironment } from './environment.mjs';
import { tokenCredential } from './profitCredentials.mjs';
import { save } from './workflow.mjs';

describe('the pickers in the editor', () => {
	const environment = useEnvironment();
	let credential;

	before(async () => {
		credential = await save(environment().n8n, tokenCredential(environment().profit));
	});

	/** What the editor sends along when it asks the node for a list. */
	const request = (methodName, path, parameters) => ({
		nodeTypeAndVersion: { name: 'n8n-nodes-afas.afas', version: 1.1 },
		methodName,
		path,
		credentials: { [credential.type]: { id: credential.id, name: credential.name } },
		currentNodeParameters: {
			authentication: 'token',
			resource: 'getConnector',
			operation: 'getMany',
			...parameters,
		},
	});

	const connectors = async (filter) => {
		const asked = request('searchGetConnectors', 'parameters.getConnector', {
			getConnector: { __rl: true, mode: 'list', value: '' },
		});
		const { results } = await environment().n8n.listSearch({ ...asked, filter });
		return results.map(({ value }) => value);
	};

	const columns = async (connector) =>
		environment().n8n.loadOptions(
			request('getColumns', 'parameters.filters.group[0].conditions.condition[0].field', {
				getConnector: { __rl: true, mode: 'list', value: connector },
			}),
		);

	it('list all GetConnectors of the App Connector', async () => {
		const listed = await connectors();
		const inMetainfo = environment().profit.getConnectorIds;
		assert.ok(inMetainfo.length >= 12);
		assert.deepEqual([...listed].sort(), [...inMetainfo].sort());
	});

	it('search GetConnectors', async () => {
		const listed = await connectors('DEBTOR');
		assert.ok(listed.includes('Profit_Debtor'));
		assert.ok(!listed.includes('Profit_Employees'));
	});

	it('list the columns of a GetConnector with their labels', async () => {
		const listed = await columns('Profit_Debtor');
		const name = listed.find(({ value }) => value === 'DebtorName');
		assert.match(name.name, /^\S.* \(DebtorName\)$/);
		assert.ok(!listed.some(({ value }) => value === 'EmployeeId'));
	});

	it("say it in AFAS's words when the App Connector has no such GetConnector", async () => {
		await assert.rejects(columns('Profit_Debiteurtje'), {
			reason: /^Deze GetConnector wordt niet ondersteund voor deze app/,
		});
	});
});
