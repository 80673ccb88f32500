import {
	parseUpdateConnector,
	type UpdateConnector,
} from '../../../nodes/Afas/profit/metainfo/metainfo';
import { bodyOf, checkBody, shapeRecord } from '../../../nodes/Afas/profit/record/body';
import { keyForm, mapperForm, sectionsOf } from '../../../nodes/Afas/profit/record/mapperFields';
import { RecordError } from '../../../nodes/Afas/profit/record/recordFinding';
import { writtenKeys } from '../../../nodes/Afas/profit/record/writtenKeys';

const CUSTOM = 'U0123456789ABCDEF0123456789ABCDEF';

const field = (fieldId: string, dataType: string, more: object = {}) => ({
	fieldId,
	dataType,
	label: fieldId,
	...more,
});

/** A connector with what makes AFAS's connectors hard: another root, keys, nesting, custom fields. */
const connector: UpdateConnector = parseUpdateConnector(
	{
		name: 'AfasOrder',
		fields: [
			field('OrNu', 'string', { primaryKey: true, length: 12 }),
			field('DbId', 'string', {
				label: 'Debiteur (verwijzing naar: Relatie => X)',
				mandatory: true,
			}),
			field('OrDa', 'date', { label: 'Orderdatum' }),
			field('Ds', 'string', { length: 10, label: 'Omschrijving' }),
			field('Coll', 'boolean'),
			field('Unit', 'int'),
			field('Rate', 'decimal', { decimals: 2, notzero: true }),
			field('Guid', 'string', { length: 38 }),
			field('Memo', 'blob'),
			field('War', 'string', {
				values: [
					{ id: 'H', description: 'Hoofdmagazijn' },
					{ id: 'F', description: 'Filiaal' },
				],
			}),
			field(CUSTOM, 'string', { label: 'Kleur' }),
			field('Ua', 'string', { label: 'Dubbel' }),
			field('Ub', 'string', { label: 'Dubbel' }),
		],
		objects: [
			{
				name: 'Lines',
				fields: [field('GuLi', 'string', { primaryKey: true }), field('QuUn', 'decimal')],
				objects: [{ name: 'Batch', fields: [field('Nr', 'int')], objects: null }],
			},
			{
				name: 'File',
				fields: [field('FileName', 'string', { length: 255 }), field('FileStream', 'blob')],
			},
		],
	},
	'OrderId',
);

const shape = (record: Record<string, unknown>) => shapeRecord(record, connector);

const fieldsOf = (record: Record<string, unknown>) => {
	const { element, findings } = shape(record);
	expect(findings).toEqual([]);
	return element.Fields;
};

const findingsOf = (record: Record<string, unknown>) =>
	shape(record).findings.map(({ path, message }) => `${path} ${message}`);

describe('the body of a record', () => {
	it('has the root of metainfo, keys as attributes and lines as a list', () => {
		const { element, findings } = shape({
			OrNu: '0012',
			'@Action': 'Update',
			DbId: '10001',
			Lines: [
				{ GuLi: '1', QuUn: 3, Batch: { Nr: 4 } },
				{ '@Action': 'delete', GuLi: '2' },
			],
		});
		expect(findings).toEqual([]);
		expect(bodyOf(connector, [element])).toEqual({
			AfasOrder: {
				Element: {
					'@OrNu': '0012',
					'@Action': 'update',
					Fields: { DbId: '10001' },
					Objects: [
						{
							Lines: {
								Element: [
									{
										'@GuLi': '1',
										Fields: { QuUn: 3 },
										Objects: [{ Batch: { Element: { Fields: { Nr: 4 } } } }],
									},
									{ '@GuLi': '2', '@Action': 'delete' },
								],
							},
						},
					],
				},
			},
		});
	});

	it('is a list of elements for several records', () => {
		const elements = [shape({ DbId: '1' }).element, shape({ DbId: '2' }).element] as const;
		expect(bodyOf(connector, elements)).toEqual({
			AfasOrder: { Element: [{ Fields: { DbId: '1' } }, { Fields: { DbId: '2' } }] },
		});
	});

	it('leaves out what is undefined or null, and empties what is empty', () => {
		const { element, notSent } = shape({ DbId: undefined, Ds: null, OrDa: '', Unit: null });
		expect(element.Fields).toEqual({ OrDa: '' });
		expect(notSent).toEqual(['Ds', 'Unit']);
	});

	it('gathers the flat names of a form', () => {
		expect(shape({ 'Lines/QuUn': 2, 'Lines/Batch/Nr': 7 }).element).toEqual({
			Objects: [
				{
					Lines: {
						Element: {
							Fields: { QuUn: 2 },
							Objects: [{ Batch: { Element: { Fields: { Nr: 7 } } } }],
						},
					},
				},
			],
		});
	});

	it('takes objects of another realm, as expressions give them', () => {
		const foreign = Object.assign(Object.create({ own: 1 }) as object, { QuUn: 2 });
		expect(shape({ Lines: foreign }).findings).toEqual([]);
	});

	it('names a file after its content', () => {
		const files = () => ({ fileName: 'a b.pdf', content: 'QQ==' });
		const record = { File: { FileStream: { $binary: 'data' } } };
		expect(shapeRecord(record, connector, files).element.Objects?.[0]).toEqual({
			File: { Element: { Fields: { FileStream: 'QQ==', FileName: 'a b.pdf' } } },
		});
		const named = { File: { FileName: 'own.pdf', FileStream: { $binary: 'data' } } };
		expect(shapeRecord(named, connector, files).element.Objects?.[0]).toEqual({
			File: { Element: { Fields: { FileStream: 'QQ==', FileName: 'own.pdf' } } },
		});
		expect(findingsOf(record)).toEqual([
			"File.FileStream needs a file, and the input item has no binary data named 'data'",
		]);
	});
});

