/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, never shipped */
import { createHash } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { isObject, type Incoming } from './incoming';
import type { Settings } from './settings';

/** One request as it is remembered. Secrets are replaced by a short hash, so they can be compared. */
export interface RecordedRequest {
	/** Counts from 1, also over {@link Recording.clear}. */
	readonly number: number;
	/** When it came in, ISO 8601. */
	readonly time: string;
	readonly method: string;
	/** As sent. */
	readonly path: string;
	/** Decoded parameters, names in lower case. */
	readonly query: Readonly<Record<string, string>>;
	/** As sent, with its `?`. */
	readonly rawQuery: string;
	readonly headers: IncomingHttpHeaders;
	/** Parsed JSON or form; other text as it is; undefined when empty. */
	readonly body: unknown;
	/** Requests in flight at the start, this one included. */
	readonly inFlight: number;
	/** Kind of the fault that struck. */
	fault?: string;
	/** Undefined while the request is in flight, and when the connection was broken on purpose. */
	status?: number;
	/** From coming in until the last byte went out, in ms. */
	duration?: number;
}

/** What a hook is called with. May be asynchronous: the request waits. */
export type RequestListener = (request: RecordedRequest) => void | Promise<void>;

/** Bodies above this size (bytes) are remembered by their size only. */
const LARGEST_BODY = 200_000;

const SECRETS: ReadonlySet<string> = new Set([
	'client_secret',
	'client_assertion',
	'refresh_token',
	'code',
	'code_verifier',
	'password',
	'apikey',
	'apitoken',
	'otp',
]);

/** Remembers requests and counts those in flight. */
export class Recording {
	readonly requests: RecordedRequest[] = [];
	inFlight = 0;
	maxInFlight = 0;
	private count = 0;

	constructor(private readonly settings: Settings) {}

	/** Counts a request in. */
	enter(): void {
		this.inFlight++;
		this.maxInFlight = Math.max(this.maxInFlight, this.inFlight);
	}

	/** Counts a request out. */
	leave(): void {
		this.inFlight--;
	}

	add(incoming: Incoming, inFlight: number): RecordedRequest {
		const request: RecordedRequest = {
			number: ++this.count,
			time: new Date().toISOString(),
			method: incoming.method,
			path: incoming.path,
			query: incoming.query.toObject(),
			rawQuery: incoming.rawQuery,
			headers: withoutSecrets(incoming.headers),
			body: readBody(incoming),
			inFlight,
		};
		this.requests.push(request);
		const surplus = this.requests.length - this.settings.recordLength;
		if (surplus > 0) this.requests.splice(0, surplus);
		return request;
	}

	clear(): void {
		this.requests.length = 0;
		this.maxInFlight = this.inFlight;
	}
}

function withoutSecrets(headers: IncomingHttpHeaders): IncomingHttpHeaders {
	const { authorization } = headers;
	if (authorization === undefined) return { ...headers };
	const [scheme = '', ...credentials] = authorization.split(' ');
	const isScheme = credentials.length > 0 && /^[A-Za-z-]{1,20}$/.test(scheme);
	const hashed = shortHash(authorization);
	return { ...headers, authorization: isScheme ? `${scheme} ${hashed}` : hashed };
}

function readBody({ headers, body, path }: Incoming): unknown {
	if (body.length === 0) return undefined;
	if (body.length > LARGEST_BODY) return `(${body.length} bytes)`;
	const parsed = parseBody(headers['content-type'] ?? '', body.toString());
	const mayHoldSecrets = /\/(?:oauth\/|otp)/i.test(path) && isObject(parsed);
	return mayHoldSecrets ? hideSecrets(parsed) : parsed;
}

function parseBody(type: string, text: string): unknown {
	if (/x-www-form-urlencoded/i.test(type)) return Object.fromEntries(new URLSearchParams(text));
	try {
		return JSON.parse(text) as unknown;
	} catch {
		return text;
	}
}

function hideSecrets(body: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(body).map(([name, value]) => [
			name,
			SECRETS.has(name.toLowerCase()) ? shortHash(String(value)) : value,
		]),
	);
}

function shortHash(secret: string): string {
	return `#${createHash('sha256').update(secret).digest('hex').slice(0, 8)}`;
}
