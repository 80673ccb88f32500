import assert from 'node:assert/strict';
import { before, describe } from 'node:test';
import { tokenCredential } from '../e2e/profitCredentials.mjs';
import { save } from '../e2e/workflow.mjs';
import { useEditor } from './editor.mjs';
import { takePicture } from './pictures.mjs';

const FILES = [
	['Arbeidsovereenkomst.txt', Buffer.from('Ondergetekenden komen overeen.')],
	['Kopie aanmelding.txt', Buffer.from('Aangemeld op 23-11-2026.')],
];

describe("files in n8n's editor", () => {
	const { test, environment } = useEditor();
	let credential;

	before(async () => {
		const { n8n, profit } = environment();
		credential = await save(n8n, { ...tokenCredential(profit), name: 'AFAS test environment' });
	});

	test('of a dossier item can be looked at and downloaded', async (editor) => {
		const subjectId = environment().profit.addSubject(FILES);
		await editor.addAfas('Get all attachments of a dossier item');
		await editor.chooseCredential(credential);
		await editor.fill('subjectId', String(subjectId));
		await editor.execute();
		await editor.output.getByText('2 items', { exact: true }).waitFor();
		await editor.closeMessages();
		const text = await editor.output.innerText();
		for (const [index, [name, content]] of FILES.entries()) {
			assert.ok(text.includes(name), name);
			const [download] = await Promise.all([
				editor.page.waitForEvent('download'),
				editor.output.getByText('Download', { exact: true }).nth(index).click(),
			]);
			assert.equal(download.suggestedFilename(), name);
			assert.deepEqual(await contentOf(download), content);
		}
		await takePicture(editor.page, 'files');
	});
});

async function contentOf(download) {
	const chunks = [];
	for await (const chunk of await download.createReadStream()) chunks.push(chunk);
	return Buffer.concat(chunks);
}
