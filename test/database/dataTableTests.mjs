import { after, before, describe, it } from 'node:test';
import { seededRandom } from '../seededRandom.ts';
import { Changes } from './changes.mjs';
import { DatabaseEnvironment } from './environment.mjs';
import { assertSameRows, expected } from './expected.mjs';

const START_TIMEOUT = 30 * 60_000;
const PAGE = 250;
const SEED = Number(process.env.SEED ?? 1);
const OF_N8N = ['id', 'createdAt', 'updatedAt'];

describe('Data Tables of n8n that are kept in step', () => {
	/** @type {DatabaseEnvironment} */
	let environment;
	let changes;
	let debtors;
	let mutations;

	before(
		async () => {
			environment = await DatabaseEnvironment.start({ journalEntries: 500 });
			changes = new Changes(environment.company, seededRandom(SEED));
			debtors = await environment.saveExample('debtors-to-data-table.json');
			mutations = await environment.saveExample('financial-mutations-to-data-table.json');
		},
		{ timeout: START_TIMEOUT },
	);

	after(async () => await environment?.stop());

	const rowsOf = async (name) => {
		const { n8n } = environment;
		const { data: tables } = await n8n.call('GET', '/rest/data-tables-global');
		const table = tables.find((one) => one.name === name);
		if (table === undefined) return [];
		const path = `/rest/projects/${table.projectId}/data-tables/${table.id}/rows`;
		const rows = [];
		for (;;) {
			const page = await n8n.call('GET', `${path}?skip=${rows.length}&take=${PAGE}`);
			rows.push(...page.data.map(own));
			if (page.data.length < PAGE) return rows;
		}
	};

	const assertInStep = async () => {
		const { company } = environment;
		assertSameRows(await rowsOf('AFAS debiteuren'), expected.debtors(company).map(sorted));
		assertSameRows(await rowsOf('AFAS mutaties'), expected.mutations(company).map(sorted));
	};

	const runBoth = async () => {
		await environment.run(debtors);
		await environment.run(mutations);
	};

	it('are filled, though n8n is killed half-way', async () => {
		await environment.killDuring(
			debtors,
			async () => (await rowsOf('AFAS debiteuren')).length > 20,
		);
		await runBoth();
		await assertInStep();
	});

	it('follow changes and deletions, and do nothing twice', async () => {
		changes.debtors(40);
		changes.entries(40);
		await runBoth();
		await assertInStep();
		await runBoth();
		await assertInStep();
	});

	it('follow changes also without a log of deletions', async () => {
		const disabled = ['Verwijderde debiteuren'];
		const withoutLog = await environment.saveExample('debtors-to-data-table.json', { disabled });
		changes.changedDebtors(5);
		await environment.run(withoutLog);
		await assertInStep();
	});
});

/** Without what n8n adds, and in one order of columns. */
function own(row) {
	return sorted(Object.fromEntries(Object.entries(row).filter(([name]) => !OF_N8N.includes(name))));
}

function sorted(row) {
	return Object.fromEntries(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)));
}
