import assert from 'node:assert/strict';
import { before, describe } from 'node:test';
import { tokenCredential } from '../e2e/profitCredentials.mjs';
import { save } from '../e2e/workflow.mjs';
import { useEditor } from './editor.mjs';
import { takePicture } from './pictures.mjs';

describe("reading in n8n's editor", () => {
	const { test, environment } = useEditor();
	let credential;

	before(async () => {
		const { n8n, profit } = environment();
		credential = await save(n8n, { ...tokenCredential(profit), name: 'AFAS test environment' });
	});

	test('goes from the list of GetConnectors, over a filter, to rows', async (editor) => {
		await editor.addAfas('Get many rows of a GetConnector');
		await editor.chooseCredential(credential);

		await editor.searchConnectors('debit');
		await editor.foundConnectors.getByText('Debiteuren (Profit_Debtor)').waitFor();
		await takePicture(editor.page, 'choose-getconnector');
		await editor.foundConnectors.getByText('Debiteuren (Profit_Debtor)').click();

		await editor.choose('filterType', 'Build a Filter');
		await editor.page.getByRole('button', { name: 'Add OR Group' }).click();
		await editor.page.getByRole('button', { name: 'Add Condition' }).click();
		await editor.openList('field', /^Nummer \(DebtorId\)|Naam/);
		await editor.page.keyboard.type('naam');
		await editor.option(/^Naam \(DebtorName\)/).waitFor();
		await takePicture(editor.page, 'choose-field');
		await editor.option(/^Naam \(DebtorName\)/).click();
		await editor.choose('operator', /^Starts With/);
		await editor.fill('value', 'Bouw');

		await editor.execute();
		await editor.output.getByText(/^\d+ items$/).waitFor();
		await editor.closeMessages();
		const cells = await editor.output.locator('tbody tr td:nth-child(2)').allInnerTexts();
		assert.ok(cells.length >= 5);
		assert.deepEqual(
			cells.filter((name) => !name.startsWith('Bouw')),
			[],
		);
		await takePicture(editor.page, 'rows');
	});

	test('takes a sort column from the columns that AFAS can sort on', async (editor) => {
		await editor.addAfas('Get many rows of a GetConnector');
		await editor.chooseCredential(credential);
		await editor.chooseConnector('Profit_Debtor');
		await editor.fill('limit', '5');
		await editor.page.getByRole('button', { name: 'Add Field' }).click();
		await editor.choose('field', /^Naam \(DebtorName\)/);
		await editor.choose('direction', 'Descending');
		await editor.execute();
		await editor.output.getByText('5 items', { exact: true }).waitFor();
		const names = await editor.output.locator('tbody tr td:nth-child(2)').allInnerTexts();
		assert.equal(names.length, 5);
		assert.deepEqual(
			names,
			[...names].sort((a, b) => b.localeCompare(a, 'nl')),
		);
	});
});
