import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { ProfitWebhook } from '../simulator/profitWebhook.ts';
import { useEnvironment } from './environment.mjs';
import { tokenCredential } from './profitCredentials.mjs';
import { registered, sendMixed } from './webhookLoad.mjs';
import { save } from './workflow.mjs';

const PASSWORD = 'a password of some length';
const TRIGGER = 'AFAS Webhook Trigger';

describe('the webhook trigger', () => {
	const environment = useEnvironment();
	let password;
	let signIn;

	before(async () => {
		const { n8n, profit } = environment();
		const data = { secret: PASSWORD };
		password = await save(n8n, { name: 'e2e webhook', type: 'afasWebhookApi', data });
		signIn = await save(n8n, tokenCredential(profit));
	});

	/** An active workflow, and the webhook in Profit that it belongs to. */
	const activeWorkflow = async (parameters = {}, pauses = []) => {
		const { n8n, url } = environment();
		const webhookId = randomUUID();
		const trigger = {
			id: randomUUID(),
			name: TRIGGER,
			type: 'n8n-nodes-afas.afasWebhookTrigger',
			typeVersion: 1,
			position: [0, 0],
			webhookId,
			parameters,
			credentials: {
				afasWebhookApi: { id: password.id, name: password.name },
				afasApi: { id: signIn.id, name: signIn.name },
			},
		};
		const { id } = await n8n.createWorkflow({
			name: `e2e webhook ${webhookId}`,
			nodes: [trigger],
			connections: {},
		});
		await n8n.activate(id);
		const webhook = new ProfitWebhook(`${url}/webhook/${webhookId}/profit`, PASSWORD, pauses);
		await registered(webhook);
		return { id, webhook };
	};

	/** The executions of a workflow, when there are as many as expected. */
	const executions = async (id, count) => {
		const { n8n } = environment();
		for (let tries = 240; tries > 0; tries--) {
			const found = await n8n.executions(id);
			const running = found.results.some(({ status }) => status !== 'success');
			if (found.count >= count && !running) return found;
			await sleep(250);
		}
		throw new Error(`There were no ${count} executions.`);
	};

	const itemOf = async (id) => {
		const { results } = await executions(id, 1);
		const execution = await environment().n8n.waitForExecution(results[0].id);
		return execution.items(TRIGGER)[0];
	};

	it('tests the password without asking anybody', async () => {
		const { n8n } = environment();
		const test = (secret) =>
			n8n.testCredential({ name: 'x', type: 'afasWebhookApi', data: { secret } });
		assert.equal((await test(PASSWORD)).status, 'OK');
		assert.match((await test(`${PASSWORD}\n`)).message, /space or line break/);
		assert.match((await test('')).message, /empty/);
	});

	it('accepts the test message of Profit, and shows it', async () => {
		const { id, webhook } = await activeWorkflow();
		const data = { SubscriptionId: 1, SubscriptionName: 'Webshop' };
		const { state, eventId } = await webhook.send({ eventType: 'test.executed', data });
		assert.equal(state, 'Success');
		const { timestamp, ...item } = await itemOf(id);
		assert.match(timestamp, /Z$/);
		assert.deepEqual(item, {
			eventId,
			eventType: 'test.executed',
			environmentId: '12345AA',
			subscriptionId: 1,
			subscriptionName: 'Webshop',
		});
	});

	it('answers, and starts nothing, for events that are not chosen', async () => {
		const { id, webhook } = await activeWorkflow({ events: ['subject.deleted'] });
		const data = { SubjectTypeId: 1, SubjectId: 2 };
		assert.equal((await webhook.send({ eventType: 'subject.created', data })).state, 'Success');
		assert.equal((await webhook.send({ eventType: 'subject.deleted', data })).state, 'Success');
		assert.equal((await executions(id, 1)).count, 1);
		assert.equal((await itemOf(id)).eventType, 'subject.deleted');
	});

	it('refuses what is not signed, and what is no notification', async () => {
		const { id, webhook } = await activeWorkflow();
		const status = async (...parameters) => (await webhook.post(...parameters)).status;
		assert.equal(await status('{}', undefined), 401);
		assert.equal(await status('{}', 'sha256=abc'), 401);
		assert.equal(await status('', webhook.signature('x')), 401);
		assert.equal(await status('{"a":1}', webhook.signature('{"a":1}')), 400);
		assert.equal((await environment().n8n.executions(id)).count, 0);
	});

	it('reads the dossier item after its answer, and loses nothing when that fails', async () => {
		const { profit } = environment();
		const parameters = {
			fetchSubject: true,
			authentication: 'token',
			getConnector: { __rl: true, mode: 'id', value: profit.addNumberedConnector(20) },
			subjectIdField: 'Nummer',
		};
		const event = { eventType: 'subject.updated', data: { SubjectTypeId: 1, SubjectId: 7 } };
		const found = await activeWorkflow(parameters);
		assert.equal((await found.webhook.send(event)).state, 'Success');
		assert.equal((await itemOf(found.id)).subject.Nummer, 7);
		const failing = await activeWorkflow({ ...parameters, subjectIdField: 'Numer' });
		assert.equal((await failing.webhook.send(event)).state, 'Success');
		const item = await itemOf(failing.id);
		assert.equal(item.subject, null);
		assert.match(item.fetchError.message, /'Numer' \(did you mean 'Nummer'\?\)/);
		assert.equal(item.subjectId, 7);
	});

	it('takes each notification once, and forged ones never', async () => {
		const { id, webhook } = await activeWorkflow();
		const load = { unique: 45, repeats: 12, forged: 3, perSecond: 4 };
		const { answers } = await sendMixed(webhook, load);
		const answered = (status) => answers.filter((answer) => answer.status === status).length;
		assert.deepEqual([answered(200), answered(401)], [57, 3]);
		assert.equal((await executions(id, 45)).count, 45);
	});
});
