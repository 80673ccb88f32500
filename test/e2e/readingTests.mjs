import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { useEnvironment } from './environment.mjs';
import { tokenCredential } from './profitCredentials.mjs';
import { AFAS, allRows, runAfas, save } from './workflow.mjs';

describe('reading a GetConnector', () => {
	const environment = useEnvironment();
	let credential;

	before(async () => {
		credential = await save(environment().n8n, tokenCredential(environment().profit));
	});

	const run = (parameters) => runAfas(environment().n8n, parameters, credential);
	const sort = (field, direction) => ({ sort: { field: [{ field, direction }] } });
	const numbers = (execution) => execution.items(AFAS).map(({ Nummer }) => Nummer);

	for (const pagination of ['auto', 'offset', 'keyset']) {
		it(`gives 10,000 rows complete and in order (${pagination})`, async () => {
			const { profit } = environment();
			const connector = profit.addNumberedConnector(10_000);
			const options = { pageSize: 700, pagination };
			const execution = await run(allRows(connector, { ...sort('Nummer', 'desc'), options }));
			assert.equal(execution.error?.message, undefined);
			const expected = Array.from({ length: 10_000 }, (_, index) => 10_000 - index);
			assert.deepEqual(numbers(execution), expected);
			assert.ok(profit.readsOf(connector) >= 15, 'It was read in pages.');
		});
	}

	it('gives 10,000 rows once each without a sort, though AFAS keeps no order', async () => {
		const connector = environment().profit.addNumberedConnector(10_000);
		const execution = await run(allRows(connector, { options: { pageSize: 700 } }));
		assert.equal(execution.error?.message, undefined);
		const found = numbers(execution).sort((a, b) => a - b);
		assert.deepEqual(
			found,
			Array.from({ length: 10_000 }, (_, index) => index + 1),
		);
	});

	it('filters in AFAS', async () => {
		const connector = environment().profit.addNumberedConnector(500);
		const condition = [
			{ field: 'Nummer', operator: 'greaterThan', value: '100' },
			{ field: 'Nummer', operator: 'lessThanOrEqual', value: '103' },
		];
		const filters = { group: [{ conditions: { condition } }] };
		const execution = await run(
			allRows(connector, { filterType: 'builder', filters, ...sort('Nummer', 'asc') }),
		);
		assert.deepEqual(numbers(execution), [101, 102, 103]);
	});

	const fails = async (parameters, ...patterns) => {
		const { error, status } = await run(parameters);
		assert.equal(status, 'error');
		const said = `${error.message}\n${error.description ?? ''}`;
		for (const pattern of patterns) assert.match(said, pattern);
		assert.ok(!JSON.stringify(error).includes(environment().profit.token));
	};

	it('names a GetConnector that does not exist', () =>
		fails(allRows('Profit_Debiteurtje'), /Profit_Debiteurtje/));

	it('names a column that does not exist', () =>
		fails(allRows('Profit_Debtor', sort('DebtorNme', 'asc')), /DebtorNme/, /DebtorName/));

	it('explains a filter in JSON that is not JSON', () =>
		fails(allRows('Profit_Debtor', { filterType: 'json', filterJson: '[[{ "field": ' }), /JSON/));

	it('explains maintenance', () =>
		environment().profit.during('maintenance', () =>
			fails(allRows('Profit_Debtor'), /AFAS/, /503|maintenance/i),
		));

	it('explains a refused address', () =>
		environment().profit.during('addressRefused', () =>
			fails(allRows('Profit_Debtor'), /403|IP address/i),
		));

	it('explains an answer that is a web page', () =>
		environment().profit.during('webPage', () =>
			fails(allRows('Profit_Debtor'), /HTML|web page/i),
		));
});
