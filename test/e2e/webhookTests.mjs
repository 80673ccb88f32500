import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { ProfitWebhook } from '../simulator/profitWebhook.ts';
import { useEnvironment } from './environment.mjs';
import { tokenCredential } from './profitCredentials.mjs';
import { inNewN8n } from './scope.mjs';
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
	const activeWorkflow = async (parameters = {}) => {
		const workflow = await savedWorkflow(environment(), password, signIn, parameters);
		await environment().n8n.activate(workflow.id);
		await registered(workflow.webhook);
		return workflow;
	};

	const executions = (id, count) => ended(environment().n8n, id, count);

	const executionOf = async (id, count = 1) => {
		const { results } = await executions(id, count);
		return environment().n8n.waitForExecution(results[0].id);
	};

	const itemOf = async (id) => (await executionOf(id)).items(TRIGGER)[0];

	it('tests the password without asking anybody', inNewN8n(), async () => {
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
		assert.equal(await status('', webhook.signature('')), 400);
		assert.equal(await status('{"a":1}', webhook.signature('{"a":1}')), 400);
		assert.equal((await environment().n8n.executions(id)).count, 0);
	});

	it('refuses whatever bytes come, and starts nothing', async () => {
		const { id, webhook } = await activeWorkflow();
		const parts = '--x\r\ncontent-disposition: form-data; name="a"\r\n\r\n1\r\n--x--\r\n';
		const large = JSON.stringify({ EventId: 'x'.repeat(2_000_000) });
		// Body, its type, and the answers to another signature and to the right one.
		const bodies = [
			['a=1', 'application/x-www-form-urlencoded', 401, 400],
			['x', 'text/plain', 401, 400],
			[Buffer.from([0, 255, 254]), 'application/octet-stream', 401, 400],
			[large, 'application/json', 413, 413],
			// These n8n refuses before the node sees them.
			['{"EventId":', 'application/json', 422, 422],
			['<a', 'application/xml', 422, 422],
			// Of this one n8n leaves no bytes to compare.
			[parts, 'multipart/form-data; boundary=x', 400, 400],
		];
		for (const [body, type, forged, signed] of bodies) {
			const status = async (signature) =>
				(await webhook.post(body, signature, { 'content-type': type })).status;
			assert.deepEqual(
				[await status(webhook.signature('other')), await status(webhook.signature(body))],
				[forged, signed],
				type,
			);
			assert.equal(await status(undefined), forged === 422 ? 422 : 401, type);
		}
		assert.equal((await environment().n8n.executions(id)).count, 0);
	});

	it('takes notifications in pieces, compressed, or under another content type', async () => {
		const { id, webhook } = await activeWorkflow();
		const post = async (encode, headers) => {
			const body = JSON.stringify({ EventId: randomUUID(), EventType: 'subject.created' });
			const { status } = await webhook.post(encode(body), webhook.signature(body), headers);
			assert.equal(status, 200, JSON.stringify(headers));
		};
		await post((body) => body, { 'content-type': 'text/plain' });
		await post((body) => gzipSync(body), { 'content-encoding': 'gzip' });
		await post((body) => inPieces(body), {});
		assert.equal((await executions(id, 3)).count, 3);
		const headers = { 'content-encoding': 'gzip', 'content-type': 'application/octet-stream' };
		assert.equal((await webhook.post('x', webhook.signature('x'), headers)).status, 400);
	});

	const fetching = (connector) => ({
		fetchSubject: true,
		authentication: 'token',
		getConnector: { __rl: true, mode: 'id', value: connector },
		subjectIdField: 'Nummer',
	});
	const event = { eventType: 'subject.updated', data: { SubjectTypeId: 1, SubjectId: 7 } };

	it('reads the dossier item when Profit has its answer, however slow AFAS is', async (test) => {
		const { profit } = environment();
		const { id, webhook } = await activeWorkflow(fetching(profit.addNumberedConnector(20)));
		profit.answerAfter(3_000);
		const { state, attempts } = await webhook.send(event);
		assert.equal(state, 'Success');
		assert.ok(attempts[0].ms < 1_000, `The answer took ${attempts[0].ms} ms.`);
		const item = await itemOf(id);
		assert.equal(item.subject.Nummer, 7);
		test.diagnostic(`answer after ${attempts[0].ms.toFixed(0)} ms with AFAS answering after 3 s`);
	});

	it('keeps the event when AFAS does not give the dossier item, for a retry', async () => {
		const { n8n, profit } = environment();
		const { id, webhook } = await activeWorkflow(fetching(profit.addNumberedConnector(20)));
		const failed = await profit.during('addressRefused', async () => {
			const { state } = await webhook.send(event);
			assert.equal(state, 'Success');
			return executionOf(id);
		});
		assert.equal(failed.status, 'error');
		assert.match(failed.error.message, /IP address/);
		await n8n.call('POST', `/rest/executions/${failed.id}/retry`, { loadWorkflow: false });
		const retried = await executionOf(id, 2);
		assert.equal(retried.status, 'success');
		const [item] = retried.items(TRIGGER);
		assert.equal(item.subjectId, 7);
		assert.equal(item.subject.Nummer, 7);
	});

	it('shows a test message to somebody who listens in the editor', async () => {
		const { n8n, url } = environment();
		const { id, webhookId, webhook } = await activeWorkflow({ events: ['subject.created'] });
		const workflowData = await n8n.workflow(id);
		const run = { workflowData, triggerToStartFrom: { name: TRIGGER } };
		const started = await n8n.call('POST', `/rest/workflows/${id}/run`, run);
		assert.equal(started.waitingForWebhook, true);
		const test = new ProfitWebhook(`${url}/webhook-test/${webhookId}/profit`, PASSWORD);
		const message = { eventType: 'test.executed', data: { SubscriptionId: 1 } };
		assert.equal((await test.post('{}', test.signature('x'))).status, 401);
		assert.equal((await test.send(message)).state, 'Success');
		assert.equal((await itemOf(id)).subscriptionId, 1);
		assert.equal((await webhook.send(message)).state, 'Success');
		assert.equal((await executions(id, 1)).count, 1);
	});

	it('takes each notification once, and forged ones never', async () => {
		const { id, webhook } = await activeWorkflow();
		const load = { unique: 45, repeats: 12, forged: 3, perSecond: 4 };
		const { answers } = await sendMixed(webhook, load);
		const answered = (status) => answers.filter((answer) => answer.status === status).length;
		assert.deepEqual([answered(200), answered(401)], [57, 3]);
		assert.equal((await executions(id, 45)).count, 45);
	});

	it('is not reachable without a password, and n8n says why', inNewN8n(), async () => {
		const { n8n, log } = environment();
		const data = { secret: '' };
		const empty = await save(n8n, { name: 'e2e webhook, empty', type: 'afasWebhookApi', data });
		const { id, webhook } = await savedWorkflow(environment(), empty, signIn);
		await n8n.activate(id).catch(() => {});
		// n8n opens the address for a moment before it asks the node.
		await until(async () => {
			const { status } = await webhook.post('{}', webhook.signature('{}'));
			return status === 404 && log().includes('The webhook has no password');
		}, 'n8n activated it, or did not say why not.');
	});
});

