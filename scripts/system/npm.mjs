import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { runCommand, runNode } from './childProcess.mjs';

/**
 * Runs npm to its end, under a Node of choice.
 *
 * @param {readonly string[]} parameters
 * @param {{ cwd?: string, env?: NodeJS.ProcessEnv, node?: string }} [options] `node`: the Node binary
 *   that runs npm and the install scripts; the current one when left out
 * @returns {Promise<string>} what npm wrote
 */
export function runNpm(parameters, { cwd, env = process.env, node = process.execPath } = {}) {
	const name = `npm ${parameters[0]}`;
	const path = [dirname(node), env.PATH]
		.filter(Boolean)
		.join(process.platform === 'win32' ? ';' : ':');
	const options = { cwd, env: { ...env, PATH: path }, name };
	const program = npmProgram(env);
	if (program) return runNode(node, [program, ...parameters], options);
	return runCommand('npm', parameters, options);
}

/** npm's own JavaScript file: of the npm that started this script, or the one beside Node. */
function npmProgram(env) {
	const folder = dirname(process.execPath);
	return [
		env.npm_execpath,
		join(folder, '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js'),
		join(folder, 'node_modules', 'npm', 'bin', 'npm-cli.js'),
	].find((path) => path?.endsWith('npm-cli.js') && existsSync(path));
}
