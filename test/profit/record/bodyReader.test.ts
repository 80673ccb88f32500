import { parseUpdateConnector } from '../../../nodes/Afas/profit/metainfo/metainfo';
import { bodyOf, checkBody, shapeRecord } from '../../../nodes/Afas/profit/record/body';
import { readBody } from '../../../nodes/Afas/profit/record/bodyReader';

const field = (fieldId: string, dataType: string, more: object = {}) => ({
	fieldId,
	dataType,
	label: fieldId,
	...more,
});

const connector = parseUpdateConnector(
	{
		name: 'Root',
		fields: [
			field('Id', 'string', { primaryKey: true }),
			field('Ds', 'string', { label: 'Naam', length: 5 }),
			field('Nr', 'int'),
			field('Am', 'decimal'),
			field('Yn', 'boolean'),
			field('Da', 'date'),
			field('Gu', 'string', { length: 38 }),
			field('Co', 'string', { values: [{ id: 'H', description: 'Hoog' }] }),
			field('Bl', 'blob'),
		],
		objects: [
			{
				name: 'Line',
				fields: [field('Li', 'string', { primaryKey: true }), field('Qu', 'decimal')],
				objects: [{ name: 'Batch', fields: [field('Nr', 'int', { mandatory: true })] }],
			},
			{ name: 'Note', fields: [field('Tx', 'string', { mandatory: true })] },
		],
	},
	'Connector',
);

const element = (value: unknown) => ({ Root: { Element: value } });
const line = (value: unknown) => ({ Line: { Element: value } });
const findingsOf = (body: unknown) =>
	checkBody(body, connector).findings.map(({ kind, path, message }) => [kind, path, message]);

