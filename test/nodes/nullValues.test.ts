import type { IDataObject, INodeParameters } from 'n8n-workflow';
import type { CompanyModes } from '../simulator/contract';
import { type Simulated, startSimulated } from './simulated';

let simulated: Simulated;

beforeAll(async () => {
	simulated = await startSimulated();
});

afterAll(async () => await simulated.simulator.close());

beforeEach(() => simulated.simulator.clearRequests());

const locator = (value: string) => ({ __rl: true, mode: 'id', value });

const writes = () => simulated.simulator.requests.filter(({ method }) => method !== 'GET');

async function write(operation: string, connector: string, input: object[], more: object = {}) {
	const { items, error } = await simulated.engine.run({
		parameters: {
			resource: 'updateConnector',
			operation,
			updateConnector: locator(connector),
			dataMode: 'record',
			record: '={{ $json }}',
			...more,
		} as INodeParameters,
		input: input as IDataObject[],
	});
	if (error) throw new Error(`${error.message} ${error.description ?? ''}`);
	return items.map(({ json }) => json);
}

const dryRun = { options: { dryRun: true } };

const bodyOf = (item: IDataObject | undefined) => JSON.stringify(item?.body);

describe('null', () => {
	it('is not sent, and a dry run shows where it was', async () => {
		const record = { DbId: '10001', PaCd: null, KnOrganisation: { Nm: null, MbNr: null } };
		const [item] = await write('update', 'KnSalesRelationOrg', [record], dryRun);
		expect(item).toMatchObject({
			body: { KnSalesRelationOrg: { Element: { '@DbId': '10001' } } },
			notSent: ['PaCd', 'KnOrganisation'],
		});
		expect(bodyOf(item)).not.toMatch(/null|PaCd|KnOrganisation/);
		expect(writes()).toEqual([]);
	});

	it('is not sent by a label, by a flat name and in part of a record either', async () => {
		const record = {
			DbId: '10001',
			Betaalvoorwaarde: null,
			'KnOrganisation/Nm': 'Nieuw',
			'KnOrganisation/MbNr': null,
		};
		const [item] = await write('update', 'KnSalesRelationOrg', [record], dryRun);
		expect(item?.notSent).toEqual(['PaCd', 'KnOrganisation.MbNr']);
		expect(bodyOf(item)).not.toMatch(/null|PaCd|MbNr/);
	});

	it.each([['={{ null }}'], ['={{ $json.missing }}']])(
		'of an expression in a form is not sent (%s)',
		async (PaCd) => {
			const [item] = await write('update', 'KnSalesRelationOrg', [{ a: 1 }], {
				...dryRun,
				dataMode: 'fields',
				fields: { mappingMode: 'defineBelow', value: { DbId: '10001', PaCd, VaDu: null } },
			});
			expect(item?.notSent).toEqual(['PaCd']);
			expect(bodyOf(item)).not.toMatch(/null|PaCd|VaDu/);
		},
	);

	it('of the input item is not sent when it fills the form', async () => {
		const [item] = await write('update', 'KnSalesRelationOrg', [{ DbId: '1', PaCd: null }], {
			...dryRun,
			dataMode: 'fields',
			fields: { mappingMode: 'autoMapInputData', value: null },
		});
		expect(item?.notSent).toEqual(['PaCd']);
	});

	it('is not sent in lines, and a line with nothing else is none', async () => {
		const lines = [
			{ VaIt: '3', Ds: 'Met spoed', QuUn: null },
			{ VaIt: null, Ds: null },
		];
		const record = { DbId: '10001', FbSalesLines: lines };
		const [item] = await write('create', 'FbSales', [record], dryRun);
		expect(item?.notSent).toEqual(['FbSalesLines[0].QuUn', 'FbSalesLines[1]']);
		expect(item?.body).toEqual({
			FbSales: {
				Element: {
					Fields: { DbId: '10001' },
					Objects: [{ FbSalesLines: { Element: { Fields: { VaIt: '3', Ds: 'Met spoed' } } } }],
				},
			},
		});
	});

	it('is not sent in the lines of a flat list', async () => {
		const input = [
			{ DbId: '10001', VaIt: '3', Ds: 'Een', QuUn: null },
			{ DbId: '10001', VaIt: null, Ds: null, QuUn: null },
		];
		const [item] = await write('create', 'FbSales', input, {
			options: { dryRun: true, groupBy: 'DbId', linesObject: 'FbSalesLines' },
		});
		expect(item?.notSent).toEqual(['FbSalesLines[0].QuUn', 'FbSalesLines[1]']);
	});

	it('of a name that does not exist is still a name that does not exist', async () => {
		const record = { DbId: '10001', Niets: null };
		await expect(write('update', 'KnSalesRelationOrg', [record])).rejects.toThrow('Niets');
		const more = { options: { validation: 'off', dryRun: true } };
		const [item] = await write('update', 'KnSalesRelationOrg', [record], more);
		expect(item?.notSent).toEqual(['Niets']);
		expect(bodyOf(item)).not.toContain('Niets');
	});

	it('in a body that was written by hand is sent, as all of it is', async () => {
		const body = { KnSalesRelationOrg: { Element: { '@DbId': '1', Fields: { PaCd: null } } } };
		const more = { ...dryRun, dataMode: 'body', body: JSON.stringify(body) };
		const [item] = await write('update', 'KnSalesRelationOrg', [{}], more);
		expect(item?.body).toEqual(body);
		expect(item).not.toHaveProperty('notSent');
	});
});

describe.each<CompanyModes['nullValues']>(['clear', 'ignore', 'refuse'])(
	'a field of AFAS, which would %s null,',
	(nullValues) => {
		const payCon = () =>
			simulated.simulator.company
				.rowsOf('Profit_Debtor')
				.find(({ DebtorId }) => DebtorId === '10002')?.PayCon;

		beforeAll(async () => {
			simulated.simulator.company.modes.nullValues = nullValues;
			await write('update', 'KnSalesRelationOrg', [{ DbId: '10002', PaCd: '14' }]);
		});

		afterAll(() => (simulated.simulator.company.modes.nullValues = 'clear'));

		const upsert = {
			lookupConnector: locator('Profit_Debtor'),
			matchFields: { match: [{ column: 'DebtorId', field: 'DbId' }] },
			writeWhen: 'changed',
		};
		const others = { VaDu: null, KnOrganisation: null };

		it('stays what it is with null', async () => {
			await write('update', 'KnSalesRelationOrg', [{ DbId: '10002', PaCd: null, ...others }]);
			expect(payCon()).toBe('14');
		});

		it('is not compared with null', async () => {
			const record = { DbId: '10002', PaCd: null, ...others };
			const [item] = await write('upsert', 'KnSalesRelationOrg', [record], upsert);
			expect(item).toMatchObject({ action: 'unchanged' });
			expect(writes()).toEqual([]);
		});

		it('is emptied by Clear Fields, also when the record has null for it, and by an empty text', async () => {
			const record = { DbId: '10002', PaCd: null };
			const more = { options: { clearFields: 'PaCd' } };
			await write('update', 'KnSalesRelationOrg', [record], more);
			expect(payCon()).toBeNull();
			await write('update', 'KnSalesRelationOrg', [{ DbId: '10002', PaCd: '14' }]);
			await write('update', 'KnSalesRelationOrg', [{ DbId: '10002', PaCd: '' }]);
			expect(payCon()).toBeNull();
		});
	},
);
