import { NodeApiError } from 'n8n-workflow';
import { CancelledError } from '../profit/exchange/cancelledError';
import { ConnectionError, type ConnectionErrorKind } from '../profit/exchange/connectionError';
import { Failure } from '../profit/failure';
import { SignInError, signInErrorOf } from '../profit/access/signInError';
import { type AfasContext, isExecution } from './context';

/** What Node.js and axios call the ways in which a connection fails. */
const KIND_BY_CODE: ReadonlyMap<string, ConnectionErrorKind> = new Map([
	['ENOTFOUND', 'unknownHost'],
	['EAI_AGAIN', 'unknownHost'],
	['ECONNREFUSED', 'refused'],
	['ECONNABORTED', 'timeout'],
	['ETIMEDOUT', 'timeout'],
	['CERT_HAS_EXPIRED', 'certificate'],
	['DEPTH_ZERO_SELF_SIGNED_CERT', 'certificate'],
	['SELF_SIGNED_CERT_IN_CHAIN', 'certificate'],
	['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'certificate'],
	['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'certificate'],
	['ERR_TLS_CERT_ALTNAME_INVALID', 'certificate'],
]);

const UNREACHABLE: ReadonlySet<string> = new Set(['EHOSTUNREACH', 'ENETUNREACH']);

/**
 * Says why n8n's HTTP helper gave no answer.
 *
 * The helper wraps the reason several layers deep. Its own texts are not shown: they may repeat the
 * request, and with it a token.
 */
export function requestFailure(error: unknown, host: string, context: AfasContext): Error {
	if (isExecution(context) && context.getExecutionCancelSignal()?.aborted) {
		return new CancelledError();
	}
	const layers = layersOf(error);
	const own = layers.find((layer) => layer instanceof Failure);
	if (own instanceof Failure) return own;
	const signIn = signInFailure(layers);
	if (signIn) return signIn;
	const kind = layers.map(kindOf).find(Boolean);
	return new ConnectionError(kind ?? 'broken', host);
}

/**
 * A host can become unreachable while a connection is open, when AFAS may have the request already:
 * only when the connection could not be made, it certainly did not arrive.
 */
function kindOf(layer: unknown): ConnectionErrorKind | undefined {
	const code = codeOf(layer);
	if (!UNREACHABLE.has(code)) return KIND_BY_CODE.get(code);
	return (layer as { syscall?: unknown }).syscall === 'connect' ? 'refused' : 'broken';
}

/** An error and everything that caused it, outermost first. */
function layersOf(error: unknown): unknown[] {
	const layers: unknown[] = [];
	let layer = error;
	while (layer !== undefined && layer !== null && layers.length < 8) {
		layers.push(layer);
		layer = (layer as { cause?: unknown }).cause;
	}
	return layers;
}

function codeOf(layer: unknown): string {
	const { code } = layer as { code?: unknown };
	return typeof code === 'string' ? code : '';
}

/** How n8n's OAuth client puts the codes of RFC 6749 §5.2 into words. */
const OAUTH_ERROR_BY_TEXT: ReadonlyArray<readonly [RegExp, string]> = [
	[/Client authentication failed/, 'invalid_client'],
	[/The provided authorization grant/, 'invalid_grant'],
	[/The client is not authorized/, 'unauthorized_client'],
];
const NO_TOKEN = /^Failed to acquire OAuth2 access token: /;

/** What n8n's OAuth client says about a token that it could not get. */
function signInFailure(layers: readonly unknown[]): SignInError | undefined {
	for (const layer of layers) {
		const { body, message } = layer as { body?: unknown; message?: unknown };
		const answer = oauthAnswer(body);
		if (answer) return signInErrorOf(answer.error, answer.description);
		if (typeof message !== 'string') continue;
		if (isOAuthRefusal(layer, message)) return refusedSignIn(message);
		if (/credentials not connected|without access token/i.test(message))
			return new SignInError('notConnected');
		if (/needs to be reconnected/i.test(message)) return new SignInError('loginEnded');
	}
	return undefined;
}

/** Versions of n8n before 2.41 keep only a code or a text of the answer of the token service. */
function isOAuthRefusal(layer: unknown, message: string): boolean {
	if (!(layer instanceof NodeApiError) || layer.cause !== undefined) return false;
	return layer.httpCode === 'EAUTH' || NO_TOKEN.test(message);
}

function refusedSignIn(text: string): SignInError {
	const code = OAUTH_ERROR_BY_TEXT.find(([start]) => start.test(text))?.[1];
	return code === undefined ? new SignInError('other') : signInErrorOf(code, undefined);
}

function oauthAnswer(body: unknown): { error: string; description?: string } | undefined {
	if (typeof body !== 'object' || body === null) return undefined;
	const { error, error_description: description } = body as Record<string, unknown>;
	if (typeof error !== 'string') return undefined;
	return { error, ...(typeof description === 'string' && { description }) };
}
