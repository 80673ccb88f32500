/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs in Node, never shipped */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ICredentialDataDecryptedObject } from 'n8n-workflow';
import { DEMO, EXPIRED, OTHER_ENVIRONMENT } from '../simulator/access';
import { createSimulator, type Simulator } from '../simulator/server';
import { Engine } from './engine';
import { reading, testConnector, testRows } from './simulated';

const keyFile = (name: string) =>
	readFileSync(path.join(__dirname, '../credentials', name), 'utf8');

let simulator: Simulator;

beforeAll(async () => {
	simulator = await createSimulator({
		appConnectors: [
			{
				...DEMO,
				oAuthClient: {
					...DEMO.oAuthClient,
					certificates: [keyFile('test-only.certificate.pem')],
				},
			},
			OTHER_ENVIRONMENT,
			EXPIRED,
		],
	});
	simulator.company.addGetConnector(testConnector('Test_5000'), testRows(5_000));
});

afterAll(async () => await simulator.close());

beforeEach(() => {
	simulator.clearRequests();
	simulator.settings.accessTokenUses = null;
	simulator.settings.clockOffset = 0;
});

async function connectOAuth(fields: ICredentialDataDecryptedObject): Promise<Engine> {
	return await Engine.create({
		type: 'afasOAuth2Api',
		fields: {
			environment: 'custom',
			baseUrl: simulator.baseUrl,
			grantType: 'clientCredentials',
			clientId: DEMO.oAuthClient.clientId,
			...fields,
		},
	});
}

const withSecret = { clientSecret: DEMO.oAuthClient.clientSecret ?? '' };
const tokenRequests = () =>
	simulator.requests.filter((request) => request.path.endsWith('/oauth/token'));

describe('client credentials', () => {
	it('read with a secret', async () => {
		const engine = await connectOAuth(withSecret);
		const { items, error } = await engine.run(reading('Profit_Debtor'));
		expect(error).toBeUndefined();
		expect(items.length).toBeGreaterThan(100);
		expect(tokenRequests()).toHaveLength(1);
	});

	it('read with a certificate', async () => {
		const engine = await connectOAuth({
			clientCredentialType: 'certificate',
			privateKey: keyFile('test-only.private-key.pem'),
			certificate: keyFile('test-only.certificate.pem'),
		});
		const { items, error } = await engine.run(reading('Profit_Debtor'));
		expect(error).toBeUndefined();
		expect(items.length).toBeGreaterThan(100);
	});

	it('finish a read whose access token ends half-way, in order', async () => {
		simulator.settings.accessTokenUses = 4;
		const engine = await connectOAuth({ ...withSecret, clientId: DEMO.oAuthClient.clientId });
		const { items, error } = await engine.run(
			reading('Test_5000', { options: { pageSize: 400, parallelRequests: 3 } }),
		);
		expect(error).toBeUndefined();
		expect(items.map(({ json }) => json.Nummer)).toEqual(
			testRows(5_000).map(({ Nummer }) => Nummer),
		);
		expect(tokenRequests().length).toBeGreaterThan(2);
	});

	it.each([
		['a wrong secret', { clientSecret: 'wrong' }, "AFAS doesn't accept the client ID"],
		[
			'an expired secret',
			{
				clientId: EXPIRED.oAuthClient.clientId,
				clientSecret: EXPIRED.oAuthClient.clientSecret ?? '',
			},
			"AFAS doesn't accept the client ID",
		],
		[
			'a client of another environment',
			{
				clientId: OTHER_ENVIRONMENT.oAuthClient.clientId,
				clientSecret: OTHER_ENVIRONMENT.oAuthClient.clientSecret ?? '',
			},
			"AFAS doesn't know this client in this environment",
		],
	])('fail in words for %s', async (_, fields, message) => {
		const engine = await connectOAuth({ ...withSecret, ...fields });
		const { error, run } = await engine.run(reading('Profit_Debtor'));
		expect(error?.message).toContain(message);
		expect(error?.description).toMatch(/credential/);
		expect(JSON.stringify(run.data)).not.toContain(fields.clientSecret ?? 'simulator-');
	});

	it('fail in words when the clock is wrong', async () => {
		simulator.settings.clockOffset = -20 * 60_000;
		const engine = await connectOAuth({
			clientCredentialType: 'certificate',
			privateKey: keyFile('test-only.private-key.pem'),
			certificate: keyFile('test-only.certificate.pem'),
		});
		const { error } = await engine.run(reading('Profit_Debtor'));
		expect(error?.message).toBe("AFAS doesn't accept the time in the signed sign-in");
		expect(error?.description).toContain('clock of the n8n server');
	});
});

