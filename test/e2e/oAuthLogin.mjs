import assert from 'node:assert/strict';

/**
 * Logs a user in to AFAS as the editor's Connect button does; the simulator consents by itself.
 *
 * @param {import('./environment.mjs').Environment} environment
 * @param {{ id: string }} credential
 */
export async function connectUser({ n8n, url, profit }, { id }) {
	const login = new URL(await n8n.call('GET', `/rest/oauth2-credential/auth?id=${id}`));
	assert.ok(login.href.startsWith(`${profit.baseUrl}/oauth/authorize?`));
	const consent = await fetch(login, { redirect: 'manual' });
	const callback = new URL(consent.headers.get('location') ?? 'missing:');
	assert.ok(callback.href.startsWith(`${url}/rest/oauth2-credential/callback?`));
	const answer = await n8n.request('GET', callback.pathname + callback.search);
	assert.equal(answer.status, 200);
	const page = await answer.text();
	const text = page.replaceAll(/<style.*?<\/style>|<script.*?<\/script>/gs, '');
	assert.ok(!/error/i.test(text), page);
}
