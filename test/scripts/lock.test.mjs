import assert from 'node:assert/strict';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { runCommand } from '../../scripts/system/childProcess.mjs';
import { tryLock, withLock } from '../../scripts/system/lock.mjs';

const LOCK_MODULE = new URL('../../scripts/system/lock.mjs', import.meta.url).href;
let folder;

before(async () => {
	folder = await mkdtemp(join(tmpdir(), 'n8n-nodes-afas-lock-'));
});
after(() => rm(folder, { recursive: true, force: true }));

const inAnotherProcess = (code) =>
	runCommand(process.execPath, ['--input-type=module', '-e', code]);

test('a lock that is held is not given, and is given again after release', async () => {
	const path = join(folder, 'held.lock');
	const release = await tryLock(path);
	assert.equal(await tryLock(path), undefined);
	release();
	const again = await tryLock(path);
	assert.ok(again);
	again();
});

test('processes that want the same lock work one after the other', async () => {
	const path = join(folder, 'shared.lock');
	const counter = join(folder, 'counter');
	await writeFile(counter, '0');
	const code = `
		import { readFile, writeFile } from 'node:fs/promises';
		import { setTimeout as sleep } from 'node:timers/promises';
		import { withLock } from ${JSON.stringify(LOCK_MODULE)};
		await withLock(${JSON.stringify(path)}, async () => {
			const value = Number(await readFile(${JSON.stringify(counter)}, 'utf8'));
			await sleep(100);
			await writeFile(${JSON.stringify(counter)}, String(value + 1));
		});`;
	await Promise.all(Array.from({ length: 4 }, () => inAnotherProcess(code)));
	assert.equal(await readFile(counter, 'utf8'), '4');
});

test('a lock of a process that was killed is taken over', async () => {
	const path = join(folder, 'killed.lock');
	const code = `
		import { tryLock } from ${JSON.stringify(LOCK_MODULE)};
		await tryLock(${JSON.stringify(path)});
		process.kill(process.pid, 'SIGKILL');`;
	await assert.rejects(inAnotherProcess(code), /SIGKILL/);
	assert.ok((await readdir(folder)).includes('killed.lock'));
	assert.equal(await withLock(path, async () => 'done'), 'done');
});

test('a fresh lock of another machine is honoured', async () => {
	const path = join(folder, 'elsewhere.lock');
	await writeFile(path, JSON.stringify({ id: 'x', pid: 1, host: `not-${hostname()}` }));
	assert.equal(await tryLock(path), undefined);
});

test('a lock that is just being written is honoured', async () => {
	const path = join(folder, 'half.lock');
	await writeFile(path, '');
	assert.equal(await tryLock(path), undefined);
});
