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

/** The n8n from which everything holds, down to the texts of n8n's own. */
const EVERYTHING = '2.41.1';

/**
 * What is promised for a version of n8n.
 *
 * @param {string} version such as `2.14.2`
 * @returns {{ oAuthWays: ('secret' | 'certificate' | 'pkce')[], everything: boolean }}
 */
export function promisedFor(version) {
	const ways = /** @type {const} */ (['secret', 'certificate', 'pkce']);
	return {
		oAuthWays: ways.filter((way) => isSince(version, OLDEST[way])),
		everything: isSince(version, EVERYTHING),
	};
}

function isSince(version, oldest) {
	return version.localeCompare(oldest, 'en', { numeric: true }) >= 0;
}
