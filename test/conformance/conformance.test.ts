/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions -- runs in Node, never shipped */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bodyDifferences } from './bodyDifferences';
import { checkPath, keysOfPaths, readPaths } from './deletePaths';
import { checkExample, isEqual, readExamples } from './examples';
import { connectorOfSchema, keysOfTable, mergeKeys } from './schemaMetainfo';

const ROOT = join(__dirname, '../..');

const lines = {
	fields: [
		{ fieldId: 'Qu', type: 'number' },
		{ fieldId: 'Tx', type: 'string', format: 'byte' },
	],
	objects: {},
};
const schema = {
	connector: 'OrderId',
	root: 'Order',
	POST: {
		fields: [
			{ fieldId: 'OrNu', type: 'string', length: 12 },
			{ fieldId: 'Ds', type: 'string', length: 5, mandatory: true },
			{ fieldId: 'Unit', type: 'integer' },
			{ fieldId: 'Coll', type: 'boolean' },
			{ fieldId: 'Da', type: 'string', format: 'date' },
			{ fieldId: 'War', type: 'string', values: [{ id: 'H', description: 'Hoog' }] },
			{ fieldId: 'Cut', type: 'string', values: [{ id: 'H', description: 'x' }, { truncated: 9 }] },
		],
		objects: { Lines: lines },
	},
	PUT: { fields: [{ fieldId: 'OnlyPut', type: 'string' }], objects: {} },
};
const keys = keysOfTable({ Order: { '@OrNu': 3 }, Lines: ['@GuLi'] });
const connector = connectorOfSchema(schema, 'OrderId', keys);
const order = (element: unknown) => ({ Order: { Element: element } });

const resultOf = (body: unknown, path = '/connectors/OrderId') =>
	checkExample({ line: 1, method: 'POST', path, body }, (id) =>
		id === 'OrderId' ? connector : undefined,
	);
const classesOf = (body: unknown) =>
	resultOf(body).differences.map((one) => `${one.verdict}: ${one.class}`);

describe('metainfo of a schema', () => {
	it('has the fields of POST and PUT, their types, and keys from every source', () => {
		expect(connector.name).toBe('Order');
		expect(
			connector.fields.map(({ id, dataType, primaryKey }) => [id, dataType, primaryKey]),
		).toEqual([
			['OrNu', 'string', true],
			['Ds', 'string', false],
			['Unit', 'int', false],
			['Coll', 'boolean', false],
			['Da', 'date', false],
			['War', 'string', false],
			['Cut', 'string', false],
			['OnlyPut', 'string', false],
		]);
		const [inner] = connector.objects;
		expect(inner?.fields.map(({ id, controlType }) => [id, controlType])).toEqual([
			['Qu', 5],
			['Tx', 23],
			['GuLi', 5],
		]);
	});

	it('does not take a list that was cut for all allowed values', () => {
		const values = Object.fromEntries(connector.fields.map((field) => [field.id, field.values]));
		expect(values.War).toEqual([{ id: 'H', description: 'Hoog' }]);
		expect(values.Cut).toBeUndefined();
	});

	it('takes keys that the schema marks itself', () => {
		const marked = {
			root: 'R',
			POST: {
				attributes: ['@A', { fieldId: 'B' }, '@action'],
				fields: [{ fieldId: 'C', type: 'string', primaryKey: true }],
			},
		};
		const { fields } = connectorOfSchema(marked, 'R', new Map());
		expect(
			fields
				.filter(({ primaryKey }) => primaryKey)
				.map(({ id }) => id)
				.sort(),
		).toEqual(['A', 'B', 'C']);
	});
});

