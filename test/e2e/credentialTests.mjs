import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { tokenCredential } from './profitCredentials.mjs';
import { useEnvironment } from './environment.mjs';
import { save } from './workflow.mjs';

describe('the test button of a token', () => {
	const environment = useEnvironment();

	/** Saved first, as in the editor: older versions of n8n test nothing else. */
	const test = async (changes = {}) => {
		const { n8n, profit } = environment();
		const credential = { ...tokenCredential(profit, changes), name: 'e2e tested token' };
		const { id } = await save(n8n, credential);
		return n8n.testCredential({ ...credential, id });
	};

	it('succeeds', async () => {
		assert.equal((await test()).status, 'OK');
	});

	it('takes the token as the whole XML text and in Base64', async () => {
		const { token } = environment().profit;
		const xml = `<token><version>1</version><data>${token}</data></token>`;
		assert.equal((await test({ token: xml })).status, 'OK');
		assert.equal((await test({ token: Buffer.from(xml).toString('base64') })).status, 'OK');
	});

	it('says that the token is wrong', async () => {
		const { status, message } = await test({ token: 'A'.repeat(64) });
		assert.equal(status, 'Error');
		assert.match(message, /does not accept the token \(401\)/);
	});

	it('says that the address of n8n is refused', async () => {
		const { profit } = environment();
		const { status, message } = await profit.during('addressRefused', () => test());
		assert.equal(status, 'Error');
		assert.match(message, /does not accept the IP address .*\(403\)/);
	});

	it('says that AFAS is being maintained', async () => {
		const { profit } = environment();
		const { status, message } = await profit.during('maintenance', () => test());
		assert.equal(status, 'Error');
		assert.match(message, /not available now \(503\).*maintenance/);
	});

	it('says that there is no Profit at the address', async () => {
		const { origin } = new URL(environment().profit.baseUrl);
		const { status, message } = await test({ baseUrl: `${origin}/Elsewhere/ProfitRestServices` });
		assert.equal(status, 'Error');
		assert.match(message, /no Profit REST service at this address \(404\)/);
	});

	it('shows no token in what it says', async () => {
		const token = 'B'.repeat(64);
		const { message } = await test({ token });
		assert.ok(!message.includes(token));
		assert.ok(!environment().log().includes(token));
	});
});
