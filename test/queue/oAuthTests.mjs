import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { useEnvironment } from '../e2e/environment.mjs';
import { connectUser } from '../e2e/oAuthLogin.mjs';
import { oAuthCredential } from '../e2e/profitCredentials.mjs';
import { AFAS, allRows, save, workflowOf } from '../e2e/workflow.mjs';

const AT_ONCE = 8;
const ROUNDS = 3;

describe('OAuth 2 with two workers', () => {
	const environment = useEnvironment();

	/** AFAS takes each refresh token once, so workers must not use the same one. */
	for (const way of ['secret', 'certificate', 'pkce']) {
		it(`gets new tokens while both workers use the credential (${way})`, async () => {
			const { n8n, profit } = environment();
			const name = `queue OAuth2 ${way}`;
			const credential = await save(n8n, { ...oAuthCredential(profit, way), name });
			if (way === 'pkce') await connectUser(environment(), credential);
			const { id } = await n8n.createWorkflow(workflowOf(allRows('Profit_Debtor'), credential));
			for (let round = 1; round <= ROUNDS; round++) {
				profit.expireAccessTokens();
				const runs = Array.from({ length: AT_ONCE }, () => n8n.runWorkflow(id));
				const executions = await Promise.all(runs);
				assert.deepEqual(
					executions.map(({ error }) => error?.message),
					executions.map(() => undefined),
				);
				for (const execution of executions) assert.ok(execution.items(AFAS).length > 0);
			}
		});
	}
});
