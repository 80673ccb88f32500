/**
 * What the tests do with sign-ins and examples. For the n8n that everything is tested with: all of it.
 * To be narrowed before the tests are loaded, for an n8n of which the README promises less.
 *
 * @type {{
 *   authentications: ('token' | 'oAuth2')[],
 *   oAuthWays: ('secret' | 'certificate' | 'pkce')[],
 *   leftOut: Set<string>,
 *   everything: boolean,
 * }} `authentications` are those that each example is run with; `leftOut` holds files of examples;
 *   `everything`: whether n8n has all that tests use of it
 */
export const scope = {
	authentications: ['token', 'oAuth2'],
	oAuthWays: ['secret', 'certificate', 'pkce'],
	leftOut: new Set(),
	everything: true,
};

/**
 * Options of a test that uses something of n8n that older versions don't have.
 *
 * @returns {{ skip: string | false }}
 */
export function inNewN8n() {
	return { skip: scope.everything ? false : 'This n8n is too old.' };
}

/**
 * Options of a test that signs in this way.
 *
 * @param {'secret' | 'certificate' | 'pkce'} way
 * @returns {{ skip: string | false }}
 */
export function withOAuth(way) {
	return { skip: scope.oAuthWays.includes(way) ? false : 'Not promised for this n8n.' };
}
