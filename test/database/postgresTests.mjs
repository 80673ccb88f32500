import { after, before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { startPostgres } from '../queue/postgres.mjs';
import { seededRandom } from '../seededRandom.ts';
import { Changes } from './changes.mjs';
import { DatabaseEnvironment } from './environment.mjs';
import { assertSameRows, expected } from './expected.mjs';
import { Database } from './psql.mjs';

const START_TIMEOUT = 30 * 60_000;
const DEBTORS = 10_000;
const ENTRIES = 25_000;
const SEED = Number(process.env.SEED ?? 1);

const DEBTOR_COLUMNS = 'nummer, naam, email, kredietlimiet, geblokkeerd';
const MUTATION_COLUMNS =
	'dag, administratie, boeking, volgnummer, dagboek, rekening, debet, credit, omschrijving';

describe('a PostgreSQL that is kept in step', () => {
	/** @type {DatabaseEnvironment} */
	let environment;
	let postgres;
	/** @type {Database} */
	let database;
	let others;
	let changes;
	let debtors;
	let mutations;

	before(
		async () => {
			postgres = await startPostgres();
			database = new Database(postgres);
			const extra = { debtors: DEBTORS, journalEntries: ENTRIES };
			environment = await DatabaseEnvironment.start(extra);
			changes = new Changes(environment.company, seededRandom(SEED));
			const credential = await environment.credential(database.credential);
			others = { 'n8n-nodes-base.postgres': credential };
			debtors = await environment.saveExample('debtors-to-postgres.json', { others });
			mutations = await environment.saveExample('financial-mutations-to-postgres.json', { others });
		},
		{ timeout: START_TIMEOUT },
	);

	after(async () => {
		await environment?.stop();
		await postgres?.stop();
	});

	const assertInStep = async () => {
		const { company } = environment;
		assertSameRows(
			await database.rows(`SELECT ${DEBTOR_COLUMNS} FROM afas_debiteuren`),
			expected.debtors(company),
		);
		assertSameRows(
			await database.rows(`SELECT ${MUTATION_COLUMNS} FROM afas_mutaties`),
			expected.mutations(company),
		);
	};

	const runBoth = async () => {
		await environment.run(debtors);
		await environment.run(mutations);
	};

	/** Whether a GetConnector has been asked for so many pages since the requests were cleared. */
	const isRead = (connector, pages) => async () => {
		await sleep(5);
		const { requests } = environment.simulator;
		return requests.filter(({ path }) => path.endsWith(`/connectors/${connector}`)).length >= pages;
	};

	it('is filled whole, though n8n is killed while it reads, and while it writes', async () => {
		environment.simulator.clearRequests();
		await environment.killDuring(debtors, isRead('Profit_Debtor', 3));
		environment.simulator.clearRequests();
		await environment.killDuring(
			mutations,
			async () => (await database.count('afas_mutaties')) > 5_000,
		);
		const before = await database.count('afas_mutaties');
		if (before >= 50_000) throw new Error('It was not killed half-way.');
		await runBoth();
		await assertInStep();
	});

	it('follows 200 changes and deletions, and does nothing twice', async () => {
		changes.debtors(100);
		changes.entries(100);
		await runBoth();
		await assertInStep();
		await runBoth();
		await assertInStep();
	});

	it('follows changes of which n8n was killed while it fetched them, and others in the meantime', async () => {
		changes.debtors(20);
		changes.entries(20);
		environment.simulator.clearRequests();
		environment.simulator.settings.latency.call = 100;
		await environment.killDuring(mutations, isRead('Profit_Transactions', 1));
		environment.simulator.settings.latency.call = 0;
		changes.debtors(20);
		changes.entries(20);
		await runBoth();
		await assertInStep();
	});

	it('follows changes also without a log of deletions', async () => {
		const disabled = ['Verwijderde debiteuren'];
		const file = 'debtors-to-postgres.json';
		const withoutLog = await environment.saveExample(file, { others, disabled });
		changes.changedDebtors(5);
		await environment.run(withoutLog);
		await assertInStep();
	});

	it('asks AFAS little when little has changed', async () => {
		changes.debtors(1);
		environment.simulator.clearRequests();
		await environment.run(debtors);
		const { requests } = environment.simulator;
		const reads = requests.filter(({ path }) => path.includes('/connectors/'));
		if (reads.length > 6) throw new Error(`${reads.length} requests for one change`);
	});
});
