/* eslint-disable @n8n/community-nodes/require-node-api-error -- runs in Node, never shipped */
import { createClient, type Client } from '../../../nodes/Afas/profit/exchange/client';
import { ConnectionError } from '../../../nodes/Afas/profit/exchange/connectionError';
import type { Exchange } from '../../../nodes/Afas/profit/exchange/exchange';
import { Gate } from '../../../nodes/Afas/profit/exchange/gate';
import { DEMO, tokenHeader } from '../../simulator/access';
import type { Simulator } from '../../simulator/server';

/** A client of a simulator without n8n in between, which waits for nothing. */
export function simulatedClient(simulator: Simulator, random?: () => number): Client {
	return createClient({
		exchange: exchangeWith(simulator),
		gate: new Gate(),
		signIn: 'token',
		pause: async () => await Promise.resolve(),
		random,
	});
}

function exchangeWith({ baseUrl }: Simulator): Exchange {
	return async ({ method, path, query, language, body }) => {
		try {
			const answer = await fetch(`${baseUrl}${path}${query === '' ? '' : `?${query}`}`, {
				method,
				redirect: 'manual',
				headers: {
					authorization: tokenHeader(DEMO),
					...(language !== undefined && { 'accept-language': language }),
					...(body !== undefined && { 'content-type': 'application/json;charset=utf-8' }),
				},
				...(body !== undefined && { body: JSON.stringify(body) }),
			});
			const text = await answer.text();
			return {
				status: answer.status,
				headers: Object.fromEntries(answer.headers),
				body: text === '' ? undefined : parsed(text),
			};
		} catch (cause) {
			throw new ConnectionError('broken', new URL(baseUrl).host, { cause });
		}
	};
}

/** As n8n does it: what is no JSON stays text. */
function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}
