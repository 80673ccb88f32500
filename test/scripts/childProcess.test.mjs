import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { ChildProcess, runCommand } from '../../scripts/system/childProcess.mjs';
import { freePort, startOnFreePort } from '../../scripts/system/port.mjs';

const MODULE = new URL('../../scripts/system/childProcess.mjs', import.meta.url).href;

/** A program that starts a child of its own, says the child's process id, and stays. */
const PARENT = `
	const { spawn } = require('node:child_process');
	const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
	console.log(child.pid);
	setInterval(() => {}, 1000);`;

const isAlive = (pid) => {
	try {
		process.kill(pid, 0);
		return true;
	} catch {
		return false;
	}
};

async function until(condition) {
	for (let tries = 0; tries < 200; tries++) {
		if (condition()) return;
		await sleep(50);
	}
	assert.fail('It did not happen within ten seconds.');
}

test('stopping a process ends the processes it started', async () => {
	const child = new ChildProcess(process.execPath, ['-e', PARENT]);
	await until(() => child.output.includes('\n'));
	const grandchild = Number(child.output);
	assert.ok(isAlive(grandchild));
	await child.stop();
	await until(() => !isAlive(grandchild));
});

test('a service ends when the script that started it is killed', async () => {
	const script = `
		import { startNodeService } from ${JSON.stringify(MODULE)};
		const service = startNodeService(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
		console.log(service.pid);`;
	const child = new ChildProcess(process.execPath, ['--input-type=module', '-e', script]);
	await until(() => child.output.includes('\n'));
	const service = Number(child.output);
	await sleep(300);
	assert.ok(isAlive(service));
	process.kill(child.pid, 'SIGKILL');
	await until(() => !isAlive(service));
});

test('a command that fails says how it ended and what it wrote', async () => {
	const failing = runCommand(
		process.execPath,
		['-e', "console.error('no disk'); process.exit(3)"],
		{
			name: 'The installer',
		},
	);
	await assert.rejects(failing, /The installer ended with exit code 3\..*\nno disk/);
});

test('of a long text the first and the last lines are shown', async () => {
	const code =
		'for (let i = 1; i <= 500; i++) console.log("line " + i + "."); process.exitCode = 1';
	await assert.rejects(runCommand(process.execPath, ['-e', code]), ({ message }) => {
		assert.match(message, /line 1\.[^]*…[^]*line 500\.$/);
		assert.doesNotMatch(message, /line 250\./);
		return true;
	});
});

test('a command that does not exist says so', async () => {
	await assert.rejects(runCommand('no-such-command', []), /no-such-command could not be started/);
});

test('a port that is taken is not given', async () => {
	const server = createServer().listen(0, '127.0.0.1');
	await new Promise((resolve) => server.once('listening', resolve));
	const { port } = server.address();
	assert.notEqual(await freePort(port), port);
	server.close();
});

test('a server that loses its port is started on another one', async () => {
	const ports = [];
	const preferred = await freePort();
	const result = await startOnFreePort(preferred, async (port) => {
		ports.push(port);
		if (ports.length === 1) throw new Error('listen EADDRINUSE: address already in use');
		return 'started';
	});
	assert.equal(result, 'started');
	assert.equal(ports[0], preferred);
	assert.equal(ports.length, 2);
});
