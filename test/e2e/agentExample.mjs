import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseExecutionData } from '../../scripts/n8n/executionData.mjs';
import { startChat } from './chat.mjs';
import { startScriptedModel } from './scriptedModel.mjs';

const NODES = {
	chat: 'Vraag in de chat',
	model: 'Model',
	approval: 'Akkoord vragen',
	write: 'Dossieritem vastleggen',
	answer: 'Antwoord in de chat',
};
const NOTE = { onderwerp: 'Kredietlimiet', toelichting: 'Klant belt.', debiteur: '10001' };
const TIMEOUT = 60_000;

/** n8n takes no answer from what looks like a program, such as the preview of a chat. */
const BROWSER = {
	'user-agent': 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0',
};

/**
 * Asks the agent of the example something, has it want to write, and answers its question.
 *
 * @param {object} workflow the example, with the credentials of AFAS
 * @param {{ n8n: import('../../scripts/n8n/restClient.mjs').N8nRestClient, profit: import('./profit.mjs').Profit, url: string }} context `url` of n8n's main
 * @param {'Akkoord' | 'Niet akkoord'} answer the button that is chosen
 * @returns {Promise<{ asked: object[], said: string }>} what the model was asked, and what the chat showed last
 */
async function ask(workflow, { n8n, profit, url }, answer) {
	const model = await startScriptedModel([
		{ call: ['Debiteuren_zoeken', { naam: 'Machinefabriek Leusden' }] },
		{ call: ['Dossieritem_vastleggen', { toolParameters: NOTE, hitlParameters: {} }] },
		{ say: 'Gedaan wat je wilde.' },
	]);
	try {
		const id = await startChat(await withModel(workflow, n8n, model), n8n, {
			trigger: NODES.chat,
			message: 'Wat is de kredietlimiet van Machinefabriek Leusden? Leg de vraag vast.',
		});
		const before = writes(profit).length;
		const { message } = await waitAt(n8n, id, NODES.approval);
		assert.match(message.text, /"onderwerp": "Kredietlimiet"/);
		assert.equal(writes(profit).length, before, 'nothing is written before somebody agrees');
		const { link } = message.buttons.find(({ text }) => text === answer);
		// A worker doesn't know the address of main, unless it is told (WEBHOOK_URL).
		const { pathname, search } = new URL(link);
		assert.equal((await fetch(url + pathname + search, { headers: BROWSER })).status, 200);
		const { message: said } = await waitAt(n8n, id, NODES.answer);
		return { asked: model.requests, said };
	} finally {
		await model.stop();
	}
}

const writes = (profit) => profit.asked.filter(({ method }) => method !== 'GET');

async function withModel(workflow, n8n, { url }) {
	const data = { apiKey: 'none', url };
	const openAiApi = await n8n.saveCredential({ name: 'scripted', type: 'openAiApi', data });
	const nodes = workflow.nodes.map((node) =>
		node.name === NODES.model ? { ...node, credentials: { openAiApi } } : node,
	);
	return { ...workflow, nodes };
}

/** Waits until the execution waits for a person at a node. @returns what that node says in the chat */
async function waitAt(n8n, id, nodeName) {
	const deadline = Date.now() + TIMEOUT;
	while (Date.now() < deadline) {
		const { status, data } = await n8n.call('GET', `/rest/executions/${id}`);
		const resultData = parseExecutionData(data)?.resultData;
		assert.equal(resultData?.error?.message, undefined);
		if (status === 'waiting' && resultData?.lastNodeExecuted === nodeName) {
			const output = Object.values(resultData.runData[nodeName].at(-1).data)[0];
			return { message: output[0][0].sendMessage };
		}
		await sleep(250);
	}
	throw new Error(`The execution ${id} didn't come to wait at '${nodeName}'.`);
}

/** @type {import('./exampleExpectations.mjs').Expectation} */
export const agentExample = {
	async start(workflow, context) {
		const notes = () =>
			context.profit
				.rows('Profit_Subjects')
				.filter(({ Subject, DestinationId }) => Subject === 'Kredietlimiet' && DestinationId);
		const refused = await ask(workflow, context, 'Niet akkoord');
		assert.equal(writes(context.profit).length, 0, 'a refusal writes nothing');
		const agreed = await ask(workflow, context, 'Akkoord');
		assert.deepEqual(
			notes().map(({ DestinationId, Comment }) => [DestinationId, Comment]),
			[[NOTE.debiteur, NOTE.toelichting]],
		);
		return { refused, agreed };
	},
	check({ execution: { refused, agreed } }) {
		assert.equal(agreed.said, 'Gedaan wat je wilde.');
		const read = agreed.asked[1].messages.find(({ role }) => role === 'tool');
		assert.match(read.content, /"DebtorId":"10001".*"CreditLimit":5000/);
		const told = ({ asked }) =>
			asked
				.at(-1)
				.messages.filter(({ role }) => role === 'tool')
				.at(-1);
		assert.match(told(agreed).content, /"SbId":"\d+"/);
		assert.doesNotMatch(told(refused).content, /"SbId"/);
	},
};
