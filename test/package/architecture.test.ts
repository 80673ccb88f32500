/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, never shipped */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { Page, ROOT } from './pages';

const page = new Page('docs/architecture.md');
const NODES = resolve(ROOT, 'nodes/Afas');

it('names files and folders that exist', () => {
	const paths = page.code.filter((code) => /^(nodes|credentials|test|scripts)\b/.test(code));
	expect(paths.length).toBeGreaterThan(25);
	expect(paths.filter((path) => !existsSync(resolve(ROOT, path)))).toEqual([]);
});

it('names every room of profit', () => {
	const rooms = readdirSync(resolve(NODES, 'profit'), { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.map(({ name }) => name);
	const rows = page.text.split('\n').filter((line) => line.startsWith('| `'));
	const named = rows.flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`(\w+)`/g)]);
	expect(named.map(([, name]) => name)).toEqual(expect.arrayContaining(rooms));
});

/** What a source file imports, types as well: paths of files from the folder of the nodes, and packages. */
const imports = new Map<string, string[]>(
	(readdirSync(NODES, { recursive: true }) as string[])
		.filter((file) => file.endsWith('.ts'))
		.map((file) => [file, importsOf(file)]),
);

function importsOf(file: string): string[] {
	const text = readFileSync(join(NODES, file), 'utf8');
	return [...text.matchAll(/^(?:import|export)\b[^;]*? from '([^']+)';$/gm)].map(
		([, name = '']) => {
			if (!name.startsWith('.')) return name;
			const path = resolve(NODES, dirname(file), name);
			return relative(NODES, existsSync(`${path}.ts`) ? `${path}.ts` : join(path, 'index.ts'));
		},
	);
}

const roomOf = (file: string) => (file.includes('/') ? (file.split('/')[0] ?? '') : 'nodes');

/** The arrow that an import draws; none within a room. */
function roomsBetween(from: string, to: string): string[] {
	return imports.has(to) && roomOf(from) !== roomOf(to)
		? [`${roomOf(from)} --> ${roomOf(to)}`]
		: [];
}

it('draws the arrows between rooms as they are', () => {
	const actual = new Set(
		[...imports].flatMap(([from, list]) => list.flatMap((to) => roomsBetween(from, to))),
	);
	const drawn = new Set(
		page.text
			.split('\n')
			.filter((line) => / --> /.test(line))
			.flatMap((line) => {
				const [from = '', to = ''] = line.trim().split(' --> ');
				return from
					.split(' & ')
					.flatMap((one) => to.split(' & ').map((other) => `${one} --> ${other}`));
			}),
	);
	expect([...actual].sort()).toEqual([...drawn].sort());
});

it('has a profit that knows nothing but itself', () => {
	const outside = [...imports]
		.filter(([file]) => roomOf(file) === 'profit')
		.flatMap(([, list]) => list)
		.filter((one) => !one.startsWith('profit/'));
	expect(new Set(outside)).toEqual(new Set(['node:crypto']));
});

it('has no circle of files', () => {
	const state = new Map<string, 'open' | 'done'>();
	const circles: string[] = [];
	const visit = (file: string, path: readonly string[]): void => {
		if (state.get(file) === 'done') return;
		if (state.get(file) === 'open') {
			circles.push([...path.slice(path.indexOf(file)), file].join(' > '));
			return;
		}
		state.set(file, 'open');
		for (const next of imports.get(file) ?? []) if (imports.has(next)) visit(next, [...path, file]);
		state.set(file, 'done');
	};
	for (const file of imports.keys()) visit(file, []);
	expect(circles).toEqual([]);
});
