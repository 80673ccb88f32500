import { createServer } from 'node:http';

/**
 * A language model that always says the same: it stands in for one that costs money and an account.
 * It speaks OpenAI's chat completions on 127.0.0.1, without streaming.
 *
 * @typedef {object} ScriptedModel
 * @property {string} url base URL for a credential of OpenAI
 * @property {object[]} requests what was asked of it, in order
 * @property {() => Promise<void>} stop
 */

/**
 * @param {({ call: [tool: string, input: object] } | { say: string })[]} turns what the model does, in order
 * @returns {Promise<ScriptedModel>}
 */
export async function startScriptedModel(turns) {
	const requests = [];
	const server = createServer(async (request, response) => {
		const chunks = [];
		for await (const chunk of request) chunks.push(chunk);
		if (request.method !== 'POST') return void response.writeHead(404).end();
		requests.push(JSON.parse(Buffer.concat(chunks).toString('utf8')));
		const turn = turns[requests.length - 1] ?? { say: 'Klaar.' };
		response.writeHead(200, { 'content-type': 'application/json' });
		response.end(JSON.stringify(completion(turn, requests.length)));
	});
	await new Promise((resolve) => void server.listen(0, '127.0.0.1', resolve));
	return {
		url: `http://127.0.0.1:${server.address().port}/v1`,
		requests,
		stop: () => {
			server.closeAllConnections();
			return new Promise((resolve) => void server.close(resolve));
		},
	};
}

function completion(turn, number) {
	return {
		id: `completion-${number}`,
		object: 'chat.completion',
		created: 0,
		model: 'scripted',
		choices: [{ index: 0, message: message(turn, number), finish_reason: finishReason(turn) }],
		usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
	};
}

const finishReason = (turn) => ('call' in turn ? 'tool_calls' : 'stop');

function message(turn, number) {
	if ('say' in turn) return { role: 'assistant', content: turn.say };
	const [name, input] = turn.call;
	const called = { name, arguments: JSON.stringify(input) };
	const toolCall = { id: `call-${number}`, type: 'function', function: called };
	return { role: 'assistant', content: null, tool_calls: [toolCall] };
}
