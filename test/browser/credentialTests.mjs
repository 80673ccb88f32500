import assert from 'node:assert/strict';
import { describe } from 'node:test';
import { oAuthCredential } from '../e2e/profitCredentials.mjs';
import { save } from '../e2e/workflow.mjs';
import { useEditor } from './editor.mjs';
import { takePicture } from './pictures.mjs';

describe("a credential in n8n's editor", () => {
	const { test } = useEditor();

	const fillIn = async (editor, { baseUrl, token }) => {
		await editor.choose('environment', /^Custom URL/);
		await editor.fill('baseUrl', baseUrl);
		await editor.fill('token', token);
	};

	test('is made from the node, with a token, and tested at once', async (editor, { profit }) => {
		await editor.addAfas('Get many rows of a GetConnector');
		await editor.newCredential();
		await editor.at('credential-mode-dropdown-trigger').click();
		const ways = editor.page.getByRole('menuitem', { name: /^(OAuth2|Token)$/ });
		assert.deepEqual(await ways.allInnerTexts(), ['OAuth2', 'Token']);
		await ways.getByText('Token').click();
		await fillIn(editor, profit);
		await editor.at('credential-save-button').click();
		// The window closes by itself, because the test succeeded.
		await editor.credential.waitFor({ state: 'detached' });
		await editor.at('credential-edit-button').click();
		await editor.credential.getByText('Connection tested successfully').waitFor();
		await editor.closeMessages();
		await takePicture(editor.page, 'credential-token');
	});

	test('says in words that the token is wrong', async (editor, { profit }) => {
		await editor.addAfas('Get many rows of a GetConnector');
		await editor.newCredential();
		await fillIn(editor, { baseUrl: profit.baseUrl, token: 'A'.repeat(64) });
		await editor.at('credential-save-button').click();
		await editor.credential.getByText('More details').click();
		const said = editor.credential.getByText(/AFAS does not accept the token \(401\)/);
		await said.first().waitFor();
		await editor.closeMessages();
		await takePicture(editor.page, 'credential-refused');
	});

	test('asks for OAuth what AFAS gives: a client ID and a secret or a certificate', async (editor) => {
		await editor.addAfas('Get many rows of a GetConnector');
		await editor.newCredential();
		await editor.at('credential-mode-dropdown-trigger').click();
		await editor.page.getByRole('menuitem', { name: 'OAuth2' }).click();
		await editor.parameter('clientSecret').waitFor();
		await editor.leaveField();
		await takePicture(editor.page, 'credential-oauth2');
		await editor.choose('clientCredentialType', 'Certificate');
		await editor.parameter('certificate').waitFor();
		assert.equal(await editor.parameter('clientSecret').count(), 0);
		for (const hidden of ['authUrl', 'accessTokenUrl', 'scope']) {
			assert.equal(await editor.parameter(hidden).count(), 0);
		}
	});

	test('takes the date on which a secret ends, and the node tells it', async (editor, environment) => {
		const { n8n, profit } = environment;
		const credential = await save(n8n, oAuthCredential(profit, 'secret'));
		await editor.addAfas('Get the environment');
		await editor.chooseCredential(credential);
		await editor.at('credential-edit-button').click();
		await editor.fill('secretEnds', '2099-05-28');
		await editor.takeOver();
		await editor.at('credential-save-button').click();
		await editor.credential.getByText('Saved', { exact: true }).waitFor();
		await editor.credential.locator('.el-dialog__headerbtn').click();
		await editor.credential.waitFor({ state: 'detached' });
		await editor.execute();
		await editor.output.getByText('2099-05-28', { exact: true }).first().waitFor();
	});
});
