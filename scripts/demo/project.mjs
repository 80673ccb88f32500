import { createHash } from 'node:crypto';
import { readdir, readFile, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheFolder } from '../system/cacheFolder.mjs';
import { withLock } from '../system/lock.mjs';
import { runNpm } from '../system/npm.mjs';
import { withProgress } from '../system/progress.mjs';

/** What the build reads; dist is out of date as soon as one of them is newer. */
const SOURCES = ['credentials', 'icons', 'nodes', 'gulpfile.js', 'package.json', 'tsconfig.json'];
const BUILD_STAMP = join('node_modules', '.n8n-nodes-afas-built');

/**
 * Makes sure that the project has its dependencies and an up-to-date build. Starts at the same time
 * wait for each other.
 *
 * @param {string} root of the project
 */
export async function prepareProject(root) {
	const identity = createHash('sha256').update(root).digest('hex').slice(0, 12);
	const announceWait = () => process.stdout.write('Waiting for another start that builds …\n');
	await withLock(
		join(cacheFolder(), `project-${identity}.lock`),
		async () => {
			await installDependencies(root);
			await build(root);
		},
		announceWait,
	);
}

async function installDependencies(root) {
	// npm writes this file last, so an install that was interrupted has none.
	const installed = await changedAt(join(root, 'node_modules', '.package-lock.json'));
	if (installed >= (await changedAt(join(root, 'package-lock.json')))) return;
	if (installed > 0 && (await isSameLock(root))) return;
	await withProgress('Installing the dependencies of the project (takes some minutes)', () =>
		runNpm(['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: root }),
	);
}

/** A lock file can be newer only because it was checked out or touched. */
async function isSameLock(root) {
	const read = async (...path) => JSON.parse(await readFile(join(root, ...path), 'utf8')).packages;
	const wanted = await read('package-lock.json');
	const present = await read('node_modules', '.package-lock.json');
	return Object.entries(wanted).every(
		([path, { version, optional }]) =>
			path === '' || optional === true || present[path]?.version === version,
	);
}

async function build(root) {
	const built = await changedAt(join(root, BUILD_STAMP));
	const distIsThere = (await changedAt(join(root, 'dist'))) > 0;
	const started = new Date();
	if (distIsThere && (await newestChange(root)) < built) return;
	await withProgress('Building the package', () => runNpm(['run', 'build'], { cwd: root }));
	const stamp = join(root, BUILD_STAMP);
	await writeFile(stamp, '');
	// What changed during the build is newer than the build.
	await utimes(stamp, started, started);
}

async function newestChange(root) {
	const changes = await Promise.all(SOURCES.map((source) => newestBelow(join(root, source))));
	return Math.max(...changes);
}

async function newestBelow(path) {
	const information = await stat(path);
	if (!information.isDirectory()) return information.mtimeMs;
	const entries = await readdir(path);
	const below = await Promise.all(entries.map((entry) => newestBelow(join(path, entry))));
	// The folder's own time tells of a removed or renamed file.
	return Math.max(information.mtimeMs, ...below);
}

async function changedAt(path) {
	const information = await stat(path).catch(() => undefined);
	return information?.mtimeMs ?? 0;
}
