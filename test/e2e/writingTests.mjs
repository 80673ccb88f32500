import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { useEnvironment } from './environment.mjs';
import { tokenCredential } from './profitCredentials.mjs';
import { AFAS, allRows, runAfas, save } from './workflow.mjs';

const byId = (value) => ({ __rl: true, mode: 'id', value });

describe('writing with an UpdateConnector', () => {
	const environment = useEnvironment();
	let credential;

	before(async () => {
		credential = await save(environment().n8n, tokenCredential(environment().profit));
	});

	const run = (parameters) => runAfas(environment().n8n, parameters, credential);
	const write = (operation, connector, more) =>
		run({
			resource: 'updateConnector',
			operation,
			updateConnector: byId(connector),
			...more,
		});
	const order = (record) => ({ dataMode: 'record', record: JSON.stringify(record) });

	it('creates an order with lines, which a GetConnector shows', async () => {
		const lines = [{ VaIt: '2', ItCd: '1010', QuUn: '3,5' }];
		const created = await write('create', 'FbSales', order({ DbId: '10001', FbSalesLines: lines }));
		assert.equal(created.error?.message, undefined);
		const [{ OrNu }] = created.items(AFAS);
		const condition = [{ field: 'OrderNumber', operator: 'equals', value: OrNu }];
		const filters = { group: [{ conditions: { condition } }] };
		const read = await run(allRows('Profit_SalesorderLines', { filterType: 'builder', filters }));
		assert.equal(read.items(AFAS).length, 1);
	});

	it('names everything wrong with a record at once, in words', async () => {
		const { error } = await write(
			'create',
			'FbSales',
			order({ Klant: '1', FbSalesLines: [{ QuUn: 'drie' }] }),
		);
		assert.match(error.message, /doesn't fit in 2 places/);
		assert.match(error.message, /Klant/);
		assert.match(error.message, /FbSalesLines\[0\]\.QuUn/);
	});

	it('says in the words of AFAS what it refuses', async () => {
		const { error } = await write('create', 'FbSales', order({ DbId: '1' }));
		assert.match(error.message, /bestaat niet/);
		assert.match(error.description, /Profit log reference: [0-9A-F]{32}/);
	});

	it('takes a form, and updates what a look-up finds', async () => {
		const parameters = {
			lookupConnector: byId('Profit_Debtor'),
			matchFields: { match: [{ column: 'DebtorId', field: 'DbId' }] },
			writeWhen: 'changed',
			dataMode: 'fields',
			fields: {
				mappingMode: 'defineBelow',
				value: { DbId: '10001', PaCd: '14' },
				matchingColumns: ['DbId'],
				schema: [],
			},
		};
		const first = await write('upsert', 'KnSalesRelationOrg', parameters);
		assert.equal(first.error?.message, undefined);
		assert.match(first.items(AFAS)[0].action, /^(updated|unchanged)$/);
		const second = await write('upsert', 'KnSalesRelationOrg', parameters);
		assert.equal(second.items(AFAS)[0].action, 'unchanged');
	});
});
