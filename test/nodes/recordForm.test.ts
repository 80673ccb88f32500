import { DEMO, tokenXml } from '../simulator/access';
import { createCompany } from '../simulator/company';
import { createSimulator, type Simulator } from '../simulator/server';
import type { Engine } from './engine';
import { connect } from './simulated';

let simulator: Simulator;
let engine: Engine;

beforeAll(async () => {
	simulator = await createSimulator({ company: createCompany({ largeMetainfo: true }) });
	engine = await connect(simulator, tokenXml(DEMO));
});

afterAll(async () => await simulator.close());

const chosen = (connector: string, operation: string, sections: string[] = []) => ({
	resource: 'updateConnector',
	operation,
	updateConnector: { __rl: true, mode: 'list', value: connector },
	sections,
});

const form = async (...parameters: Parameters<typeof chosen>) =>
	await engine.resourceMapping('getRecordFields', chosen(...parameters));

describe('the form of a record', () => {
	it('has labels, types and allowed values from metainfo', async () => {
		const { fields } = await form('KnSubject', 'create');
		expect(fields.find(({ id }) => id === 'StId')).toMatchObject({ type: 'number' });
		expect(fields.find(({ id }) => id === 'ViPr')).toMatchObject({
			type: 'options',
			options: expect.arrayContaining([
				expect.objectContaining({ value: 'H' }) as object,
			]) as object,
		});
		expect(fields.every(({ displayName }) => !displayName.includes('=>'))).toBe(true);
	});

	it('names the nested object of a field last, where n8n cuts labels off', async () => {
		const { fields } = await form('KnSalesRelationOrg', 'update', [
			'KnOrganisation',
			'KnOrganisation/KnBasicAddressAdr',
		]);
		const label = (field: string) => fields.find(({ id }) => id === field)?.displayName;
		expect(label('DbId')).toBe('Nummer debiteur (DbId)');
		expect(label('KnOrganisation/Nm')).toBe('Naam (Nm) in KnOrganisation');
		expect(label('KnOrganisation/KnBasicAddressAdr/Ad')).toMatch(
			/ \(Ad\) in KnBasicAddressAdr of KnOrganisation$/,
		);
	});

	it('starts with a few fields, and has the others at hand', async () => {
		const { fields } = await form('FbSales', 'create');
		const shown = fields.filter(({ removed }) => removed !== true);
		expect(shown.map(({ id }) => id)).toContain('DbId');
		expect(shown.length).toBeLessThan(15);
		expect(fields.length).toBeGreaterThan(shown.length);
	});

	it('has the keys to find a record by', async () => {
		const matching = (fields: Awaited<ReturnType<typeof form>>['fields']) =>
			fields.filter(({ canBeUsedToMatch }) => canBeUsedToMatch).map(({ id }) => id);
		expect(matching((await form('FbSales', 'update')).fields)).toEqual(['OrNu']);
	});

	it('shows nested objects that were chosen', async () => {
		const options = await engine.loadOptions('getSections', chosen('KnEmployee', 'create'));
		expect(options.map(({ value }) => value)).toContain('AfasContract');
		const { fields } = await form('KnEmployee', 'create', ['AfasContract']);
		expect(fields.some(({ id }) => id === 'AfasContract/DaBe')).toBe(true);
	});

	it('is empty before a connector was chosen', async () => {
		expect(await form('', 'create')).toEqual({ fields: [] });
	});

	it('of a connector with thousands of fields stays small in a saved workflow', async () => {
		const { fields } = await form('KnEmployee', 'create');
		const saved = JSON.stringify({
			...chosen('KnEmployee', 'create'),
			fields: { mappingMode: 'defineBelow', value: {}, matchingColumns: [], schema: fields },
		});
		expect(Buffer.byteLength(saved)).toBeLessThan(100_000);
		expect(fields.length).toBeGreaterThan(100);
		expect(fields.at(-1)?.displayName).toMatch(/\d+ more fields/);
	});

	it('comes in less than a second from what was read before', async () => {
		await form('KnEmployee', 'create');
		simulator.clearRequests();
		const started = performance.now();
		await form('KnEmployee', 'create');
		expect(performance.now() - started).toBeLessThan(1_000);
		expect(simulator.requests).toEqual([]);
	});
});

describe('the form of the keys of a record', () => {
	it('asks for all keys of the record, and offers those of its lines', async () => {
		const { fields } = await engine.resourceMapping('getKeyFields', chosen('FbSales', 'delete'));
		expect(fields.filter(({ required }) => required).map(({ id }) => id)).toEqual(['OrNu']);
		expect(fields.some(({ id, removed }) => id.startsWith('FbSalesLines/') && removed)).toBe(true);
	});
});
