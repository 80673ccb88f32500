import { randomBytes } from 'node:crypto';
import type { Language, Refusal } from './contract';

/** What goes back to the client. */
export interface Answer {
	readonly status: number;
	readonly headers: Readonly<Record<string, string>>;
	readonly body: string | Buffer;
	/** Time that the work takes, in ms, on top of what it really takes. */
	readonly delay?: number;
}

const JSON_TYPE = 'application/json; charset=utf-8';
/** AFAS declares this for everything that is empty or an error, even where the body is JSON (§2.3). */
const ERROR_TYPE = 'application/xml; charset=utf-8';

/** JSON on one line, as Profit 7 and later write it. */
export function json(status: number, body: unknown): Answer {
	return jsonText(status, JSON.stringify(body));
}

/** JSON that has been written already. */
export function jsonText(status: number, body: string | Buffer): Answer {
	return { status, headers: { 'Content-Type': JSON_TYPE }, body };
}

/** An answer without a body. */
export function empty(status: number, headers: Readonly<Record<string, string>> = {}): Answer {
	return { status, headers: { 'Content-Type': ERROR_TYPE, ...headers }, body: '' };
}

/** A page for a person. */
export function html(status: number, body: string): Answer {
	return { status, headers: { 'Content-Type': 'text/html; charset=utf-8' }, body };
}

/** A line of text, as gateways write. */
export function plain(status: number, body: string): Answer {
	return { status, headers: { 'Content-Type': 'text/plain; charset=utf-8' }, body };
}

/** Bytes with the type they declare. */
export function binary(mimeType: string, body: Buffer): Answer {
	return { status: 200, headers: { 'Content-Type': mimeType }, body };
}

/** Tells the client to go elsewhere. */
export function redirect(status: 302 | 307, location: string): Answer {
	return empty(status, { Location: location });
}

/** A refusal: HTTP 500 with the body of reference §6.2. */
export function profitError({ message, errorNumber }: Refusal, language: Language): Answer {
	const profitLogReference = randomBytes(16).toString('hex').toUpperCase();
	return {
		status: 500,
		headers: { 'Content-Type': ERROR_TYPE, 'X-Profit-Log-Reference': profitLogReference },
		body: JSON.stringify({ externalMessage: message[language], errorNumber, profitLogReference }),
	};
}

/** Maintenance, or no capacity (reference §6.5). @param seconds until it is worth to come back */
export function unavailable(seconds: number): Answer {
	const message =
		'Service temporarily unavailable due to scheduled maintenance. Please check afasstatus.nl for details.';
	return {
		status: 503,
		headers: { 'Content-Type': ERROR_TYPE, 'Retry-After': String(seconds) },
		body: JSON.stringify({ error: { code: '503', message }, retry_after: seconds }),
	};
}
