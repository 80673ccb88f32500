import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { useEditor } from './editor.mjs';
import { takePicture } from './pictures.mjs';

describe("the panel of nodes in n8n's editor", () => {
	const { test } = useEditor();

	for (const words of ['AFAS', 'Profit', 'ERP', 'HRM']) {
		test(`finds the node by the word ${words}`, async (editor) => {
			await editor.searchNodes(words);
			const found = editor.foundNodes.getByText('AFAS', { exact: true });
			await found.waitFor();
			assert.equal(await found.count(), 1);
			if (words === 'HRM') await takePicture(editor.page, 'node-panel');
		});
	}

	test('shows the actions of the node by resource', async (editor) => {
		await editor.listActions();
		for (const action of [
			'Get many rows of a GetConnector',
			'Create a record',
			'Get the environment',
		]) {
			await editor.foundNodes.getByText(action, { exact: true }).waitFor();
		}
		await takePicture(editor.page, 'actions');
	});
});
