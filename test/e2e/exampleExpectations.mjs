import assert from 'node:assert/strict';
import { agentExample } from './agentExample.mjs';
import { startChat } from './chat.mjs';
import { compareExample, warnExample, watchExample } from './definitionExamples.mjs';

/**
 * What an example workflow must have done, besides ending without an error.
 *
 * @typedef {object} Expectation
 * @property {(profit: import('./profit.mjs').Profit) => void} [prepare] what has to be in AFAS for it
 * @property {(workflow: object, context: object) => Promise<any>} [start] runs it, where a click is not enough
 * @property {string} [testedIn] folder with its tests, when it is not run here
 * @property {(outcome: { execution: object, profit: import('./profit.mjs').Profit, run: () => Promise<object> }) => unknown} [check]
 */

/** A day as AFAS shows it in rows, counted from today. */
function day(offset) {
	const clock = new Date(Date.now() + offset * 86_400_000);
	return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Amsterdam' }).format(clock);
}

const rowWith = (profit, connector, column, value) => {
	const found = profit.rows(connector).filter((row) => String(row[column]) === String(value));
	assert.equal(found.length, 1, `${connector} has one row where ${column} is ${value}`);
	return found[0];
};

const employee = (fields, contract) => ({
	AfasEmployee: {
		Element: {
			Fields: { ViSe: 'I' },
			Objects: {
				KnPerson: { Element: { Fields: { AutoNum: true, MatchPer: '7', ...fields } } },
				AfasContract: { Element: { Fields: { ClId: 'Basis', ApCo: 'B', EmMt: '1', ...contract } } },
			},
		},
	},
});

