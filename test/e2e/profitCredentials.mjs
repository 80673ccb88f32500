/** The address of the simulator as credentials have it. */
function address({ baseUrl }) {
	return { environment: 'custom', domainId: '', baseUrl, integrationId: '' };
}

/**
 * A credential with the App Connector token of the simulator.
 *
 * @param {import('./profit.mjs').Profit} profit
 * @param {object} [changes] to its fields
 */
export function tokenCredential(profit, changes = {}) {
	const data = { ...address(profit), token: profit.token, ...changes };
	return { name: 'e2e token', type: 'afasApi', data };
}

/**
 * A credential that signs in to the simulator with OAuth 2.
 *
 * @param {import('./profit.mjs').Profit} profit
 * @param {'secret' | 'certificate' | 'pkce'} way
 * @param {object} [changes] to its fields
 */
export function oAuthCredential(profit, way, changes = {}) {
	const data = { ...address(profit), ...fieldsOf(profit, way), ...changes };
	return { name: `e2e OAuth2 ${way}`, type: 'afasOAuth2Api', data };
}

function fieldsOf({ oAuth }, way) {
	const { clientId, clientSecret, certificate, privateKey } = oAuth;
	if (way === 'certificate') {
		const grantType = 'clientCredentials';
		return { grantType, clientCredentialType: 'certificate', clientId, certificate, privateKey };
	}
	const grantType = way === 'pkce' ? 'pkce' : 'clientCredentials';
	return { grantType, clientCredentialType: 'clientSecret', clientId, clientSecret };
}
