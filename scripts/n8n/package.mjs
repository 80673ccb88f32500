import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from '../system/childProcess.mjs';
import { runNpm } from '../system/npm.mjs';

/**
 * Packs a package as `npm publish` would.
 *
 * @param {string} root folder of package.json
 * @param {string} destination an existing folder, without other tarballs
 * @returns {Promise<string>} path of the tarball
 */
export async function pack(root, destination) {
	await runNpm(
		['pack', '--pack-destination', destination, '--ignore-scripts', '--loglevel=error'],
		{ cwd: root },
	);
	const tarball = (await readdir(destination)).find((file) => file.endsWith('.tgz'));
	if (!tarball) throw new Error(`npm pack of ${root} made no tarball.`);
	return join(destination, tarball);
}

/**
 * Unpacks a tarball of npm into a folder of its own, which is emptied first.
 *
 * @param {string} tarball
 * @param {string} folder
 */
export async function unpack(tarball, folder) {
	await rm(folder, { recursive: true, force: true });
	await mkdir(folder, { recursive: true });
	await runCommand('tar', ['-xzf', tarball, '-C', folder, '--strip-components=1'], { name: 'tar' });
}

/**
 * Installs the package where n8n keeps its community packages. It then has the node types of a real
 * installation (`n8n-nodes-afas.afas`).
 *
 * @param {string} root folder of package.json; must have been built
 * @param {string} userFolder n8n's N8N_USER_FOLDER
 */
export async function installPackage(root, userFolder) {
	const { name } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
	const nodes = join(userFolder, '.n8n', 'nodes');
	const tarballs = join(userFolder, 'tarballs');
	await rm(tarballs, { recursive: true, force: true });
	await mkdir(tarballs, { recursive: true });
	await unpack(await pack(root, tarballs), join(nodes, 'node_modules', name));
}
