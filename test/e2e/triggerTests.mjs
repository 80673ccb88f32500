import assert from 'node:assert/strict';
import { createHmac, randomUUID } from 'node:crypto';
import { before, describe, it } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { fetchWhenActive } from './activation.mjs';
import { useEnvironment } from './environment.mjs';
import { tokenCredential } from './profitCredentials.mjs';
import { save } from './workflow.mjs';

const TRIGGER = 'Trigger';
const POLL = 250;
const TIMEOUT = 90_000;
/** Enough for n8n to look at AFAS and start what is to be started, in milliseconds. */
const ONE_LOOK = 6_000;

/** A workflow of a trigger and a node that does nothing. */
function startedBy(trigger) {
	const start = { id: 'trigger', name: TRIGGER, typeVersion: 1, position: [0, 0], ...trigger };
	const end = {
		id: 'end',
		name: 'End',
		type: 'n8n-nodes-base.noOp',
		typeVersion: 1,
		position: [220, 0],
		parameters: {},
	};
	return {
		name: `e2e ${randomUUID()}`,
		nodes: [start, end],
		connections: { [TRIGGER]: { main: [[{ node: end.name, type: 'main', index: 0 }]] } },
	};
}

/** Ids of the executions of a workflow, the oldest first. */
async function executionsOf(n8n, { id }) {
	const filter = encodeURIComponent(JSON.stringify({ workflowId: id }));
	const { results } = await n8n.call('GET', `/rest/executions?filter=${filter}`);
	return results.map((one) => one.id).sort((a, b) => Number(a) - Number(b));
}

/** Waits until a workflow has been started so often, and gives the items of its trigger each time. */
async function itemsOfExecutions(n8n, workflow, count) {
	const deadline = Date.now() + TIMEOUT;
	for (;;) {
		const ids = await executionsOf(n8n, workflow);
		if (ids.length >= count) {
			const executions = await Promise.all(ids.map((id) => n8n.waitForExecution(id)));
			return executions.map((execution) => execution.items(TRIGGER));
		}
		assert.ok(Date.now() < deadline, `It was started ${ids.length} times, not ${count}.`);
		await sleep(POLL);
	}
}

describe('the AFAS Trigger, active', () => {
	const environment = useEnvironment();

	it('delivers each change once, whatever n8n forgets between two activations', async () => {
		const { n8n, profit } = environment();
		const connector = profit.addNumberedConnector(20);
		const credential = await save(n8n, tokenCredential(profit));
		const workflow = await n8n.createWorkflow(changesIn(connector, credential));
		const rows = profit.rowsOf(connector);
		const [text] = Object.keys(rows[0]).filter((field) => field !== 'Nummer');
		/** n8n looks as soon as a workflow is activated, and then every minute. */
		const look = async () => {
			const looks = profit.readsOf(connector);
			await n8n.activateWorkflow(workflow);
			const deadline = Date.now() + TIMEOUT;
			while (profit.readsOf(connector) === looks && Date.now() < deadline) await sleep(POLL);
			assert.ok(profit.readsOf(connector) > looks, 'It looked at the rows.');
			await sleep(ONE_LOOK);
			await n8n.deactivateWorkflow(workflow);
		};

		await look();
		assert.deepEqual(await executionsOf(n8n, workflow), []);

		const changed = rows[4];
		changed[text] = null;
		await look();
		const removed = rows.pop();
		await look();
		await look();
		const delivered = await itemsOfExecutions(n8n, workflow, 2);
		assert.deepEqual(delivered.map(eventsOf), [
			[`updated ${changed.Nummer}`],
			[`deleted ${removed.Nummer}`],
		]);
	});
});

const eventsOf = (items) => items.map(({ _event, Nummer }) => `${_event} ${Nummer}`);

function changesIn(connector, { type, id, name }) {
	return startedBy({
		type: 'n8n-nodes-afas.afasTrigger',
		typeVersion: 1.1,
		credentials: { [type]: { id, name } },
		parameters: {
			pollTimes: { item: [{ mode: 'everyMinute' }] },
			authentication: 'token',
			getConnector: { __rl: true, mode: 'id', value: connector },
			detection: 'snapshot',
			keyFields: ['Nummer'],
			events: ['created', 'updated', 'deleted'],
		},
	});
}

describe('the AFAS Webhook Trigger, active', () => {
	const environment = useEnvironment();
	const secret = 'password-of-a-test';
	let workflow;
	let url;

	before(async () => {
		const { n8n } = environment();
		const credential = { name: 'e2e webhook', type: 'afasWebhookApi', data: { secret } };
		const { id } = await n8n.saveCredential(credential);
		const webhookId = randomUUID();
		workflow = await n8n.createWorkflow(
			startedBy({
				type: 'n8n-nodes-afas.afasWebhookTrigger',
				webhookId,
				credentials: { afasWebhookApi: { id, name: credential.name } },
				parameters: {},
			}),
		);
		await n8n.activateWorkflow(workflow);
		url = `${environment().url}/webhook/${webhookId}/profit`;
	});

	const notify = async (eventId, password = secret) => {
		const body = JSON.stringify({
			EventId: eventId,
			EventType: 'subject.created',
			EnvironmentId: '12345AA',
			Data: { SubjectId: 4711 },
		});
		const signature = createHmac('sha256', password).update(body).digest('hex');
		const answer = await fetchWhenActive(url, {
			method: 'POST',
			headers: {
				'content-type': 'application/json',
				'x-profit-signature-256': `sha256=${signature}`,
			},
			body,
		});
		return { status: answer.status, content: await answer.json() };
	};

	it('starts the workflow for a signed notification, once', async () => {
		const eventId = randomUUID();
		assert.deepEqual(await notify(eventId), { status: 200, content: { status: 'accepted' } });
		assert.deepEqual(await notify(eventId), { status: 200, content: { status: 'repeated' } });
		const started = await itemsOfExecutions(environment().n8n, workflow, 1);
		assert.deepEqual(
			started.map((items) => items.map((item) => [item.eventId, item.eventType, item.subjectId])),
			[[[eventId, 'subject.created', 4711]]],
		);
	});

	it('starts nothing for a notification that somebody else signed', async () => {
		const before = await executionsOf(environment().n8n, workflow);
		const { status, content } = await notify(randomUUID(), 'another-password');
		assert.equal(status, 401);
		assert.match(content.message, /not signed/);
		assert.deepEqual(await executionsOf(environment().n8n, workflow), before);
	});
});
