import { constants, createHash, randomUUID, sign } from 'node:crypto';
import { DEMO, EXPIRED, EXPIRING_SOON, LOGIN, OTHER_ENVIRONMENT, PUBLIC_CLIENT } from './access';
import { DEMO_CERTIFICATE, DEMO_PRIVATE_KEY } from './demoCertificate';
import { ASSERTION_TYPE } from './oAuth/clientAssertion';
import { type Reply, TestService } from './testService';

/** What n8n itself signs assertions with. Required: its types are those of an ES module. */
const { buildClientAssertion } = jest.requireActual<{
	buildClientAssertion(options: {
		clientId: string;
		accessTokenUri: string;
		certificate: string;
		privateKey: string;
	}): string;
}>('@n8n/utils/client-assertion');

const service = new TestService();
beforeAll(() => service.start());
afterAll(() => service.stop());

const CLIENT = {
	client_id: DEMO.oAuthClient.clientId,
	client_secret: DEMO.oAuthClient.clientSecret ?? '',
};
const REDIRECT = 'http://localhost:5678/rest/oauth2-credential/callback';
const VERIFIER = 'a-code-verifier-that-is-long-enough-for-the-rules-43';
const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url');

const token = (form: Record<string, string> | string, headers: Record<string, string> = {}) =>
	service.call('/oauth/token', {
		method: 'POST',
		headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
		body: typeof form === 'string' ? form : new URLSearchParams(form).toString(),
	});
const clientCredentials = (extra: Record<string, string> = {}) =>
	token({ grant_type: 'client_credentials', ...CLIENT, ...extra });
const withAccess = async (reply: Reply) =>
	(
		await service.call('/metainfo', {
			headers: { authorization: `Bearer ${String(reply.json.access_token)}` },
		})
	).status;

describe('client credentials', () => {
	test('a secret in the body gives an access token and no refresh token', async () => {
		const reply = await clientCredentials();
		expect(reply.status).toBe(200);
		expect(reply.headers['cache-control']).toBe('no-store');
		expect(reply.json).toEqual({
			access_token: expect.any(String),
			token_type: 'Bearer',
			expires_in: 3600,
		});
		expect(await withAccess(reply)).toBe(200);
	});

	test('access tokens live as long as the settings say, by the clock of the service', async () => {
		service.simulator.settings.accessTokenLifetime = 10;
		const reply = await clientCredentials();
		service.simulator.settings.accessTokenLifetime = 3600;
		expect(reply.json.expires_in).toBe(10);
		service.simulator.settings.clockOffset = 9_000;
		expect(await withAccess(reply)).toBe(200);
		service.simulator.settings.clockOffset = 10_001;
		expect(await withAccess(reply)).toBe(401);
		service.simulator.settings.clockOffset = 0;
	});

	test('access tokens can be good for a number of calls, or be withdrawn', async () => {
		service.simulator.settings.accessTokenUses = 2;
		const counted = await clientCredentials();
		service.simulator.settings.accessTokenUses = null;
		expect([
			await withAccess(counted),
			await withAccess(counted),
			await withAccess(counted),
		]).toEqual([200, 200, 401]);
		const withdrawn = await clientCredentials();
		service.simulator.expireAccessTokens();
		expect(await withAccess(withdrawn)).toBe(401);
	});

	test('Profit 9 takes Basic, Profit 8 does not', async () => {
		const authorization = `Basic ${Buffer.from(`${CLIENT.client_id}:${CLIENT.client_secret}`).toString('base64')}`;
		const basic = () => token({ grant_type: 'client_credentials' }, { authorization });
		expect((await basic()).status).toBe(200);
		service.simulator.settings.release = 8;
		const refused = await basic();
		service.simulator.settings.release = 9;
		expect(refused.status).toBe(401);
		expect(refused.headers['www-authenticate']).toMatch(/^Basic/);
	});

	test.each([
		['a wrong secret', { client_secret: 'wrong' }, 'invalid_client', /failed/],
		['an unknown client', { client_id: 'nobody' }, 'unauthorized_client', /^Unknown AppConnector$/],
		[
			'a client of another environment',
			{
				client_id: OTHER_ENVIRONMENT.oAuthClient.clientId,
				client_secret: OTHER_ENVIRONMENT.oAuthClient.clientSecret ?? '',
			},
			'unauthorized_client',
			/^Unknown AppConnector$/,
		],
		[
			'an expired secret',
			{
				client_id: EXPIRED.oAuthClient.clientId,
				client_secret: EXPIRED.oAuthClient.clientSecret ?? '',
			},
			'invalid_client',
			/secret has expired/,
		],
		['an unknown grant', { grant_type: 'password' }, 'unsupported_grant_type', /grant_type/],
		[
			'two client authentications',
			{ client_assertion: 'x.y.z' },
			'invalid_request',
			/more than one way/,
		],
	])('%s is refused', async (_case, form, error, description) => {
		const { status, json } = await clientCredentials(form);
		expect(status).toBe(400);
		expect(json).toEqual({ error, error_description: expect.stringMatching(description) });
	});

	test('a repeated parameter is refused', async () => {
		const form = new URLSearchParams({ grant_type: 'client_credentials', ...CLIENT });
		form.append('client_id', CLIENT.client_id);
		expect((await token(form.toString())).json).toMatchObject({ error: 'invalid_request' });
	});

	test('JSON in place of a form is refused', async () => {
		const { json } = await token(JSON.stringify(CLIENT), { 'content-type': 'application/json' });
		expect(json).toMatchObject({ error: 'invalid_request' });
	});

	test('a public client is asked for DPoP', async () => {
		const { clientId } = PUBLIC_CLIENT.oAuthClient;
		const reply = await token({
			grant_type: 'refresh_token',
			refresh_token: 'x',
			client_id: clientId,
		});
		expect([reply.status, reply.json.error]).toEqual([400, 'use_dpop_nonce']);
		expect(reply.headers['dpop-nonce']).toMatch(/./);
	});
});