/** @type {Record<string, Expectation>} */
export const expectations = {
	'ai-agent-writes-after-approval.json': agentExample,

	'approve-from-chat.json': {
		async start(workflow, { n8n, profit }) {
			const say = async (message) => {
				const id = await startChat(workflow, n8n, { trigger: 'Bericht in de chat', message });
				const execution = await n8n.waitForExecution(id);
				assert.equal(execution.error?.message, undefined);
				const [answer] = ['Antwoord: uitgevoerd', 'Antwoord: open taken'].flatMap((name) =>
					execution.items(name),
				);
				return answer.text;
			};
			const item = profit
				.rows('Profit_Subject_Tasks')
				.find(({ TaskDescription }) => TaskDescription === 'Klacht beoordelen').SubjectId;
			const approval = `${item}, Klacht beoordelen, goedkeuren, akkoord`;
			return [await say(String(item)), await say(approval), await say(approval), await say('1')];
		},
		check({ execution: [open, approved, again, none], profit }) {
			assert.equal(open, 'Klacht beoordelen: Goedkeuren, Afwijzen, Delegeren aan collega');
			assert.match(
				approved,
				/^Goedkeuren is uitgevoerd op dossieritem \d+, taak Klacht beoordelen/,
			);
			assert.match(again, /is not in the task 'Klacht beoordelen'; it is in 'Klacht oplossen'/);
			assert.equal(none, 'Dit dossieritem heeft geen open taak.');
			assert.equal(profit.asked.filter(({ method }) => method !== 'GET').length, 1);
		},
	},

	'changed-debtors-sync.json': {
		check({ execution, profit }) {
			const [shown] = execution.items('Ander systeem: klant bijwerken');
			const { DebtorName } = rowWith(profit, 'Profit_Debtor', 'DebtorId', shown.nummer);
			assert.deepEqual([shown.naam, shown.nieuw], [DebtorName, false]);
		},
	},

	'compare-accept-with-production.json': compareExample,

	'watch-connectors-weekly.json': watchExample,

	'warn-before-sign-in-ends.json': warnExample,

	'debtors-changed-recently.json': {
		check({ execution, profit }) {
			const changed = profit
				.rows('Profit_Debtor')
				.filter(({ ModifiedDate }) => ModifiedDate >= day(-7))
				.map(({ DebtorId }) => DebtorId);
			assert.ok(changed.length > 0);
			const found = execution.items('Gewijzigde debiteuren ophalen');
			assert.deepEqual(found.map(({ DebtorId }) => DebtorId).sort(), changed.sort());
		},
	},

	'debtors-filter-and-sort.json': {
		check({ execution, profit }) {
			const found = execution.items('Debiteuren ophalen');
			const open = profit.rows('Profit_Debtor').filter(({ Blocked }) => !Blocked);
			assert.equal(found.length, open.length);
			assert.ok(found.every(({ Blocked }) => Blocked === false));
			assert.ok(found[0].DebtorName < found.at(-1).DebtorName);
		},
	},

	'dossier-attachments.json': {
		check({ execution, profit }) {
			const subjects = execution.items('Nieuwste dossieritems').map(({ SubjectId }) => SubjectId);
			assert.equal(subjects.length, 10);
			const listed = ['Profit_Subject_Attachments', 'Profit_Subject_Reaction_Attachments']
				.flatMap((connector) => profit.rows(connector))
				.filter(({ subject_id }) => subjects.includes(subject_id));
			const saved = execution.items('Hier opslaan').map(({ originalFileName }) => originalFileName);
			assert.ok(saved.length > 0);
			assert.deepEqual(saved.sort(), listed.map(({ file_name }) => file_name).sort());
			assert.equal(execution.files('Hier opslaan').length, saved.length);
		},
	},

	'employees-automatic-paging.json': {
		check({ execution, profit }) {
			const ids = execution.items('Alle medewerkers ophalen').map(({ EmployeeId }) => EmployeeId);
			const all = profit.rows('Profit_Employees').map(({ EmployeeId }) => EmployeeId);
			assert.deepEqual(ids.sort(), all.sort());
		},
	},

	'invoice-pdf-by-report.json': {
		check({ execution, profit }) {
			const invoices = execution
				.items('Nieuwste verkoopfacturen')
				.map(({ InvoiceId }) => InvoiceId);
			assert.equal(invoices.length, 3);
			const files = execution
				.files('Hier mailen')
				.map(({ data }) => [data.fileName, data.mimeType]);
			const expected = invoices.map((id) => [`Factuur ${id}.pdf`, 'application/pdf']);
			assert.deepEqual(files, expected);
			const reports = profit.asked.filter(({ path }) => path.includes('/reportconnector/'));
			assert.equal(reports.length, 3);
		},
	},

	'metainfo-overview.json': {
		check({ execution, profit }) {
			const shown = execution.items('Connectoren opvragen').map(({ id }) => id);
			assert.ok(profit.getConnectorIds.filter((id) => shown.includes(id)).length > 10);
		},
	},

	'new-employee-to-directory.json': {
		prepare(profit) {
			profit.create('KnEmployee', employee({ LaNm: 'Nieuwkomer', In: 'N.' }, { DaBe: day(3) }));
		},
		check({ execution, profit }) {
			const accounts = execution.items('Directory: account aanmaken');
			assert.deepEqual(
				accounts.map(({ Mail }) => Mail),
				['n.nieuwkomer@lindeboom-techniek.example'],
			);
			const [{ EmployeeId, Mail }] = accounts;
			const written = rowWith(profit, 'Profit_Employees_basic', 'EmployeeId', EmployeeId);
			assert.equal(written.Mail, Mail);
		},
	},

	'leaver-block-accounts.json': {
		prepare(profit) {
			profit.create(
				'KnEmployee',
				employee({ LaNm: 'Vertrekker', In: 'V.' }, { DaBe: day(-400), DaEn: day(-1) }),
			);
			const { PersonId } = profit
				.rows('Profit_Employees_basic')
				.find(({ Name }) => Name === 'V. Vertrekker');
			profit.create('KnUser', {
				KnUser: {
					Element: {
						'@UsId': '12345.VERTREK',
						Fields: { MtCd: '1', Nm: 'V. Vertrekker', BcCo: PersonId },
					},
				},
			});
		},
		check({ execution, profit }) {
			const leavers = execution.items('Directory: account blokkeren');
			assert.deepEqual(
				leavers.map(({ Name }) => Name),
				['V. Vertrekker'],
			);
			assert.equal(rowWith(profit, 'Profit_Users', 'UserId', '12345.VERTREK').Blocked, true);
			const blocked = profit.asked.filter(({ method }) => method !== 'GET');
			assert.equal(blocked.length, 1);
		},
	},

	'leave-and-sickness-to-planning.json': {
		check({ execution, profit }) {
			const planned = execution.items('Planning: afwezigheid bijwerken');
			const leave = profit
				.rows('Profit_Leaves')
				.filter(({ StartDate, EndDate }) => EndDate >= day(0) && StartDate < day(14));
			const ill = profit.rows('Profit_Illness').filter(({ EndDate }) => EndDate === null);
			assert.ok(leave.length > 0 && ill.length > 0);
			assert.deepEqual(
				planned.map(({ medewerker }) => medewerker).sort(),
				[...leave, ...ill].map(({ EmployeeId }) => EmployeeId).sort(),
			);
			for (const one of planned) assert.deepEqual(Object.keys(one), ['medewerker', 'van', 'tot']);
		},
	},

	'webshop-orders-to-sales-orders.json': {
		async check({ execution, profit, run }) {
			const orders = execution.items('Verkooporder met regels');
			assert.equal(orders.length, 2);
			const lines = profit
				.rows('Profit_SalesorderLines')
				.filter(({ CustomerReference }) => CustomerReference === 'WEB-20931');
			assert.deepEqual(
				lines.map(({ ItemCodeId, PiecePerUnit }) => [ItemCodeId, PiecePerUnit]),
				[
					['1010', 3.5],
					['1001', 20],
				],
			);
			const count = profit.rows('Profit_Salesorders').length;
			const again = await run();
			assert.equal(again.error?.message, undefined);
			assert.deepEqual(again.items('Verkooporder met regels'), []);
			assert.equal(profit.rows('Profit_Salesorders').length, count, 'no order twice');
		},
	},

	'stock-and-price-to-webshop.json': {
		check({ execution, profit }) {
			const stock = new Map(
				profit
					.rows('Profit_Stock_per_Warehouse')
					.filter((row) => row.Stock_level_code === 'AMF')
					.map((row) => [row.Item_code, row.In_stock]),
			);
			const expected = profit
				.rows('Profit_Article')
				.filter(({ Blocked }) => !Blocked)
				.map(({ ItemCode: sku, Description: naam, SalesPrice: prijs }) => {
					return { sku, naam, prijs, voorraad: stock.get(sku) ?? 0 };
				});
			const bySku = (a, b) => (a.sku < b.sku ? -1 : 1);
			const given = execution.items('Webwinkel: artikelen bijwerken');
			assert.deepEqual(given.sort(bySku), expected.sort(bySku));
			const reads = profit.readsOf('Profit_Stock_per_Warehouse');
			assert.ok(reads < expected.length / 5, `${reads} requests for the stock`);
		},
	},

	'hours-import-in-batches.json': {
		async check({ execution, profit, run }) {
			const writes = () => profit.asked.filter(({ method }) => method !== 'GET');
			const done = (result) =>
				result.items('Nacalculatie aanmaken of bijwerken').map(({ action }) => action);
			assert.deepEqual(done(execution), ['created', 'created', 'created']);
			assert.equal(writes().length, 1, 'one request for all');
			const line = rowWith(profit, 'Profit_Realization', 'ExternalReference', 'UREN-1003');
			assert.equal(line.QuantityUnit, 4.25);
			assert.deepEqual(done(await run()), ['unchanged', 'unchanged', 'unchanged']);
			assert.equal(writes().length, 1, 'nothing is written that has not changed');
		},
	},

	'nightly-export-ndjson.json': {
		check({ execution, profit }) {
			const debtors = profit.rows('Profit_Debtor');
			const [{ rows, bytes, fileName }] = execution.items('Opslag: bestand bewaren');
			assert.deepEqual([rows, fileName], [debtors.length, 'Profit_Debtor.ndjson']);
			const [{ data }] = execution.files('Opslag: bestand bewaren');
			assert.equal(data.mimeType, 'application/x-ndjson');
			assert.ok(bytes > rows * 100, 'The file has rows in it.');
		},
	},

	'payslips-of-a-month-to-storage.json': {
		check({ execution, profit }) {
			const payslips = profit.rows('Profit_Subjects').filter(({ TypeId }) => TypeId === -2);
			assert.ok(payslips.length > 100);
			const expected = payslips.map(({ DateCreated, DestinationId, Subject }) => {
				return `${DateCreated.slice(0, 7)}/${DestinationId} ${Subject}.pdf`;
			});
			const saved = execution.items('Opslag: loonstrook bewaren').map(({ pad }) => pad);
			assert.deepEqual(saved.sort(), expected.sort());
			const files = execution.files('Opslag: loonstrook bewaren');
			assert.ok(files.every(({ data }) => data.mimeType === 'application/pdf' && data.id));
		},
	},

	'purchase-invoice-with-pdf.json': {
		check({ execution, profit }) {
			const [{ EnNo }] = execution.items('Inkoopfactuur boeken');
			const lines = profit
				.rows('Profit_Transactions')
				.filter(({ EntryNo }) => String(EntryNo) === EnNo);
			assert.deepEqual(
				lines.map(({ AccountNo, AmtDebit, AmtCredit }) => [AccountNo, AmtDebit, AmtCredit]),
				[
					['60005', 0, 121],
					['4500', 100, 0],
					['1520', 21, 0],
				],
			);
			const [{ SbId }] = execution.items('In het dossier van de crediteur');
			const subject = rowWith(profit, 'Profit_Subjects', 'SubjectId', SbId);
			assert.equal(subject.DestinationId, '60005');
			assert.equal(subject.Comment, `Boeking ${EnNo}`);
			const file = rowWith(profit, 'Profit_Subject_Attachments', 'subject_id', SbId);
			assert.equal(file.file_name, 'F-2026-0815.pdf');
			const [[, content]] = profit.attachmentsOf(SbId);
			assert.match(String(content), /^%PDF-/);
		},
	},

	'debtors-to-postgres.json': { testedIn: 'test/database' },
	'financial-mutations-to-postgres.json': { testedIn: 'test/database' },
	'debtors-to-data-table.json': { testedIn: 'test/database' },
	'financial-mutations-to-data-table.json': { testedIn: 'test/database' },
	'turnover-from-bi-model-to-csv.json': {
		check({ execution, profit }) {
			const joined = execution.items('Omzet met debiteuren');
			const [facts, debtors] = profit.biRows('Verkoopomzet', ['Verkoopomzet', 'Debiteuren']);
			assert.equal(joined.length, facts.length);
			const byId = new Map(debtors.map(({ Id, Naam }) => [Id, Naam]));
			for (const { Debiteur_ref: reference, Naam } of joined) {
				assert.equal(Naam, byId.get(reference));
			}
			const [{ data }] = execution.files('Opslag: CSV bewaren');
			assert.deepEqual([data.fileName, data.mimeType], ['omzet.csv', 'text/csv']);
		},
	},
};
