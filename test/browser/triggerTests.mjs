import assert from 'node:assert/strict';
import { before, describe } from 'node:test';
import { tokenCredential } from '../e2e/profitCredentials.mjs';
import { save } from '../e2e/workflow.mjs';
import { ProfitWebhook } from '../simulator/profitWebhook.ts';
import { useEditor } from './editor.mjs';
import { takePicture } from './pictures.mjs';

const PASSWORD = 'a password of some length';

describe("starting workflows in n8n's editor", () => {
	const { test, environment } = useEditor();
	let credential;
	let password;

	before(async () => {
		const { n8n, profit } = environment();
		credential = await save(n8n, { ...tokenCredential(profit), name: 'AFAS test environment' });
		const data = { secret: PASSWORD };
		password = await save(n8n, { name: 'Webhook of Profit', type: 'afasWebhookApi', data });
	});

	test('goes from the list of GetConnectors to a row that changed last', async (editor) => {
		await editor.addTrigger('AFAS', 'On new AFAS event');
		await editor.chooseCredential(credential);
		await editor.chooseConnector('Profit_Debtor');
		await editor.chooseSeveral('modifiedFields', /^Gewijzigd op \(/);
		await editor.chooseSeveral('keyFields', /\(DebtorId\)/);
		assert.equal(
			await editor.parameter('events').count(),
			0,
			'Nothing tells created from updated.',
		);
		await editor.choose('createdField', /\(CreateDate\)/);
		await editor.parameter('events').getByText('Created').waitFor();
		await editor.execute();
		await editor.output.getByText('1 item', { exact: true }).waitFor();
		await editor.closeMessages();
		await editor.closeTip();
		assert.match(await editor.output.innerText(), /_event/);
		await takePicture(editor.page, 'trigger');
	});

	test('goes from an event of Profit to its notification, with the dossier item', async (editor) => {
		const { profit } = environment();
		const subjectId = profit.addSubject([]);
		await editor.addTrigger('AFAS Webhook', 'On dossier item created');
		await editor.parameter('events').getByText('Dossier Item Created').waitFor();
		await editor.chooseCredential(password, 'Webhook Password');
		await editor.page.getByText('Webhook URLs').click();
		const [url] = await editor.node.locator('.webhook-url').allInnerTexts();
		await editor.turnOn('fetchSubject');
		await editor.chooseCredential(credential, 'AFAS Sign-In');
		await editor.chooseConnector('Profit_Subjects');
		await editor.choose('subjectIdField', /\(SubjectId\)/);
		await editor.execute();
		await editor.node.getByText(/Listening for test event/).waitFor();

		const webhook = new ProfitWebhook(url.trim(), PASSWORD);
		const data = { SubjectTypeId: -4, SubjectId: Number(subjectId) };
		const { state } = await webhook.send({ eventType: 'subject.created', data });
		assert.equal(state, 'Success');
		await editor.output.getByText('1 item', { exact: true }).waitFor();
		await editor.closeMessages();
		assert.match(await editor.output.innerText(), /subject\.created/);
		await takePicture(editor.page, 'webhook');
	});
});
