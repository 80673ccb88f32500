import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import { readStrictCsv } from '../profit/export/strictCsv.ts';
import { useEnvironment } from './environment.mjs';
import { tokenCredential } from './profitCredentials.mjs';
import { AFAS, allRows, runAfas, save, workflowOf } from './workflow.mjs';

const READER = 'Spreadsheet File';
const COLUMNS = ['Nummer', 'Naam', 'Plaats', 'Bedrag', 'Gewijzigd_op', 'Geblokkeerd'];
const NASTY = ['a,b', 'c;d', 'say "hi"', 'line 1\r\nline 2', ' spaces ', '=1+1', 'Zoë 👩'];

const ascending = (count) => Array.from({ length: count }, (_, index) => index + 1);

describe('rows in a file', () => {
	const environment = useEnvironment();
	let credential;

	before(async () => {
		credential = await save(environment().n8n, tokenCredential(environment().profit));
	});

	const parameters = (connector, options) =>
		allRows(connector, {
			sort: { field: [{ field: 'Nummer', direction: 'asc' }] },
			options: { output: 'file', ...options },
		});

	/** What n8n keeps of the files, as text. */
	const texts = (execution) =>
		Promise.all(
			execution
				.files(AFAS)
				.map(async ({ data }) => (await environment().n8n.download(data.id)).toString('utf8')),
		);

	it('are 50,000 lines of NDJSON, complete and in order', async () => {
		const { n8n, profit } = environment();
		const connector = profit.addNumberedConnector(50_000);
		const execution = await runAfas(n8n, parameters(connector), credential);
		assert.equal(execution.error?.message, undefined);
		const [text] = await texts(execution);
		const [item, ...others] = execution.items(AFAS);
		assert.deepEqual(others, []);
		assert.deepEqual(item, {
			connector,
			fileName: `${connector}.ndjson`,
			rows: 50_000,
			bytes: Buffer.byteLength(text),
			columns: COLUMNS,
		});
		const lines = text.trimEnd().split('\n').map(JSON.parse);
		assert.deepEqual(
			lines.map(({ Nummer }) => Nummer),
			ascending(50_000),
		);
		assert.ok(lines.every((line) => Object.keys(line).join() === COLUMNS.join()));
	});

	/** A GetConnector with values in it that CSV has to quote. */
	const nastyConnector = (rows) => {
		const { profit } = environment();
		const connector = profit.addNumberedConnector(rows);
		for (const row of profit.rowsOf(connector)) row.Naam = NASTY[row.Nummer % NASTY.length];
		return connector;
	};

	it('are CSV that a strict reader takes, over several files', async () => {
		const connector = nastyConnector(5_000);
		const options = { fileFormat: 'csv', csvSeparator: 'semicolon', rowsPerFile: 2_000 };
		const { n8n } = environment();
		const execution = await runAfas(n8n, parameters(connector, options), credential);
		assert.equal(execution.error?.message, undefined);
		const files = (await texts(execution)).map((text) => readStrictCsv(text, ';'));
		assert.deepEqual(
			files.map(({ length }) => length - 1),
			[2_000, 2_000, 1_000],
		);
		assert.ok(files.every(([header]) => header.join() === COLUMNS.join()));
		const lines = files.flatMap(([, ...rest]) => rest);
		assert.deepEqual(
			lines.map(([number]) => Number(number)),
			ascending(5_000),
		);
		assert.ok(lines.every(([number, name]) => name === NASTY[number % NASTY.length]));
	});

	it('are CSV that n8n reads itself', async () => {
		const { n8n } = environment();
		const workflow = workflowOf(parameters(nastyConnector(700), { fileFormat: 'csv' }), credential);
		workflow.nodes.push({
			id: 'reader',
			name: READER,
			type: 'n8n-nodes-base.spreadsheetFile',
			typeVersion: 2,
			position: [440, 0],
			parameters: { operation: 'fromFile', fileFormat: 'csv', options: {} },
		});
		workflow.connections[AFAS] = { main: [[{ node: READER, type: 'main', index: 0 }]] };
		const { id } = await n8n.createWorkflow(workflow);
		const execution = await n8n.runWorkflow(id);
		assert.equal(execution.error?.message, undefined);
		const rows = execution.items(READER);
		assert.deepEqual(
			rows.map(({ Nummer }) => Number(Nummer)),
			ascending(700),
		);
		for (const { Nummer, Naam } of rows.filter(({ Naam }) => !/^\s|\s$/.test(Naam))) {
			assert.equal(Naam.trim(), NASTY[Nummer % NASTY.length].trim());
		}
	});

	it('are not there at all when AFAS stops answering half-way, and one message says so', async () => {
		const { n8n, profit } = environment();
		const connector = profit.addNumberedConnector(5_000);
		const isOver = profit.failFromRead(connector, 4);
		const execution = await runAfas(
			n8n,
			parameters(connector, { pageSize: 500, parallelRequests: 1 }),
			credential,
		);
		isOver();
		assert.equal(execution.status, 'error');
		assert.match(execution.error.message, /was broken before the answer was complete/);
		assert.deepEqual(execution.items(AFAS), []);
		assert.deepEqual(execution.files(AFAS), []);
		assert.ok(profit.readsOf(connector) >= 4);
	});
});
