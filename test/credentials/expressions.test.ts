import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { AfasApi } from '../../credentials/AfasApi.credentials';
import { AfasOAuth2Api } from '../../credentials/AfasOAuth2Api.credentials';
import { UNUSABLE } from '../../credentials/addressProperties';
import { addressOf, resolveBaseUrl } from '../../nodes/Afas/profit/access/address';
import { decrypted, testBaseUrl } from './credentialExpressions';
import { HOSTILE_BASE_URLS, HOSTILE_DOMAIN_IDS } from './hostileAddresses';

const token = new AfasApi();
const oAuth2 = new AfasOAuth2Api();
const ENVIRONMENTS = ['production', 'test', 'accept', 'course'] as const;

/** The hosts to which n8n's own nodes may send the credentials. */
function allowedHostsOf(stored: ICredentialDataDecryptedObject): unknown[] {
	return [token, oAuth2].map((type) => {
		const fields = decrypted(type, stored);
		expect(fields.allowedHttpRequestDomains).toBe('domains');
		return fields.allowedDomains;
	});
}

/** Every URL that n8n computes from the fields of the credentials, without its path. */
function baseUrlsOf(stored: ICredentialDataDecryptedObject): Record<string, string> {
	const oAuth2Fields = decrypted(oAuth2, stored);
	return {
		tokenTest: String(testBaseUrl(token, decrypted(token, stored))),
		oAuth2Test: String(testBaseUrl(oAuth2, oAuth2Fields)),
		accessTokenUrl: String(oAuth2Fields.accessTokenUrl).replace(/\/oauth\/token$/, ''),
		authUrl: String(oAuth2Fields.authUrl).replace(/\/oauth\/authorize$/, ''),
	};
}

describe('URLs that n8n evaluates as expressions', () => {
	it.each<[string, string]>([
		['production', '12345'],
		['production', 'O12345AA'],
		['test', 't12345aa'],
		['accept', ' A123456 '],
		['course', '12345AA'],
	])('are those of resolveBaseUrl for %s with %j', (environment, domainId) => {
		const expected = resolveBaseUrl(addressOf({ environment, domainId }));
		expect(new Set(Object.values(baseUrlsOf({ environment, domainId })))).toEqual(
			new Set([expected]),
		);
		const host = new URL(expected).hostname;
		expect(allowedHostsOf({ environment, domainId })).toEqual([host, host]);
	});

	it.each([
		'https://gateway.example.com/ProfitRestServices',
		'https://gateway.example.com:8443/afas/ProfitRestServices/',
		' http://127.0.0.1:5678/ProfitRestServices ',
		'http://[::1]:5678/ProfitRestServices',
	])('are those of resolveBaseUrl for the base URL %j', (baseUrl) => {
		const stored = { environment: 'custom', baseUrl };
		const expected = resolveBaseUrl(addressOf(stored));
		expect(new Set(Object.values(baseUrlsOf(stored)))).toEqual(new Set([expected]));
		const host = new URL(expected).hostname;
		expect(allowedHostsOf(stored)).toEqual([host, host]);
	});

	it('have the paths of RFC 6749 that AFAS documents', () => {
		const fields = decrypted(oAuth2, { environment: 'production', domainId: '12345' });
		const base = 'https://12345.rest.afas.online/ProfitRestServices';
		expect(fields.accessTokenUrl).toBe(`${base}/oauth/token`);
		expect(fields.authUrl).toBe(`${base}/oauth/authorize`);
	});

	it.each(['T12345AA', 'A12345AA'])('are unusable for %s in production', (domainId) => {
		expectUnusable({ environment: 'production', domainId });
	});

	it.each(['', 'live', 'constructor', '__proto__', 'toString'])(
		'are unusable for the environment %j',
		(environment) => expectUnusable({ environment, domainId: '12345' }),
	);

	it('are made of the value that an expression in a field has', () => {
		const fields = decrypted(oAuth2, {
			environment: 'production',
			domainId: '={{ "123" + "45" }}',
		});
		expect(fields.accessTokenUrl).toMatch(/^https:\/\/12345\.rest\.afas\.online\//);
	});
});

describe('hostile values', () => {
	// A stored expression is evaluated, as its author wants; its own text is not hostile here.
	const isExpression = (value: string) => value.startsWith('=');

	it.each(HOSTILE_DOMAIN_IDS.filter((value) => !isExpression(value)))(
		'the domain ID %j makes every URL unusable',
		(domainId) => {
			for (const environment of ENVIRONMENTS) expectUnusable({ environment, domainId });
		},
	);

	it.each(HOSTILE_BASE_URLS.filter((value) => !isExpression(value)))(
		'the base URL %j makes every URL unusable or invalid',
		(baseUrl) => {
			for (const url of Object.values(baseUrlsOf({ environment: 'custom', baseUrl }))) {
				if (URL.canParse(url)) expect(url).toBe(UNUSABLE.custom);
			}
			for (const host of allowedHostsOf({ environment: 'custom', baseUrl })) {
				expect(typeof host === 'string' && baseUrl.includes(host) ? '' : host).toMatch(
					/^$|^unusable\.invalid$/,
				);
			}
		},
	);

	it.each([12345, 12345.5, true, null, ['12345'], ['evil.example/'], { a: 1 }])(
		'the domain ID %j, which is no text, leads nowhere else',
		(domainId) => {
			for (const url of Object.values(
				baseUrlsOf({ environment: 'production', domainId: domainId as unknown as string }),
			)) {
				expect([UNUSABLE.hosted, 'https://12345.rest.afas.online/ProfitRestServices']).toContain(
					url.replace(/\/oauth.*/, ''),
				);
			}
		},
	);

	it('an unusable address has no host, so that no HTTP client can reach one', () => {
		for (const address of Object.values(UNUSABLE).flatMap((base) => [base, `${base}/metainfo`])) {
			const url = new URL(address);
			expect(url.host).toBe('');
			expect(['http:', 'https:', 'file:', 'data:']).not.toContain(url.protocol);
		}
	});
});

function expectUnusable(stored: ICredentialDataDecryptedObject): void {
	for (const url of Object.values(baseUrlsOf(stored))) expect(url).toBe(UNUSABLE.hosted);
	expect(allowedHostsOf(stored)).toEqual(['unusable.invalid', 'unusable.invalid']);
}
