import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { readExamples, withCredentials } from '../../scripts/demo/content.mjs';
import { withAccept } from '../e2e/definitionExamples.mjs';
import { ROOT } from '../e2e/environment.mjs';
import { tokenCredential } from '../e2e/profitCredentials.mjs';
import { save } from '../e2e/workflow.mjs';
import { useEditor } from './editor.mjs';
import { takePicture } from './pictures.mjs';

const FILE = 'compare-accept-with-production.json';

describe("the example that compares Accept with production, in n8n's editor", () => {
	const { test } = useEditor();

	test('shows which workflows an update breaks', async (editor, environment) => {
		const { n8n, profit } = environment;
		const example = new Map(await readExamples(ROOT)).get(FILE);
		const { type, ...reference } = await save(n8n, {
			...tokenCredential(profit),
			name: 'Productie',
		});
		await withAccept(withCredentials(example, { [type]: reference }), environment, async (id) => {
			await editor.openWorkflow(id);
			await editor.executeWorkflow();
			await editor.openNode('Wie gebruikt wat verandert?');
			await editor.closeMessages();
			const rows = await editor.output.locator('tbody tr').allInnerTexts();
			assert.ok(rows.some((row) => /Debiteuren naar CRM[\s\S]*VatDuty[\s\S]*removed/.test(row)));
			await editor.widenOutput();
			await takePicture(editor.page, 'affected-workflows');
		});
	});
});
