/* eslint-disable @n8n/community-nodes/require-node-api-error -- runs in Node, never shipped */
import { randomBytes } from 'node:crypto';
import type { AppConnector } from '../access';
import { type Answer, json } from '../answer';
import type { Incoming } from '../incoming';
import { authenticateClient, type ClientDirectory, type Form } from './clientAuthentication';
import type { Grants, TokenAnswer } from './grants';
import { OAuthError } from './oAuthError';

const NO_STORE = { 'Cache-Control': 'no-store', Pragma: 'no-cache' };

/** Answers `POST /oauth/token` (reference §2.4, RFC 6749 §5). */
export function answerToken(
	directory: ClientDirectory,
	grants: Grants,
	incoming: Incoming,
): Answer {
	try {
		const { authorization, host = '' } = incoming.headers;
		const form = readForm(incoming);
		const tokenUrl = `http://${host}${incoming.path}`;
		const client = authenticateClient(directory, { form, authorization, tokenUrl });
		const answer = json(200, grant(grants, client, form));
		return { ...answer, headers: { ...answer.headers, ...NO_STORE } };
	} catch (error) {
		if (error instanceof OAuthError) return oAuthError(error, incoming);
		throw error;
	}
}

function readForm({ headers, body }: Incoming): Form {
	const type = headers['content-type'] ?? '';
	if (!/^application\/x-www-form-urlencoded\b/i.test(type)) {
		throw new OAuthError(
			'invalid_request',
			'The request is not a form (application/x-www-form-urlencoded).',
		);
	}
	const form = new Map<string, string>();
	for (const [name, value] of new URLSearchParams(body.toString())) {
		if (form.has(name))
			throw new OAuthError('invalid_request', `The parameter ${name} is repeated.`);
		form.set(name, value);
	}
	return form;
}

function grant(grants: Grants, client: AppConnector, form: Form): TokenAnswer {
	switch (form.get('grant_type')) {
		case 'client_credentials':
			return grants.issue(client);
		case 'authorization_code':
			return grants.exchangeCode(
				required(form, 'code'),
				client,
				required(form, 'redirect_uri'),
				required(form, 'code_verifier'),
			);
		case 'refresh_token':
			return grants.refresh(required(form, 'refresh_token'), client);
		case undefined:
			throw new OAuthError('invalid_request', 'The grant_type is missing.');
		default:
			throw new OAuthError('unsupported_grant_type', 'The grant_type is not supported.');
	}
}

function required(form: Form, name: string): string {
	const value = form.get(name);
	if (value) return value;
	throw new OAuthError('invalid_request', `The ${name} is missing.`);
}

function oAuthError({ code, message }: OAuthError, { headers }: Incoming): Answer {
	const answer = json(statusOf(code, headers.authorization), {
		error: code,
		error_description: message,
	});
	return {
		...answer,
		headers: { ...answer.headers, ...NO_STORE, ...hintsOf(answer.status, code) },
	};
}

/** A client that used Basic gets 401, any other 400 (RFC 6749 §5.2). */
function statusOf(code: string, authorization: string | undefined): number {
	return code === 'invalid_client' && /^basic\s/i.test(authorization ?? '') ? 401 : 400;
}

function hintsOf(status: number, code: string): Record<string, string> {
	if (status === 401) return { 'WWW-Authenticate': 'Basic realm="AFAS"' };
	return code === 'use_dpop_nonce' ? { 'DPoP-Nonce': randomBytes(16).toString('base64url') } : {};
}
