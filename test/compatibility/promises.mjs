import { isOlder, N8N_VERSION } from '../../scripts/n8n/versions.mjs';

/**
 * The oldest n8n that each way to sign in is tested with, and that the README names. Run with:
 * `npm run test:compatibility -- <version>`.
 */
export const OLDEST = {
	token: '2.0.3',
	/**
	 * n8n 2.0 can't be told that a 401 must reject, which is when n8n renews an access token. It can since
	 * 2.14 at the latest, of which no complete set of packages could be installed any more.
	 */
	secret: '2.30.8',
	pkce: '2.30.8',
	/** n8n signs in with a certificate since 2.28, 2.29 or 2.30. */
	certificate: '2.30.8',
};

/**
 * What is promised for a version of n8n. Everything, down to n8n's own texts, only for the one that is
 * always tested, and later ones.
 *
 * @param {string} version such as `2.30.8`
 * @returns {{ oAuthWays: ('secret' | 'certificate' | 'pkce')[], everything: boolean }}
 */
export function promisedFor(version) {
	const ways = /** @type {const} */ (['secret', 'certificate', 'pkce']);
	return {
		oAuthWays: ways.filter((way) => !isOlder(version, OLDEST[way])),
		everything: !isOlder(version, N8N_VERSION),
	};
}
