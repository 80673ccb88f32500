import { parseUpdateConnector } from '../../../nodes/Afas/profit/metainfo/metainfo';
import { fileNameField } from '../../../nodes/Afas/profit/record/attachedFile';
import { shapeRecord } from '../../../nodes/Afas/profit/record/body';
import { RecordError } from '../../../nodes/Afas/profit/record/recordFinding';
import { judgeFindings } from '../../../nodes/Afas/profit/record/validation';

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
			field('Ds', 'string', { label: 'Naam' }),
			field('Ref', 'string', { label: 'Order/referentie' }),
			field('Nr', 'int'),
			field('Am', 'decimal'),
			field('Li', 'int', {
				values: [
					{ id: '1', description: 'Werksoort' },
					{ id: '2', description: 'Artikel' },
					{ id: 'a', description: 'Gelijk' },
					{ id: 'A', description: 'gelijk' },
				],
			}),
			field('Da', 'date'),
			field('Yn', 'boolean', { values: [{ id: '1', description: 'Aan' }] }),
			field('FileStream', 'blob'),
			field('SbPa', 'string'),
			field('SignatureFileStream2', 'blob'),
			field('SignatureFileName2', 'string'),
			field('FiAtDa', 'blob'),
			field('FiAtNa', 'string'),
			field('PDF', 'blob', { length: 2 }),
			field('Req', 'string', { mandatory: true }),
		],
		objects: [
			{
				name: 'Person',
				fields: [field('Nm', 'string'), field('Action', 'string')],
				objects: [{ name: 'Address', fields: [field('Street', 'string')], objects: [] }],
			},
		],
	},
	'Connector',
);

const file = { fileName: 'a.pdf', content: 'QQ==' };
const shape = (record: Record<string, unknown>) => shapeRecord(record, connector, () => file);
const kindsOf = (record: Record<string, unknown>) =>
	shape(record).findings.map(({ kind, path }) => [kind, path]);

describe('an element', () => {
	it('keeps an attribute that was asked for, also when metainfo has it as a field', () => {
		expect(shape({ '@Id': '1', '@Nr': '3' }).element).toEqual({ '@Id': '1', '@Nr': 3 });
		expect(kindsOf({ '@Nope': 1 })).toEqual([['unknownName', '@Nope']]);
		expect(shape({ '@Nope': 1 }).element).toEqual({ '@Nope': 1 });
	});

	it.each(['@Action', '@action', 'Action', 'action'])('takes the row action from %s', (name) => {
		expect(shape({ [name]: ' Insert ' }).element).toEqual({ '@Action': 'insert' });
	});

	it.each([null, '', undefined])('has no row action for %p', (action) => {
		expect(shape({ '@Action': action, Id: '1' })).toMatchObject({
			element: { '@Id': '1' },
			findings: [],
		});
		expect(shape({ '@Action': action }).element).toEqual({});
	});

	it('takes a field of the name Action for what it is', () => {
		expect(shape({ Person: { Action: 'x', '@Action': 'delete' } }).element.Objects).toEqual([
			{ Person: { Element: { '@Action': 'delete', Fields: { Action: 'x' } } } },
		]);
	});

	it.each(['Ds_1043', 'Ds_1045', 'Ds_66575'])('takes a translation in any language: %s', (name) => {
		expect(shape({ [name]: 'x' })).toMatchObject({
			element: { Fields: { [name]: 'x' } },
			findings: [],
		});
	});

	it.each(['Ds_104', 'Ds_104355', 'Xx_1043', 'Ds_nl', 'Ds1043'])('takes no %s for one', (name) => {
		expect(kindsOf({ [name]: 'x' })).toEqual([['unknownName', name]]);
	});

	it('refuses one field under two names with different values', () => {
		expect(kindsOf({ Ds: 'a', Naam: 'b' })).toEqual([['givenTwice', 'Ds']]);
		expect(kindsOf({ Ds: 'a', Naam: 'a' })).toEqual([]);
		expect(kindsOf({ '@Action': 'insert', action: 'update', Ds: 'a' })).toEqual([
			['givenTwice', '@Action'],
		]);
	});

	it('loses no name and no value that it does not know', () => {
		const record = JSON.parse(
			'{"__proto__":"x","constructor":1,"#text":[">",">"],"None":null,"List":[],"Lines":[{"a":1},{"a":2}],"Mixed":[{"a":1},2]}',
		) as Record<string, unknown>;
		const { element, findings, notSent } = shape(record);
		expect(findings).toHaveLength(7);
		expect(notSent).toEqual(['None']);
		expect(JSON.parse(JSON.stringify(element))).toEqual({
			Fields: JSON.parse(
				'{"__proto__":"x","constructor":1,"#text":[">",">"],"List":[],"Mixed":[{"a":1},2]}',
			),
			Objects: [{ Lines: { Element: [{ Fields: { a: 1 } }, { Fields: { a: 2 } }] } }],
		});
		expect(Object.keys(element.Fields ?? {})).toContain('__proto__');
	});

	it('sends an object that is none as it was given, and says so', () => {
		expect(kindsOf({ Person: '' })).toEqual([['nesting', 'Person']]);
		expect(shape({ Person: 'x' }).element).toEqual({ Fields: { Person: 'x' } });
		expect(kindsOf({ Person: [{ Nm: 'a' }, 'x', 5] })).toEqual([
			['nesting', 'Person[1]'],
			['nesting', 'Person[2]'],
		]);
	});

	it('has an object for a list of one, and a list for more', () => {
		const one = { Element: { Fields: { Nm: 'a' } } };
		expect(shape({ Person: [{ Nm: 'a' }] }).element.Objects).toEqual([{ Person: one }]);
		expect(shape({ Person: [{ Nm: 'a' }, {}] }).element.Objects).toEqual([
			{ Person: { Element: [{ Fields: { Nm: 'a' } }, {}] } },
		]);
	});

	it('has no object for none, and an empty one for an empty record', () => {
		expect(shape({ Person: null }).element).toEqual({});
		expect(shape({ Person: [] }).element).toEqual({});
		expect(shape({ Person: {} }).element).toEqual({ Objects: [{ Person: { Element: {} } }] });
	});
});

