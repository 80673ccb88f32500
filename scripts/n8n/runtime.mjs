import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { cacheFolder } from '../system/cacheFolder.mjs';
import { runCommand } from '../system/childProcess.mjs';
import { withLock } from '../system/lock.mjs';
import { runNpm } from '../system/npm.mjs';
import { withProgress } from '../system/progress.mjs';
import { wayToSqlite3 } from './nativeTools.mjs';
import { isOlder, N8N_VERSION, nodePackageFor } from './versions.mjs';

/** The sqlite3 that n8n asks for; only used to look ahead before anything is installed. */
const EXPECTED_SQLITE3 = '5.1.7';
/**
 * What npm must take for parts of older versions of n8n. Nothing here uses them, but n8n does not
 * install or start otherwise: xlsx comes from another place than npm, and the newest langgraph that
 * npm would choose asks for a newer langchain than these versions have.
 */
const FOR_OLDER_VERSIONS = { xlsx: '0.18.5', '@langchain/langgraph-checkpoint': '1.0.0' };
const STAMP = 'complete.json';
const REMNANT = '.installing-';

/**
 * A real n8n with the Node it needs.
 *
 * @typedef {object} Runtime
 * @property {string} node the Node binary
 * @property {string} n8n the JavaScript file that is n8n's command
 * @property {string} version of n8n
 */

/**
 * Gives the n8n runtime from the cache folder and installs it when it is not there. An install that
 * was interrupted leaves nothing that a later start takes for complete; starts at the same time wait
 * for each other.
 *
 * @param {{ cache?: string, version?: string }} [options] `version` of n8n
 * @returns {Promise<Runtime>}
 * @throws {Error} that says in words what this machine lacks or what npm answered
 */
export async function ensureRuntime({ cache = cacheFolder(), version = N8N_VERSION } = {}) {
	const nodePackage = nodePackageFor();
	const name = `runtime-n8n-${version}-${nodePackage.name}-${nodePackage.version}`;
	const folder = join(cache, name);
	if (isComplete(folder)) return runtimeIn(folder, version, nodePackage);
	const announceWait = () =>
		process.stdout.write('Waiting for another start that installs n8n …\n');
	await withLock(
		join(cache, `${name}.lock`),
		async () => {
			if (!isComplete(folder)) await install(cache, name, version, nodePackage);
		},
		announceWait,
	);
	return runtimeIn(folder, version, nodePackage);
}

function isComplete(folder) {
	return existsSync(join(folder, STAMP));
}

/** @returns {Runtime} */
function runtimeIn(folder, version, nodePackage) {
	return {
		node: nodeBinary(folder, nodePackage),
		n8n: join(folder, 'node_modules', 'n8n', 'bin', 'n8n'),
		version,
	};
}

function nodeBinary(folder, nodePackage) {
	const file = process.platform === 'win32' ? 'node.exe' : 'node';
	return join(folder, 'node_modules', nodePackage.name, 'bin', file);
}

async function install(cache, name, version, nodePackage) {
	await withProgress('Checking that this machine can run n8n', () =>
		wayToSqlite3(EXPECTED_SQLITE3),
	);
	await removeRemnants(cache, name);
	const folder = join(cache, `${name}${REMNANT}${process.pid}`);
	await mkdir(folder, { recursive: true });
	try {
		await installInto(folder, version, nodePackage);
		await moveIntoPlace(folder, join(cache, name), version);
	} catch (error) {
		await rm(folder, { recursive: true, force: true });
		throw error;
	}
}

async function installInto(folder, version, nodePackage) {
	const manifest = {
		private: true,
		description: 'n8n and its Node, for the demo and tests of n8n-nodes-afas',
		overrides: isOlder(version, N8N_VERSION) ? FOR_OLDER_VERSIONS : {},
	};
	await writeFile(join(folder, 'package.json'), JSON.stringify(manifest));
	const nodeSpecification = `${nodePackage.name}@${nodePackage.version}`;
	await withProgress(`Installing Node ${nodePackage.version}`, () =>
		runNpm(['install', nodeSpecification, ...QUIET], { cwd: folder }),
	);
	const node = nodeBinary(folder, nodePackage);
	// Install scripts stay off: one of them compiles a Kafka client nobody needs here, and fails.
	await withProgress(`Installing n8n ${version} (about 2 GB, takes some minutes)`, () =>
		runNpm(['install', `n8n@${version}`, '--legacy-peer-deps', ...QUIET], {
			cwd: folder,
			node,
		}),
	);
	await buildSqlite3(folder, node, nodePackage);
}

const QUIET = ['--ignore-scripts', '--save-exact', '--no-audit', '--no-fund', '--loglevel=error'];

async function buildSqlite3(folder, node, nodePackage) {
	const module = join(folder, 'node_modules', 'sqlite3');
	const { version } = JSON.parse(await readFile(join(module, 'package.json'), 'utf8'));
	const way = await wayToSqlite3(version);
	const title = way === 'download' ? 'Downloading' : 'Compiling';
	const env = {
		...process.env,
		JOBS: String(availableParallelism()),
		npm_config_build_from_source: way === 'compile' ? 'true' : '',
	};
	// Explicit, because npm hands `ignore-scripts` of the project's .npmrc down to what it runs.
	const parameters = ['rebuild', 'sqlite3', '--ignore-scripts=false', '--loglevel=error'];
	const headers = `--nodedir=${join(folder, 'node_modules', nodePackage.name)}`;
	await withProgress(`${title} sqlite3 ${version}`, () =>
		runNpm([...parameters, headers], { cwd: folder, env, node }),
	);
	const query =
		"new (require('sqlite3').Database)(':memory:').get('select 1', (e) => process.exit(e ? 1 : 0))";
	await runCommand(node, ['-e', query], { cwd: folder, name: 'The check that sqlite3 works' });
}

async function moveIntoPlace(folder, target, version) {
	const stamp = { n8n: version, completedAt: new Date().toISOString() };
	await writeFile(join(folder, STAMP), JSON.stringify(stamp));
	await rm(target, { recursive: true, force: true });
	await rename(folder, target);
}

/** Removes what interrupted installs left. Safe while the lock is held: no other install runs. */
async function removeRemnants(cache, name) {
	const entries = await readdir(cache);
	const remnants = entries.filter((entry) => entry.startsWith(`${name}${REMNANT}`));
	await Promise.all(
		remnants.map((entry) => rm(join(cache, entry), { recursive: true, force: true })),
	);
}