describe('a body', () => {
	it.each<[string, unknown, unknown]>([
		['a key as attribute', { '@Id': '1' }, { Id: '1' }],
		['a key as field', { Fields: { Id: '1' } }, { Id: '1' }],
		['a key as both', { '@Id': '1', Fields: { Id: 1 } }, { Id: '1' }],
		['a key as both, once empty', { '@Id': '', Fields: { Id: '1' } }, { Id: '1' }],
		['an attribute that is no key', { '@Nr': 1 }, { '@Nr': 1 }],
		['@action', { '@action': 'Insert' }, { '@Action': 'Insert' }],
		['@Action in Fields', { Fields: { '@Action': 'delete' } }, { '@Action': 'delete' }],
		['Action without @', { Action: 'update' }, { '@Action': 'update' }],
		['Action without @ in Fields', { Fields: { Action: 'update' } }, { '@Action': 'update' }],
		['objects as object', { Objects: line({ Fields: { Qu: 1 } }) }, { Line: { Qu: 1 } }],
		['objects as list', { Objects: [line({ Fields: { Qu: 1 } })] }, { Line: { Qu: 1 } }],
		['a list of one', { Objects: [line([{ Fields: { Qu: 1 } }])] }, { Line: [{ Qu: 1 }] }],
		[
			'a repeated object',
			{ Objects: [line({ '@Li': 'a' }), line([{ '@Li': 'b' }, { '@Li': 'c' }])] },
			{ Line: [{ Li: 'a' }, { Li: 'b' }, { Li: 'c' }] },
		],
		['empty parts', { Fields: null, Objects: '' }, {}],
		['an empty object', { Objects: [{ Line: null }, { Note: { Element: {} } }] }, { Note: {} }],
		['an unknown object', { Objects: { Odd: { Element: { '@X': 1 } } } }, { Odd: { '@X': 1 } }],
		[
			'a name like __proto__',
			{ Fields: JSON.parse('{"__proto__":1}') },
			JSON.parse('{"__proto__":1}'),
		],
	])('is read with %s', (_, content, record) => {
		const { records, findings } = readBody(element(content), connector);
		expect(records).toEqual([record]);
		expect(Object.keys(records[0] ?? {})).toEqual(Object.keys(record as object));
		expect(findings).toEqual([]);
	});

	it('has one record an element', () => {
		const { records } = readBody(element([{ '@Id': '1' }, { '@Id': '2' }]), connector);
		expect(records).toEqual([{ Id: '1' }, { Id: '2' }]);
	});

	it('comes back from its records to the letter', () => {
		const record = {
			Id: '1',
			'@Action': 'update',
			'@Nr': 3,
			Ds: 'a',
			Ds_1043: 'b',
			Odd: [{ '@Key': 1, Deep: { A: 2 } }, { B: 'x' }],
			Unknown: ['a', 'b'],
			'@Strange': 5,
			Line: [
				{ Li: '1', Batch: [{ Nr: 1 }, { Nr: 2 }] },
				{ Li: '2', Batch: { Nr: 3 } },
			],
			Note: {},
		};
		const { element: first } = shapeRecord(record, connector);
		const body = bodyOf(connector, [first]);
		const { records, findings } = readBody(body, connector);
		expect(findings).toEqual([]);
		expect(records).toEqual([record]);
		expect(bodyOf(connector, [shapeRecord(records[0] ?? {}, connector).element])).toEqual(body);
	});

	it.each<[string, unknown, string, string]>([
		['no object', [], '', 'The body is not a JSON object'],
		['nothing', {}, '', "The body has no root, and the root of this connector is 'Root'"],
		[
			'another root',
			{ Connector: { Element: {} } },
			'',
			"The body has 'Connector' as root, and the root of this connector is 'Root'",
		],
		['no Element', { Root: {} }, '', "The body has no 'Element' with a record in it under 'Root'"],
		[
			'parts beside Element',
			{ Root: { Element: {}, Fields: {} } },
			'',
			"holds 'Fields' beside 'Element'",
		],
		['a field beside Fields', element({ Ds: 'x' }), 'Ds', "stands beside 'Fields'"],
		['Fields as a list', element({ Fields: [{ Ds: 'x' }] }), '', "has a list as 'Fields'"],
		['Fields as text', element({ Fields: 'x' }), '', "has 'Fields' that are not an object"],
		['Objects as text', element({ Objects: 'x' }), '', "has 'Objects' that are no list or object"],
		[
			'an object as text',
			element({ Objects: { Line: 'x' } }),
			'Line',
			"is not an object with an 'Element'",
		],
		[
			'a list of objects',
			element({ Objects: { Line: [{ Element: {} }] } }),
			'Line',
			"is a list; AFAS takes one object with a list in its 'Element'",
		],
		['an element as text', element({ Objects: line(['x']) }), 'Line[0]', 'is not an element'],
		[
			'a number as Element',
			element({ Objects: line(5) }),
			'Line',
			'has an Element that is neither an object nor a list',
		],
	])('is reported with %s', (build, body, path, message) => {
		const isNothing = ['no object', 'nothing', 'no Element'].includes(build);
		const kind = isNothing ? 'nothing' : 'nesting';
		expect(findingsOf(body)).toContainEqual([kind, path, message]);
	});

	it('is read on after what is wrong with its build', () => {
		const body = { Wrong: { Element: { Fields: [{ Ds: 'too long', Qq: 1 }] } } };
		expect(findingsOf(body).map(([kind, path]) => [kind, path])).toEqual([
			['nesting', ''],
			['nesting', ''],
			['tooLong', 'Ds'],
			['unknownName', 'Qq'],
		]);
	});

	it('says which of several records is meant', () => {
		const lines = line([{ Fields: { Qu: 1 } }, { Fields: { Qu: 'x' } }]);
		const body = element([{ Fields: { Ds: 'x' } }, { Objects: lines }]);
		expect(findingsOf(body)).toEqual([
			['wrongType', '[1].Line[1].Qu', "is a number, and 'x' is not"],
		]);
	});

	it('may not have a key twice with different values', () => {
		expect(findingsOf(element({ '@Id': '1', Fields: { Id: '2' } }))).toEqual([
			['brokenKey', 'Id', 'is given more than once, with different values'],
		]);
	});

	it('takes every documented form of a value', () => {
		const forms = {
			Nr: ['12', 12, '-0012'],
			Am: [261.72, '261.72', '0'],
			Yn: [true, 'true', 'TRUE', '1', 1, 'False', 0],
			Da: ['2024-01-31', '2024-01-31T10:00:00', '10:00:00'],
			Gu: ['{9810D946-CA38-49DB-9ADA-000000000001}'],
			Co: ['H', 'h', '*****'],
			Ds: ['x', 5, '', null],
			Bl: ['two\nlines'],
		};
		for (const [name, values] of Object.entries(forms)) {
			for (const value of values) {
				expect([name, value, findingsOf(element({ Fields: { [name]: value } }))]).toEqual([
					name,
					value,
					[],
				]);
			}
		}
	});

	it.each([
		['Am', '45,00', '45'],
		['Nr', '+7', '7'],
		['Yn', 'ja', 'true'],
		['Da', '31-1-2026', '2026-01-31'],
		['Da', '2026-01-31T12:00:00Z', '2026-01-31T13:00:00'],
		['Gu', '9810D946-CA38-49DB-9ADA-000000000001', '{9810D946-CA38-49DB-9ADA-000000000001}'],
		['Co', 'Hoog', 'H'],
	])('is sent as it is, so %s may not be %j', (name, value, wire) => {
		const findings = findingsOf(element({ Fields: { [name]: value } }));
		if (value === '+7') return expect(findings).toEqual([]);
		expect(findings).toEqual([
			[
				'wrongType',
				name,
				`holds '${value}', and AFAS reads it as '${wire}' only: a body is sent as it is`,
			],
		]);
	});

	it('is sent as it is, so names must be codes, and there are no file markers', () => {
		const fields = { Naam: 'x', 'Line/Qu': 1, Bl: { $binary: 'data' } };
		expect(findingsOf(element({ Fields: fields })).map(([kind, path]) => [kind, path])).toEqual([
			['unknownName', 'Naam'],
			['unknownName', 'Line/Qu'],
			['wrongType', 'Bl'],
		]);
	});

	it('lacks mandatory fields only where it inserts, and only as advice', () => {
		const body = element({
			'@Id': '1',
			Objects: [line({ Objects: { Batch: { Element: {} } } }), { Note: { Element: {} } }],
		});
		const missing = (purpose: object) =>
			checkBody(body, connector, purpose).missing.map(({ path }) => path);
		expect(missing({ inserts: true })).toEqual(['Line.Batch.Nr', 'Note.Tx']);
		expect(missing({ inserts: true, subObject: 'Note' })).toEqual(['Note.Tx']);
		expect(missing({})).toEqual([]);
	});
});
