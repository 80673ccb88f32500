import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * The folder outside the source tree that holds what the scripts install and keep: the n8n runtime
 * and the data of demos and end-to-end tests.
 *
 * `N8N_AFAS_CACHE` names it outright; otherwise it follows the XDG base directory specification.
 *
 * @param {NodeJS.ProcessEnv} environment
 * @returns {string} an absolute path that may not exist yet
 */
export function cacheFolder(environment = process.env) {
	if (environment.N8N_AFAS_CACHE) return environment.N8N_AFAS_CACHE;
	const base = environment.XDG_CACHE_HOME || join(homedir(), '.cache');
	return join(base, 'n8n-nodes-afas');
}
