import { OTHER_ENVIRONMENT, tokenXml } from '../simulator/access';
import { connect, type Simulated, startSimulated } from './simulated';

let simulated: Simulated;

beforeAll(async () => {
	simulated = await startSimulated();
});

afterAll(async () => await simulated.simulator.close());

beforeEach(() => simulated.simulator.clearRequests());

const chosen = (value: string) => ({ getConnector: { __rl: true, mode: 'list', value } });

describe('the list of connectors', () => {
	it('shows descriptions with ids, in the order of the alphabet', async () => {
		const { results } = await simulated.engine.listSearch('searchGetConnectors', {});
		expect(results).toHaveLength(simulated.simulator.company.getConnectors.length);
		expect(results).toContainEqual({ name: 'Debiteuren (Profit_Debtor)', value: 'Profit_Debtor' });
		const names = results.map(({ name }) => name);
		expect(names).toEqual([...names].sort((a, b) => a.localeCompare(b, 'nl')));
	});

	it('is searched by id and by description', async () => {
		const search = async (filter: string) => {
			const { results } = await simulated.engine.listSearch('searchGetConnectors', {}, filter);
			return results.map(({ value }) => value);
		};
		expect(await search('DEBITEUREN')).toContain('Profit_Debtor');
		expect(await search('fit_deb')).toContain('Profit_Debtor');
		expect(await search('no such thing')).toEqual([]);
	});

	it('has UpdateConnectors of its own', async () => {
		const { results } = await simulated.engine.listSearch(
			'searchUpdateConnectors',
			{},
			'KnSubject',
		);
		expect(results.map(({ value }) => value)).toContain('KnSubject');
	});

	it('is one of all kinds for a snapshot, each with its kind', async () => {
		const options = await simulated.engine.loadOptions('getConnectorNames', {});
		const { getConnectors, updateConnectors } = simulated.simulator.company;
		expect(options).toHaveLength(getConnectors.length + updateConnectors.length + 2);
		expect(options).toEqual(
			expect.arrayContaining([
				{ name: 'Debiteuren (Profit_Debtor)', value: 'Profit_Debtor', description: 'GetConnector' },
				expect.objectContaining({ value: 'KnSubject', description: 'UpdateConnector' }),
				expect.objectContaining({ value: 'AppConnectorSubject', description: 'Custom connector' }),
			]),
		);
		const failing = await connect(simulated.simulator, tokenXml(OTHER_ENVIRONMENT));
		await expect(failing.loadOptions('getConnectorNames', {})).rejects.toMatchObject({
			message: "AFAS doesn't accept the token (401)",
		});
	});

	it('asks AFAS once, not at every key', async () => {
		const engine = await connect(
			simulated.simulator,
			`<token><version>1</version><data>${'D3A0'.repeat(16)}</data></token> `,
		);
		for (const filter of ['d', 'de', 'deb']) {
			await engine.listSearch('searchGetConnectors', {}, filter);
		}
		expect(simulated.simulator.requests).toHaveLength(1);
	});

	it('says in words why it is empty', async () => {
		const engine = await connect(simulated.simulator, tokenXml(OTHER_ENVIRONMENT));
		await expect(engine.listSearch('searchGetConnectors', {})).rejects.toMatchObject({
			message: "AFAS doesn't accept the token (401)",
			description: expect.stringContaining("'Environment'") as string,
		});
	});
});

describe('the list of fields', () => {
	it('shows labels with ids and types', async () => {
		const options = await simulated.engine.loadOptions('getColumns', chosen('Profit_Debtor'));
		expect(options).toContainEqual({
			name: 'Nummer debiteur (DebtorId)',
			value: 'DebtorId',
			description: 'text',
		});
	});

	it('leaves out what AFAS cannot sort on', async () => {
		const connector = chosen('Lindeboom_Relaties');
		const all = await simulated.engine.loadOptions('getColumns', connector);
		const sortable = await simulated.engine.loadOptions('getSortableColumns', connector);
		const left = all.filter(({ value }) => !sortable.some((option) => option.value === value));
		expect(left.map(({ value }) => value)).toContain('A_Toev_Huisnr.');
		expect(sortable.length).toBeGreaterThan(3);
	});

	it('is empty before a connector was chosen', async () => {
		expect(await simulated.engine.loadOptions('getColumns', chosen(''))).toEqual([]);
		expect(simulated.simulator.requests).toEqual([]);
	});

	it('says in words that the connector is not there', async () => {
		await expect(simulated.engine.loadOptions('getColumns', chosen('Nergens'))).rejects.toThrow(
			/GetConnector/,
		);
	});
});
