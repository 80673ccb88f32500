import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { reading, type Simulated, startSimulated } from './simulated';

let simulated: Simulated;

beforeAll(async () => {
	simulated = await startSimulated();
});

afterAll(async () => await simulated.simulator.close());

beforeEach(() => simulated.simulator.clearRequests());

const locator = (value: string) => ({ __rl: true, mode: 'id', value });

const writes = () => simulated.simulator.requests.filter(({ method }) => method !== 'GET');

/** Runs an operation on an UpdateConnector; the record is the input item unless told otherwise. */
async function write(
	operation: string,
	connector: string,
	input: object[],
	more: object = {},
	onError?: 'continueRegularOutput',
) {
	return await simulated.engine.run({
		parameters: {
			resource: 'updateConnector',
			operation,
			updateConnector: locator(connector),
			dataMode: 'record',
			record: '={{ $json }}',
			...more,
		} as INodeParameters,
		input: input as IDataObject[],
		onError,
	});
}

const EMPTY = [null, '', '   ', '\u00a0', '\u200b'];

const ALWAYS = '@SqNo is a key without a value: give it one, or leave it out if the record is new';

describe('a key without a value', () => {
	const rest = { U002: 'Zonder nummer' };

	for (const validation of ['strict', 'warn', 'off']) {
		it.each(EMPTY)(`stops an update (%j, validation ${validation})`, async (SqNo) => {
			for (const options of [{}, { batchSize: 10 }, { dryRun: true }]) {
				const input = [
					{ SqNo: 1, ...rest },
					{ SqNo, ...rest },
				];
				const more = { options: { validation, ...options } };
				const { error } = await write('update', 'KnCustomK01', input, more);
				expect(error?.message).toContain(ALWAYS.replace('@', ''));
				expect(error?.description).not.toContain('Validation');
				expect(writes()).toEqual([]);
			}
		});
	}

	it.each(EMPTY)('stops an update with a body that was written by hand (%j)', async (key) => {
		const element = [
			{ '@SqNo': 1, Fields: rest },
			{ '@SqNo': key, Fields: rest },
		];
		const otherCase = { '@sqno': key, Fields: rest };
		const asField = { Fields: { SqNo: key, ...rest } };
		for (const Element of [element, element[1], asField, otherCase]) {
			const { error } = await write('update', 'KnCustomK01', [{}], {
				dataMode: 'body',
				body: JSON.stringify({ KnCustomK01: { Element } }),
				options: { validation: 'off' },
			});
			expect(error?.message).toContain('SqNo is a key without a value');
		}
		expect(writes()).toEqual([]);
	});

	it.each(['={{ $json.number }}', '={{ null }}', '={{ "" }}', '={{ " " }}'])(
		'stops an update with a form in which the key is %s',
		async (SqNo) => {
			const { error } = await write('update', 'KnCustomK01', [{ other: 1 }], {
				dataMode: 'fields',
				fields: { mappingMode: 'defineBelow', value: { SqNo, ...rest } },
			});
			expect(error?.message).toContain('SqNo is a key without a value');
			expect(writes()).toEqual([]);
		},
	);

	it('stops an update with a form that takes the input item', async () => {
		const { error } = await write('update', 'KnCustomK01', [{ SqNo: null, ...rest }], {
			dataMode: 'fields',
			fields: { mappingMode: 'autoMapInputData', value: null },
		});
		expect(error?.message).toContain('SqNo is a key without a value');
	});

	it('was left out when the form leaves it empty', async () => {
		const { items } = await write('update', 'KnCustomK01', [{}], {
			dataMode: 'fields',
			fields: { mappingMode: 'defineBelow', value: { SqNo: null, ...rest } },
			options: { dryRun: true },
		});
		expect(items[0]?.json).toMatchObject({
			body: { KnCustomK01: { Element: { Fields: rest } } },
		});
		expect(items[0]?.json).not.toHaveProperty('notSent');
	});

	it('leaves the other items alone when the node continues', async () => {
		const input = [
			{ SqNo: 1, ...rest },
			{ SqNo: null, ...rest },
			{ SqNo: 2, ...rest },
		];
		const { items } = await write(
			'update',
			'KnCustomK01',
			input,
			{ options: { batchSize: 3 } },
			'continueRegularOutput',
		);
		expect(items.map(({ json }) => json.SqNo)).toEqual(['1', undefined, '2']);
		expect(items[1]?.json.error).toContain('SqNo is a key without a value');
		expect(JSON.stringify(writes().map(({ body }) => body))).not.toContain('null');
		expect(writes()).toHaveLength(1);
	});

	it.each(['refuse', 'insert', 'ignore'] as const)(
		'is left out of a new record (AFAS would %s it)',
		async (emptyKeys) => {
			simulated.simulator.company.modes.emptyKeys = emptyKeys;
			const record = { SqNo: '', U001: '2026-11-01', ...rest, AuNu: true };
			const shown = await write('create', 'KnCustomK01', [record], { options: { dryRun: true } });
			expect(shown.items[0]?.json.notSent).toEqual(['SqNo']);
			const { items, error } = await write('create', 'KnCustomK01', [record]);
			simulated.simulator.company.modes.emptyKeys = 'ignore';
			expect(error).toBeUndefined();
			expect(items[0]?.json.SqNo).toEqual(expect.any(String));
			expect(JSON.stringify(writes()[0]?.body)).not.toContain('SqNo');
		},
	);

	it('stops the insert of a nested object, which needs the record around it', async () => {
		const { error } = await write(
			'create',
			'KnSubject',
			[{ SbId: null, KnSubjectAttachment: {} }],
			{
				options: { subObject: 'KnSubjectAttachment', validation: 'off' },
			},
		);
		expect(error?.message).toContain('SbId is a key without a value');
		expect(writes()).toEqual([]);
	});

	it('stops a change of a line, and not a new line', async () => {
		const line = { VaIt: '3', Ds: 'Met spoed' };
		const update = async (more: object) =>
			await write('update', 'FbSales', [{ OrNu: '1', FbSalesLines: [{ ...line, ...more }] }], {
				options: { dryRun: true },
			});
		const message = 'FbSalesLines[0].GuLi is a key without a value';
		expect((await update({ GuLi: '' })).error?.message).toContain(message);
		expect((await update({ GuLi: null, '@Action': 'delete' })).error?.message).toContain(message);
		const added = await update({ GuLi: '', '@Action': 'insert' });
		expect(added.error).toBeUndefined();
		expect(JSON.stringify(added.items[0]?.json.body)).not.toContain('GuLi');
	});

	it('of a person or organisation is their number, which metainfo marks as no key', async () => {
		const { error } = await write('update', 'KnPerson', [{ BcCo: '', LaNm: 'Jansen' }]);
		expect(error?.message).toContain('BcCo is a key without a value');
		expect(writes()).toEqual([]);
	});

	it('stops a record that may be there already', async () => {
		const [row] = (await simulated.engine.run(reading('Profit_Debtor'))).items;
		const more = {
			lookupConnector: locator('Profit_Debtor'),
			matchFields: { match: [{ column: 'PayCon', field: 'PaCd' }] },
			options: { validation: 'off' },
		};
		const record = { DbId: null, PaCd: row?.json.PayCon };
		const { error } = await write('upsert', 'KnSalesRelationOrg', [record], more);
		expect(error?.message).toContain('DbId is a key without a value');
		expect(writes()).toEqual([]);
	});
});

