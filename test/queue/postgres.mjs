import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ChildProcess, runCommand } from '../../scripts/system/childProcess.mjs';
import { ensureDebianProgram } from '../../scripts/system/debianPackage.mjs';
import { startOnFreePort } from '../../scripts/system/port.mjs';
import { waitForListener } from './redis.mjs';

const HOST = '127.0.0.1';
/** Debian's user for PostgreSQL, which refuses to run as root. */
const SERVICE_USER = 'postgres';
const DATABASE_USER = 'n8n';

/**
 * Starts a PostgreSQL with an empty database on a free port of the loopback address. It is gone, with
 * its data, when it is stopped.
 *
 * @returns {Promise<{ environment: Record<string, string>, programs: string, stop: () => Promise<void> }>}
 *   `environment`: n8n's settings for it; `programs`: the folder with its programs
 */
export async function startPostgres() {
	const programs = dirname(
		await ensureDebianProgram({
			program: 'initdb',
			packageName: 'postgresql',
			folders: debianFolders,
		}),
	);
	// Not below the cache folder: that is in the home of root, where its user may not look.
	const folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-afas-postgres-'));
	const password = randomBytes(16).toString('hex');
	const run = await commandPrefix(folder);
	await initialise(run, programs, folder, password);
	return startOnFreePort(undefined, async (port) => {
		const [command, ...parameters] = [
			...run,
			join(programs, 'postgres'),
			...['-D', join(folder, 'data'), '-k', folder, '-h', HOST, '-p', String(port)],
			// The data is worth nothing after the tests.
			...['-c', 'fsync=off', '-c', 'synchronous_commit=off', '-c', 'full_page_writes=off'],
		];
		const child = new ChildProcess(command, parameters, { name: 'PostgreSQL', cwd: folder });
		await waitForListener(child, port);
		const stop = async () => {
			await child.stop();
			await rm(folder, { recursive: true, force: true, maxRetries: 5 });
		};
		return { environment: settings(port, password), programs, stop };
	});
}

/** Debian keeps each version in a folder of its own; the newest first. */
function debianFolders() {
	try {
		return readdirSync('/usr/lib/postgresql')
			.sort((a, b) => Number(b) - Number(a))
			.map((version) => join('/usr/lib/postgresql', version, 'bin'));
	} catch {
		return [];
	}
}

/** What to put before a command so that it does not run as root; the folder becomes its user's. */
async function commandPrefix(folder) {
	if (process.getuid?.() !== 0) return [];
	const id = async (option) => Number(await runCommand('id', [option, SERVICE_USER]));
	await chown(folder, await id('-u'), await id('-g'));
	return ['setpriv', `--reuid=${SERVICE_USER}`, `--regid=${SERVICE_USER}`, '--init-groups'];
}

async function initialise(run, programs, folder, password) {
	const passwordFile = join(folder, 'password');
	await writeFile(passwordFile, password, { mode: 0o644 });
	const [command, ...parameters] = [
		...run,
		join(programs, 'initdb'),
		...['-D', join(folder, 'data'), '-U', DATABASE_USER, '--pwfile', passwordFile],
		...['--auth', 'scram-sha-256', '--encoding', 'UTF8', '--no-locale', '--no-sync'],
	];
	await runCommand(command, parameters, { name: 'initdb', cwd: folder });
	await rm(passwordFile);
}

function settings(port, password) {
	return {
		DB_TYPE: 'postgresdb',
		DB_POSTGRESDB_HOST: HOST,
		DB_POSTGRESDB_PORT: String(port),
		// The database that is there from the start.
		DB_POSTGRESDB_DATABASE: 'postgres',
		DB_POSTGRESDB_USER: DATABASE_USER,
		DB_POSTGRESDB_PASSWORD: password,
	};
}
