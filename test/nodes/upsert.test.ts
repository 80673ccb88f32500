import type { IDataObject } from 'n8n-workflow';
import { type Simulated, startSimulated } from './simulated';

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

const upserting = (input: object[], more: object = {}) => ({
	parameters: {
		resource: 'updateConnector',
		operation: 'upsert',
		updateConnector: locator('KnSalesRelationOrg'),
		lookupConnector: locator('Profit_Debtor'),
		matchFields: { match: [{ column: 'DebtorId', field: 'DbId' }] },
		dataMode: 'record',
		record: '={{ $json }}',
		...more,
	},
	input: input as IDataObject[],
});

const writes = () => simulated.simulator.requests.filter(({ method }) => method !== 'GET');
const lookUps = () =>
	simulated.simulator.requests.filter(
		({ method, path }) => method === 'GET' && path.includes('/connectors/'),
	);

/** Debtors that are organisations and may be changed. */
const debtors = () =>
	simulated.simulator.company
		.rowsOf('Profit_Debtor')
		.filter(({ Blocked, ChOfCommNr }) => Blocked === false && ChOfCommNr !== null);

describe('creating or updating', () => {
	it('tells what happened during the look-ups', async () => {
		const records = debtors()
			.slice(0, 200)
			.map(({ DebtorId, PayCon }) => ({ DbId: DebtorId, PaCd: PayCon }));
		const columns = Object.keys(debtors()[0] ?? {}).length;
		simulated.simulator.settings.maximumCells = 60 * columns;
		const { hints } = await simulated.engine.run(upserting(records, { writeWhen: 'changed' }));
		simulated.simulator.settings.maximumCells = null;
		expect(hints).toContainEqual(expect.stringContaining('AFAS ran out of memory'));
	});

	it('writes only the fifty of two hundred relations that changed', async () => {
		const records = debtors()
			.slice(0, 200)
			.map(({ DebtorId, PayCon, CreditLimit }, index) => ({
				DbId: DebtorId,
				PaCd: PayCon,
				Krli: index < 50 ? Number(CreditLimit ?? 0) + 1 : CreditLimit,
			}));
		expect(records).toHaveLength(200);
		const { items, error } = await simulated.engine.run(
			upserting(records, {
				writeWhen: 'changed',
			}),
		);
		expect(error).toBeUndefined();
		expect(items).toHaveLength(200);
		const actions = items.map(({ json }) => json.action);
		expect(actions.slice(0, 50).every((action) => action === 'updated')).toBe(true);
		expect(actions.slice(50).every((action) => action === 'unchanged')).toBe(true);
		expect(writes()).toHaveLength(50);
		expect(writes().every(({ method }) => method === 'PUT')).toBe(true);
		expect(lookUps().length).toBeLessThanOrEqual(5);
		expect(items.map(({ pairedItem }) => pairedItem)).toEqual(records.map((_, item) => ({ item })));
	});

	it('creates what is not there', async () => {
		const [existing] = debtors();
		const { items, error } = await simulated.engine.run(
			upserting([
				{ DbId: existing?.DebtorId, PaCd: '14' },
				{
					DbId: '99001',
					IsDb: true,
					PaCd: '30',
					CuId: 'EUR',
					KnOrganisation: {
						AutoNum: true,
						MatchOga: '6',
						PadAdr: true,
						Nm: 'Nieuwe Relatie B.V.',
						KnBasicAddressAdr: {
							CoId: 'NL',
							Ad: 'Kade',
							HmNr: 7,
							ZpCd: '1011 AA',
							Rs: 'Amsterdam',
						},
					},
				},
			]),
		);
		expect(error?.description ?? error?.message).toBeUndefined();
		expect(items.map(({ json }) => json.action)).toEqual(['updated', 'created']);
		expect(
			writes()
				.map(({ method }) => method)
				.sort(),
		).toEqual(['POST', 'PUT']);
		const names = simulated.simulator.company
			.rowsOf('Profit_Debtor')
			.map(({ DebtorName }) => DebtorName);
		expect(names).toContain('Nieuwe Relatie B.V.');
	});

	const matchOn = (...pairs: Array<[column: string, field: string]>) => ({
		matchFields: { match: pairs.map(([column, field]) => ({ column, field })) },
	});

	it('is refused when a field to match on is empty, instead of matching on less', async () => {
		const [existing] = debtors();
		const fields = { VaId: existing?.VatNr, PaCd: '30' };
		for (const record of [
			{ ...fields, DbId: '' },
			{ DbId: existing?.DebtorId, PaCd: '30' },
		]) {
			const { error } = await simulated.engine.run(
				upserting([record], matchOn(['VatNr', 'VaId'], ['DebtorId', 'DbId'])),
			);
			expect(error?.message).toMatch(
				/DbId is a key without a value|has no value for 'VaId', so it can't be looked up/,
			);
		}
		expect(writes()).toEqual([]);
	});

	it('names the records that it created before an update failed', async () => {
		const [existing] = debtors();
		const created = { DbId: '99003', IsDb: true, PaCd: '30', CuId: 'EUR' };
		const organisation = { AutoNum: true, MatchOga: '6', Nm: 'Eerst B.V.' };
		const { error } = await simulated.engine.run(
			upserting(
				[
					{ ...created, KnOrganisation: organisation },
					{ DbId: existing?.DebtorId, PaCd: 'ZZZ' },
				],
				{ options: { validation: 'off' } },
			),
		);
		expect(error?.message).toBeDefined();
		expect(writes().map(({ method }) => method)).toEqual(['POST', 'PUT']);
		expect(error?.description).toContain('The records of items 1 were saved before this');
	});

	it('shows in a dry run what would become of each record', async () => {
		const [existing] = debtors();
		const { items } = await simulated.engine.run(
			upserting(
				[
					{ DbId: existing?.DebtorId, PaCd: '30' },
					{ DbId: '99004', PaCd: '30' },
				],
				{
					options: { dryRun: true },
				},
			),
		);
		expect(items.map(({ json, pairedItem }) => [json.action, json.method, pairedItem])).toEqual([
			['updated', 'PUT', { item: 0 }],
			['created', 'POST', { item: 1 }],
		]);
	});

	it('knows a column to match on that was just added to the GetConnector', async () => {
		const connector = simulated.simulator.company.getConnectors.find(
			({ id }) => id === 'Profit_Debtor',
		);
		const columns = connector?.columns as unknown as Array<{ id: string }>;
		const model = columns.find(({ id }) => id === 'DebtorId');
		const options = { dryRun: true, language: 'de-de' };
		await simulated.engine.run(upserting([{ DbId: 'new' }], { options }));
		columns.push({ ...model, id: 'Debtor_new' });
		const { error, items } = await simulated.engine.run(
			upserting([{ DbId: 'new' }], {
				options,
				matchFields: { match: [{ column: 'Debtor_new', field: 'DbId' }] },
			}),
		);
		columns.pop();
		expect(error).toBeUndefined();
		expect(items[0]?.json.action).toBe('created');
	});

	it('takes the key from the row when it matches on something else', async () => {
		const [existing] = debtors();
		const { error } = await simulated.engine.run(
			upserting([{ VaId: existing?.VatNr, PaCd: '30' }], {
				matchFields: {
					match: [
						{ column: 'VatNr', field: 'VaId' },
						{ column: 'DebtorId', field: 'DbId' },
					],
				},
			}),
		);
		expect(error).toBeUndefined();
		expect(writes()[0]?.body).toMatchObject({
			KnSalesRelationOrg: { Element: { '@DbId': existing?.DebtorId } },
		});
	});

	it('tells records apart that have one value in different keys', async () => {
		const { items } = await simulated.engine.run({
			...upserting([{ CrId: '99201' }, { CdId: '99201' }], {
				updateConnector: locator('KnCourseMember'),
				matchFields: {
					match: [
						{ column: 'DebtorId', field: 'CrId' },
						{ column: 'DebtorId', field: 'CdId' },
					],
				},
				options: { dryRun: true, validation: 'off' },
			}),
			onError: 'continueRegularOutput',
		});
		expect(items.map(({ json }) => json.action)).toEqual(['created', 'created']);
	});

	it('creates a record once when two items have it', async () => {
		const record = { DbId: '99500', PaCd: '30' };
		const { error } = await simulated.engine.run(upserting([record, record]));
		expect(error?.message).toBe('Item 1 is the same record, and it is not in AFAS yet');
		expect(error?.context?.itemIndex).toBe(1);
		expect(writes()).toEqual([]);
	});

	it('writes nothing when several rows match', async () => {
		const [existing] = debtors();
		const { error } = await simulated.engine.run(
			upserting([{ PaCd: existing?.PayCon, Krli: 1 }], {
				matchFields: { match: [{ column: 'PayCon', field: 'PaCd' }] },
			}),
		);
		expect(error?.message).toMatch(/^\d+ rows match the record on 'PayCon'$/);
		expect(writes()).toEqual([]);
	});

	it.each([
		['without a match', { matchFields: {} }, "'Match Fields' doesn't say how"],
		[
			'with an unknown column',
			{ matchFields: { match: [{ column: 'Nope', field: 'DbId' }] } },
			"'Match Fields' names a field",
		],
	])('stops before anything is sent %s', async (_, more, message) => {
		const { error } = await simulated.engine.run(upserting([{ DbId: '1' }], more));
		expect(error?.message).toContain(message);
		expect(writes()).toEqual([]);
	});

	it('says which record has nothing to be found by', async () => {
		const { error } = await simulated.engine.run(upserting([{ PaCd: '30' }]));
		expect(error?.message).toBe("The record has no value for 'DbId', so it can't be looked up");
		expect(writes()).toEqual([]);
	});
});

describe('the pickers of a match', () => {
	it('show columns and fields', async () => {
		const { parameters } = upserting([]);
		const columns = await simulated.engine.loadOptions('getLookupColumns', parameters);
		expect(columns.map(({ value }) => value)).toContain('DebtorId');
		const fields = await simulated.engine.loadOptions('getRecordFieldNames', parameters);
		expect(fields.map(({ value }) => value)).toContain('DbId');
	});
});
