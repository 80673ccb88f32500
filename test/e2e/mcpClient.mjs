import { fetchWhenActive } from './activation.mjs';

const HEADERS = {
	'content-type': 'application/json',
	accept: 'application/json, text/event-stream',
};

/**
 * What an AI agent does with tools, without a model: it asks an MCP server which there are, and calls
 * them with arguments. Model Context Protocol, streamable HTTP.
 */
export class McpClient {
	#url;
	#session;
	#requests = 0;

	/** @param {string} url of the server */
	constructor(url) {
		this.#url = url;
	}

	/** Begins a session. */
	async connect() {
		await this.#request('initialize', {
			protocolVersion: '2025-03-26',
			capabilities: {},
			clientInfo: { name: 'n8n-nodes-afas', version: '1' },
		});
		await this.#post({ jsonrpc: '2.0', method: 'notifications/initialized' });
	}

	/** @returns {Promise<{ name: string, description: string, inputSchema: object }[]>} */
	async tools() {
		return (await this.#request('tools/list', {})).tools;
	}

	/**
	 * @param {string} name of the tool
	 * @param {object} parameters as a model would fill them in
	 * @returns {Promise<{ text: string, isError: boolean }>} what the model would read
	 */
	async call(name, parameters) {
		const answer = await this.#request('tools/call', { name, arguments: parameters });
		return {
			text: answer.content.map(({ text }) => text).join('\n'),
			isError: answer.isError === true,
		};
	}

	async #request(method, params) {
		this.#requests += 1;
		const id = this.#requests;
		const text = await this.#post({ jsonrpc: '2.0', id, method, params });
		const answer = messagesIn(text).find((message) => message.id === id);
		if (answer?.result) return answer.result;
		throw new Error(`The MCP server answered ${method} with: ${text}`);
	}

	async #post(message) {
		const session = this.#session === undefined ? {} : { 'mcp-session-id': this.#session };
		const answer = await fetchWhenActive(this.#url, {
			method: 'POST',
			headers: { ...HEADERS, ...session },
			body: JSON.stringify(message),
			signal: AbortSignal.timeout(60_000),
		});
		this.#session ??= answer.headers.get('mcp-session-id') ?? undefined;
		const text = await answer.text();
		if (!answer.ok) throw new Error(`The MCP server answered with ${answer.status}: ${text}`);
		return text;
	}
}

/** Messages of an answer that is JSON, or a stream of events. */
function messagesIn(text) {
	if (text.startsWith('{')) return [JSON.parse(text)];
	const data = text.split('\n').filter((line) => line.startsWith('data:'));
	return data.map((line) => JSON.parse(line.slice('data:'.length)));
}
