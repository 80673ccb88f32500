import { errorWords, type ErrorWords, onlyErrorWords } from './errorWords';
import type { ProfitRequest, ProfitResponse } from './exchange';
import { ProfitError, type ProfitErrorKind, referencesText } from './profitError';
import { REFUSED, refusalOf } from './refusal';
import { retryAfterOf, waitText } from './retryAfter';

/** How the requests are signed; the advice after a 401 depends on it. */
export type SignIn = 'token' | 'oAuth2';

/** What an error answer means, before what AFAS says itself is put with it. */
interface Explanation {
	/** One sentence without its period. AFAS's own message takes its place where there is one. */
	readonly title: string;
	readonly advice: string;
	readonly kind: ProfitErrorKind;
	readonly retryAfter?: number;
}

/**
 * Reads an answer.
 *
 * @returns the parsed JSON body, the text where XML was asked for, or undefined when the body is empty
 * @throws {ProfitError} for other statuses, and for a body that is neither or only says an error
 */
export function readAnswer(
	request: ProfitRequest,
	response: ProfitResponse,
	signIn: SignIn,
): unknown {
	const { status, body } = response;
	if (status < 200 || status >= 300) throw errorOf(request, response, signIn);
	const said = onlyErrorWords(body);
	if (said !== undefined) throw failureOf(saidWithSuccess(status, said), response, said);
	if (typeof body !== 'string' || (request.expects === 'xml' && isWholeXml(body))) return body;
	throw failureOf(isBrokenOff(body) ? brokenOff(status) : notProfit(status, body), response, {});
}

function errorOf(request: ProfitRequest, response: ProfitResponse, signIn: SignIn): ProfitError {
	const words = errorWords(response.body);
	return failureOf(
		byStatus(request, response, signIn) ??
			byBody(response) ??
			byWords(request, response.status, words),
		response,
		words,
	);
}

/** What a status says whatever the body. */
function byStatus(
	request: ProfitRequest,
	response: ProfitResponse,
	signIn: SignIn,
): Explanation | undefined {
	const { status, body } = response;
	// The errors of AFAS are JSON or empty (reference §6.1): text comes from something on the way.
	const isForeign = isText(body);
	if (status === 401) return unauthorised(signIn);
	if (status === 403) return isForeign ? refusedOnTheWay(403, 'addressRefused') : addressRefused();
	if (status === 404) return notFound(request);
	if (status === 413) return tooLarge(isForeign);
	if (status === 429) return throttled(retryAfterOf(response));
	if (status === 503 && !isForeign) return maintenance(retryAfterOf(response));
	if (status >= 300 && status < 400) return redirected(status);
	return undefined;
}

/** Whether a body is text that no JSON could be read from; blanks are an empty body. */
function isText(body: unknown): body is string {
	return typeof body === 'string' && body.trim() !== '';
}

/** What is no answer of AFAS at all, because something on the way answered in its place. */
function byBody({ status, body, headers }: ProfitResponse): Explanation | undefined {
	if (isText(body)) {
		if (isBrokenOff(body)) return brokenOff(status);
		if (isLastingStatus(status)) return refusedOnTheWay(status, 'notProfit');
		return gatewayPage(status, body, retryAfterOf({ status, body, headers }));
	}
	return isGatewayStatus(status) ? gateway(status) : undefined;
}

/**
 * Statuses that only something in front of AFAS gives: it waited too long for the request or for
 * AFAS (408, 502, 504), or couldn't reach it (520 and up, which are no standard).
 */
function isGatewayStatus(status: number): boolean {
	return status === 408 || status === 502 || status === 504 || status >= 520;
}

/** Statuses about the request itself, such as 414 for a long one. Gateways use 400 for anything. */
function isLastingStatus(status: number): boolean {
	return status > 400 && status < 500 && !isGatewayStatus(status);
}

/** A refusal of AFAS; only its own message is a certain one (reference §6.2). */
function byWords(
	{ method }: ProfitRequest,
	status: number,
	{ externalMessage, other }: ErrorWords,
): Explanation {
	if (externalMessage !== undefined) {
		return { title: externalMessage, ...refusalOf(externalMessage, method) };
	}
	if (other === undefined) return unexplained(status);
	if (status < 500) {
		return {
			title: `AFAS refused the request (${status}): ${other}`,
			advice: REFUSED,
			kind: 'functional',
		};
	}
	return { ...unexplained(status), title: `AFAS answered with status ${status}: ${other}` };
}

function unauthorised(signIn: SignIn): Explanation {
	return {
		title:
			signIn === 'token'
				? "AFAS doesn't accept the token (401)"
				: "AFAS doesn't accept the sign-in (401)",
		advice:
			signIn === 'token'
				? "Check in the credential that the token was copied whole, belongs to the chosen 'Environment' (a token of production doesn't work in test), and hasn't expired or been withdrawn in Profit. A connector that isn't in the App Connector can give the same answer."
				: "Open the credential and connect it again. The client secret may have ended (Profit shows its end date), a user's sign-in ends after 30 days, and the App Connector must belong to the chosen 'Environment'.",
		kind: 'unauthorised',
	};
}

function addressRefused(): Explanation {
	return {
		title: 'AFAS refuses the IP address of this n8n (403)',
		advice:
			'The App Connector only accepts certain IP addresses. Ask the administrator to add the public IP address of your n8n to the App Connector in Profit.',
		kind: 'addressRefused',
	};
}

function refusedOnTheWay(status: number, kind: ProfitErrorKind): Explanation {
	return {
		title: `Something between n8n and AFAS refuses the request (${status})`,
		advice:
			'AFAS sends no page or text with such an answer. Ask who manages the network whether a firewall or proxy stands between n8n and AFAS.',
		kind,
	};
}