describe('flat names', () => {
	const personOf = (record: Record<string, unknown>) => shape(record).element.Objects?.[0]?.Person;

	it.each<[string, Record<string, unknown>]>([
		['an object', { Person: { Nm: 'a' }, 'Person/Address/Street': 'b' }],
		['an object that comes later', { 'Person/Address/Street': 'b', Person: { Nm: 'a' } }],
		['a list of one', { Person: [{ Nm: 'a' }], 'Person/Address/Street': 'b' }],
		['each other', { 'Person/Nm': 'a', 'Person/Address/Street': 'b' }],
		['none', { Person: null, 'Person/Nm': 'a', 'Person/Address': { Street: 'b' } }],
	])('are joined with %s', (_, record) => {
		expect(shape(record).findings).toEqual([]);
		expect(personOf(record)).toEqual({
			Element: {
				Fields: { Nm: 'a' },
				Objects: [{ Address: { Element: { Fields: { Street: 'b' } } } }],
			},
		});
	});

	it('are not sent when undefined, and make no empty object', () => {
		expect(shape({ 'Person/Nm': undefined }).element).toEqual({});
	});

	it('are no part of several records, of a text, or of what is there already', () => {
		expect(kindsOf({ Person: [{}, {}], 'Person/Nm': 'a' })).toEqual([['nesting', 'Person/Nm']]);
		expect(kindsOf({ Person: { Nm: 'b' }, 'Person/Nm': 'a' })).toEqual([['nesting', 'Person/Nm']]);
		expect(kindsOf({ Person: 'x', 'Person/Nm': 'a' })).toEqual([
			['nesting', 'Person/Nm'],
			['nesting', 'Person'],
		]);
	});

	it('leave a slash in a label alone', () => {
		expect(shape({ 'order/referentie': 'x' }).element).toEqual({ Fields: { Ref: 'x' } });
		expect(kindsOf({ 'Persn/Nm': 'x' })).toEqual([['unknownName', 'Persn/Nm']]);
	});
});

