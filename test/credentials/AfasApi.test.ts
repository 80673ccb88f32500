import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';
import { AfasApi } from '../../credentials/AfasApi.credentials';
import { HOSTILE_BASE_URLS, HOSTILE_DOMAIN_IDS } from './hostileAddresses';

const DATA = 'A1B2C3D4E5F60718293A4B5C6D7E8F90A1B2C3D4E5F60718293A4B5C6D7E8F90';
const XML = `<token><version>1</version><data>${DATA}</data></token>`;
const BASE = 'https://12345.rest.afas.online/ProfitRestServices';
const credential = { environment: 'production', domainId: '12345', token: XML };

async function sign(
	fields: ICredentialDataDecryptedObject,
	request: IHttpRequestOptions & { uri?: string },
): Promise<IHttpRequestOptions> {
	const { authenticate } = new AfasApi();
	if (typeof authenticate !== 'function') throw new Error('authenticate is not a function.');
	return await authenticate(fields, request);
}

describe('afasApi signs', () => {
	it('a request to its own host, and keeps what was there', async () => {
		const signed = await sign(credential, {
			url: `${BASE}/metainfo`,
			method: 'GET',
			headers: { 'Accept-Language': 'nl-nl' },
			qs: { a: 1 },
		});
		expect(signed).toMatchObject({
			url: `${BASE}/metainfo`,
			method: 'GET',
			qs: { a: 1 },
			headers: {
				'Accept-Language': 'nl-nl',
				Authorization: `AfasToken ${Buffer.from(XML).toString('base64')}`,
			},
		});
	});

	it('a relative URL below its base URL', async () => {
		const signed = await sign(credential, { baseURL: BASE, url: '/metainfo' });
		expect(signed.headers).toHaveProperty('Authorization');
	});

	it('a base URL alone', async () => {
		const signed = await sign(credential, { baseURL: BASE, url: '' });
		expect(signed.headers).toHaveProperty('Authorization');
	});

	it('a request of the older helper, which has a uri', async () => {
		const request = { uri: `${BASE}/metainfo` } as unknown as IHttpRequestOptions;
		expect((await sign(credential, request)).headers).toHaveProperty('Authorization');
	});

	it('so that no redirect is followed by either request helper', async () => {
		const signed = await sign(credential, { url: BASE, disableFollowRedirect: false });
		expect(signed).toMatchObject({
			disableFollowRedirect: true,
			sendCredentialsOnCrossOriginRedirect: false,
			followRedirect: false,
			followAllRedirects: false,
		});
	});

	it('with the integration ID only when there is one', async () => {
		const without = await sign({ ...credential, integrationId: ' ' }, { url: BASE });
		expect(without.headers).not.toHaveProperty('IntegrationId');
		const withId = await sign({ ...credential, integrationId: ' 12345_123456 ' }, { url: BASE });
		expect(withId.headers).toHaveProperty('IntegrationId', '12345_123456');
	});

	it('without changing the request it was given', async () => {
		const request = Object.freeze({ url: BASE, headers: Object.freeze({ a: 'b' }) });
		await sign(credential, request);
		expect(request).toEqual({ url: BASE, headers: { a: 'b' } });
	});
});

describe('afasApi refuses to sign', () => {
	it.each<[string, IHttpRequestOptions & { uri?: string }]>([
		['another host', { url: 'https://evil.example/metainfo' }],
		['another host with a base URL', { baseURL: BASE, url: 'https://evil.example/' }],
		['another base URL', { baseURL: 'https://evil.example', url: '/metainfo' }],
		['a URL without a scheme', { baseURL: BASE, url: '//evil.example/' }],
		['plain http', { url: BASE.replace('https', 'http') }],
		['another port', { url: 'https://12345.rest.afas.online:8443/' }],
		['a user name in the URL', { url: 'https://12345.rest.afas.online@evil.example/' }],
		['another AFAS environment', { url: BASE.replace('12345', '54321') }],
		['another uri beside the right url', { url: BASE, uri: 'https://evil.example/' }],
		['another url beside the right uri', { url: 'https://evil.example/', uri: BASE }],
		['no URL at all', { url: '' }],
	])('%s', async (_, request) => {
		const error = await sign(credential, request).catch((thrown: Error) => thrown);
		expect(error).toBeInstanceOf(Error);
		expect((error as Error).message).toMatch(/goes to another host .* so it was not signed\. Use /);
	});

	it.each(HOSTILE_DOMAIN_IDS)('with the domain ID %j', async (domainId) => {
		const request = { baseURL: `https://${domainId}.rest.afas.online`, url: '/metainfo' };
		await expect(sign({ ...credential, domainId }, request)).rejects.toThrow(/domain ID/);
	});

	it.each(HOSTILE_BASE_URLS)('with the base URL %j', async (baseUrl) => {
		const fields = { ...credential, environment: 'custom', baseUrl };
		await expect(sign(fields, { baseURL: baseUrl, url: '/metainfo' })).rejects.toThrow(
			/The base URL .* in 'Base URL'/,
		);
	});

	it('without a token, and says where to make one', async () => {
		await expect(sign({ ...credential, token: '' }, { url: BASE })).rejects.toThrow(
			/token of the credential is empty.*General > Management > App connector/,
		);
	});

	it('with something that is no token, and does not repeat it', async () => {
		const token = 'q8Z~Kx2vR7pLmN4tYw9B';
		const error = (await sign({ ...credential, token }, { url: BASE }).catch(
			(thrown: unknown) => thrown,
		)) as Error;
		expect(error.message).toMatch(/not an App Connector token/);
		expect(JSON.stringify([error.message, error.stack, Object.entries(error)])).not.toContain(
			token,
		);
	});
});

describe('the test of afasApi', () => {
	it('asks for metainfo and does not follow redirects', () => {
		expect(new AfasApi().test.request).toMatchObject({
			url: '/metainfo',
			disableFollowRedirect: true,
		});
	});

	it.each([301, 302, 307, 308, 401, 403, 404, 500, 503])('has words for %i', (status) => {
		const rule = new AfasApi().test.rules?.find(({ properties }) =>
			'value' in properties ? properties.value === status : false,
		);
		expect(rule?.type).toBe('responseCode');
		expect(rule?.properties.message.length).toBeGreaterThan(40);
	});
});
