import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand } from './childProcess.mjs';
import { withProgress } from './progress.mjs';

/** Where Debian and its like keep programs; a service is not in everybody's PATH. */
const PROGRAM_FOLDERS = () => ['/usr/bin', '/usr/local/bin', '/usr/sbin', '/bin'];

/**
 * Gives a program of the machine, and installs the Debian package that has it when it is not there
 * and this user may install packages.
 *
 * @param {{ program: string, packageName: string, folders?: () => readonly string[] }} wanted `folders`:
 *   other places to look for the program
 * @returns {Promise<string>} the path of the program
 * @throws {Error} that says what to install, when it is not there and cannot be installed
 */
export async function ensureDebianProgram({ program, packageName, folders = PROGRAM_FOLDERS }) {
	const present = find(program, folders);
	if (present) return present;
	const asRoot = await wayToBecomeRoot();
	if (!find('apt-get', PROGRAM_FOLDERS) || !asRoot)
		throw new MissingProgramError(program, packageName);
	try {
		await withProgress(`Installing the Debian package ${packageName}`, () =>
			install(packageName, asRoot),
		);
	} catch (error) {
		throw new MissingProgramError(program, packageName, error);
	}
	const installed = find(program, folders);
	if (installed) return installed;
	throw new MissingProgramError(program, packageName);
}

/** A test needs a program that this machine does not have. */
class MissingProgramError extends Error {
	constructor(program, packageName, cause) {
		const reason = cause === undefined ? '' : `\n${cause.message}`;
		super(
			`This needs ${program}, which is not on this machine. Install it and run this again ` +
				`(Debian and Ubuntu: sudo apt-get install ${packageName}).${reason}`,
		);
		this.name = 'MissingProgramError';
	}
}

function find(program, folders) {
	return folders()
		.map((folder) => join(folder, program))
		.find(existsSync);
}

/** @returns {Promise<string[] | undefined>} what to put before a command; undefined when there is no way */
async function wayToBecomeRoot() {
	if (process.getuid?.() === 0) return [];
	const mayUseSudo = await runCommand('sudo', ['--non-interactive', 'true']).then(
		() => true,
		() => false,
	);
	return mayUseSudo ? ['sudo', '--non-interactive', '--preserve-env=DEBIAN_FRONTEND'] : undefined;
}

async function install(packageName, asRoot) {
	const aptGet = (...parameters) => {
		const [command, ...rest] = [...asRoot, 'apt-get', '--quiet', '--yes', ...parameters];
		const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
		return runCommand(command, rest, { env, name: `apt-get ${parameters[0]}` });
	};
	// A list of packages that is there already will do, if it still knows the package.
	const options = ['--no-install-recommends', packageName];
	await aptGet('install', ...options).catch(async () => {
		await aptGet('update');
		await aptGet('install', ...options);
	});
}