describe('values', () => {
	it.each<[string, unknown, unknown]>([
		['Am', 1e-7, 1e-7],
		['Am', '1.234', 1.234],
		['Am', '12345678901234567,89', '12345678901234567.89'],
		['Am', '*****', '*****'],
		['Nr', 1e21, '1000000000000000000000'],
		['Ds', 1e21, '1000000000000000000000'],
		['Ds', 0.0000001, '0.0000001'],
		['Li', 'artikel', 2],
		['Li', 2, 2],
		['Li', '*****', '*****'],
		['Yn', true, true],
		['Da', '9:30', '09:30:00'],
		['Da', '23:59:59', '23:59:59'],
		['FileStream', Buffer.from('A'), 'QQ=='],
		[
			'PDF',
			'longer than its length, which has no meaning here',
			'longer than its length, which has no meaning here',
		],
	])('%s: %j becomes %j', (name, value, wire) => {
		const { element, findings } = shape({ [name]: value });
		expect(findings).toEqual([]);
		expect(element.Fields?.[name]).toBe(wire);
	});

	it.each<[string, unknown, string]>([
		['Am', '1.', 'wrongType'],
		['Am', '1,234.56', 'wrongType'],
		['Am', '1 234', 'wrongType'],
		['Nr', '1.000', 'wrongType'],
		['Nr', 1.5, 'wrongType'],
		['Ds', true, 'wrongType'],
		['Ds', Buffer.from('A'), 'wrongType'],
		['Ds', new Date(0), 'wrongType'],
		['Li', 'gelijk', 'notAllowed'],
		['Li', 3, 'notAllowed'],
		['Li', '01', 'notAllowed'],
		['Da', '25:00', 'wrongType'],
		['Da', 20260131, 'wrongType'],
		['Yn', '*****', 'wrongType'],
		['Yn', 2, 'wrongType'],
		['Nr', { a: 1 }, 'nesting'],
	])('%s: %p is refused as %s, and kept', (name, value, kind) => {
		const { element, findings } = shape({ [name]: value });
		expect(findings.map((finding) => [finding.kind, finding.path])).toEqual([[kind, name]]);
		expect(element.Fields?.[name]).toBe(value);
	});
});

describe('files', () => {
	it.each([
		['FileStream', 'SbPa'],
		['SignatureFileStream2', 'SignatureFileName2'],
		['FiAtDa', 'FiAtNa'],
		['PDF', undefined],
	])('in %s have their name in %s', (content, name) => {
		expect(fileNameField(content, connector)).toBe(name);
	});

	it('keep a name that is given, wherever it stands, and take the place of an empty one', () => {
		const marker = { $binary: 'data' };
		expect(shape({ SbPa: 'own', FileStream: marker }).element.Fields?.SbPa).toBe('own');
		expect(shape({ FileStream: marker, SbPa: 'own' }).element.Fields?.SbPa).toBe('own');
		expect(shape({ FileStream: marker, SbPa: '' }).element.Fields?.SbPa).toBe('a.pdf');
	});

	it('go into blobs only', () => {
		expect(kindsOf({ Ds: { $binary: 'data' } })).toEqual([['wrongType', 'Ds']]);
	});

	it('are missing under unknown names too', () => {
		const { findings } = shapeRecord({ Odd: { $binary: 'data' } }, connector);
		expect(findings.map(({ kind }) => kind)).toEqual(['unknownName', 'missingFile']);
	});
});

describe('validation', () => {
	const judged = (record: Record<string, unknown>, validation: 'strict' | 'warn' | 'off') =>
		judgeFindings(
			shapeRecord(record, connector, () => undefined, { inserts: true }),
			validation,
		).map(({ kind }) => kind);

	it('is stopped by all findings at once when strict, never by a mandatory field', () => {
		expect(judged({ Ds: 'x' }, 'strict')).toEqual(['mandatory']);
		const act = () => judged({ Qq: 1, Nr: 'x', Person: [{ Nm: true }, { Zz: 1 }] }, 'strict');
		expect(act).toThrow(RecordError);
		expect(act).toThrow(/in 4 places.*Qq.*Nr.*Person\[0\]\.Nm.*Person\[1\]\.Zz/);
	});

	it('takes a translation for the mandatory field itself', () => {
		expect(judged({ Req_1043: 'x' }, 'strict')).toEqual([]);
	});

	it('warns, or says nothing', () => {
		expect(judged({ Qq: 1 }, 'warn')).toEqual(['unknownName', 'mandatory']);
		expect(judged({ Qq: 1 }, 'off')).toEqual([]);
	});

	it('never sends a marker without its file', () => {
		const record = { Qq: 1, FileStream: { $binary: 'data' } };
		expect(() => judged(record, 'off')).toThrow(/^The record doesn't fit: FileStream needs a file/);
	});
});
