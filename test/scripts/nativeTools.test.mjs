import assert from 'node:assert/strict';
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { runCommand } from '../../scripts/system/childProcess.mjs';

const MODULE = new URL('../../scripts/n8n/nativeTools.mjs', import.meta.url).href;
const NOWHERE = 'http://127.0.0.1:9';
let folder;

before(async () => {
	folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-afas-tools-'));
});
after(() => rm(folder, { recursive: true, force: true }));

/** Asks for the way to sqlite3 on a machine that has only the given commands. */
async function way(commands, mirror = NOWHERE) {
	const path = await mkdtemp(join(folder, 'path-'));
	for (const command of commands) {
		await writeFile(join(path, command), '#!/bin/sh\nexit 0\n');
		await chmod(join(path, command), 0o755);
	}
	const code = `
		import { wayToSqlite3 } from ${JSON.stringify(MODULE)};
		console.log(await wayToSqlite3('5.1.7').catch((error) => error.message));`;
	const env = { PATH: path, npm_config_sqlite3_binary_host_mirror: mirror };
	return runCommand(process.execPath, ['--input-type=module', '-e', code], { env });
}

test('without download and compiler it says in words what is missing', async () => {
	const message = await way([]);
	assert.match(message, /no C\+\+ compiler/);
	assert.match(message, /no make, no python3/);
	assert.match(message, /apt-get install g\+\+ make python3/);
});

test('it names only what is missing', async () => {
	const message = await way(['g++', 'make']);
	assert.match(message, /there is no python3\./);
	assert.doesNotMatch(message, /no make/);
});

test('with a compiler, make and python3 it compiles', async () => {
	assert.equal((await way(['clang++', 'make', 'python3'])).trim(), 'compile');
});

test('with the download within reach nothing else is needed', async () => {
	const asked = [];
	const server = createServer((request, response) => {
		asked.push(`${request.method} ${request.url}`);
		response.end();
	}).listen(0, '127.0.0.1');
	await new Promise((resolve) => server.once('listening', resolve));
	const answer = await way([], `http://127.0.0.1:${server.address().port}`);
	server.close();
	assert.equal(answer.trim(), 'download');
	assert.match(asked[0], /^HEAD \/v5\.1\.7\/sqlite3-v5\.1\.7-napi-v6-.*\.tar\.gz$/);
});
