import assert from 'node:assert/strict';
import { before, describe } from 'node:test';
import { tokenCredential } from '../e2e/profitCredentials.mjs';
import { AFAS, allRows, runAfas, save } from '../e2e/workflow.mjs';
import { useEditor } from './editor.mjs';
import { takePicture } from './pictures.mjs';

describe("writing in n8n's editor", () => {
	const { test, environment } = useEditor();
	let credential;

	before(async () => {
		const { n8n, profit } = environment();
		credential = await save(n8n, { ...tokenCredential(profit), name: 'AFAS test environment' });
	});

	const debtor = async (id) => {
		const condition = [{ field: 'DebtorId', operator: 'equals', value: id }];
		const filters = { group: [{ conditions: { condition } }] };
		const parameters = allRows('Profit_Debtor', { filterType: 'builder', filters });
		const [row] = (await runAfas(environment().n8n, parameters, credential)).items(AFAS);
		return row;
	};

	test('updates with a key, a list of allowed values and a nested object', async (editor) => {
		const { BcCo } = await debtor('10001');
		const name = 'Bakkerij De Vrolijke Krakeling B.V.';
		await editor.addAfas('Update a record');
		await editor.chooseCredential(credential);
		await editor.chooseConnector('KnSalesRelationOrg');
		await editor.chooseSeveral('sections', /^KnOrganisation$/);
		await editor.fill('DbId', '10001');
		await editor.choose('KnOrganisation/MatchOga', /\(0\)$/);
		await editor.fill('KnOrganisation/BcCo', BcCo);
		await editor.fill('KnOrganisation/Nm', name);
		await editor.leaveField();
		await takePicture(editor.page, 'form');
		await editor.execute();
		await editor.output.getByText('1 item', { exact: true }).waitFor();
		await editor.closeMessages();
		await takePicture(editor.page, 'written');
		assert.equal((await debtor('10001')).DebtorName, name);
	});
});