describe('the names in a record', () => {
	it('may be codes, translations or labels that only one field has', () => {
		expect(fieldsOf({ Omschrijving: 'a', Ds_1031: 'b', kleur: 'rood', debiteur: '7' })).toEqual({
			Ds: 'a',
			Ds_1031: 'b',
			[CUSTOM]: 'rood',
			DbId: '7',
		});
	});

	it('may not be labels of several fields, nor unknown', () => {
		expect(findingsOf({ Dubbel: 'x', DBID: 'y', Line: [{}], Qq: 1 })).toEqual([
			'Dubbel is the label of several fields: use one of the codes Ua, Ub',
			"DBID is no field or object of this connector; did you mean 'DbId'?",
			"Line is no field or object of this connector; did you mean 'Lines'?",
			'Qq is no field or object of this connector',
		]);
	});

	it('are sent all the same when the caller wants that', () => {
		expect(shape({ Qq: 1, Odd: { A: 2 } }).element).toEqual({
			Fields: { Qq: 1 },
			Objects: [{ Odd: { Element: { Fields: { A: 2 } } } }],
		});
	});
});

describe('the values of a record', () => {
	it.each([
		['Unit', '7', 7],
		['Unit', ' 007 ', 7],
		['Unit', '12345678901234567890', '12345678901234567890'],
		['Rate', '12,5', 12.5],
		['Rate', '1.234,56', 1234.56],
		['Rate', '1.234.567', 1234567],
		['Rate', '12.5', 12.5],
		['Rate', -0.5, -0.5],
		['Coll', 'ja', true],
		['Coll', 'Nee', false],
		['Coll', 1, true],
		['Coll', '0', false],
		['OrDa', '23-11-2026', '2026-11-23'],
		['OrDa', '2026-11-23T13:00:00Z', '2026-11-23T14:00:00'],
		['OrDa', '2026-11-23T14:00', '2026-11-23T14:00:00'],
		['OrDa', new Date('2026-11-23T13:00:00Z'), '2026-11-23T14:00:00'],
		['OrDa', '09:30', '09:30:00'],
		['Ds', 12, '12'],
		['Ds', '0012', '0012'],
		['War', 'h', 'H'],
		['War', 'filiaal', 'F'],
		['Guid', '9810d946-ca38-49db-9ada-000000000001', '{9810d946-ca38-49db-9ada-000000000001}'],
		['Memo', 'two\nlines', 'two\nlines'],
	])('%s: %j becomes %j', (name, value, wire) => {
		expect(fieldsOf({ [name]: value })).toEqual({ [name]: wire });
	});

	it.each([
		['Unit', '1,5', "is a whole number, and '1,5' is not"],
		['Unit', true, "is a whole number, and 'true' is not"],
		['Rate', '1,234.56', "is a number, and '1,234.56' is not"],
		['Rate', 0, 'may not be 0'],
		['Coll', 'perhaps', "is yes or no, and 'perhaps' is neither"],
		['OrDa', 'soon', "is a date: 'soon' is not a date"],
		['OrDa', '2026-02-30', "is a date: '2026-02-30' is not a day that exists"],
		['Ds', 'x'.repeat(11), 'takes 10 characters, and 11 were given'],
		['War', 'Z', "may not be 'Z'; it may be H (Hoofdmagazijn), F (Filiaal)"],
		['Ds', ['a'], 'is a field, and holds an object or a list'],
		['Lines', 'text', 'is an object: give a record, or a list of records'],
	])('%s: %j is refused', (name, value, message) => {
		expect(findingsOf({ [name]: value })).toEqual([`${name} ${message}`]);
	});

	it('are no row action that AFAS does not have', () => {
		expect(findingsOf({ '@Action': 'upsert', Ds: 'x' })).toEqual([
			"@Action is insert, update or delete, and 'upsert' is none of them",
		]);
	});

	it('are all judged, each with its place', () => {
		const findings = shape({
			Unit: 'x',
			Lines: [{ QuUn: 1 }, { QuUn: 'y', Batch: [{ Nr: 'z' }] }, 5],
		}).findings;
		expect(findings.map(({ path }) => path)).toEqual([
			'Unit',
			'Lines[1].QuUn',
			'Lines[1].Batch[0].Nr',
			'Lines[2]',
		]);
		expect(new RecordError(findings).message).toMatch(
			/^The record doesn't fit in 4 places: \(1\) Unit /,
		);
	});

	it('may lack what AFAS calls mandatory', () => {
		const missingOf = (record: Record<string, unknown>, inserts: boolean) =>
			shapeRecord(record, connector, undefined, { inserts }).missing.map(({ path }) => path);
		expect(missingOf({ Ds: 'x' }, true)).toEqual(['DbId']);
		expect(missingOf({ Ds: 'x' }, false)).toEqual([]);
		expect(missingOf({ Ds: 'x', '@Action': 'update' }, true)).toEqual([]);
		expect(missingOf({ Ds: 'x', '@Action': 'insert' }, false)).toEqual(['DbId']);
		expect(missingOf({ Debiteur: '' }, true)).toEqual([]);
		expect(shape({ Ds: 'x' }).findings).toEqual([]);
	});
});

