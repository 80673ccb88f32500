import type { AppConnector } from './access';
import { type Answer, empty, profitError } from './answer';
import { languageOf, type Incoming } from './incoming';
import { refusals } from './messages';
import type { Service } from './service';

/**
 * Lets a caller in by its classic token or its access token (reference §2.1-2.4), or says no as
 * AFAS does: 401 without a body, and 500 when a token cannot be decoded.
 */
export function signIn(service: Service, incoming: Incoming): AppConnector | Answer {
	const { authorization = '' } = incoming.headers;
	const [, scheme = '', credentials = ''] = /^(\S+)\s+(.*)$/.exec(authorization) ?? [];
	switch (scheme.toLowerCase()) {
		case 'afastoken':
			return signInWithToken(service, incoming, credentials);
		case 'bearer':
			return (
				service.grants.use(credentials) ?? unauthorized(service, 'Bearer error="invalid_token"')
			);
		default:
			return unauthorized(service, 'Bearer');
	}
}

function signInWithToken(service: Service, incoming: Incoming, encoded: string) {
	const text = decodeBase64(encoded);
	if (text === undefined) {
		const language = languageOf(incoming.headers, service.settings.language);
		return profitError(refusals.unexpected, language);
	}
	const data = /^<token>\s*<version>1<\/version>\s*<data>([^<]*)<\/data>\s*<\/token>\s*$/.exec(
		text,
	)?.[1];
	const found = service.appConnectors.find(
		({ token, environmentId }) =>
			token === data && environmentId === service.settings.environmentId,
	);
	if (found === undefined || hasExpired(service, found)) {
		return unauthorized(service, 'Bearer error="invalid_token"');
	}
	return found;
}

/** The bytes behind strict Base64 as text; undefined for anything else. */
function decodeBase64(encoded: string): string | undefined {
	if (!/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(encoded))
		return undefined;
	return encoded === '' ? undefined : Buffer.from(encoded, 'base64').toString('utf8');
}

function hasExpired({ now, started }: Service, { tokenExpiresInDays }: AppConnector): boolean {
	if (tokenExpiresInDays === undefined) return false;
	return now() > started + tokenExpiresInDays * 86_400_000;
}

function unauthorized({ settings }: Service, challenge: string): Answer {
	return empty(401, settings.release < 9 ? {} : { 'WWW-Authenticate': challenge });
}
