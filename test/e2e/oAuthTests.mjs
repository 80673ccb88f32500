import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { useEnvironment } from './environment.mjs';
import { connectUser } from './oAuthLogin.mjs';
import { oAuthCredential } from './profitCredentials.mjs';
import { withOAuth } from './scope.mjs';
import { AFAS, allRows, runAfas, save } from './workflow.mjs';

describe('OAuth 2', () => {
	const environment = useEnvironment();

	const succeeds = async (credential, parameters = allRows('Profit_Debtor')) => {
		const execution = await runAfas(environment().n8n, parameters, credential);
		assert.equal(execution.error?.message, undefined);
		const rows = execution.items(AFAS);
		assert.ok(rows.length > 0);
		return rows;
	};

	const connect = (credential) => connectUser(environment(), credential);

	for (const way of ['secret', 'certificate']) {
		it(`reads with client credentials (${way})`, withOAuth(way), async () => {
			const { n8n, profit } = environment();
			await succeeds(await save(n8n, oAuthCredential(profit, way)));
		});

		it(`has a test button for client credentials (${way})`, withOAuth(way), async () => {
			const { n8n, profit } = environment();
			const credential = oAuthCredential(profit, way);
			const { id } = await save(n8n, credential);
			assert.equal((await n8n.testCredential({ ...credential, id })).status, 'OK');
		});
	}

	it('says that a client secret is wrong', withOAuth('secret'), async () => {
		const { n8n, profit } = environment();
		const changes = { clientSecret: 'wrong-secret-of-a-test' };
		const credential = { ...oAuthCredential(profit, 'secret', changes), name: 'wrong secret' };
		const execution = await runAfas(n8n, allRows('Profit_Debtor'), await save(n8n, credential));
		assert.equal(execution.status, 'error');
		assert.match(`${execution.error.message} ${execution.error.description}`, /secret/i);
		assert.ok(!JSON.stringify(execution.error).includes('wrong-secret-of-a-test'));
	});

	it('lets a user log in (PKCE) and reads', withOAuth('pkce'), async () => {
		const { n8n, profit } = environment();
		const credential = await save(n8n, oAuthCredential(profit, 'pkce'));
		await connect(credential);
		await succeeds(credential);
	});

	it('says that no user has logged in yet', withOAuth('pkce'), async () => {
		const { n8n, profit } = environment();
		const credential = { ...oAuthCredential(profit, 'pkce'), name: 'not connected' };
		const execution = await runAfas(n8n, allRows('Profit_Debtor'), await save(n8n, credential));
		assert.equal(execution.status, 'error');
		const said = `${execution.error.message} ${execution.error.description}`;
		assert.match(said, /not (yet )?connected|log(ged)? ?in|sign in/i);
		assert.doesNotMatch(said, /broken/);
		assert.equal(profit.requestCount, 0, 'AFAS was not asked anything.');
	});

	for (const way of ['secret', 'pkce']) {
		it(
			`finishes a read during which the access token expires (${way})`,
			withOAuth(way),
			async () => {
				const { n8n, profit } = environment();
				const credential = await save(n8n, oAuthCredential(profit, way));
				if (way === 'pkce') await connect(credential);
				const connector = profit.addNumberedConnector(3_000);
				profit.expireAccessTokensAfterReads(connector, 5);
				const options = { pageSize: 200 };
				const rows = await succeeds(
					credential,
					allRows(connector, { sort: { field: [{ field: 'Nummer', direction: 'asc' }] }, options }),
				);
				assert.deepEqual(
					rows.map(({ Nummer }) => Nummer),
					Array.from({ length: 3_000 }, (_, index) => index + 1),
				);
				assert.equal(profit.expiries, 1, 'The access tokens did expire.');
			},
		);
	}
});
