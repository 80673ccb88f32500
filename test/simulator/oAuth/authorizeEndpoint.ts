/* eslint-disable @n8n/community-nodes/require-node-api-error -- runs in Node, never shipped */
import { LOGIN, type AppConnector } from '../access';
import { type Answer, html, redirect } from '../answer';
import { escapeHtml, htmlPage } from '../html';
import { Query, type Incoming } from '../incoming';
import { type ClientDirectory, findClient } from './clientAuthentication';
import type { Grants } from './grants';
import { OAuthError } from './oAuthError';

const PARAMETERS = [
	'response_type',
	'client_id',
	'redirect_uri',
	'scope',
	'state',
	'code_challenge',
	'code_challenge_method',
];

/** What a client asks a user for. */
interface AuthorizationRequest {
	readonly appConnector: AppConnector;
	readonly redirectUri: string;
	readonly parameters: Query;
}

/**
 * Answers `/oauth/authorize`: the login page, and the decision of the user. A request that cannot
 * be trusted shows an error instead of redirecting (RFC 6749 §4.1.2.1).
 */
export function answerAuthorize(
	directory: ClientDirectory,
	grants: Grants,
	incoming: Incoming,
): Answer {
	const form = incoming.method === 'POST' ? new Query(incoming.body.toString()) : undefined;
	const parameters = form ?? incoming.query;
	try {
		const request = readRequest(directory, parameters);
		checkChallenge(request);
		if (form === undefined && !directory.settings.autoConsent) return html(200, loginPage(request));
		return form === undefined ? agree(grants, request) : decide(grants, request, form);
	} catch (error) {
		if (error instanceof RedirectedError) return redirect(302, error.location);
		if (error instanceof OAuthError) return html(400, errorPage(error.message));
		throw error;
	}
}

/** An error that the client may hear about, through the browser. */
class RedirectedError extends Error {
	readonly location: string;

	constructor(
		{ redirectUri, parameters }: AuthorizationRequest,
		error: string,
		description: string,
	) {
		super(description);
		this.location = withParameters(redirectUri, {
			error,
			error_description: description,
			state: parameters.get('state'),
		});
	}
}

function readRequest(directory: ClientDirectory, parameters: Query): AuthorizationRequest {
	const appConnector = findClient(directory, parameters.get('client_id') ?? '');
	const redirectUri = parameters.get('redirect_uri') ?? '';
	if (!isLoopback(redirectUri)) {
		throw new OAuthError('invalid_request', 'The redirect_uri is not registered for this client.');
	}
	return { appConnector, redirectUri, parameters };
}

/** Every loopback address counts as registered: whoever runs the simulator is on this machine. */
function isLoopback(redirectUri: string): boolean {
	if (!URL.canParse(redirectUri)) return false;
	const { protocol, hostname } = new URL(redirectUri);
	return /^https?:$/.test(protocol) && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
}

function checkChallenge(request: AuthorizationRequest): void {
	const { parameters } = request;
	if (parameters.get('response_type') !== 'code') {
		throw new RedirectedError(request, 'unsupported_response_type', 'response_type must be code');
	}
	if (!parameters.get('code_challenge')) {
		throw new RedirectedError(request, 'invalid_request', 'code challenge required');
	}
	if (parameters.get('code_challenge_method') !== 'S256') {
		throw new RedirectedError(request, 'invalid_request', 'transform algorithm not supported');
	}
}

function decide(grants: Grants, request: AuthorizationRequest, form: Query): Answer {
	if (form.get('decision') !== 'allow') {
		throw new RedirectedError(request, 'access_denied', 'The user denied the request');
	}
	const isRight =
		form.get('username') === LOGIN.userCode && form.get('password') === LOGIN.password;
	return isRight ? agree(grants, request) : html(200, loginPage(request, true));
}

function agree(grants: Grants, { appConnector, redirectUri, parameters }: AuthorizationRequest) {
	const challenge = parameters.get('code_challenge') ?? '';
	const code = grants.issueCode({ appConnector, redirectUri, challenge });
	return redirect(302, withParameters(redirectUri, { code, state: parameters.get('state') }));
}

function withParameters(uri: string, parameters: Record<string, string | undefined>): string {
	const url = new URL(uri);
	for (const [name, value] of Object.entries(parameters)) {
		if (value !== undefined) url.searchParams.set(name, value);
	}
	return url.toString();
}

function loginPage({ appConnector, parameters }: AuthorizationRequest, isWrong = false): string {
	const hidden = PARAMETERS.filter((name) => parameters.get(name) !== undefined).map(
		(name) =>
			`<input type="hidden" name="${name}" value="${escapeHtml(parameters.get(name) ?? '')}">`,
	);
	return htmlPage(
		'Inloggen bij AFAS Profit (simulator)',
		`<main class="narrow">
<h1>Inloggen bij AFAS Profit</h1>
<p>Simulator, omgeving ${escapeHtml(appConnector.environmentId)}</p>
<p><strong>${escapeHtml(appConnector.name)}</strong> vraagt toegang tot uw gegevens in Profit.</p>
${isWrong ? '<p class="error" role="alert">De gebruiker of het wachtwoord is onjuist.</p>' : ''}
<form method="post" action="authorize">
${hidden.join('\n')}
<label>Gebruiker <input name="username" autocomplete="off" value="${LOGIN.userCode}"></label>
<label>Wachtwoord <input name="password" type="password" autocomplete="off" value="${LOGIN.password}"></label>
<button name="decision" value="allow">Toestaan</button>
<button name="decision" value="deny">Weigeren</button>
</form>
</main>`,
	);
}

function errorPage(reason: string): string {
	return htmlPage(
		'Inloggen niet mogelijk',
		`<main class="narrow"><h1>Inloggen niet mogelijk</h1><p class="error" role="alert">${escapeHtml(reason)}</p></main>`,
	);
}
