/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs in Node, never shipped */
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { checkPath, keysOfPaths, readPaths } from './deletePaths';
import { checkExample, type ConnectorSource, readExamples } from './examples';
import { exampleReport, pathReport } from './report';
import { connectorOfSchema, type ElementKeys, keysOfTable, mergeKeys } from './schemaMetainfo';

const USAGE = `Usage: npm run conformance -- EXAMPLES.jsonl SCHEMAS_DIR
       npm run conformance -- --delete-paths PATHS.json SCHEMAS_DIR

Turns every published request body into a plain record, builds a body of it again, and compares;
or builds every published path of a deletion from connector, element and keys.

EXAMPLES.jsonl   one { "method", "path", "body" } a line
PATHS.json       a list of { "path" }
SCHEMAS_DIR      one {connector}.json each. Keys come from the schemas themselves, and from
                 element-keys.json and delete-paths.json beside the folder when they are there.

Exits with 0 when all differences are forms that AFAS documents as the same, else with 1.
`;

function main(): number {
	const { values, positionals } = parseArgs({
		allowPositionals: true,
		options: { 'delete-paths': { type: 'boolean', default: false }, help: { type: 'boolean' } },
	});
	const [file, folder] = positionals;
	if (file === undefined || folder === undefined || values.help === true) {
		process.stdout.write(USAGE);
		return values.help === true ? 0 : 2;
	}
	const text = readFileSync(file, 'utf8');
	const report = values['delete-paths']
		? reportOfPaths(text, folder)
		: reportOfExamples(text, folder);
	process.stdout.write(`${report.lines.join('\n')}\n`);
	return report.allEqual ? 0 : 1;
}

function reportOfExamples(text: string, folder: string): ReturnType<typeof exampleReport> {
	const connectors = connectorsIn(folder, keysBeside(folder));
	return exampleReport(readExamples(text).map((example) => checkExample(example, connectors)));
}

function reportOfPaths(text: string, folder: string): ReturnType<typeof pathReport> {
	const paths = readPaths(text);
	const connectors = connectorsIn(folder, mergeKeys(keysBeside(folder), keysOfPaths(paths)));
	return pathReport(paths.map((path) => checkPath(path, connectors)));
}

/** Metainfo that is made once for each connector. */
function connectorsIn(folder: string, keys: ElementKeys): ConnectorSource {
	const made = new Map<string, ReturnType<ConnectorSource>>();
	return (id) => {
		const schema = made.has(id) ? undefined : readJson(join(folder, `${id}.json`));
		if (schema !== undefined) made.set(id, connectorOfSchema(schema, id, keys));
		return made.get(id);
	};
}

function keysBeside(folder: string): ElementKeys {
	const beside = resolve(folder, '..');
	const paths = join(beside, 'delete-paths.json');
	return mergeKeys(
		keysOfTable(readJson(join(beside, 'element-keys.json'))),
		existsSync(paths) ? keysOfPaths(readPaths(readFileSync(paths, 'utf8'))) : new Map(),
	);
}

function readJson(path: string): unknown {
	return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as unknown) : undefined;
}

process.exitCode = main();
