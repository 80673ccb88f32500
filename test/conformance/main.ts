/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs in Node, never shipped */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { UpdateConnector } from '../../nodes/Afas/profit/metainfo/metainfo';
import { bodyOf, recordsOf, shapeRecord } from '../../nodes/Afas/profit/record/body';
import type { Element } from '../../nodes/Afas/profit/record/element';
import { checkDeletePaths } from './deletePaths';
import { type Difference, differencesOf } from './equivalence';
import { type ElementKeys, metainfoOf, type Schema } from './schemaMetainfo';

const USAGE = `Usage:
  npm run conformance -- EXAMPLES.jsonl SCHEMAS_DIR
  npm run conformance -- --delete-paths PATHS.json SCHEMAS_DIR

Holds the record builder against example bodies of AFAS: each body is turned into a plain record, and
that into a body again. Exits with 0 when every difference is a documented equivalent.
`;

/** One line of an examples file. */
interface Example {
	readonly method: string;
	/** `/connectors/{connector}[/{subObject}]` */
	readonly path: string;
	readonly example: string;
	readonly body: unknown;
}

/** What came of one example. */
interface Verdict {
	readonly example: Example;
	readonly differences: readonly Difference[];
	/** What the strict validation would say. */
	readonly findings: readonly string[];
}

function main([first, second, third]: readonly string[]): number {
	if (first === '--delete-paths' && second !== undefined && third !== undefined) {
		return checkDeletePaths(second, connectorsIn(third));
	}
	if (first === undefined || second === undefined || first.startsWith('-')) {
		process.stderr.write(USAGE);
		return 2;
	}
	const connectors = connectorsIn(second);
	const verdicts = examplesIn(first).map((example) => judge(example, connectors));
	report(verdicts);
	return verdicts.every(isEqual) ? 0 : 1;
}

function connectorsIn(folder: string): ReadonlyMap<string, UpdateConnector> {
	const keys = elementKeysBeside(folder);
	const schemas = readdirSync(folder)
		.filter((name) => name.endsWith('.json'))
		.map((name) => JSON.parse(readFileSync(path.join(folder, name), 'utf8')) as Schema);
	return new Map(schemas.map((schema) => [schema.connector, metainfoOf(schema, keys)]));
}

/** The schemas don't mark keys; the list of attribute keys beside them does. */
function elementKeysBeside(folder: string): ElementKeys {
	const file = path.join(folder, '..', 'element-keys.json');
	if (!existsSync(file)) return new Map();
	const elements = JSON.parse(readFileSync(file, 'utf8')) as Record<string, Record<string, number>>;
	return new Map(
		Object.entries(elements).map(([element, keys]) => [
			element,
			new Set(Object.keys(keys).map((key) => key.replace(/^@/, ''))),
		]),
	);
}

/** Other calls, such as those for a one-time password, have no record. */
function examplesIn(file: string): Example[] {
	return readFileSync(file, 'utf8')
		.split('\n')
		.filter((line) => line.trim() !== '')
		.map((line) => JSON.parse(line) as Example)
		.filter((example) => example.path.startsWith('/connectors/'));
}

function judge(example: Example, connectors: ReadonlyMap<string, UpdateConnector>): Verdict {
	const id = example.path.split('/')[2] ?? '';
	const connector = connectors.get(id);
	if (connector === undefined) return failed(example, `no schema for ${id}`);
	const records = recordsOf(example.body, connector);
	if ('findings' in records)
		return failed(example, records.findings.map(({ message }) => message).join('; '));
	const shaped = records.map((record) => shapeRecord(record, connector));
	const elements = shaped.map(({ element }) => element) as [Element, ...Element[]];
	return {
		example,
		differences: differencesOf(example.body, bodyOf(connector, elements)),
		findings: shaped.flatMap(({ findings }) =>
			findings.map((entry) => `${entry.path} ${entry.message}`),
		),
	};
}

function failed(example: Example, kind: string): Verdict {
	return { example, differences: [{ path: '', kind, isEquivalent: false }], findings: [] };
}

function isEqual({ differences }: Verdict): boolean {
	return differences.every(({ isEquivalent }) => isEquivalent);
}

function report(verdicts: readonly Verdict[]): void {
	const equivalents = new Map<string, number>();
	for (const { example, differences, findings } of verdicts) {
		for (const { path: place, kind, isEquivalent } of differences) {
			if (isEquivalent) equivalents.set(kind, (equivalents.get(kind) ?? 0) + 1);
			else
				print(`DIFFERENT ${example.method} ${example.path} (${example.example}) ${place}: ${kind}`);
		}
		for (const finding of findings) {
			print(`REFUSED   ${example.method} ${example.path} (${example.example}) ${finding}`);
		}
	}
	print('');
	for (const [kind, count] of equivalents) print(`equivalent, ${kind}: ${count}`);
	const refused = verdicts.filter(({ findings }) => findings.length > 0).length;
	print(
		`refused by the strict validation, by what the schemas say: ${refused} of ${verdicts.length}`,
	);
	print(`${verdicts.filter(isEqual).length} of ${verdicts.length} equal`);
}

function print(line: string): void {
	process.stdout.write(`${line}\n`);
}

process.exitCode = main(process.argv.slice(2));
