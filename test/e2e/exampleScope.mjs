/**
 * What of the examples is run. For the n8n that everything is tested with: all of them, both ways. To
 * be narrowed before the tests are loaded, for an n8n of which the README promises less.
 *
 * @type {{ authentications: ('token' | 'oAuth2')[], leftOut: Set<string> }} `leftOut` holds file names
 */
export const scope = { authentications: ['token', 'oAuth2'], leftOut: new Set() };
