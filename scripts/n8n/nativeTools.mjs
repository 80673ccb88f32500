import { runCommand } from '../system/childProcess.mjs';

const DOWNLOAD_TIMEOUT = 15_000;

/** What node-gyp needs to compile, each with the ways to ask whether it is there. */
const COMPILER_PARTS = [
	{ name: 'C++ compiler (g++ or clang++)', commands: [process.env.CXX, 'g++', 'c++', 'clang++'] },
	{ name: 'make', commands: ['make', 'gmake'] },
	{ name: 'python3', commands: [process.env.PYTHON, 'python3', 'python'] },
];

/**
 * Finds out how sqlite3, the only part of n8n that may have to be compiled, can be had here.
 *
 * @param {string} version of sqlite3
 * @returns {Promise<'download' | 'compile'>}
 * @throws {Error} that names what is missing, when neither is possible
 */
export async function wayToSqlite3(version) {
	if (await isDownloadable(version)) return 'download';
	const missing = await missingCompilerParts();
	if (missing.length === 0) return 'compile';
	throw new Error(
		[
			`n8n keeps its data with sqlite3 ${version}, and that cannot be had on this machine:`,
			`- its download, ${downloadAddress(version)}, cannot be reached;`,
			`- it cannot be compiled, because there is no ${missing.join(', no ')}.`,
			'Allow the download, or install what is missing (Debian and Ubuntu: sudo apt-get install g++ make python3; macOS: xcode-select --install).',
		].join('\n'),
	);
}

/**
 * The parts of a C++ tool chain that this machine lacks, as people call them.
 *
 * @returns {Promise<string[]>}
 */
export async function missingCompilerParts() {
	// On Windows the compiler is Visual Studio's, which only node-gyp itself can find.
	if (process.platform === 'win32') return [];
	const present = await Promise.all(COMPILER_PARTS.map(({ commands }) => anyRuns(commands)));
	return COMPILER_PARTS.filter((_, index) => !present[index]).map(({ name }) => name);
}

async function anyRuns(commands) {
	for (const command of commands.filter(Boolean)) {
		const works = await runCommand(command, ['--version']).then(
			() => true,
			() => false,
		);
		if (works) return true;
	}
	return false;
}

async function isDownloadable(version) {
	try {
		const answer = await fetch(downloadAddress(version), {
			method: 'HEAD',
			signal: AbortSignal.timeout(DOWNLOAD_TIMEOUT),
		});
		return answer.ok;
	} catch {
		return false;
	}
}

/** Where the install script of sqlite3 (prebuild-install) looks for a compiled one. */
function downloadAddress(version) {
	const mirror = process.env.npm_config_sqlite3_binary_host_mirror;
	const base = mirror ?? 'https://github.com/TryGhost/node-sqlite3/releases/download';
	const file = `sqlite3-v${version}-napi-v6-${process.platform}-${process.arch}.tar.gz`;
	return `${base.replace(/\/$/, '')}/v${version}/${file}`;
}
