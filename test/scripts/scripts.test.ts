/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- runs in Node, never shipped */
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

// The scripts are ES modules that run without a build; Node's own test runner takes them as they are.
const files = readdirSync(__dirname).filter((file) => file.endsWith('.test.mjs'));

test.each(files)('%s', (file) => {
	const { status, stdout } = spawnSync(process.execPath, ['--test', join(__dirname, file)], {
		encoding: 'utf8',
		env: { ...process.env, NODE_OPTIONS: '' },
	});
	expect({ status, output: status === 0 ? '' : stdout }).toEqual({ status: 0, output: '' });
});

test('there are tests', () => expect(files.length).toBeGreaterThan(0));