describe('signed assertions', () => {
	const tokenUrl = () => `${service.simulator.baseUrl}/oauth/token`;
	const withAssertion = (assertion: string) =>
		token({
			grant_type: 'client_credentials',
			client_id: CLIENT.client_id,
			client_assertion_type: ASSERTION_TYPE,
			client_assertion: assertion,
		});
	const n8nAssertion = (accessTokenUri = tokenUrl()) =>
		buildClientAssertion({
			clientId: CLIENT.client_id,
			accessTokenUri,
			certificate: DEMO_CERTIFICATE,
			privateKey: DEMO_PRIVATE_KEY,
		});
	const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
	const ownAssertion = (claims: object, header: Record<string, unknown> = { alg: 'RS256' }) => {
		const now = Math.floor(Date.now() / 1000);
		const base = {
			aud: tokenUrl(),
			iss: CLIENT.client_id,
			sub: CLIENT.client_id,
			jti: randomUUID(),
			exp: now + 60,
		};
		const signed = `${encode(header)}.${encode({ ...base, ...claims })}`;
		const padding =
			header.alg === 'PS256' ? constants.RSA_PKCS1_PSS_PADDING : constants.RSA_PKCS1_PADDING;
		const options = header.alg === 'PS256' ? { padding, saltLength: 32 } : { padding };
		const signature = sign('sha256', Buffer.from(signed), { key: DEMO_PRIVATE_KEY, ...options });
		return `${signed}.${signature.toString('base64url')}`;
	};

	test('what n8n signs is accepted, once', async () => {
		const assertion = n8nAssertion();
		const reply = await withAssertion(assertion);
		expect(reply.status).toBe(200);
		expect(await withAccess(reply)).toBe(200);
		const again = await withAssertion(assertion);
		expect(again.json).toMatchObject({
			error: 'invalid_client',
			error_description: expect.stringContaining('used before'),
		});
	});

	test('RS256 and PS256 are accepted', async () => {
		expect((await withAssertion(ownAssertion({}))).status).toBe(200);
		expect((await withAssertion(ownAssertion({}, { alg: 'PS256' }))).status).toBe(200);
	});

	const now = () => Math.floor(Date.now() / 1000);
	test.each<[string, () => string, RegExp]>([
		[
			'another audience',
			() => n8nAssertion('https://12345.rest.afas.online/ProfitRestServices/oauth/token'),
			/aud/,
		],
		['another issuer', () => ownAssertion({ iss: 'someone' }), /iss and sub/],
		['no jti', () => ownAssertion({ jti: undefined }), /jti/],
		['an end in the past', () => ownAssertion({ exp: now() - 1 }), /has expired/],
		['an end too far ahead', () => ownAssertion({ exp: now() + 330 }), /5 minutes/],
		['a start in the future', () => ownAssertion({ nbf: now() + 30 }), /not valid yet/],
		[
			'no signature',
			() => `${ownAssertion({}).split('.').slice(0, 2).join('.')}.`,
			/not a signed JWT/,
		],
		['algorithm none', () => ownAssertion({}, { alg: 'none' }), /signature/],
		[
			'the thumbprint of another certificate',
			() => ownAssertion({}, { alg: 'RS256', x5t: 'AAAA' }),
			/signature/,
		],
		[
			'changed claims',
			() => {
				const [header = '', , signature = ''] = ownAssertion({}).split('.');
				const claims = {
					aud: tokenUrl(),
					iss: CLIENT.client_id,
					sub: CLIENT.client_id,
					jti: 'x',
					exp: now() + 60,
				};
				return `${header}.${encode(claims)}.${signature}`;
			},
			/signature/,
		],
		['something else', () => 'nonsense', /not a signed JWT/],
	])('%s is refused', async (_case, build, description) => {
		const { status, json } = await withAssertion(build());
		expect(status).toBe(400);
		expect(json).toEqual({
			error: 'invalid_client',
			error_description: expect.stringMatching(description),
		});
	});

	test('a clock that runs behind makes an assertion of n8n too long', async () => {
		service.simulator.settings.clockOffset = -60_000;
		const { json } = await withAssertion(n8nAssertion());
		service.simulator.settings.clockOffset = 0;
		expect(json.error_description).toContain('5 minutes');
	});
});

