/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs in Node, never shipped */
import { readFileSync } from 'node:fs';
import type { UpdateConnector, UpdateObject } from '../../nodes/Afas/profit/metainfo/metainfo';
import { type DeleteLevel, deletePath } from '../../nodes/Afas/profit/record/deletePath';

/** Builds every documented path from its connector, elements and keys, and compares. */
export function checkDeletePaths(
	file: string,
	connectors: ReadonlyMap<string, UpdateConnector>,
): number {
	const documented = JSON.parse(readFileSync(file, 'utf8')) as Array<{ readonly path: string }>;
	const different = documented.filter(({ path }) => {
		const built = rebuild(path, connectors);
		if (built === withAttributes(path)) return false;
		process.stdout.write(`DIFFERENT ${path}: ${built}\n`);
		return true;
	});
	process.stdout.write(`${documented.length - different.length} of ${documented.length} equal\n`);
	return different.length === 0 ? 0 : 1;
}

/** Keys with and without `@` are the same to AFAS (reference §5.7). */
function withAttributes(path: string): string {
	const segments = path.split('/');
	return segments
		.map((segment, index) =>
			index >= 4 && (index - 4) % 3 === 0
				? segment
						.split(',')
						.map((key) => `@${key.replace(/^@/, '')}`)
						.join(',')
				: segment,
		)
		.join('/')
		.replaceAll('{', '%7B')
		.replaceAll('}', '%7D');
}

function rebuild(path: string, connectors: ReadonlyMap<string, UpdateConnector>): string {
	const [, , id = '', ...levels] = path.split('/');
	const connector = connectors.get(id) ?? unknownConnector(id, levels[0] ?? id);
	let object: UpdateObject | undefined;
	const built: DeleteLevel[] = [];
	for (let index = 0; index < levels.length; index += 3) {
		const name = levels[index] ?? '';
		object = index === 0 ? connector : object?.objects.find((inner) => inner.name === name);
		const keys = (levels[index + 1] ?? '').split(',').map((key) => key.replace(/^@/, ''));
		const values = (levels[index + 2] ?? '').split(',');
		built.push({
			object: object ?? { name, fields: [], objects: [] },
			keys: Object.fromEntries(keys.map((key, place) => [key, values[place]])),
		});
	}
	return deletePath(connector, built as [DeleteLevel, ...DeleteLevel[]]);
}

/** Not every documented connector has a public schema; its path names the element then. */
function unknownConnector(id: string, name: string): UpdateConnector {
	return { id, name, description: id, fields: [], objects: [] };
}
