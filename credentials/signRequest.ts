import { UserError } from 'n8n-workflow';
import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';
import {
	addressOf,
	AddressError,
	assertSameHost,
	resolveBaseUrl,
} from '../nodes/Afas/profit/access/address';
import { integrationHeaders } from '../nodes/Afas/profit/access/integration';
import { normaliseToken, TokenError } from '../nodes/Afas/profit/access/token';

/**
 * Adds the App Connector token to a request and keeps it from following redirects, so that the token
 * reaches the host of the credential and no other.
 *
 * @throws {UserError} when the address or the token of the credential cannot be used, or when the
 * request goes to another host. Nothing has been sent then.
 */
export function signRequest(
	credential: ICredentialDataDecryptedObject,
	request: IHttpRequestOptions,
): IHttpRequestOptions {
	try {
		const baseUrl = resolveBaseUrl(addressOf(credential));
		for (const target of targetsOf(request)) assertSameHost(target, baseUrl);
		return {
			...withoutRedirects(request),
			headers: {
				...request.headers,
				...integrationHeaders(credential),
				Authorization: normaliseToken(String(credential.token ?? '')),
			},
		};
	} catch (error) {
		throw asUserError(error);
	}
}

/**
 * Every URL to which n8n might send the request. Nodes on n8n's older request helper, such as HTTP
 * Request, fill `uri` instead of `url`.
 */
function targetsOf(request: IHttpRequestOptions & { uri?: unknown }): string[] {
	const { baseURL = '', url, uri } = request;
	const given = [url, uri].filter((target) => target !== undefined && target !== '');
	return given.length === 0 ? [baseURL] : given.map((target) => combine(baseURL, String(target)));
}

/** Combines as axios does, n8n's HTTP client: a URL with `//` in front ignores the base URL. */
function combine(baseUrl: string, url: string): string {
	if (baseUrl === '' || /^([a-z][a-z\d+\-.]*:)?\/\//i.test(url)) return url;
	return `${baseUrl.replace(/\/+$/, '')}/${url.replace(/^\/+/, '')}`;
}

function withoutRedirects(request: IHttpRequestOptions): IHttpRequestOptions {
	// The last two are for n8n's older request helper.
	const never = {
		disableFollowRedirect: true,
		sendCredentialsOnCrossOriginRedirect: false,
		followRedirect: false,
		followAllRedirects: false,
	};
	return { ...request, ...never };
}

/** A credential test shows nothing but the message, so the advice goes into it. */
function asUserError(error: unknown): unknown {
	if (!(error instanceof AddressError) && !(error instanceof TokenError)) return error;
	return new UserError(`${error.message} ${error.advice}`);
}