describe('an example', () => {
	it.each<[string, unknown, string[]]>([
		['the canonical form', { '@OrNu': '1', Fields: { Ds: 'x' } }, []],
		['a key as field', { Fields: { OrNu: '1' } }, ['attribute or field for a key']],
		['number or text', { Fields: { Unit: '007', Ds: 5 } }, ['number or text', 'number or text']],
		['yes and no', { Fields: { Coll: 'FALSE' } }, ['spelling of yes and no']],
		['a list of one', [{ Fields: { Ds: 'x' } }], ['object or list']],
		[
			'an action elsewhere',
			{ Fields: { '@action': 'insert' } },
			['spelling or place of the row action'],
		],
		['null', { Fields: { Ds: null } }, ['null, which is not sent']],
		['an empty key', { '@OrNu': '', Fields: { Ds: 'x' } }, ['empty key, and left out']],
		['another case', { Fields: { War: 'h' } }, ['code in another case']],
		[
			'nothing in it',
			{ '@OrNu': '1', Fields: {}, Objects: '' },
			Array(2).fill('nothing in it, and left out'),
		],
	])('is equal with %s', (_, element, classes) => {
		const result = resultOf(order(element));
		expect(result.differences.map((one) => one.class)).toEqual(classes);
		expect(isEqual(result)).toBe(true);
	});

	it.each<[string, unknown, string]>([
		['another root', { OrderId: { Element: { Fields: { Ds: 'x' } } } }, 'another root'],
		['Fields as a list', order({ Fields: [{ Ds: 'x' }] }), 'Fields as a list'],
		[
			'a stray member',
			order({ '#text': '>', Fields: { Ds: 'x' } }),
			"'#text' beside Fields and Objects",
		],
		[
			'a list of objects',
			order({ Objects: { Lines: [{ Element: { Fields: { Qu: 1 } } }] } }),
			'a list of objects instead of a list of elements',
		],
		[
			'a key twice',
			order({ '@OrNu': '1', Fields: { OrNu: '' } }),
			"'OrNu' twice, with different values",
		],
		[
			'a decimal comma',
			order({ Objects: { Lines: { Element: { Fields: { Qu: '4,50' } } } } }),
			'decimal comma, which AFAS does not document',
		],
		['no record', order(''), 'no record in the body'],
	])('is named as not what AFAS documents with %s', (_, body, kind) => {
		const result = resultOf(body);
		const others = result.differences.filter(({ verdict }) => verdict !== 'documented');
		expect(others.map((one) => `${one.verdict}: ${one.class}`)).toEqual([`example: ${kind}`]);
		expect(isEqual(result)).toBe(false);
	});

	it('is not equal without a connector or a schema', () => {
		expect(resultOf({}, '/OtpValidation').differences[0]?.class).toBe(
			'no request to an UpdateConnector',
		);
		expect(resultOf({}, '/connectors/Other').differences[0]?.class).toBe(
			'no schema of the connector',
		);
	});

	it('tells what strict validation refuses, and is equal all the same', () => {
		const result = resultOf(
			order({ Fields: { Ds: 'too long', Unit: 'x', Qq: ['>'], Da: '2024-01-01T00:00:' } }),
		);
		expect(result.findings.map(({ kind }) => kind)).toEqual([
			'tooLong',
			'wrongType',
			'unknownName',
			'wrongType',
		]);
		expect(isEqual(result)).toBe(true);
	});

	it('is read from lines, with their numbers', () => {
		const text =
			'{"method":"PUT","path":"/connectors/A","body":{}}\n\n{"method":"POST","path":"/b","body":[]}\n';
		expect(readExamples(text).map(({ line, method }) => [line, method])).toEqual([
			[1, 'PUT'],
			[3, 'POST'],
		]);
	});
});

describe('the comparison', () => {
	const example = order({
		'@OrNu': '0012',
		'@Action': 'insert',
		Fields: { Ds: 'x', Unit: '12345678901234567890', Coll: true, Ds_1043: 'y' },
		Objects: { Lines: { Element: [{ Fields: { Qu: '1.50' } }, { Fields: { Qu: 2 } }] } },
	});

	it.each<[string, (built: string) => string, string]>([
		['a leading zero is lost', (built) => built.replace('"0012"', '"12"'), 'another value'],
		[
			'a digit is lost',
			(built) => built.replace('12345678901234567890', '12345678901234567891'),
			'another value',
		],
		['an amount differs', (built) => built.replace('1.5', '1.05'), 'another value'],
		['yes is no', (built) => built.replace('true', 'false'), 'another value'],
		['a translation is gone', (built) => built.replace(',"Ds_1043":"y"', ''), 'lost'],
		['a field is too many', (built) => built.replace('"Ds":"x"', '"Ds":"x","Da":""'), 'added'],
		[
			'a line is gone',
			(built) => built.replace(',{"Fields":{"Qu":2}}', ''),
			'another number of elements',
		],
		[
			'lines changed places',
			(built) => built.replace('"Qu":1.5', '"Qu":0').replace('"Qu":2', '"Qu":1.5'),
			'another value',
		],
		['the action differs', (built) => built.replace('"insert"', '"delete"'), 'another row action'],
		[
			'the action is gone',
			(built) => built.replace('"@Action":"insert",', ''),
			'another row action',
		],
		[
			'a field became an attribute',
			(built) => built.replace('"Fields":{"Ds":"x",', '"@Ds":"x","Fields":{'),
			'attribute or field, and no key',
		],
		[
			'an object is gone',
			(built) => built.replace(/,"Objects":\[.*\]\}/, '}'),
			'another number of elements',
		],
	])('sees that %s', (_, spoil, kind) => {
		const built =
			'{"Order":{"Element":{"@OrNu":"0012","@Action":"insert","Fields":{"Ds":"x","Unit":"12345678901234567890","Coll":true,"Ds_1043":"y"},"Objects":[{"Lines":{"Element":[{"Fields":{"Qu":1.5}},{"Fields":{"Qu":2}}]}}]}}}';
		const unequal = (text: string) =>
			bodyDifferences(example, JSON.parse(text), connector).filter(
				({ verdict }) => verdict !== 'documented',
			);
		expect(unequal(built)).toEqual([]);
		expect(spoil(built)).not.toBe(built);
		expect(unequal(spoil(built))[0]).toMatchObject({ verdict: 'builder', class: kind });
	});

	it('agrees with the builder about that example', () => {
		expect(classesOf(example)).toEqual([
			'documented: object or list',
			'documented: number or text',
		]);
	});
});