function notFound({ path }: ProfitRequest): Explanation {
	return {
		title: 'AFAS found nothing at this address (404)',
		advice: path.toLowerCase().startsWith('/connectors/')
			? "Check the name of the connector, and 'Base URL' when the credential has one: it ends in /ProfitRestServices."
			: "Check 'Environment', 'Domain ID' and 'Base URL' in the credential. What was asked for may also not be there, or the user of the App Connector may not see it.",
		kind: 'notFound',
	};
}

function tooLarge(isForeign: boolean): Explanation {
	const proxy = isForeign ? ' A proxy between n8n and AFAS may take less.' : '';
	return {
		title: 'The request is larger than AFAS takes (413)',
		advice: `AFAS takes at most 75 MB in one request.${proxy} Send fewer or smaller files.`,
		kind: 'tooLarge',
	};
}

function throttled(retryAfter: number | undefined): Explanation {
	return {
		title: 'AFAS asks for fewer requests (429)',
		advice: `Run the workflow less often, or read more rows at once.${waitText(retryAfter)}`,
		kind: 'throttled',
		retryAfter,
	};
}

function maintenance(retryAfter: number | undefined): Explanation {
	return {
		title: 'AFAS is not available at the moment (503)',
		advice: `The environment is being maintained or has no room for this request.${waitText(retryAfter)} The state of AFAS is on afasstatus.nl.`,
		kind: 'maintenance',
		retryAfter,
	};
}

function redirected(status: number): Explanation {
	return {
		title: `The address answers with a redirect (${status}), which isn't followed`,
		advice:
			"The token is only sent to the address in the credential. Check 'Environment', 'Domain ID' and 'Base URL' there.",
		kind: 'redirected',
	};
}

function gateway(status: number): Explanation {
	return {
		title: `AFAS is temporarily out of reach (${status})`,
		advice: 'Try again in a few minutes. The state of AFAS is on afasstatus.nl.',
		kind: 'gateway',
	};
}

function gatewayPage(status: number, body: string, retryAfter: number | undefined): Explanation {
	return {
		title: `AFAS is out of reach: ${bodyKind(body)} came in its place (${status})`,
		advice: `Something in front of AFAS answered, mostly because AFAS itself is down or restarting.${waitText(retryAfter)} The state of AFAS is on afasstatus.nl. When it stays, ask who manages the network whether a proxy stands between n8n and AFAS.`,
		kind: 'gateway',
		retryAfter,
	};
}

/** Which of the two is true isn't certain, so nothing is made of what the words say. */
function saidWithSuccess(status: number, { externalMessage, other }: ErrorWords): Explanation {
	return {
		title: externalMessage ?? `AFAS answered with an error (${status}): ${other}`,
		advice: `The answer has only the words of an error, and the status of a success (${status}). The administrator finds more in the log of the environment in Profit.`,
		kind: 'functional',
	};
}

function brokenOff(status: number): Explanation {
	return {
		title: `The answer of AFAS broke off before it was complete (${status})`,
		advice:
			'Run the node again. When it keeps happening, ask for less at once or check the network.',
		kind: 'brokenOff',
	};
}

function notProfit(status: number, body: string): Explanation {
	return {
		title: `The address answers with ${bodyKind(body)} instead of data from AFAS (${status})`,
		advice:
			"Check 'Environment', 'Domain ID' and 'Base URL' in the credential, and whether a proxy or sign-in page stands between n8n and AFAS.",
		kind: 'notProfit',
	};
}

function unexplained(status: number): Explanation {
	return {
		title: `AFAS answered with status ${status} and no explanation`,
		advice:
			'Try again. When it stays, ask the administrator to look in the log of the environment in Profit.',
		kind: 'unexplained',
	};
}

function bodyKind(body: string): string {
	return /^\s*<(!doctype html|html)/i.test(body) ? 'a web page' : 'text that is not JSON';
}

/** XML from its first bracket to its last, and no web page. */
function isWholeXml(body: string): boolean {
	return /^[\s\uFEFF]*<(?!!doctype html|html)[^]*>\s*$/i.test(body);
}

/** JSON or XML without its end. n8n parses all JSON that is whole. */
function isBrokenOff(body: string): boolean {
	const text = body.trim();
	if (text.startsWith('<?xml')) return !text.endsWith('>');
	if (text.startsWith('{')) return !text.endsWith('}');
	return text.startsWith('[') && !text.endsWith(']');
}

/** AFAS's own message is the title; what stands elsewhere in the answer, and the references, follow. */
function failureOf(
	{ title, advice, kind, retryAfter }: Explanation,
	{ status, body, headers }: ProfitResponse,
	{ externalMessage, other }: ErrorWords,
): ProfitError {
	const log = (Object(body) as { profitLogReference?: unknown }).profitLogReference;
	const location = text(headers.location);
	const references = {
		profitLogReference: text(log) ?? text(headers['x-profit-log-reference']),
		traceIdentifier: text(headers['x-trace-identifier']),
	};
	const isReplaced = externalMessage !== undefined && externalMessage !== title;
	const isSaid = externalMessage !== undefined || other === undefined || title.endsWith(other);
	const sentences = [
		...(isReplaced ? [`${title}.`] : []),
		advice,
		...(isSaid ? [] : [`The answer says: "${other.replace(/\.$/, '')}".`]),
	];
	return new ProfitError(
		externalMessage ?? title,
		`${sentences.join(' ')}${referencesText(references)}`,
		{
			kind,
			status,
			externalMessage,
			retryAfter,
			...(location !== undefined && { location }),
			...references,
		},
	);
}

function text(value: unknown): string | undefined {
	return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}
