import {
	type IDataObject,
	type IHttpRequestOptions,
	type IN8nHttpFullResponse,
	NodeApiError,
} from 'n8n-workflow';
import type { Exchange, ProfitRequest, ProfitResponse } from '../profit/exchange/exchange';
import type { AfasContext, CredentialName } from './context';
import { requestFailure } from './requestFailure';

/** Where and as whom requests are sent. */
export interface ExchangeTarget {
	readonly credential: CredentialName;
	/** Up to and including `/ProfitRestServices`, without a slash at the end. */
	readonly baseUrl: string;
	/** Headers of the credential that n8n doesn't add by itself. */
	readonly headers: Readonly<Record<string, string>>;
}

/** The exchange that n8n's own HTTP helper makes: it signs, refreshes tokens and knows proxies. */
export function createExchange(context: AfasContext, target: ExchangeTarget): Exchange {
	return async (request) => {
		try {
			const response = (await context.helpers.httpRequestWithAuthentication.call(
				context,
				target.credential,
				requestOptions(request, target),
			)) as IN8nHttpFullResponse;
			return profitResponse(response);
		} catch (error) {
			if (isUnauthorised(error)) return { status: 401, headers: {}, body: error.context.data };
			throw requestFailure(error, new URL(target.baseUrl).host, context);
		}
	};
}

function requestOptions(request: ProfitRequest, target: ExchangeTarget): IHttpRequestOptions {
	const { method, path, query, language, body, timeout, expects } = request;
	return {
		method,
		url: `${target.baseUrl}${path}${query === '' ? '' : `?${query}`}`,
		headers: {
			Accept: expects === 'xml' ? 'application/xml' : 'application/json',
			// AFAS resets connections of which the client says that it will close them (§2.6); n8n says
			// so unless told otherwise.
			Connection: 'keep-alive',
			...target.headers,
			...(language !== undefined && { 'Accept-Language': language }),
			// Without the charset AFAS may turn letters with accents into question marks (§2.6).
			...(body !== undefined && { 'Content-Type': 'application/json;charset=utf-8' }),
		},
		...(body !== undefined && { body: body as IDataObject }),
		timeout,
		returnFullResponse: true,
		disableFollowRedirect: true,
		// n8n refreshes an OAuth token only when a 401 rejects.
		ignoreHttpStatusErrors: { ignore: true, except: [401] },
	};
}

function profitResponse(response: IN8nHttpFullResponse): ProfitResponse {
	const headers: Record<string, string> = {};
	for (const [name, value] of Object.entries(response.headers)) {
		headers[name.toLowerCase()] = String(value);
	}
	const { body } = response as { body: unknown };
	const isEmpty = typeof body === 'string' && body.trim() === '';
	return { status: response.statusCode, headers, body: isEmpty ? undefined : body };
}

/** n8n keeps the JSON of such an answer in the context of its error, and nothing else of it. */
function isUnauthorised(error: unknown): error is NodeApiError {
	return error instanceof NodeApiError && error.httpCode === '401';
}
