import assert from 'node:assert/strict';
import { before, describe } from 'node:test';
import { tokenCredential } from '../e2e/profitCredentials.mjs';
import { save } from '../e2e/workflow.mjs';
import { useEditor } from './editor.mjs';
import { takePicture } from './pictures.mjs';

describe("what goes wrong in n8n's editor", () => {
	const { test, environment } = useEditor();
	let credential;

	before(async () => {
		const { n8n, profit } = environment();
		credential = await save(n8n, { ...tokenCredential(profit), name: 'AFAS test environment' });
	});

	const open = async (editor, action) => {
		await editor.addAfas(action);
		await editor.chooseCredential(credential);
	};

	test('is said in words, with what to do, where the rows would have been', async (editor) => {
		await open(editor, 'Get many rows of a GetConnector');
		await editor.at('rlc-mode-selector').click();
		await editor.at('mode-id').click();
		await editor.at('rlc-input').fill('Profit_Debiteuren');
		await editor.execute();
		const title = "The App Connector has no GetConnector 'Profit_Debiteuren'";
		await editor.output.getByText(title).first().waitFor();
		await editor.closeMessages();
		await takePicture(editor.page, 'error');
		assert.match(await editor.output.innerText(), /Profit_Debtor/, 'It says what was meant.');
	});

	test('is said in the words of AFAS when AFAS refuses a record', async (editor) => {
		await open(editor, 'Create a record');
		await editor.chooseConnector('FbSales');
		await editor.fill('DbId', '1');
		await editor.execute();
		await editor.output
			.getByText(/bestaat niet/)
			.first()
			.waitFor();
		await editor.closeMessages();
		await takePicture(editor.page, 'refused-by-afas');
	});

	test('is said in the list of connectors when the token is wrong', async (editor) => {
		const { n8n, profit } = environment();
		const wrong = tokenCredential(profit, { token: 'C'.repeat(64) });
		await editor.addAfas('Get many rows of a GetConnector');
		await editor.chooseCredential(await save(n8n, { ...wrong, name: 'AFAS wrong token' }));
		await editor.at('rlc-input').click();
		await editor.page
			.getByText(/AFAS doesn't accept/)
			.first()
			.waitFor();
	});
});