describe('documented deletion paths', () => {
	const paths = [
		'/connectors/OrderId/Order/@OrNu/{OrNu}',
		'/connectors/OrderId/Order/@OrNu/12/Lines/@GuLi/{GuLi}',
		'/connectors/Unknown/Element/@A,B/{A},{B}',
	];

	it.each(paths)('are built: %s', (path) => {
		const all = mergeKeys(keys, keysOfPaths(paths));
		const source = (id: string) =>
			id === 'OrderId' ? connectorOfSchema(schema, id, all) : undefined;
		expect(checkPath(path, source)).toEqual({ path });
	});

	it.each([
		['/connectors/OrderId/OrderId/@OrNu/{OrNu}', 'built /connectors/OrderId/Order/'],
		['/connectors/OrderId/Order/OrNu/{OrNu}', 'built /connectors/OrderId/Order/@OrNu/'],
		['/connectors/OrderId/Order/@OrNu/{OrNu}/Nowhere/@X/{X}', 'no object Nowhere'],
		['/connectors/OrderId/Order/@OrNu', 'no path of elements, keys and values'],
	])('that are not what is built are named: %s', (path, difference) => {
		expect(checkPath(path, () => connector).difference).toContain(difference);
	});

	it('are read as texts or as objects', () => {
		expect(readPaths('["/a", {"path": "/b"}]')).toEqual(['/a', '/b']);
	});
});

describe('the command', () => {
	const folder = mkdtempSync(join(tmpdir(), 'conformance-'));
	const schemas = join(folder, 'schemas');
	mkdirSync(schemas);
	writeFileSync(join(schemas, 'OrderId.json'), JSON.stringify(schema));
	writeFileSync(join(folder, 'element-keys.json'), '{"Order":{"@OrNu":1}}');
	afterAll(() => rmSync(folder, { recursive: true }));

	const run = (content: string, ...options: string[]) => {
		const file = join(folder, 'input');
		writeFileSync(file, content);
		const command = ['--import', 'tsx', 'test/conformance/main.ts', ...options, file, schemas];
		const { status, stdout } = spawnSync(process.execPath, command, {
			cwd: ROOT,
			encoding: 'utf8',
		});
		return { status, last: stdout.trimEnd().split('\n').at(-1) };
	};
	const example = (body: unknown) =>
		JSON.stringify({ method: 'POST', path: '/connectors/OrderId', body });

	it('ends with the count and 0 when all differences are documented', () => {
		const bodies = [order({ Fields: { OrNu: 1 } }), order([{ Fields: { Ds: 'x' } }])];
		expect(run(bodies.map(example).join('\n'))).toEqual({ status: 0, last: '2 of 2 equal' });
	});

	it('ends with 1 when one is not', () => {
		const bodies = [order({ Fields: { OrNu: 1 } }), { OrderId: {} }];
		expect(run(bodies.map(example).join('\n'))).toEqual({ status: 1, last: '1 of 2 equal' });
	});

	it('does the same for deletion paths', () => {
		const good = '/connectors/OrderId/Order/@OrNu/{OrNu}';
		expect(run(JSON.stringify([good]), '--delete-paths')).toEqual({
			status: 0,
			last: '1 of 1 equal',
		});
		const bad = '/connectors/OrderId/OrderId/@OrNu/{OrNu}';
		expect(run(JSON.stringify([good, bad]), '--delete-paths')).toEqual({
			status: 1,
			last: '1 of 2 equal',
		});
	});
});
