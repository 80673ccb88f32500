/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs in Node, never shipped */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ICredentialDataDecryptedObject, IHttpRequestOptions } from 'n8n-workflow';
import { AfasOAuth2Api } from '../../credentials/AfasOAuth2Api.credentials';
import { nodeWithCredential, type NodeWithCredential } from './n8nRequests';
import { OAuthService } from './oAuthService';

const CLIENT_WORD = 'made up for tests';
// A pair made for these tests alone: openssl req -x509 -newkey rsa:2048 -nodes -days 36500.
const certificate = pem('test-only.certificate.pem');
const privateKey = pem('test-only.private-key.pem');

describe('afasOAuth2Api in n8n-core', () => {
	let service: OAuthService;

	beforeEach(async () => {
		service = new OAuthService(CLIENT_WORD, certificate);
		await service.start();
	});

	afterEach(async () => await service.stop());

	const connect = (fields: ICredentialDataDecryptedObject = {}): NodeWithCredential =>
		nodeWithCredential(new AfasOAuth2Api(), {
			environment: 'custom',
			baseUrl: service.baseUrl,
			clientId: 'client',
			clientSecret: CLIENT_WORD,
			...fields,
		});
	const metainfo = (): IHttpRequestOptions => ({ url: `${service.baseUrl}/metainfo`, json: true });
	const withCertificate = { clientCredentialType: 'certificate', privateKey, certificate };
	/** What n8n stores after a user has logged in. */
	const loggedIn = () => ({
		grantType: 'pkce',
		oauthTokenData: {
			access_token: service.issue(),
			refresh_token: service.refreshToken,
			token_type: 'Bearer',
		},
	});

	it('signs in with a client secret in the body and nothing else', async () => {
		await expect(connect().request(metainfo())).resolves.toEqual({ getConnectors: [] });
		expect(service.tokenRequests).toEqual([
			{ grant_type: 'client_credentials', client_id: 'client', client_secret: CLIENT_WORD },
		]);
	});

	it('signs in with a certificate, and sends no client secret', async () => {
		await expect(connect(withCertificate).request(metainfo())).resolves.toEqual({
			getConnectors: [],
		});
		expect(service.tokenRequests).toHaveLength(1);
		expect(service.tokenRequests[0]).not.toHaveProperty('client_secret');
		expect(service.tokenRequests[0]?.client_assertion).toMatch(/^eyJ/);
	});

	it('uses a stored access token as long as it is accepted', async () => {
		const node = connect();
		for (let call = 0; call < 3; call++) await node.request(metainfo());
		expect(service.tokenRequests).toHaveLength(1);
		expect(new Set(service.accepted).size).toBe(1);
	});

	it.each<[string, ICredentialDataDecryptedObject]>([
		['a client secret', {}],
		['a certificate', withCertificate],
	])('gets one new token for parallel requests when it expires, with %s', async (_, fields) => {
		const node = connect(fields);
		await node.request(metainfo());
		service.expire();
		const answers = await Promise.all(
			Array.from({ length: 5 }, async () => await node.request(metainfo())),
		);
		expect(answers).toEqual(Array(5).fill({ getConnectors: [] }));
		expect(service.tokenRequests).toHaveLength(2);
	});

	it('gets a new token with full responses too, when a 401 rejects', async () => {
		const node = connect();
		await node.request(metainfo());
		service.expire();
		await expect(
			node.request({
				...metainfo(),
				returnFullResponse: true,
				ignoreHttpStatusErrors: { ignore: true, except: [401] },
			}),
		).resolves.toMatchObject({ statusCode: 200 });
		expect(service.tokenRequests).toHaveLength(2);
	});

	it.each<[string, ICredentialDataDecryptedObject]>([
		['a client secret', {}],
		['a certificate', withCertificate],
	])(
		'refreshes a user login once with %s, and keeps the rotated refresh token',
		async (_, fields) => {
			const node = connect({ ...fields, ...loggedIn() });
			for (let round = 1; round <= 3; round++) {
				service.expire();
				const before = service.refreshToken;
				await Promise.all(Array.from({ length: 4 }, async () => await node.request(metainfo())));
				expect(service.tokenRequests).toHaveLength(round);
				expect(service.tokenRequests.at(-1)).toMatchObject({
					grant_type: 'refresh_token',
					refresh_token: before,
					client_id: 'client',
				});
				expect(node.stored.oauthTokenData).toMatchObject({ refresh_token: service.refreshToken });
			}
		},
	);

	it('asks to reconnect when the login has ended', async () => {
		const node = connect(loggedIn());
		service.expire();
		service.failure = 'invalid_grant';
		await expect(node.request(metainfo())).rejects.toThrow(/needs to be reconnected/);
	});

	it('does not repeat a secret when the sign-in is refused', async () => {
		for (const fields of [{ clientSecret: `${CLIENT_WORD}?` }, withCertificate]) {
			service.failure = 'invalid_client';
			const error = await failureOf(connect(fields).request(metainfo()));
			expect(error.message).toMatch(/Failed to acquire OAuth2 access token/);
			const told = JSON.stringify([error.message, Object.entries(error)]);
			expect(told).not.toContain(CLIENT_WORD);
			expect(told).not.toContain('PRIVATE KEY');
		}
	});

	it('sends nothing anywhere when the address cannot be used', async () => {
		const hostile = service.baseUrl.replace('http://', 'http://evil.example@');
		const error = await failureOf(connect({ baseUrl: hostile }).request({ url: '/metainfo' }));
		expect(error.message).toContain('unusable-afas-address-check-base-url');
		expect(service.tokenRequests).toEqual([]);
	});

	it('ignores token URLs that somebody stored in its hidden fields', () => {
		for (const name of ['accessTokenUrl', 'authUrl', 'authentication', 'scope']) {
			const property = new AfasOAuth2Api().properties.find((field) => field.name === name);
			// n8n discards what is stored for hidden OAuth fields, and only for those.
			expect(property?.type).toBe('hidden');
		}
	});
});

function pem(file: string): string {
	return readFileSync(path.join(__dirname, file), 'utf8');
}

async function failureOf(work: Promise<unknown>): Promise<Error> {
	return await work.then(
		() => {
			throw new Error('Nothing was refused.');
		},
		(error: Error) => error,
	);
}
