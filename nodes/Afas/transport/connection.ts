import { createHash } from 'node:crypto';
import { type ICredentialDataDecryptedObject, sleep } from 'n8n-workflow';
import { addressOf, resolveBaseUrl } from '../profit/access/address';
import type { SignIn } from '../profit/exchange/answer';
import { CancelledError } from '../profit/exchange/cancelledError';
import { type Client, type ClientParts, createClient } from '../profit/exchange/client';
import type { Exchange } from '../profit/exchange/exchange';
import { gateFor } from '../profit/exchange/gate';
import { integrationHeaders } from '../profit/access/integration';
import { LOOK_AGE, type MetainfoReader, metainfoReader } from '../profit/metainfo/metainfoCache';
import { type SecretEnd, secretEndOf } from '../profit/access/secretExpiry';
import { SignInError } from '../profit/access/signInError';
import { normaliseToken } from '../profit/access/token';
import {
	type AfasContext,
	type Authentication,
	authenticationOf,
	type CredentialName,
	isEditor,
	isExecution,
} from './context';
import { createExchange } from './exchange';

/** ms to wait for metainfo; a large UpdateConnector takes AFAS a while. */
const METAINFO_TIMEOUT = 120_000;

/** ms between two looks at whether the execution was cancelled. */
const CANCEL_CHECK = 200;

const CREDENTIAL_BY_AUTHENTICATION: Record<Authentication, CredentialName> = {
	token: 'afasApi',
	oAuth2: 'afasOAuth2Api',
};

/** One environment of AFAS, as the user of the node's credential sees it. */
export interface Connection {
	readonly authentication: Authentication;
	readonly baseUrl: string;
	/** Tells users and environments apart without holding a secret. */
	readonly identity: string;
	readonly client: Client;
	/** The end of the client secret, as the credential says; undefined when it doesn't. */
	readonly secretEnd?: SecretEnd;
	/**
	 * The same reader for the same language, as long as the connection lasts. The editor's is at most a
	 * minute behind AFAS.
	 *
	 * @param language `Accept-Language` for labels; undefined for the environment's own
	 */
	metainfo(language?: string): MetainfoReader;
	/** Calls `listener` when the first answer has come that AFAS gives to who may ask, if ever. */
	afterFirstAnswer(listener: () => void): void;
}

/**
 * Opens the connection of a node; nothing is sent yet.
 *
 * @throws {AddressError} when the credential leads nowhere
 * @throws {TokenError} when the credential holds no token, {@link SignInError} when a user login was
 * never made
 */
export async function openConnection(context: AfasContext): Promise<Connection> {
	const authentication = authenticationOf(context);
	const credential = CREDENTIAL_BY_AUTHENTICATION[authentication];
	const fields = await context.getCredentials(credential);
	const baseUrl = resolveBaseUrl(addressOf(fields));
	assertUsable(authentication, fields);
	const exchange = createExchange(context, {
		credential,
		baseUrl,
		headers: authentication === 'oAuth2' ? integrationHeaders(fields) : {},
	});
	const { observed, afterFirst } = observeFirst(exchange);
	const parts: ClientParts = {
		exchange: observed,
		gate: gateFor(baseUrl),
		signIn: authentication satisfies SignIn,
		cancelled: isExecution(context) ? context.getExecutionCancelSignal() : undefined,
		pause: async (ms) => await pause(context, ms),
	};
	const client = createClient(parts);
	const identity = identityOf(context, credential, baseUrl, fields);
	return {
		authentication,
		baseUrl,
		identity,
		client,
		secretEnd: authentication === 'oAuth2' ? secretEndIn(fields) : undefined,
		metainfo: metainfoReaders(client, identity, isEditor(context) ? LOOK_AGE : Infinity),
		afterFirstAnswer: afterFirst,
	};
}

/** @param maxAge ms of what was kept before */
function metainfoReaders(client: Client, identity: string, maxAge: number): Connection['metainfo'] {
	const readers = new Map<string | undefined, MetainfoReader>();
	return (language) => {
		const options = { language, timeout: METAINFO_TIMEOUT, maxAge };
		const reader = readers.get(language) ?? metainfoReader(client, identity, options);
		readers.set(language, reader);
		return reader;
	};
}

/** The same exchange, which tells who wants to know that it has brought its first good answer. */
function observeFirst(exchange: Exchange): {
	observed: Exchange;
	afterFirst: (listener: () => void) => void;
} {
	let listeners: Array<() => void> = [];
	return {
		observed: async (request) => {
			const answer = await exchange(request);
			if (answer.status >= 200 && answer.status < 300) {
				const told = listeners;
				listeners = [];
				for (const listener of told) listener();
			}
			return answer;
		},
		afterFirst: (listener) => {
			listeners.push(listener);
		},
	};
}

/**
 * Looks at what n8n would only stumble over once it signs a request: a token that is none, and a
 * user login that was never made.
 */
function assertUsable(
	authentication: Authentication,
	fields: ICredentialDataDecryptedObject,
): void {
	if (authentication === 'token') {
		normaliseToken(String(fields.token ?? ''));
	} else if (fields.grantType === 'pkce' && !hasAccessToken(fields)) {
		throw new SignInError('notConnected');
	}
}

/** A credential with a certificate may still hold the date of a secret from before. */
function secretEndIn(fields: ICredentialDataDecryptedObject): SecretEnd | undefined {
	if (fields.clientCredentialType === 'certificate') return undefined;
	return secretEndOf(fields.secretEnds);
}

function hasAccessToken({ oauthTokenData }: ICredentialDataDecryptedObject): boolean {
	const { access_token: accessToken } = (oauthTokenData ?? {}) as { access_token?: unknown };
	return typeof accessToken === 'string' && accessToken !== '';
}

/**
 * What tells one user of one environment from another in the metainfo cache. The token is hashed, so
 * that no key of the cache holds a secret.
 */
function identityOf(
	context: AfasContext,
	credential: CredentialName,
	baseUrl: string,
	fields: ICredentialDataDecryptedObject,
): string {
	const credentialId = context.getNode().credentials?.[credential]?.id ?? '';
	const user = [fields.token, fields.clientId, fields.grantType, credentialId]
		.map(String)
		.join(' ');
	return `${baseUrl} ${createHash('sha256').update(user).digest('hex')}`;
}

async function pause(context: AfasContext, ms: number): Promise<void> {
	const signal = isExecution(context) ? context.getExecutionCancelSignal() : undefined;
	const end = Date.now() + ms;
	while (Date.now() < end) {
		if (signal?.aborted) throw new CancelledError();
		await sleep(Math.min(CANCEL_CHECK, end - Date.now()));
	}
}
