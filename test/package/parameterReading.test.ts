/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs in Node, never shipped */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';

const NODES = resolve(__dirname, '../../nodes');

/** The only file that asks n8n for the value of a parameter of a node that runs. */
const SOURCE = 'Afas/parameters/parameterSource.ts';

/** What n8n offers to read parameters with, beside its descriptions of them. */
const READING =
	/\.getNodeParameter\b|\.getCurrentNodeParameters?\b|\bgetNode\(\)\.parameters\b|\bparameters\b[^;{}]*\}\s*= context\.getNode\(\)/;

const sources = readdirSync(NODES, { recursive: true, encoding: 'utf8' })
	.filter((path) => path.endsWith('.ts'))
	.map((path) => relative(NODES, join(NODES, path)));

const readsParameters = (path: string) => READING.test(readFileSync(join(NODES, path), 'utf8'));

describe('parameters', () => {
	it('are read in one place by whatever runs', () => {
		const readers = sources.filter(readsParameters);
		expect(readers).toContain(SOURCE);
		// Lists and forms of the editor see a node that is being filled in.
		expect(readers.filter((path) => path !== SOURCE && !path.startsWith('Afas/methods/'))).toEqual(
			[],
		);
	});

	it('are never read past n8n by the lists of the editor either', () => {
		const methods = sources.filter((path) => path.startsWith('Afas/methods/'));
		expect(methods.length).toBeGreaterThan(3);
		for (const path of methods) {
			expect(readFileSync(join(NODES, path), 'utf8')).not.toMatch(/\bgetNodeParameter\b/);
		}
	});
});
