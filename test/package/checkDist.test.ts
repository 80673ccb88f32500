import { runScript, SOUND_PACKAGE, without } from './packageFixture';

const NODE = 'dist/nodes/Demo/Demo.node.js';
const TEXT = 'dist/nodes/Demo/text.js';

const check = (changes: Readonly<Record<string, string>>) =>
	runScript('checkDist.mjs', { ...SOUND_PACKAGE, ...changes });

test('a sound package passes', () => {
	expect(check({})).toEqual({ status: 0, output: expect.stringContaining('nothing foreign') });
});

test.each([
	['require', "require('lodash')"],
	['require of a Node module', "require('node:fs')"],
	['require in a comment-ridden form', "require(/* quiet */ 'lodash' // please\n)"],
	['require.resolve', "require.resolve('lodash')"],
	['module.require', "module.require('lodash')"],
	['a template literal', 'require(`lodash`)'],
	['a dynamic import', "import('lodash').then()"],
	['a static import', "import x from 'lodash';"],
	['a re-export', "export * from 'lodash';"],
])('%s of something foreign is found', (_, code) => {
	const { status, output } = check({ [TEXT]: code });
	expect(output).toMatch(/text\.js:1 loads '(lodash|node:fs)', which n8n does not provide/);
	expect(status).toBe(1);
});

test.each([
	['a computed name', "require('lod' + 'ash')"],
	['a computed dynamic import', 'import(process.env.NAME)'],
	['require under another name', "const load = require; load('lodash')"],
	['require handed on', "[require].map((load) => load('lodash'))"],
])('%s is found', (_, code) => {
	const { status, output } = check({ [TEXT]: code });
	expect(output).toContain('text.js:1 loads a module whose name is not a plain text');
	expect(status).toBe(1);
});

test('text that only looks like a require is no finding', () => {
	const code = "// require('lodash')\nmodule.exports = \"require('lodash')\";";
	expect(check({ [TEXT]: code }).status).toBe(0);
});

test.each([
	[
		'a relative path that does not exist',
		"require('./gone')",
		"loads './gone', which does not exist",
	],
	['a path outside dist', "require('../../../package.json')", 'outside dist'],
])('%s is found', (_, code, message) => {
	const { status, output } = check({ [TEXT]: code });
	expect(output).toContain(message);
	expect(status).toBe(1);
});

test.each([
	['node', NODE, `registers ${NODE}, which does not exist`],
	[
		'credential',
		'dist/credentials/DemoApi.credentials.js',
		'DemoApi.credentials.js, which does not exist',
	],
	['codex file', 'dist/nodes/Demo/Demo.node.json', 'codex file'],
	['icon', 'dist/icons/demo.svg', 'icon of dist/nodes/Demo/Demo.node.js does not exist'],
])('a missing %s is found', (_, path, message) => {
	const { status, output } = runScript('checkDist.mjs', without(SOUND_PACKAGE, path));
	expect(output).toContain(message);
	expect(status).toBe(1);
});

test('a codex file about another node is found', () => {
	const { status, output } = check({
		'dist/nodes/Demo/Demo.node.json': JSON.stringify({ node: 'n8n-nodes-demo.other' }),
	});
	expect(output).toContain('is about the node n8n-nodes-demo.other');
	expect(status).toBe(1);
});

test('a node that is not registered is found', () => {
	const { status, output } = check({ 'dist/nodes/Demo/Second.node.js': '' });
	expect(output).toContain('dist/nodes/Demo/Second.node.js is not registered');
	expect(status).toBe(1);
});

test.each(['dist/nodes/Demo/text.test.js', 'dist/test/text.js'])('a test (%s) is found', (path) => {
	const { status, output } = check({ [path]: '' });
	expect(output).toContain(`${path} is a test`);
	expect(status).toBe(1);
});

test('a package that was not built is found', () => {
	const { status, output } = runScript('checkDist.mjs', { 'package.json': '{}' });
	expect(output).toContain('dist does not exist');
	expect(status).toBe(1);
});
