import type { ProfitRequest, ProfitResponse } from './exchange';
import {
	ProfitError,
	type ProfitErrorDetails,
	type ProfitErrorKind,
	referencesText,
} from './profitError';
import { wallTimeText } from '../time/amsterdamClock';

/** How the requests are signed; the advice after a 401 depends on it. */
export type SignIn = 'token' | 'oAuth2';

/** What AFAS puts in the body of a 500 and a 503 (reference §6.2, §6.5); every part may be missing. */
interface ErrorBody {
	readonly externalMessage?: unknown;
	readonly profitLogReference?: unknown;
	readonly retry_after?: unknown;
}

/** Message texts that tell what a 500 is about, Dutch and English (reference §6.4). */
const KIND_BY_MESSAGE: ReadonlyArray<readonly [ProfitErrorKind, RegExp]> = [
	['connectorBlocked', /getconnector.*(geblokkeerd|blocked)/i],
	['connectorNotAllowed', /(get|update)connector.*(niet ondersteund|not supported)/i],
	['unknownField', /connector-veld .* niet gevonden|connector field .* not found/i],
	[
		'serverTimeout',
		/maximale tijdsduur|maximum duration for performing|(command )?time-?out expired/i,
	],
	['outOfMemory', /out of (string space|memory)/i],
	['locked', /vergrendeld|deadlock|\blocked\b|in gebruik door|in use by/i],
];

/** Longest wait in seconds that is believed, 30 days: more is a mistake of whoever wrote it. */
const LONGEST_WAIT = 30 * 86_400;

const ADVICE_BY_MESSAGE: Partial<Record<ProfitErrorKind, string>> = {
	connectorBlocked:
		'AFAS or your administrator has blocked this GetConnector, usually because it was too heavy. Ask the administrator to unblock it in Profit, then read fewer rows or columns.',
	connectorNotAllowed:
		'Add the connector to the App Connector in Profit, or check that the user of the App Connector may use it. A name that was changed in Profit has to be chosen again here.',
	unknownField:
		'The field was renamed or removed in Profit. Choose the field again from the list in the node.',
	serverTimeout:
		'AFAS stopped after its limit of 15 minutes. Narrow the filter, choose a smaller page size, or ask the administrator for a lighter GetConnector.',
	outOfMemory:
		"One page is too much for AFAS. Lower 'Page Size' under 'Options', or read fewer columns.",
	locked: 'Someone else is working on this data. Try again in a few minutes.',
};

/**
 * Reads an answer.
 *
 * @returns the parsed JSON body, or undefined when the body is empty
 * @throws {ProfitError} for every status outside 200..299, and for a body that is not JSON
 */
export function readAnswer(
	request: ProfitRequest,
	response: ProfitResponse,
	signIn: SignIn,
): unknown {
	if (response.status >= 200 && response.status < 300) {
		if (typeof response.body !== 'string') return response.body;
		throw notProfit(response);
	}
	throw explain(request, response, signIn);
}

function explain(request: ProfitRequest, response: ProfitResponse, signIn: SignIn): ProfitError {
	const { status } = response;
	if (status === 401) return unauthorised(response, signIn);
	if (status === 403) return addressRefused(response);
	if (status === 404) return notFound(request, response);
	if (status === 413) return tooLarge(response);
	if (status === 429) return throttled(response);
	if (status === 503) return maintenance(response);
	if (status >= 300 && status < 400) return redirected(response);
	if (isObject(response.body)) return functional(response);
	if (status === 502 || status === 504) return gateway(response);
	return typeof response.body === 'string' ? notProfit(response) : unexplained(response);
}

function unauthorised(response: ProfitResponse, signIn: SignIn): ProfitError {
	const what =
		signIn === 'token'
			? "AFAS doesn't accept the token (401)"
			: "AFAS doesn't accept the sign-in (401)";
	const advice =
		signIn === 'token'
			? "Check in the credential that the token was copied whole, belongs to the chosen 'Environment' (a token of production doesn't work in test), and hasn't expired or been withdrawn in Profit. A connector that isn't in the App Connector can give the same answer."
			: "Open the credential and connect it again. The client secret may have ended (Profit shows its end date), a user's sign-in ends after 30 days, and the App Connector must belong to the chosen 'Environment'.";
	return new ProfitError(what, withReferences(advice, response), {
		...references(response),
		kind: 'unauthorised',
	});
}

function addressRefused(response: ProfitResponse): ProfitError {
	return new ProfitError(
		'AFAS refuses the IP address of this n8n (403)',
		withReferences(
			'The App Connector only accepts certain IP addresses. Ask the administrator to add the public IP address of your n8n to the App Connector in Profit.',
			response,
		),
		{ ...references(response), kind: 'addressRefused' },
	);
}

function notFound(request: ProfitRequest, response: ProfitResponse): ProfitError {
	const advice = request.path.toLowerCase().startsWith('/connectors/')
		? "Check the name of the connector, and 'Base URL' when the credential has one: it ends in /ProfitRestServices."
		: "Check 'Environment', 'Domain ID' and 'Base URL' in the credential. What was asked for may also not be there, or the user of the App Connector may not see it.";
	return new ProfitError(
		'AFAS found nothing at this address (404)',
		withReferences(advice, response),
		{
			...references(response),
			kind: 'notFound',
		},
	);
}

function tooLarge(response: ProfitResponse): ProfitError {
	return new ProfitError(
		'The request is larger than AFAS takes (413)',
		withReferences(
			'AFAS takes at most 75 MB in one request. Send fewer or smaller files.',
			response,
		),
		{ ...references(response), kind: 'tooLarge' },
	);
}