describe('a user login', () => {
	it.each([
		['no token data', {}],
		['empty token data, as n8n stores it', { oauthTokenData: {} }],
	])('that was never made is said in words (%s)', async (_, fields) => {
		const engine = await connectOAuth({ ...withSecret, grantType: 'pkce', ...fields });
		const { error } = await engine.run(reading('Profit_Debtor'));
		expect(error?.message).toBe('The AFAS credential is not connected yet');
		expect(error?.description).toContain("'Connect my account'");
		expect(simulator.requests).toEqual([]);
	});

	it('that has ended is said in words', async () => {
		const engine = await connectOAuth({
			...withSecret,
			grantType: 'pkce',
			oauthTokenData: { access_token: 'gone', refresh_token: 'gone', token_type: 'Bearer' },
		});
		const { error } = await engine.run(reading('Profit_Debtor'));
		expect(error?.message).toBe('The login to AFAS has ended');
		expect(error?.description).toContain("'Reconnect'");
	});
});

describe('the IntegrationId of a partner', () => {
	it('is sent with every request', async () => {
		const engine = await connectOAuth({ ...withSecret, integrationId: '12345_123456' });
		await engine.run(reading('Profit_Debtor', { returnAll: false }));
		const calls = simulator.requests.filter(({ path: url }) => !url.includes('/oauth/'));
		expect(calls.length).toBeGreaterThan(0);
		expect(calls.every(({ headers }) => headers.integrationid === '12345_123456')).toBe(true);
	});
});

describe('the end of the client secret', () => {
	const days = (count: number) =>
		new Date(Date.now() + count * 86_400_000).toISOString().slice(0, 10);
	const environment = { parameters: { resource: 'metainfo', operation: 'getEnvironment' } };

	it('is warned of in every run, and told with the environment', async () => {
		const engine = await connectOAuth({ ...withSecret, secretEnds: `${days(20)}T00:00:00` });
		const { items, hints } = await engine.run(environment);
		expect(items[0]?.json).toMatchObject({
			tokenExpires: null,
			secretEnds: days(20),
			secretDaysLeft: 20,
		});
		const warning = expect.stringContaining(`The client secret ends on ${days(20)}, in 20 days`);
		expect(hints).toEqual([warning]);
		expect((await engine.run(reading('Profit_Debtor'))).hints).toEqual([warning]);
	});

	it('is not warned of when it is far away or was not filled in', async () => {
		for (const secretEnds of [days(31), '', undefined]) {
			const engine = await connectOAuth({
				...withSecret,
				...(secretEnds !== undefined && { secretEnds }),
			});
			const { items, hints } = await engine.run(environment);
			expect(items[0]?.json.secretEnds).toBe(secretEnds || null);
			expect(hints).toEqual([]);
		}
	});

	it('means nothing to a certificate, also when a date is left from before', async () => {
		const engine = await connectOAuth({
			clientCredentialType: 'certificate',
			privateKey: keyFile('test-only.private-key.pem'),
			certificate: keyFile('test-only.certificate.pem'),
			secretEnds: days(2),
		});
		const { items, hints } = await engine.run(environment);
		expect([items[0]?.json.secretEnds, hints]).toEqual([null, []]);
	});
});
