import type { IDataObject } from 'n8n-workflow';
import { resources } from '../../nodes/Afas/actions';
import type { Fault } from '../simulator/faults';
import { reading, type Simulated, startSimulated } from './simulated';

let simulated: Simulated;

beforeAll(async () => {
	simulated = await startSimulated();
});

afterAll(async () => await simulated.simulator.close());

beforeEach(() => {
	simulated.simulator.clearRequests();
	simulated.simulator.faults.clear();
});

const locator = (value: string) => ({ __rl: true, mode: 'id', value });

const writing = (operation: string, connector: string, more: object = {}) => ({
	parameters: {
		resource: 'updateConnector',
		operation,
		updateConnector: locator(connector),
		dataMode: 'record',
		record: '={{ $json }}',
		...more,
	},
});

const writes = () => simulated.simulator.requests.filter(({ method }) => method !== 'GET');

const rowsOf = (connector: string) => simulated.simulator.company.rowsOf(connector);

async function succeed(options: Parameters<Simulated['engine']['run']>[0]) {
	const result = await simulated.engine.run(options);
	if (result.error) throw new Error(`${result.error.message} ${result.error.description ?? ''}`);
	return result;
}

describe('an order with lines', () => {
	it('is created from plain data, and a GetConnector shows it', async () => {
		const record = {
			DbId: '10001',
			OrDa: '23-11-2026',
			RfCs: 'WEB-1',
			FbSalesLines: [
				{ VaIt: 2, ItCd: rowsOf('Profit_Article')[0]?.ItemCode, QuUn: '3,5' },
				{ VaIt: 3, Ds: 'Spoed' },
			],
		};
		const { items } = await succeed({ ...writing('create', 'FbSales'), input: [record] });
		expect(items).toHaveLength(1);
		expect(items[0]?.json.OrNu).toEqual(expect.any(String));
		const lines = rowsOf('Profit_SalesorderLines').filter(
			({ OrderNumber }) => OrderNumber === items[0]?.json.OrNu,
		);
		expect(lines).toHaveLength(2);
		expect(writes()[0]?.body).toMatchObject({
			FbSales: {
				Element: {
					Fields: { DbId: '10001', OrDa: '2026-11-23', RfCs: 'WEB-1' },
					Objects: [{ FbSalesLines: { Element: [{ Fields: { QuUn: 3.5 } }, {}] } }],
				},
			},
		});
	});

	it('is made of flat lines that share their header', async () => {
		const item = rowsOf('Profit_Article')[0]?.ItemCode;
		const input = [
			{ DbId: '10001', RfCs: 'A', VaIt: '2', ItCd: item, QuUn: 1 },
			{ DbId: '10002', RfCs: 'B', VaIt: '2', ItCd: item, QuUn: 2 },
			{ DbId: '10001', RfCs: 'A', VaIt: '2', ItCd: item, QuUn: 3 },
		];
		const { items } = await succeed({
			...writing('create', 'FbSales', {
				options: { groupBy: 'DbId, RfCs', linesObject: 'FbSalesLines' },
			}),
			input: input as IDataObject[],
		});
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual([
			[{ item: 0 }, { item: 2 }],
			[{ item: 1 }],
		]);
		expect(writes()).toHaveLength(2);
	});

	const grouped = (groupBy: string, linesObject: string, more: object = {}) => ({
		options: { groupBy, linesObject, dryRun: true, ...more },
	});

	it('has the file of each line', async () => {
		const type = rowsOf('Profit_Subjects')[0]?.TypeId;
		const { items } = await succeed({
			...writing('create', 'KnSubject', grouped('StId, Ds', 'KnSubjectAttachment')),
			input: [1, 2].map(() => ({
				StId: type,
				Ds: 'Twee bijlagen',
				FileStream: { $binary: 'data' },
			})) as IDataObject[],
			binary: [
				{ data: { fileName: 'a.txt', mimeType: 'text/plain', data: 'QUFB' } },
				{ data: { fileName: 'b.txt', mimeType: 'text/plain', data: 'QkJC' } },
			],
		});
		expect(JSON.stringify(items[0]?.json.body)).toContain(
			'[{"Fields":{"FileStream":"QUFB","FileName":"a.txt"}},{"Fields":{"FileStream":"QkJC","FileName":"b.txt"}}]',
		);
	});

	it('takes a number and the same number as text for one customer', async () => {
		const { items } = await succeed({
			...writing('create', 'FbSales', grouped('DbId', 'FbSalesLines')),
			input: [
				{ DbId: 10001, VaIt: '2', QuUn: 1 },
				{ DbId: ' 10001', VaIt: '2', QuUn: 2 },
			],
		});
		expect(items).toHaveLength(1);
	});

	it.each([['["Foo, bar", "DbId"]'], ['={{ ["Foo, bar", "DbId"] }}']])(
		'may be grouped by names with a comma: %s',
		async (groupBy) => {
			const { items } = await succeed({
				...writing('create', 'FbSales', {
					options: { groupBy, linesObject: 'FbSalesLines', dryRun: true, validation: 'off' },
				}),
				input: [
					{ 'Foo, bar': 'x', DbId: '1', QuUn: 1 },
					{ 'Foo, bar': 'x', DbId: '1', QuUn: 2 },
				],
			});
			expect(items).toHaveLength(1);
		},
	);

	it('takes lines of its own connector only', async () => {
		const { items } = await succeed({
			...writing('create', 'FbSales', {
				updateConnector: locator('={{ $json.connector }}'),
				record: '={{ { RfCs: "A", Ds: "x" } }}',
				options: {
					groupBy: 'RfCs',
					linesObject: '={{ "FbSalesLines" }}',
					dryRun: true,
					validation: 'off',
				},
			}),
			input: [{ connector: 'FbSales' }, { connector: 'KnSubject' }],
			onError: 'continueRegularOutput',
		});
		expect(items).toHaveLength(2);
		expect(items[0]?.json.path).toMatch(/FbSales$/);
		expect(items[1]?.json.error).toContain('KnSubject');
	});

	it('has an empty field where the header is to be emptied, and not in its lines', async () => {
		const { items } = await succeed({
			...writing('update', 'FbSales', grouped('OrNu', 'FbSalesLines', { clearFields: 'RfCs' })),
			input: [
				{ OrNu: '1', GuLi: '{A}', QuUn: 1 },
				{ OrNu: '1', GuLi: '{B}', QuUn: 2 },
			],
		});
		const { FbSales } = items[0]?.json.body as { FbSales: { Element: { Fields: object } } };
		expect(FbSales.Element.Fields).toMatchObject({ RfCs: '' });
	});

	it('names everything wrong with it at once, and sends nothing', async () => {
		const { error } = await simulated.engine.run({
			...writing('create', 'FbSales'),
			input: [
				{
					DbId: '10001',
					OrDa: 'soon',
					Klant: 'x',
					FbSalesLines: [{ QuUn: 'three' }, { Nope: 1 }, 'text'],
				},
			],
		});
		expect(error?.message).toMatch(/doesn't fit in 5 places/);
		for (const path of [
			'OrDa',
			'Klant',
			'FbSalesLines[0].QuUn',
			'FbSalesLines[1].Nope',
			'FbSalesLines[2]',
		]) {
			expect(error?.message).toContain(path);
		}
		expect(writes()).toEqual([]);
	});
});

describe('a value that metainfo does not list', () => {
	const sale = (line: object, more: object = {}) => ({
		...writing('create', 'FbSales', more),
		input: [{ DbId: '10001', FbSalesLines: [line] }] as IDataObject[],
	});

	it('is refused with the way to send it, which sends it as it was given', async () => {
		const line = { VaIt: '99', Ds: 'x'.repeat(300) };
		const { error } = await simulated.engine.run(sale(line));
		const way = "'Validation' set to 'Warn' sends it anyway";
		expect(error?.message.split(way)).toHaveLength(3);
		expect(writes()).toEqual([]);
		const options = { validation: 'warn', dryRun: true };
		const { items, hints } = await succeed(sale(line, { options }));
		expect(JSON.stringify(items[0]?.json.body)).toContain('"VaIt":"99"');
		expect(hints.join()).toContain("FbSalesLines[0].VaIt may not be '99'");
		expect(hints.join()).not.toContain(way);
	});

	it('is taken when it is an item type in letters', async () => {
		const { items } = await succeed(sale({ VaIt: 'Txt', Ds: 'Met spoed' }));
		expect(items[0]?.json.OrNu).toEqual(expect.any(String));
	});
});

describe('dates and numbers of other nodes', () => {
	it('are taken: of an e-mail, of the node itself, and of a calculation', async () => {
		const line = { VaIt: '3', Ds: 'Som', QuUn: '={{ 0.1 + 0.2 }}' };
		const record = {
			DbId: '10001',
			OrDa: 'Mon, 20 Jun 2022 10:43:17 +0200',
			DaDe: '9999-12-31T00:00:00+01:00',
			FbSalesLines: [line],
		};
		const { items } = await succeed({
			...writing('create', 'FbSales', {
				record: `={{ ${JSON.stringify(record).replace('"={{ 0.1 + 0.2 }}"', '0.1 + 0.2')} }}`,
				options: { dryRun: true },
			}),
		});
		expect(JSON.stringify(items[0]?.json.body)).toContain('"QuUn":0.3}');
		expect(items[0]?.json.body).toMatchObject({
			FbSales: {
				Element: { Fields: { OrDa: '2022-06-20T10:43:17', DaDe: '9999-12-31T00:00:00' } },
			},
		});
	});

	it('may not have more decimals than the field, unless it is to be sent anyway', async () => {
		const line = { VaIt: '3', Ds: 'Derde', QuUn: 1 / 3 };
		const input = [{ DbId: '10001', FbSalesLines: [line] }] as IDataObject[];
		const { error } = await simulated.engine.run({ ...writing('create', 'FbSales'), input });
		expect(error?.message).toMatch(
			/FbSalesLines\[0\]\.QuUn takes 4 decimals.*'Warn' sends it anyway/,
		);
		expect(writes()).toEqual([]);
	});

	it('are taken in filters', async () => {
		const ended = async (operator: string, value: string) => {
			const filterJson = JSON.stringify([[{ field: 'CreateDate', operator, value }]]);
			return (await succeed(reading('Profit_Debtor', { filterType: 'json', filterJson }))).items
				.length;
		};
		expect(await ended('lessThanOrEqual', '9999-12-31T00:00:00+01:00')).toBeGreaterThan(0);
		expect(await ended('lessThan', 'Mon, 20 Jun 1960 10:43:17 +0200')).toBe(0);
	});
});

describe('another language than the listed ones', () => {
	it('is asked for by its code, and takes the translation of a field', async () => {
		const ItCd = rowsOf('Profit_Article')[0]?.ItemCode;
		const { items } = await succeed({
			...writing('update', 'FbItemArticle', { options: { language: "={{ 'pl-PL' }}" } }),
			input: [{ ItCd, Ds_1045: 'Stół' }] as IDataObject[],
		});
		expect(items).toHaveLength(1);
		expect(writes()[0]?.headers['accept-language']).toBe('pl-pl');
		expect(JSON.stringify(writes()[0]?.body)).toContain('"Ds_1045":"Stół"');
	});
});

describe('records of many items', () => {
	const log = (number: number) => ({ U001: '2026-11-01', U002: `Regel ${number}`, AuNu: true });
	const input = Array.from({ length: 50 }, (_, index) => log(index));

	it('go in one request when the batch is that large', async () => {
		const before = rowsOf('Lindeboom_Onderhoudslog').length;
		const { items } = await succeed({
			...writing('create', 'KnCustomK01', { options: { batchSize: 50 } }),
			input,
		});
		expect(writes()).toHaveLength(1);
		expect(rowsOf('Lindeboom_Onderhoudslog')).toHaveLength(before + 50);
		expect(items).toHaveLength(50);
		expect(new Set(items.map(({ json }) => json.SqNo)).size).toBe(50);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(input.map((_, item) => ({ item })));
	});

	const withOneBad = input
		.slice(0, 20)
		.map((record, index) => (index === 7 ? { ...record, U004: 'bestaat niet' } : record));

	it('are refused as a batch, and the message names it', async () => {
		const before = rowsOf('Lindeboom_Onderhoudslog').length;
		const { error } = await simulated.engine.run({
			...writing('create', 'KnCustomK01', { options: { batchSize: 20, validation: 'off' } }),
			input: withOneBad,
		});
		expect(error?.message).toMatch(/^AFAS refused the batch of items 1 to 20: /);
		expect(rowsOf('Lindeboom_Onderhoudslog')).toHaveLength(before);
	});

	it('are refused with the field behind the label that AFAS names', async () => {
		const { error } = await simulated.engine.run({
			...writing('update', 'KnSalesRelationOrg', { options: { validation: 'off' } }),
			input: [{ DbId: '10001', PaCd: 'NOPE' }],
		});
		expect(error?.message).toContain("'Betaalvoorwaarde'");
		expect(error?.description).toContain("'Betaalvoorwaarde' is the field PaCd.");
	});

	it.each([
		{ error: { message: 'mislukt' } },
		{ externalMessage: 'mislukt' },
		{ externalMessage: 'mislukt: deze regel is geblokkeerd door gebruiker 12345.jansen' },
	])('are uncertain, and not sent again, where a success says: %j', async (body) => {
		const match = { method: 'POST' };
		simulated.simulator.faults.inject({ kind: 'errorBody', status: 200, body, match });
		const { error } = await simulated.engine.run({
			...writing('create', 'FbSales'),
			input: [{ DbId: '10001' }],
		});
		expect(error?.message).toContain('AFAS may or may not have saved this');
		expect(error?.message).toContain('mislukt');
		expect(writes()).toHaveLength(1);
	});

	it('are refused with the field behind the label that AFAS assigns', async () => {
		const externalMessage =
			'(AntaObject) The foreignkey does not exist in the database. FieldId=Btw-code, ForeignkeyId=KnVat';
		simulated.simulator.faults.inject({
			kind: 'errorBody',
			status: 500,
			body: { externalMessage, errorNumber: -2147180996, profitLogReference: 'A' },
			match: { method: 'POST' },
		});
		const { error } = await simulated.engine.run({
			...writing('create', 'FiEntries', { options: { validation: 'off' } }),
			input: [{ Year: 2026, Peri: 1, UnId: 1, JoCo: '40', FiEntries: [{ VaId: 'X' }] }],
		});
		expect(error?.message).toBe(externalMessage);
		expect(error?.description).toMatch(/^'Btw-code' is the field FiEntries\.VaId\. AFAS refused/);
	});

	it('of a refused batch are sent one by one when the node continues', async () => {
		const before = rowsOf('Lindeboom_Onderhoudslog').length;
		const { items } = await simulated.engine.run({
			...writing('create', 'KnCustomK01', { options: { batchSize: 20, validation: 'off' } }),
			input: withOneBad,
			onError: 'continueRegularOutput',
		});
		expect(items).toHaveLength(20);
		expect(items[7]?.json.error).toEqual(expect.any(String));
		expect(items.filter(({ json }) => json.error !== undefined)).toHaveLength(1);
		expect(rowsOf('Lindeboom_Onderhoudslog')).toHaveLength(before + 19);
	});

	it('that were saved before a failure are named by it', async () => {
		const { error } = await simulated.engine.run({
			...writing('create', 'KnCustomK01', { options: { validation: 'off' } }),
			input: withOneBad,
		});
		expect(error?.context?.itemIndex).toBe(7);
		expect(error?.description).toContain('items 1 to 7 were saved before this');
		expect(writes()).toHaveLength(8);
	});
});

describe('a write that breaks off', () => {
	const record = { U001: '2026-11-01', U002: 'Eenmalig', AuNu: true };
	const count = () =>
		rowsOf('Lindeboom_Onderhoudslog').filter((row) => Object.values(row).includes('Eenmalig'))
			.length;

	it.each<[string, Partial<Fault>]>([
		['resetAfter', {}],
		['resetMidBody', {}],
		['resetBefore', {}],
		['timeout', {}],
		['badGateway', { afterWork: true }],
		['requestTimeout', {}],
		['requestTimeout', { afterWork: true }],
		['htmlPage', { status: 400 }],
		['htmlPage', { status: 500, afterWork: true }],
		['htmlPage', { status: 503, afterWork: true }],
		['htmlPage', { status: 522, afterWork: true }],
		['emptyError', { afterWork: true }],
		['plainText', { afterWork: true }],
		['malformedJson', { status: 200, afterWork: true }],
		['malformedJson', { status: 500 }],
		['errorBody', { status: 500, body: { Message: 'An error has occurred.' } }],
		['errorBody', { status: 502, body: { message: 'upstream' } }],
		['errorBody', { status: 504, body: { error: { message: 'late' } } }],
	])('by %s (%j) is never sent twice, and the doubt is said', async (kind, more) => {
		const before = count();
		const fault = { kind, ...more, match: { method: 'POST' } } as Fault;
		simulated.simulator.faults.inject(fault);
		const { error } = await simulated.engine.run({
			...writing('create', 'KnCustomK01'),
			input: [record],
		});
		expect(writes()).toHaveLength(1);
		expect(error?.message).toMatch(/^AFAS may or may not have saved this: /);
		expect(error?.description).toContain('Retry On Fail');
		expect(count() - before).toBeLessThanOrEqual(1);
	});

	it('by a client time-out is never sent twice', async () => {
		simulated.simulator.faults.inject({
			kind: 'slow',
			milliseconds: 2_500,
			match: { method: 'POST' },
		});
		const { error } = await simulated.engine.run({
			...writing('create', 'KnCustomK01', { options: { timeout: 1 } }),
			input: [record],
		});
		expect(error?.message).toMatch(/^AFAS may or may not have saved this: /);
		expect(writes()).toHaveLength(1);
	});

	it('by maintenance of a second is sent again, since it did not arrive', async () => {
		const before = count();
		simulated.simulator.faults.inject({
			kind: 'maintenance',
			seconds: 1,
			match: { method: 'POST' },
		});
		await succeed({ ...writing('create', 'KnCustomK01'), input: [record] });
		expect(count()).toBe(before + 1);
	});
});

describe('changing and deleting', () => {
	it('changes the fields that are given and empties those to be cleared', async () => {
		const debtor = rowsOf('Profit_Debtor')[0];
		await succeed({
			...writing('update', 'KnSalesRelationOrg'),
			input: [{ DbId: debtor?.DebtorId, PaCd: '14' }] as IDataObject[],
		});
		expect(writes()[0]?.method).toBe('PUT');
		expect(writes()[0]?.body).toEqual({
			KnSalesRelationOrg: {
				Element: { '@DbId': debtor?.DebtorId, Fields: { PaCd: '14' } },
			},
		});
	});

	it('deletes by the keys of metainfo', async () => {
		const { items } = await succeed({
			...writing('create', 'KnCustomK01'),
			input: [{ U001: '2026-11-01', U002: 'Weg ermee', AuNu: true }],
		});
		const SqNo = items[0]?.json.SqNo;
		const deleting = (value: unknown) => ({
			...writing('delete', 'KnCustomK01', {
				keys: { mappingMode: 'defineBelow', value: { SqNo: value } },
			}),
		});
		const deleted = await succeed(deleting(SqNo) as never);
		expect(deleted.items[0]?.json).toEqual({ deleted: true });
		expect(writes().at(-1)?.path).toMatch(/\/connectors\/KnCustomK01\/KnCustomK01\/@SqNo\/\d+$/);
		const { error } = await simulated.engine.run(deleting('1,2') as never);
		expect(error?.message).toContain("The key 'SqNo' of 'KnCustomK01'");
	});

	it('names the records that were deleted before one failed', async () => {
		const { items } = await succeed({
			...writing('create', 'KnCustomK01'),
			input: [{ U001: '2026-11-02', U002: 'Eerste', AuNu: true }],
		});
		const { error } = await simulated.engine.run({
			...writing('delete', 'KnCustomK01', { keyMode: 'path', path: '={{ $json.path }}' }),
			input: [
				{ path: `KnCustomK01/@SqNo/${String(items[0]?.json.SqNo)}` },
				{ path: 'KnCustomK01/@SqNo/999999' },
			],
		});
		expect(error?.description).toContain('The records of items 1 were deleted before this');
	});

	it('deletes none of them when the next one has no key at all', async () => {
		const { items } = await succeed({
			...writing('create', 'KnCustomK01'),
			input: [{ U001: '2026-11-02', U002: 'Eerste', AuNu: true }],
		});
		const { error } = await simulated.engine.run({
			...writing('delete', 'KnCustomK01', {
				keys: { mappingMode: 'defineBelow', value: { SqNo: '={{ $json.SqNo }}' } },
			}),
			input: [{ SqNo: items[0]?.json.SqNo as string }, { SqNo: '' }],
		});
		expect(error?.message).toContain('Not all keys');
		expect(error?.description).toContain('Nothing was deleted');
		expect(writes().filter(({ method }) => method === 'DELETE')).toEqual([]);
	});

	it('names the field behind the label in a refusal', async () => {
		const externalMessage =
			'(AntaObject) The foreignkey does not exist in the database. FieldId=Dossieritem, ForeignkeyId=X';
		simulated.simulator.faults.inject({
			kind: 'errorBody',
			status: 500,
			body: { externalMessage },
			match: { method: 'DELETE' },
		});
		const { error } = await simulated.engine.run(
			writing('delete', 'KnSubject', { keyMode: 'path', path: 'KnSubject/@SbId/1' }),
		);
		expect(error?.message).toBe(externalMessage);
		expect(error?.description).toMatch(/^'Dossieritem' is the field SbId\. AFAS refused/);
	});

	it('never deletes a whole record for a line that the connector no longer knows', async () => {
		const { error } = await simulated.engine.run(
			writing('delete', 'FbSales', {
				keys: { mappingMode: 'defineBelow', value: { OrNu: '1', 'FbOldLines/GuLi': '{1}' } },
				options: { dryRun: true },
			}),
		);
		expect(error?.message).toBe("FbSales has no key 'FbOldLines/GuLi'");
	});

	it('deletes by a path, but never outside the connector', async () => {
		const byPath = (path: string) => writing('delete', 'KnCustomK01', { keyMode: 'path', path });
		const { error } = await simulated.engine.run(byPath('../KnSubject/@SbId/1'));
		expect(error?.message).toBe("The 'Path' can't be used in a request");
		expect(writes()).toEqual([]);
	});
});

describe('the other ways to give data', () => {
	it('take a form', async () => {
		const { items } = await succeed(
			writing('create', 'KnCustomK01', {
				dataMode: 'fields',
				fields: {
					mappingMode: 'defineBelow',
					value: { U001: '2026-11-02', U002: 'Uit het formulier', U003: null, AuNu: true },
					schema: [],
				},
			}) as never,
		);
		expect(items[0]?.json.SqNo).toEqual(expect.any(String));
	});

	it('take the body of AFAS, and judge it too', async () => {
		const body = JSON.stringify({
			KnCustomK01: { Element: { Fields: { U002: 'Body', Nope: 1, AuNu: true } } },
		});
		const strict = await simulated.engine.run(
			writing('create', 'KnCustomK01', { dataMode: 'body', body }),
		);
		expect(strict.error?.message).toContain('Nope is no field or object of this connector');
		const wrongRoot = await simulated.engine.run(
			writing('create', 'KnEmployee', { dataMode: 'body', body }),
		);
		expect(wrongRoot.error?.message).toContain("the root of this connector is 'AfasEmployee'");
	});

	it('show what would be sent in a dry run', async () => {
		const { items } = await succeed({
			...writing('create', 'KnCustomK01', { options: { dryRun: true } }),
			input: [{ U002: 'Proef' }],
		});
		expect(items[0]?.json).toMatchObject({
			dryRun: true,
			method: 'POST',
			path: '/connectors/KnCustomK01',
			body: { KnCustomK01: { Element: { Fields: { U002: 'Proef' } } } },
		});
		expect(writes()).toEqual([]);
	});

	it('take files of the input item', async () => {
		const { items } = await succeed({
			...writing('create', 'KnSubject', { options: { dryRun: true } }),
			input: [
				{
					StId: rowsOf('Profit_Subjects')[0]?.TypeId,
					Ds: 'Met bijlage',
					KnSubjectAttachment: [{ FileStream: { $binary: 'data' } }],
				},
			] as IDataObject[],
			binary: [
				{ data: { fileName: 'contract.pdf', mimeType: 'application/pdf', data: 'JVBERi0=' } },
			],
		});
		expect(items[0]?.json.body).toMatchObject({
			KnSubject: {
				Element: {
					Objects: [
						{
							KnSubjectAttachment: {
								Element: { Fields: { FileName: 'contract.pdf', FileStream: 'JVBERi0=' } },
							},
						},
					],
				},
			},
		});
	});
});

describe('what was written', () => {
	it('is read back by the same node', async () => {
		await succeed({
			...writing('create', 'KnCustomK01'),
			input: [{ U001: '2026-11-03', U002: 'Rondje', AuNu: true }],
		});
		const { items } = await succeed(reading('Lindeboom_Onderhoudslog'));
		expect(items.some(({ json }) => Object.values(json).includes('Rondje'))).toBe(true);
	});
});

describe('what is the same for all items', () => {
	const sharing = resources.flatMap((resource) =>
		resource.operations.filter((operation) => 'sharedParameters' in operation),
	);

	it('is known of every operation that treats all items together', () => {
		expect(sharing.map(({ value }) => value).sort()).toEqual([
			'create',
			'delete',
			'executeAction',
			'getTasks',
			'lookUp',
			'update',
			'uploadAttachment',
			'upsert',
		]);
	});

	it.each(
		sharing.flatMap(({ value, sharedParameters, properties }) =>
			sharedParameters.map((name) => [`${value}.${name}`, name, properties] as const),
		),
	)('takes no expression or says so: %s', (_, name, properties) => {
		const shared = properties.filter((property) => property.name === name);
		expect(shared.length).toBeGreaterThan(0);
		for (const { noDataExpression = false, description = '' } of shared) {
			expect(noDataExpression || description.includes('The same for all items')).toBe(true);
		}
	});
});

describe('a field that is added in Profit', () => {
	const metainfoRequests = () =>
		simulated.simulator.requests.filter(({ path }) => path.includes('/metainfo/update/'));

	const language = (name: string) => ({ options: { dryRun: true, language: name } });

	async function withField<T>(id: string, use: () => Promise<T>): Promise<T> {
		const connector = simulated.simulator.company.updateConnectors.find(
			(one) => one.id === 'FbSales',
		);
		const model = connector?.fields.find(({ fieldId }) => fieldId === 'RfCs');
		if (connector === undefined || model === undefined) throw new Error('FbSales has changed');
		const fields = connector.fields as Array<typeof model>;
		fields.push({ ...model, fieldId: id });
		try {
			return await use();
		} finally {
			fields.pop();
		}
	}

	it('is known to the next write, at one request for all items', async () => {
		const options = language('de-de');
		await succeed({ ...writing('create', 'FbSales', options), input: [{ DbId: '10001' }] });
		const { items } = await withField('UNEW', async () => {
			simulated.simulator.clearRequests();
			return await succeed({
				...writing('create', 'FbSales', options),
				input: [
					{ DbId: '10001', UNEW: 'a' },
					{ DbId: '10001', UNEW: 'b' },
				],
			});
		});
		expect(items[1]?.json.body).toMatchObject({ FbSales: { Element: { Fields: { UNEW: 'b' } } } });
		expect(metainfoRequests()).toHaveLength(1);
	});

	it('costs one request in all when the name is simply wrong', async () => {
		const { items } = await simulated.engine.run({
			...writing('create', 'FbSales', language('fr-fr')),
			input: [{ Wrong: 1 }, { Wrong: 2 }, { Wrong: 3 }],
			onError: 'continueRegularOutput',
		});
		expect(items).toHaveLength(3);
		expect(metainfoRequests()).toHaveLength(1);
	});

	it.each([
		['get', { connectorType: 'updateConnector' }],
		['getExample', { options: { allFields: true } }],
	])('is in the answer of %s at once', async (operation, more) => {
		const asking = {
			parameters: {
				resource: 'metainfo',
				operation,
				updateConnector: locator('FbSales'),
				...more,
			},
		};
		await succeed(asking);
		const { items } = await withField('UNEW', async () => await succeed(asking));
		expect(JSON.stringify(items)).toContain('UNEW');
	});
});
