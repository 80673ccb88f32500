/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, never shipped */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Answer } from './answer';
import { Query, type Incoming } from './incoming';

const compress = promisify(gzip);

/** Largest request in bytes; AFAS answers 413 to a larger one (reference §5.8). */
export const LARGEST_REQUEST = 75 * 1024 * 1024;

/** Below this number of bytes compression costs more than it saves. */
const WORTH_COMPRESSING = 1_000;

/** The headers of reference §2.3, and open CORS (§1.4). */
const COMMON_HEADERS = {
	'Cache-Control': 'no-store, no-cache',
	'Strict-Transport-Security': 'max-age=31536000',
	'X-AFAS-Proxy-Version': '4.3.0.0',
	'X-Content-Type-Options': 'nosniff',
	'X-Frame-Options': 'deny',
	'Access-Control-Allow-Origin': '*',
	'Access-Control-Allow-Methods': 'GET, POST, PUT, DELETE, OPTIONS',
	'Access-Control-Allow-Headers':
		'Content-Type, Accept, Authorization, OnlineSessionId, Accept-Language',
	'Access-Control-Max-Age': '1728000',
};

/** Reads a request; undefined when it is too large. Rejects when the client goes away. */
export async function readIncoming(request: IncomingMessage): Promise<Incoming | undefined> {
	const chunks: Buffer[] = [];
	let size = 0;
	for await (const chunk of request as AsyncIterable<Buffer>) {
		size += chunk.length;
		if (size <= LARGEST_REQUEST) chunks.push(chunk);
		else chunks.length = 0;
	}
	if (size > LARGEST_REQUEST) return undefined;
	const url = request.url ?? '/';
	const mark = url.indexOf('?');
	const rawQuery = mark < 0 ? '' : url.slice(mark);
	return {
		method: request.method ?? 'GET',
		path: mark < 0 ? url : url.slice(0, mark),
		rawQuery,
		query: new Query(rawQuery),
		headers: request.headers,
		body: Buffer.concat(chunks),
	};
}

/** An answer that is ready to go out. */
export type Delivery = () => Promise<void>;

/** Makes an answer ready the way AFAS sends it, compressed for clients that accept it. */
export async function prepare(
	response: ServerResponse,
	answer: Answer,
	options: { readonly gzip: boolean; readonly elapsed: number },
): Promise<Delivery> {
	const headers: Record<string, string> = {
		...COMMON_HEADERS,
		'X-AFAS-Proxy-Stats': `init(0ms), before response(0ms), complete(${Math.round(options.elapsed)}ms)`,
		'X-Trace-Identifier': randomUUID(),
		...answer.headers,
	};
	if (options.gzip && answer.status < 300 && answer.body.length > WORTH_COMPRESSING) {
		const body = await compress(answer.body, { level: 1 });
		// Chunked, as AFAS sends what it compresses.
		return () => send(response, answer.status, { ...headers, 'Content-Encoding': 'gzip' }, body);
	}
	const length: Record<string, string> =
		answer.status === 204 ? {} : { 'Content-Length': String(Buffer.byteLength(answer.body)) };
	return () => send(response, answer.status, { ...headers, ...length }, answer.body);
}

/** Sends the first half of an answer and breaks the connection. */
export async function deliverHalf(response: ServerResponse, { status, headers, body }: Answer) {
	const bytes = Buffer.from(body);
	response.writeHead(status, { ...headers, 'Content-Length': String(bytes.length) });
	await new Promise<void>((resolve) => {
		response.write(bytes.subarray(0, Math.ceil(bytes.length / 2)), () => resolve());
	});
	response.socket?.destroy();
}

/** Breaks the connection the hard way: the client sees ECONNRESET. */
export function breakConnection(response: ServerResponse): void {
	response.socket?.resetAndDestroy();
}

/** Resolves when everything has gone out, or the client is gone. */
function send(
	response: ServerResponse,
	status: number,
	headers: Record<string, string>,
	body: string | Buffer,
): Promise<void> {
	return new Promise((resolve) => {
		response.once('close', resolve);
		response.writeHead(status, headers);
		// Written apart, or Node would count the length itself instead of sending chunks.
		if (headers['Content-Encoding'] !== undefined) response.write(body);
		response.end(headers['Content-Encoding'] === undefined ? body : '', () => resolve());
	});
}