describe('user login', () => {
	const authorizeQuery = (change: Record<string, string | undefined> = {}) => {
		const parameters = {
			response_type: 'code',
			client_id: CLIENT.client_id,
			redirect_uri: REDIRECT,
			scope: '',
			state: 'a+b/c=',
			code_challenge: CHALLENGE,
			code_challenge_method: 'S256',
			...change,
		};
		const given = Object.entries(parameters).filter(
			(entry): entry is [string, string] => entry[1] !== undefined,
		);
		return new URLSearchParams(given);
	};
	const decide = (fields: Record<string, string>) =>
		service.call('/oauth/authorize', {
			method: 'POST',
			headers: { 'content-type': 'application/x-www-form-urlencoded' },
			body: new URLSearchParams([...authorizeQuery(), ...Object.entries(fields)]).toString(),
		});
	const locationOf = ({ headers }: Reply) => new URL(String(headers.location));
	const newCode = async () => {
		service.simulator.settings.autoConsent = true;
		const reply = await service.call(`/oauth/authorize?${authorizeQuery()}`);
		service.simulator.settings.autoConsent = false;
		return locationOf(reply).searchParams.get('code') ?? '';
	};
	const exchange = (code: string, change: Record<string, string> = {}) =>
		token({
			grant_type: 'authorization_code',
			code,
			redirect_uri: REDIRECT,
			code_verifier: VERIFIER,
			...CLIENT,
			...change,
		});
	const refresh = (refreshToken: unknown) =>
		token({ grant_type: 'refresh_token', refresh_token: String(refreshToken), ...CLIENT });

	test('shows a page with what the form must send back, and leads to the client', async () => {
		const page = await service.call(`/oauth/authorize?${authorizeQuery()}`);
		expect(page.status).toBe(200);
		expect(page.headers['content-type']).toMatch(/^text\/html/);
		expect(page.text).toContain('Inloggen bij AFAS Profit');
		expect(page.text).toContain(`name="code_challenge" value="${CHALLENGE}"`);
		const agreed = await decide({
			decision: 'allow',
			username: LOGIN.userCode,
			password: LOGIN.password,
		});
		expect(agreed.status).toBe(302);
		const location = locationOf(agreed);
		expect(location.origin + location.pathname).toBe(REDIRECT);
		expect(location.searchParams.get('state')).toBe('a+b/c=');
		expect((await exchange(location.searchParams.get('code') ?? '')).status).toBe(200);
	});

	test('text from the client cannot break out of the page', async () => {
		const { text } = await service.call(
			`/oauth/authorize?${authorizeQuery({ state: '"><script>' })}`,
		);
		expect(text).not.toContain('<script>');
		expect(text).toContain('&quot;&gt;&lt;script&gt;');
	});

	test('a wrong password shows the page again, a refusal goes to the client', async () => {
		const wrong = await decide({ decision: 'allow', username: LOGIN.userCode, password: 'x' });
		expect([wrong.status, wrong.text]).toEqual([200, expect.stringContaining('onjuist')]);
		const denied = locationOf(await decide({ decision: 'deny' }));
		expect(denied.searchParams.get('error')).toBe('access_denied');
	});

	test.each([
		[{ code_challenge: undefined }, 'invalid_request', 'code challenge required'],
		[{ code_challenge_method: 'plain' }, 'invalid_request', 'transform algorithm not supported'],
		[{ code_challenge_method: undefined }, 'invalid_request', 'transform algorithm not supported'],
		[{ response_type: 'token' }, 'unsupported_response_type', 'response_type must be code'],
	])('tells the client about %j', async (change, error, description) => {
		const { searchParams } = locationOf(
			await service.call(`/oauth/authorize?${authorizeQuery(change)}`),
		);
		expect(Object.fromEntries(searchParams)).toEqual({
			error,
			error_description: description,
			state: 'a+b/c=',
		});
	});

	test.each([
		['an unknown client', { client_id: 'nobody' }, 'Unknown AppConnector'],
		['another host', { redirect_uri: 'https://evil.example/callback' }, 'redirect_uri'],
		['a script', { redirect_uri: 'javascript:alert(1)' }, 'redirect_uri'],
	])('redirects nowhere for %s', async (_case, change, reason) => {
		const reply = await service.call(`/oauth/authorize?${authorizeQuery(change)}`);
		expect(reply.status).toBe(400);
		expect(reply.headers).not.toHaveProperty('location');
		expect(reply.text).toContain(reason);
	});

	test('a code is good once, for its client, redirect_uri and verifier', async () => {
		const code = await newCode();
		expect((await exchange(code)).status).toBe(200);
		expect((await exchange(code)).json.error).toBe('invalid_grant');
		expect((await exchange(await newCode(), { code_verifier: 'wrong' })).json.error).toBe(
			'invalid_grant',
		);
		expect((await exchange(await newCode(), { redirect_uri: `${REDIRECT}x` })).json.error).toBe(
			'invalid_grant',
		);
		const late = await newCode();
		service.simulator.settings.clockOffset = 61_000;
		const tooLate = await exchange(late);
		service.simulator.settings.clockOffset = 0;
		expect(tooLate.json.error).toBe('invalid_grant');
	});

	test('codes and refresh tokens are worthless to another client', async () => {
		const { clientId, clientSecret = '' } = EXPIRING_SOON.oAuthClient;
		const other = { client_id: clientId, client_secret: clientSecret };
		expect((await exchange(await newCode(), other)).json.error).toBe('invalid_grant');
		const { json } = await exchange(await newCode());
		const stolen = await token({
			grant_type: 'refresh_token',
			refresh_token: String(json.refresh_token),
			...other,
		});
		expect(stolen.json.error).toBe('invalid_grant');
		expect((await refresh(json.refresh_token)).status).toBe(200);
	});

	test('refresh tokens rotate and end thirty days after the login', async () => {
		const first = await exchange(await newCode());
		const second = await refresh(first.json.refresh_token);
		expect(second.status).toBe(200);
		expect(await withAccess(second)).toBe(200);
		expect((await refresh(first.json.refresh_token)).json.error).toBe('invalid_grant');
		service.simulator.settings.clockOffset = 29.9 * 86_400_000;
		const third = await refresh(second.json.refresh_token);
		expect(third.status).toBe(200);
		service.simulator.settings.clockOffset = 30.1 * 86_400_000;
		const late = await refresh(third.json.refresh_token);
		service.simulator.settings.clockOffset = 0;
		expect(late.json).toMatchObject({
			error: 'invalid_grant',
			error_description: expect.stringContaining('Log in again'),
		});
	});
});
