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

/** What n8n's OAuth client says about a token that it could not get. */
function signInFailure(layers: readonly unknown[]): SignInError | undefined {
	for (const layer of layers) {
		const { body, message } = layer as { body?: unknown; message?: unknown };
		const answer = oauthAnswer(body);
		if (answer) return signInErrorOf(answer.error, answer.description);
		if (typeof message !== 'string') continue;
		if (/credentials not connected|without access token/i.test(message))
			return new SignInError('notConnected');
		if (/needs to be reconnected/i.test(message)) return new SignInError('loginEnded');
	}
	return undefined;
}

function oauthAnswer(body: unknown): { error: string; description?: string } | undefined {
	if (typeof body !== 'object' || body === null) return undefined;
	const { error, error_description: description } = body as Record<string, unknown>;
	if (typeof error !== 'string') return undefined;
	return { error, ...(typeof description === 'string' && { description }) };
}
