/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- runs in Node, never shipped */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

const running = new Set<ChildProcess>();

afterEach(() => {
	for (const child of running) child.kill('SIGKILL');
	running.clear();
});

function start(...options: string[]) {
	const child = spawn(process.execPath, [
		'--import',
		'tsx',
		join(__dirname, 'main.ts'),
		...options,
	]);
	running.add(child);
	const ended = once(child, 'close').then(([code]) => code as number | null);
	const output = { text: '', errors: '' };
	child.stdout.on('data', (chunk) => (output.text += String(chunk)));
	child.stderr.on('data', (chunk) => (output.errors += String(chunk)));
	const said = async () => {
		while (!output.text.endsWith('\n') && child.exitCode === null) {
			await Promise.race([once(child.stdout, 'data'), ended]);
		}
		return output.text;
	};
	return { child, ended, output, said };
}

test.each(['SIGINT', 'SIGTERM'] as const)('says how to sign in, and ends on %s', async (signal) => {
	const { child, ended, said } = start(
		'--port',
		'0',
		'--json',
		'--rows',
		'300',
		'--setting',
		'gzip=false',
	);
	const access = JSON.parse(await said()) as { origin: string; baseUrl: string; token: string };
	const authorization = `AfasToken ${Buffer.from(access.token).toString('base64')}`;
	const url = `${access.baseUrl}/connectors/Simulator_Rows?skip=-1&take=-1`;
	const answer = await fetch(url, { headers: { authorization } });
	expect(((await answer.json()) as { rows: unknown[] }).rows).toHaveLength(300);
	const settings = (await (await fetch(`${access.origin}/_simulator/settings`)).json()) as object;
	expect(settings).toMatchObject({ gzip: false });
	child.kill(signal);
	expect(await ended).toBe(0);
	await expect(fetch(access.origin)).rejects.toThrow();
});

test('tells a person what to fill in', async () => {
	const { said } = start('--port', '0');
	const text = await said();
	expect(text).toMatch(/Base URL +http:\/\/127\.0\.0\.1:\d+\/ProfitRestServices/);
	expect(text).toMatch(/Token +<token>/);
});

test('says that a port is in use', async () => {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	const { ended, output } = start('--port', String(port));
	expect(await ended).toBe(1);
	server.close();
	expect(output.errors).toContain('already in use');
});

test.each([
	[['--prot', '1'], "Unknown option '--prot'"],
	[['--port', 'x'], '--port must be'],
	[['--setting', 'gzip'], 'name=value'],
	[['--setting', 'nothing=1'], "There is no setting 'nothing'"],
])('%j is a mistake', async (options, reason) => {
	const { ended, output } = start(...options);
	expect(await ended).toBe(1);
	expect(output.errors).toContain(reason);
	expect(output.errors).toContain('Usage: npm run simulator');
});
