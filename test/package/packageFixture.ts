/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- runs in Node, never shipped */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

/** Path inside the package to content. */
export type Files = Readonly<Record<string, string>>;

const NODE = 'dist/nodes/Demo/Demo.node.js';
const CREDENTIAL = 'dist/credentials/DemoApi.credentials.js';

const PACKAGE_JSON = {
	name: 'n8n-nodes-demo',
	version: '1.0.0',
	description: 'A package for tests',
	license: 'MIT',
	homepage: 'https://demo.example',
	author: { name: 'Demo', email: 'demo@demo.example' },
	repository: { type: 'git', url: 'https://github.com/demo/n8n-nodes-demo.git' },
	keywords: ['n8n-community-node-package'],
	files: ['dist'],
	n8n: { n8nNodesApiVersion: 1, strict: true, credentials: [CREDENTIAL], nodes: [NODE] },
	peerDependencies: { 'n8n-workflow': '*' },
};

/** A small package, as built, with nothing wrong. */
export const SOUND_PACKAGE: Files = {
	'package.json': JSON.stringify(PACKAGE_JSON, null, '\t'),
	'credentials/DemoApi.credentials.ts': [
		"import type { ICredentialType, INodeProperties } from 'n8n-workflow';",
		'',
		'export class DemoApi implements ICredentialType {',
		"	name = 'demoApi';",
		"	displayName = 'Demo API';",
		"	icon = { light: 'file:../icons/demo.svg', dark: 'file:../icons/demo.dark.svg' } as const;",
		"	documentationUrl = 'https://demo.example';",
		'	properties: INodeProperties[] = [];',
		"	test = { request: { baseURL: 'https://demo.example', url: '/' } };",
		'}',
		'',
	].join('\n'),
	'icons/demo.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
	'icons/demo.dark.svg': '<svg xmlns="http://www.w3.org/2000/svg" />',
	'dist/icons/demo.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
	[NODE]: [
		"const { createHash } = require('node:crypto');",
		"const text = require('./text');",
		"exports.Demo = class { description = { name: 'demo', icon: 'file:../../icons/demo.svg', text, createHash }; };",
	].join('\n'),
	'dist/nodes/Demo/Demo.node.json': JSON.stringify({ node: 'n8n-nodes-demo.demo' }),
	'dist/nodes/Demo/text.js': "module.exports = 'demo';",
	[CREDENTIAL]: "exports.DemoApi = class { icon = { light: 'file:../icons/demo.svg' }; };",
};

/** Writes a package into a new temporary folder. The caller removes it. */
export function writePackage(files: Files): string {
	const root = mkdtempSync(join(tmpdir(), 'n8n-nodes-afas-test-'));
	for (const [path, content] of Object.entries(files)) {
		const file = join(root, path);
		mkdirSync(dirname(file), { recursive: true });
		writeFileSync(file, content);
	}
	return root;
}

/** How a script ended, and everything it wrote. */
export interface Ending {
	readonly status: number | null;
	readonly output: string;
}

/** Runs one of the package's scripts on a temporary package made of the given files. */
export function runScript(script: string, files: Files): Ending {
	const root = writePackage(files);
	try {
		const path = resolve(__dirname, '../../scripts', script);
		const { status, stdout, stderr } = spawnSync(process.execPath, [path, root], {
			encoding: 'utf8',
		});
		return { status, output: stdout + stderr };
	} finally {
		rmSync(root, { recursive: true, force: true });
	}
}

/** The given files without one of them. */
export function without(files: Files, path: string): Files {
	return Object.fromEntries(Object.entries(files).filter(([name]) => name !== path));
}