describe('a body that was written by hand', () => {
	it.each([
		[{ OrderId: { Element: {} } }, "the root of this connector is 'AfasOrder'"],
		[{ AfasOrder: {} }, "has no 'Element'"],
		['text', 'is not a JSON object'],
	])('is refused when it is no body (%j)', (body, message) => {
		expect(checkBody(body, connector).findings[0]?.message).toContain(message);
	});
});

describe('the keys of an answer', () => {
	it.each([
		[{ results: { AfasOrder: { OrNu: '1' } } }, [{ OrNu: '1' }]],
		[{ results: { K: [{ SqNo: 4 }, { SqNo: 5 }] } }, [{ SqNo: '4' }, { SqNo: '5' }]],
		[{ HrIllness: { AbId: '45' } }, [{ AbId: '45' }]],
		[undefined, []],
		['', []],
		[{ results: {} }, []],
	])('of %j are %j', (answer, keys) => {
		expect(writtenKeys(answer)).toEqual(keys);
	});
});

describe('the form of a record', () => {
	it('shows keys and mandatory fields first, labels without references', () => {
		const fields = mapperForm(connector, []);
		expect(fields.slice(0, 2).map(({ id, label, shown }) => [id, label, shown])).toEqual([
			['OrNu', 'OrNu', true],
			['DbId', 'Debiteur (DbId)', true],
		]);
		expect(fields.filter(({ shown }) => shown)).toHaveLength(2);
	});

	it('shows the nested objects that were chosen', () => {
		expect(sectionsOf(connector)).toEqual(['Lines', 'Lines/Batch', 'File']);
		const fields = mapperForm(connector, ['Lines/Batch', 'Nowhere']);
		expect(fields.map(({ id }) => id)).toContain('Lines/Batch/Nr');
	});

	it('asks for the keys of the record, and offers those of its lines', () => {
		expect(keyForm(connector).map(({ id, shown }) => [id, shown])).toEqual([
			['OrNu', true],
			['Lines/GuLi', false],
		]);
	});
});
