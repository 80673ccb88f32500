import type { AppConnector } from '../access';
import { percentDecode } from '../incoming';
import type { Settings } from '../settings';
import { ASSERTION_TYPE, type AssertionVerifier } from './clientAssertion';
import { OAuthError } from './oAuthError';

/** The parameters of a token request. */
export type Form = ReadonlyMap<string, string>;

/** Who may be a client, and how the service looks at the clock. */
export interface ClientDirectory {
	readonly settings: Settings;
	readonly appConnectors: readonly AppConnector[];
	readonly assertions: AssertionVerifier;
	readonly now: () => number;
	/** When the service started, in ms: validity is counted from there. */
	readonly started: number;
}

/** Where the client sent its token request, and the `Authorization` header that came along. */
export interface TokenCall {
	readonly form: Form;
	readonly authorization: string | undefined;
	readonly tokenUrl: string;
}

/**
 * Finds out which client asks for a token, one way at a time (reference §2.4).
 *
 * @throws {OAuthError} `invalid_request`, `invalid_client`, `unauthorized_client` or `use_dpop_nonce`.
 */
export function authenticateClient(directory: ClientDirectory, call: TokenCall): AppConnector {
	const { form } = call;
	const basic = readBasic(call.authorization);
	const ways = [basic, form.get('client_secret'), form.get('client_assertion')];
	if (ways.filter((way) => way !== undefined).length > 1) {
		throw new OAuthError('invalid_request', 'The client authenticates in more than one way.');
	}
	const clientId = basic?.clientId ?? form.get('client_id');
	if (clientId === undefined) throw new OAuthError('invalid_request', 'The client_id is missing.');
	const appConnector = findClient(directory, clientId);
	if (directory.settings.release < 9 && (basic ?? form.get('client_assertion')) !== undefined) {
		throw new OAuthError('invalid_client', 'Client authentication failed.');
	}
	const assertion = form.get('client_assertion');
	if (assertion !== undefined) checkAssertion(directory, appConnector, call, assertion);
	else checkSecret(directory, appConnector, basic?.secret ?? form.get('client_secret'));
	return appConnector;
}

/**
 * The App connector of a client. A client of another environment is as unknown as any other.
 *
 * @throws {OAuthError} `unauthorized_client`.
 */
export function findClient(directory: ClientDirectory, clientId: string): AppConnector {
	const found = directory.appConnectors.find(
		({ oAuthClient, environmentId }) =>
			oAuthClient.clientId === clientId && environmentId === directory.settings.environmentId,
	);
	if (found === undefined) throw new OAuthError('unauthorized_client', 'Unknown AppConnector');
	return found;
}

function readBasic(authorization: string | undefined) {
	const encoded = /^basic\s+(.+)$/i.exec(authorization ?? '')?.[1];
	if (encoded === undefined) return undefined;
	const [clientId = '', ...secret] = Buffer.from(encoded, 'base64').toString().split(':');
	return { clientId: percentDecode(clientId), secret: percentDecode(secret.join(':')) };
}

function checkSecret(
	{ now, started }: ClientDirectory,
	{ oAuthClient }: AppConnector,
	secret: string | undefined,
): void {
	if (oAuthClient.clientSecret === undefined) {
		throw new OAuthError('use_dpop_nonce', 'Authorization server requires nonce in DPoP proof');
	}
	if (secret !== oAuthClient.clientSecret) {
		throw new OAuthError('invalid_client', 'Client authentication failed.');
	}
	const days = oAuthClient.secretExpiresInDays ?? Infinity;
	if (now() > started + days * 86_400_000) {
		throw new OAuthError('invalid_client', 'The client secret has expired.');
	}
}

function checkAssertion(
	{ assertions, now }: ClientDirectory,
	{ oAuthClient }: AppConnector,
	{ form, tokenUrl }: TokenCall,
	assertion: string,
): void {
	if (form.get('client_assertion_type') !== ASSERTION_TYPE) {
		throw new OAuthError('invalid_request', `The client_assertion_type must be ${ASSERTION_TYPE}.`);
	}
	const { clientId, certificates = [] } = oAuthClient;
	assertions.verify(assertion, { clientId, certificates, tokenUrl, now: now() });
}
