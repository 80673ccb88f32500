/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, never shipped */
import { existsSync, readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import { Page, ROOT } from './pages';

const page = new Page('docs/architecture.md');

it('names files and folders that exist', () => {
	const paths = page.code.filter((code) => /^(nodes|credentials|test|scripts)\b/.test(code));
	expect(paths.length).toBeGreaterThan(25);
	expect(paths.filter((path) => !existsSync(resolve(ROOT, path)))).toEqual([]);
});

it('names every room of profit', () => {
	const rooms = readdirSync(resolve(ROOT, 'nodes/Afas/profit'), { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.map(({ name }) => name);
	const rows = page.text.split('\n').filter((line) => line.startsWith('| `'));
	const named = rows.flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`(\w+)`/g)]);
	expect(named.map(([, name]) => name)).toEqual(expect.arrayContaining(rooms));
});