describe('a row action that deletes without a key', () => {
	const message = '@Action is delete, and not all keys say which record: give them a value';
	const line = { '@Action': 'delete' };

	it.each(['strict', 'warn', 'off'])('is refused (validation %s)', async (validation) => {
		const more = { options: { validation } };
		for (const [operation, record, path] of [
			['update', { ...line, DbId: '10001' }, ''],
			['update', { OrNu: '1', FbSalesLines: [line] }, 'FbSalesLines[0].'],
			['update', { OrNu: '1', FbSalesLines: { ...line, Ds: 'Spoed' } }, 'FbSalesLines.'],
			['create', { DbId: '10001', FbSalesLines: [line] }, 'FbSalesLines[0].'],
		] as const) {
			const { error } = await write(operation, 'FbSales', [record], more);
			expect(error?.message).toContain(`${path}${message}`);
		}
		const body = {
			FbSales: { Element: { '@OrNu': '1', Objects: [{ FbSalesLines: { Element: line } }] } },
		};
		const more2 = { ...more, dataMode: 'body', body: JSON.stringify(body) };
		const { error } = await write('update', 'FbSales', [{}], more2);
		expect(error?.message).toContain(`FbSalesLines.${message}`);
		expect(writes()).toEqual([]);
	});

	it('is sent with its key, or with a field that was given as one', async () => {
		for (const key of [{ GuLi: '1' }, { '@GuLi': '1' }, { '@Vary': '1' }]) {
			const record = { OrNu: '1', FbSalesLines: [{ ...line, ...key }] };
			const more = { options: { validation: 'off', dryRun: true } };
			expect((await write('update', 'FbSales', [record], more)).error).toBeUndefined();
		}
	});
});

describe('a deletion', () => {
	const remove = async (more: object) =>
		await write('delete', 'FbSales', [{ order: '1' }], { keyMode: 'keys', ...more });
	const form = (value: object) => ({ keys: { mappingMode: 'defineBelow', value } });

	it.each([{ OrNu: ' ' }, { OrNu: '={{ $json.missing }}' }, { OrNu: null }])(
		'is refused for the keys %j',
		async (value) => {
			const { error } = await remove(form(value));
			expect(error?.message).toContain("Not all keys of 'FbSales' have a value: 'OrNu'");
			expect(writes()).toEqual([]);
		},
	);

	it.each(['={{ $json.missing }}', '={{ "" }}', ' '])(
		'of a line whose key is %j does not delete the order',
		async (line) => {
			const { error } = await remove(form({ OrNu: '1', 'FbSalesLines/GuLi': line }));
			expect(error?.message).toContain("Not all keys of 'FbSalesLines' have a value");
			expect(writes()).toEqual([]);
		},
	);

	it.each([
		'FbSales/@OrNu/',
		'FbSales/@OrNu/%20',
		'FbSales/@OrNu/%E2%80%8B',
		'={{ "FbSales/@OrNu/" + undefined }}',
		'={{ "FbSales/@OrNu/" + Number("x") }}',
		'FbSales/@OrNu/%5Bobject%20Object%5D',
		'FbSales/@OrNu,@X/1,null',
		'FbSales',
		'FbSales/@OrNu,@X/1,',
		'FbSales/@A/1,2',
	])('by the path %s is refused, for it has no value for every key', async (path) => {
		const { error } = await remove({ keyMode: 'path', path });
		expect(error?.message).toBe("The 'Path' doesn't have a value for every key of 'FbSales'");
		expect(writes()).toEqual([]);
	});
});
