import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { useEnvironment } from '../e2e/environment.mjs';
import { tokenCredential } from '../e2e/profitCredentials.mjs';
import { save } from '../e2e/workflow.mjs';

/** What a refusal says is up to n8n before 2.41, so only which one it is gets tested. */
describe('the test button of a token', () => {
	const environment = useEnvironment();

	const test = async (changes = {}) => {
		const { n8n, profit } = environment();
		const credential = { ...tokenCredential(profit, changes), name: 'compatibility' };
		const { id } = await save(n8n, credential);
		return n8n.testCredential({ ...credential, id });
	};

	it('succeeds with the right token, and not with another one', async () => {
		assert.equal((await test()).status, 'OK');
		assert.equal((await test({ token: 'E'.repeat(64) })).status, 'Error');
	});
});
