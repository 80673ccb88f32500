import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { startPostgres } from '../queue/postgres.mjs';
import { Database } from './psql.mjs';

const EXAMPLE = new URL('../../workflows/financial-mutations-to-postgres.json', import.meta.url);

/** How long the first of two runs keeps its transaction open, and the second comes later, in ms. */
const HELD = 1_500;
const LATER = 500;

const ROWS = [1, 2, 3].map((EntryNo) => ({
	EntryDate: '2026-01-01',
	UnitId: 1,
	EntryNo,
	SeqNo: 1,
	AmtDebit: 10,
}));

describe('two runs of the financial mutations at the same time', () => {
	let postgres;
	/** @type {Database} */
	let database;
	let replace;

	before(
		async () => {
			postgres = await startPostgres();
			database = new Database(postgres);
			const { nodes } = JSON.parse(await readFile(EXAMPLE, 'utf8'));
			const query = (name) => nodes.find((node) => node.name === name).parameters.query;
			await database.run(query('Tabellen en stand'));
			const days = `'${JSON.stringify(ROWS)}'`;
			replace = query('Dagen vervangen in één transactie').replaceAll('$1', days);
		},
		{ timeout: 5 * 60_000 },
	);

	after(async () => await postgres?.stop());

	/** As n8n does it: all statements at once, in a transaction. */
	const replaceDays = async (held = 0) =>
		await database.run('BEGIN', replace, `SELECT pg_sleep(${held / 1_000})`, 'COMMIT');

	const overlapping = async () => {
		const first = replaceDays(HELD);
		await sleep(LATER);
		await Promise.all([first, replaceDays()]);
	};

	it('do not double the rows of the first load', async () => {
		await overlapping();
		assert.equal(await database.count('afas_mutaties'), ROWS.length);
	});

	it('do not double the rows of days that are replaced', async () => {
		await overlapping();
		assert.equal(await database.count('afas_mutaties'), ROWS.length);
	});
});
