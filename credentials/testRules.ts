import type { ICredentialTestRequest } from 'n8n-workflow';

type TestRules = NonNullable<ICredentialTestRequest['rules']>;

const REFUSED = {
	token:
		'AFAS does not accept the token (401). Check that it is the whole token, that it was made in the environment chosen here, and that it has not expired or been revoked. Tokens of production do not work in test or accept.',
	oAuth2:
		'AFAS does not accept the sign-in (401). Check that the client belongs to the environment chosen here, that the client secret has not ended (Profit shows its end date), and that the App Connector has not been blocked.',
} as const;

const MOVED =
	'The address answers with a redirect, and n8n does not follow one with your credential. Check the environment, the domain ID or the base URL.';

/**
 * What a credential test says for each status of `GET /metainfo`: the possible causes in words, the
 * most likely one first. n8n can match a status only; AFAS sends no text with 401, 403 and 404.
 */
export function testRules(credential: keyof typeof REFUSED): TestRules {
	const messages: Record<number, string> = {
		301: MOVED,
		302: MOVED,
		307: MOVED,
		308: MOVED,
		401: REFUSED[credential],
		403: 'AFAS does not accept the IP address of this n8n (403). Ask your AFAS administrator to add it to the allowed IP addresses of the App Connector.',
		404: 'There is no Profit REST service at this address (404). Check the environment and the domain ID, or whether the base URL is complete up to and including /ProfitRestServices.',
		500: 'AFAS could not carry out the request (500). Check that the user of the App Connector still exists and is not blocked, and that the App Connector is active. Your AFAS administrator finds the details in the log of the environment.',
		503: 'AFAS is not available now (503), usually because of maintenance. Try again later; afasstatus.nl shows when.',
	};
	return Object.entries(messages).map(([status, message]) => ({
		type: 'responseCode',
		properties: { value: Number(status), message },
	}));
}