/** A saved workflow with only the trigger, and the webhook in Profit that it belongs to. */
async function savedWorkflow({ n8n, url }, password, signIn, parameters = {}) {
	const webhookId = randomUUID();
	const trigger = {
		id: randomUUID(),
		name: TRIGGER,
		type: 'n8n-nodes-afas.afasWebhookTrigger',
		typeVersion: 1.1,
		position: [0, 0],
		webhookId,
		parameters,
		credentials: {
			afasWebhookApi: { id: password.id, name: password.name },
			...(signIn && { afasApi: { id: signIn.id, name: signIn.name } }),
		},
	};
	const { id } = await n8n.createWorkflow({
		name: `e2e webhook ${webhookId}`,
		nodes: [trigger],
		connections: {},
	});
	const webhook = new ProfitWebhook(`${url}/webhook/${webhookId}/profit`, PASSWORD);
	return { id, webhookId, webhook };
}

/** The executions of a workflow, when there are as many as expected and all have ended. */
async function ended(n8n, id, count) {
	let found;
	await until(async () => {
		found = await n8n.executions(id);
		const open = found.results.some(({ status }) => !['success', 'error'].includes(status));
		return found.count >= count && !open;
	}, `There were no ${count} executions.`);
	return found;
}

/** Waits until something holds, for a minute at most. */
async function until(holds, otherwise) {
	for (let tries = 240; tries > 0; tries--) {
		if (await holds()) return;
		await sleep(250);
	}
	throw new Error(otherwise);
}

/** A body of which nobody says how long it will be. */
function inPieces(text) {
	return new ReadableStream({
		async start(controller) {
			for (const piece of text.match(/.{1,20}/g)) {
				controller.enqueue(new TextEncoder().encode(piece));
				await sleep(10);
			}
			controller.close();
		},
	});
}