function throttled(response: ProfitResponse): ProfitError {
	const retryAfter = retryAfterOf(response);
	return new ProfitError(
		'AFAS asks for fewer requests (429)',
		withReferences(
			`Run the workflow less often, or read more rows at once.${waitText(retryAfter)}`,
			response,
		),
		{ ...references(response), kind: 'throttled', retryAfter },
	);
}

function maintenance(response: ProfitResponse): ProfitError {
	const retryAfter = retryAfterOf(response);
	return new ProfitError(
		'AFAS is not available at the moment (503)',
		withReferences(
			`The environment is being maintained or has no room for this request.${waitText(retryAfter)} The state of AFAS is on afasstatus.nl.`,
			response,
		),
		{ ...references(response), kind: 'maintenance', retryAfter },
	);
}

function redirected(response: ProfitResponse): ProfitError {
	return new ProfitError(
		`The address answers with a redirect (${response.status}), which isn't followed`,
		withReferences(
			"The token is only sent to the address in the credential. Check 'Environment', 'Domain ID' and 'Base URL' there.",
			response,
		),
		{ ...references(response), kind: 'redirected' },
	);
}

function gateway(response: ProfitResponse): ProfitError {
	return new ProfitError(
		`AFAS is temporarily out of reach (${response.status})`,
		withReferences('Try again in a few minutes. The state of AFAS is on afasstatus.nl.', response),
		{ ...references(response), kind: 'gateway' },
	);
}

function notProfit(response: ProfitResponse): ProfitError {
	return new ProfitError(
		`The address answers with ${bodyKind(response)} instead of data from AFAS (${response.status})`,
		withReferences(
			"Check 'Environment', 'Domain ID' and 'Base URL' in the credential, and whether a proxy or sign-in page stands between n8n and AFAS.",
			response,
		),
		{ ...references(response), kind: 'notProfit' },
	);
}

function unexplained(response: ProfitResponse): ProfitError {
	return new ProfitError(
		`AFAS answered with status ${response.status} and no explanation`,
		withReferences(
			'Try again. When it stays, ask the administrator to look in the log of the environment in Profit.',
			response,
		),
		{ ...references(response), kind: 'unexplained' },
	);
}

function functional(response: ProfitResponse): ProfitError {
	const found = references(response);
	const { externalMessage } = found;
	if (externalMessage === undefined) return unexplained(response);
	const kind = KIND_BY_MESSAGE.find(([, pattern]) => pattern.test(externalMessage))?.[0];
	const advice =
		(kind && ADVICE_BY_MESSAGE[kind]) ??
		'AFAS refused the request for this reason. The administrator finds more in the log of the environment in Profit.';
	return new ProfitError(externalMessage, withReferences(advice, response), {
		...found,
		kind: kind ?? 'functional',
	});
}

function bodyKind(response: ProfitResponse): string {
	const text = typeof response.body === 'string' ? response.body.trimStart() : '';
	return /^<(!doctype html|html)/i.test(text) ? 'a web page' : 'text that is not JSON';
}

function references(response: ProfitResponse): Omit<ProfitErrorDetails, 'kind'> {
	const body: ErrorBody = isObject(response.body) ? response.body : {};
	return {
		status: response.status,
		externalMessage: messageText(body.externalMessage),
		profitLogReference:
			text(body.profitLogReference) ?? text(response.headers['x-profit-log-reference']),
		traceIdentifier: text(response.headers['x-trace-identifier']),
	};
}

function withReferences(advice: string, response: ProfitResponse): string {
	return `${advice}${referencesText(references(response))}`;
}

/** `externalMessage` without its technical prefix and line breaks (reference §6.2). */
function messageText(value: unknown): string | undefined {
	return text(value)
		?.replace(/^general message:\s*/i, '')
		.replace(/\s*[\r\n]+\s*/g, ' ');
}

/** Header and body carry the same number of seconds; either may be missing (reference §6.5). */
function retryAfterOf(response: ProfitResponse): number | undefined {
	const body: ErrorBody = isObject(response.body) ? response.body : {};
	const header = response.headers['retry-after'];
	const candidates = [header, body.retry_after].map((value) =>
		value === undefined || value === '' ? NaN : Number(value),
	);
	return [...candidates, secondsUntil(header)].find(isWait);
}

function isWait(seconds: number): boolean {
	return seconds >= 0 && seconds <= LONGEST_WAIT;
}

/** HTTP allows a date instead of a number (RFC 9110, 10.2.3); proxies in front of AFAS may send one. */
function secondsUntil(date = ''): number {
	if (!/^[A-Z][a-z]{2}, /.test(date)) return NaN;
	return Math.max(0, Math.ceil((Date.parse(date) - Date.now()) / 1_000));
}

function waitText(seconds: number | undefined): string {
	if (seconds === undefined) return ' Try again in a few minutes.';
	const wait = seconds < 120 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
	return ` AFAS asks to wait ${wait}, until ${clockText(Date.now() + seconds * 1_000)} Dutch time.`;
}

/** A moment as `2026-01-31 14:05`; rounded up, so that nobody comes back too early. */
function clockText(instant: number): string {
	return wallTimeText(Math.ceil(instant / 60_000) * 60_000)
		.slice(0, 'YYYY-MM-DDTHH:mm'.length)
		.replace('T', ' ');
}

function text(value: unknown): string | undefined {
	return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
