import assert from 'node:assert/strict';

/** What tables should hold, by what Profit has at this moment. Days and keys only, in the same order. */
export const expected = {
	debtors: (company) =>
		company.rowsOf('Profit_Debtor').map((row) => ({
			nummer: row.DebtorId,
			naam: row.DebtorName,
			email: row.Email,
			kredietlimiet: row.CreditLimit,
			geblokkeerd: row.Blocked,
		})),

	mutations: (company) =>
		company.rowsOf('Profit_Transactions').map((row) => ({
			dag: row.EntryDate.slice(0, 10),
			administratie: row.UnitId,
			boeking: row.EntryNo,
			volgnummer: row.SeqNo,
			dagboek: row.JournalId,
			rekening: row.AccountNo,
			debet: row.AmtDebit,
			credit: row.AmtCredit,
			omschrijving: row.Description,
		})),
};

/** Holds the rows of a table to those of Profit, each as often, in any order. */
export function assertSameRows(found, wanted) {
	const texts = (rows) => rows.map((row) => JSON.stringify(row)).sort();
	const [there, meant] = [texts(found), texts(wanted)];
	if (there.length === meant.length && there.every((text, index) => text === meant[index])) return;
	const [known, meantSet] = [new Set(there), new Set(meant)];
	assert.deepEqual(
		{
			rows: there.length,
			tooMany: there.filter((text) => !meantSet.has(text)).slice(0, 5),
			missing: meant.filter((text) => !known.has(text)).slice(0, 5),
		},
		{ rows: meant.length, tooMany: [], missing: [] },
	);
	assert.fail('Rows are there more often than they should be.');
}
