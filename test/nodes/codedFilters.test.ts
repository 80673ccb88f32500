import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { PollingEngine } from './pollingEngine';
import { reading, type Simulated, startSimulated } from './simulated';

let simulated: Simulated;

beforeAll(async () => {
	simulated = await startSimulated();
	const { company } = simulated.simulator;
	for (const { ItemCode } of company.rowsOf('Profit_Article').slice(0, 5)) {
		const Element = { '@ItCd': ItemCode, Fields: { VaRc: '2' } };
		const body = { FbItemArticle: { Element } };
		company.write({ method: 'PUT', connectorId: 'FbItemArticle', body });
	}
});

afterAll(async () => await simulated.simulator.close());

const locator = (value: string) => ({ __rl: true, mode: 'id', value });

async function run(parameters: INodeParameters, input: IDataObject[] = [{}]) {
	const { items, hints, error } = await simulated.engine.run({ parameters, input });
	if (error) throw new Error(`${error.message} ${error.description ?? ''}`);
	return { rows: items.map(({ json }) => json), hints };
}

const onGroup = (value: string) => ({
	filterType: 'builder',
	filters: {
		group: [{ conditions: { condition: [{ field: 'VATGroup', operator: 'equals', value }] } }],
	},
});

const filtered = async (value: string, more: INodeParameters = {}) =>
	await run({ ...reading('Profit_Article').parameters, ...onGroup(value), ...more });

/** Articles with the VAT group that is described as `Laag`. */
const LOW = 5;

const NOTE = "'Laag' is a description of the code '2' of 'VATGroup', so the code was looked for.";

describe('the codes of a column', () => {
	it('are found by their descriptions, with a hint', async () => {
		const { rows, hints } = await filtered('Laag');
		expect(rows).toHaveLength(LOW);
		expect(hints).toEqual([
			`${NOTE} A filter in AFAS's own form, the 'Filters' object, is left as it is.`,
		]);
	});

	it('are found by the descriptions of the language that is asked for', async () => {
		const { rows, hints } = await filtered('Low', { options: { language: 'en-us' } });
		expect(rows).toHaveLength(LOW);
		expect(hints.join()).toContain("'Low' is a description of the code '2'");
	});

	it('are found as they are, without a hint', async () => {
		const { rows, hints } = await filtered('2');
		expect(rows).toHaveLength(LOW);
		expect(hints).toEqual([]);
	});

	it("are looked for as written in AFAS's own form", async () => {
		const Field = { '@FieldId': 'VATGroup', '@OperatorType': '1', '#text': 'Laag' };
		const { rows, hints } = await run({
			...reading('Profit_Article').parameters,
			filterType: 'json',
			filterJson: JSON.stringify({ Filters: { Filter: { Field } } }),
		});
		expect(rows).toEqual([]);
		expect(hints).toEqual([]);
	});

	it('are found by their descriptions in a look-up', async () => {
		const { rows, hints } = await run(
			{
				resource: 'getConnector',
				operation: 'lookUp',
				getConnector: locator('Profit_Article'),
				match: { column: [{ field: 'VATGroup', value: '={{ $json.group }}' }] },
				rowsPerItem: 'all',
			},
			[{ group: 'Laag' }],
		);
		expect(rows).toHaveLength(LOW);
		expect(hints).toContain(NOTE);
	});

	it('are found by their descriptions in a trigger, which logs it', async () => {
		const engine = await PollingEngine.create(simulated.simulator, {
			getConnector: locator('Profit_Article'),
			detection: 'snapshot',
			keyFields: ['ItemCode'],
			events: ['created'],
			...onGroup('Laag'),
		});
		await engine.activate();
		simulated.simulator.clearRequests();
		await engine.poll();
		const queries = simulated.simulator.requests.map(({ query }) => query.filtervalues);
		expect(queries).toContain('2');
		expect(queries.join()).not.toContain('Laag');
	});

	it('are shown with the fields of the connector', async () => {
		const { rows } = await run({
			resource: 'metainfo',
			operation: 'get',
			connectorType: 'getConnector',
			getConnector: locator('Profit_Article'),
		});
		const fields = rows[0]?.fields as Array<{ id: string; values?: unknown[] }>;
		expect(fields.find(({ id }) => id === 'VATGroup')).toMatchObject({
			values: [
				{ id: '0', description: 'Nul' },
				{ id: '1', description: 'Hoog' },
				{ id: '2', description: 'Laag' },
				{ id: '3', description: 'Verlegd' },
			],
			valueCount: 4,
		});
		expect(fields.find(({ id }) => id === 'ItemCode')).not.toHaveProperty('values');
	});

	it('are told where the field of a filter is chosen', async () => {
		const options = await simulated.engine.loadOptions('getColumns', {
			getConnector: locator('Profit_Article'),
		});
		expect(options.find(({ value }) => value === 'VATGroup')?.description).toBe(
			'text: 0 (Nul), 1 (Hoog), 2 (Laag), 3 (Verlegd)',
		);
	});

	it('are not known where AFAS lists none, so that what was given is looked for', async () => {
		simulated.simulator.settings.columnValues = false;
		// In another language, so that no metainfo of an earlier test is at hand.
		const { rows, hints } = await filtered('Laag', { options: { language: 'nl-be' } });
		simulated.simulator.settings.columnValues = true;
		expect(rows).toEqual([]);
		expect(hints).toEqual([]);
	});
});
