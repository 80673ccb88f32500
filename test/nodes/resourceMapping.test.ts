import type { IDataObject, ResourceMapperField } from 'n8n-workflow';
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
	(await engine.resourceMapping('getRecordFields', chosen(...parameters))).fields;

const allSections = async (connector: string) =>
	(await engine.loadOptions('getSections', chosen(connector, 'create'))).map(({ value }) =>
		String(value),
	);

const isShown = ({ display, removed }: ResourceMapperField) => display && removed !== true;

/** What n8n 2.41's editor fills in for the fields that a new form shows (`ResourceMapper.vue`). */
function filledByEditor(fields: readonly ResourceMapperField[]): IDataObject {
	return Object.fromEntries(
		fields
			.filter(isShown)
			.filter(({ type, defaultValue }) => type === 'boolean' && defaultValue === undefined)
			.map(({ id }) => [id, false]),
	);
}

/** Whether n8n 2.41's editor shows a form in mode `update`; without it there's nothing to fill in. */
function isShownForUpdate(fields: readonly ResourceMapperField[]): boolean {
	return fields.some(
		(field) => isShown(field) && (field.canBeUsedToMatch === true || field.defaultMatch),
	);
}

/** Parameters of a node with every field of its form shown and filled. */
function savedNode(fields: readonly ResourceMapperField[]): object {
	return {
		parameters: {
			...chosen('KnEmployee', 'update'),
			dataMode: 'fields',
			fields: {
				mappingMode: 'defineBelow',
				value: Object.fromEntries(fields.map(({ id }) => [id, '={{ $json.x }}'])),
				matchingColumns: ['EmId'],
				schema: fields,
				attemptToConvertTypes: false,
				convertFieldsToString: false,
			},
		},
	};
}

describe('the form of any UpdateConnector', () => {
	it('is shown for an update, also where AFAS names no key', async () => {
		const hidden: string[] = [];
		for (const { id } of simulator.company.updateConnectors) {
			if (!isShownForUpdate(await form(id, 'update'))) hidden.push(id);
		}
		expect(hidden).toEqual([]);
	});

	it('writes nothing that nobody filled in', async () => {
		const unasked: string[] = [];
		for (const { id } of simulator.company.updateConnectors) {
			unasked.push(
				...Object.keys(filledByEditor(await form(id, 'update'))).map((f) => `${id} ${f}`),
			);
		}
		expect(unasked).toEqual([]);
	});

	it('stays the same when the operation changes, since n8n keeps it then', async () => {
		expect(await form('FbSales', 'create')).toEqual(await form('FbSales', 'update'));
	});

	it('is saved in less than 100 kB with all sections and every field filled', async () => {
		for (const { id } of simulator.company.updateConnectors) {
			const fields = await form(id, 'update', await allSections(id));
			expect(Buffer.byteLength(JSON.stringify(savedNode(fields)))).toBeLessThan(100_000);
		}
	});

	it('comes quickly from what was read before', async () => {
		const sections = await allSections('KnEmployee');
		await form('KnEmployee', 'update', sections);
		const started = performance.now();
		await form('KnEmployee', 'update', sections);
		expect(performance.now() - started).toBeLessThan(500);
	});
});

describe('the form of a record', () => {
	it('matches on any field of a person, but not of its nested objects', async () => {
		const fields = await form('KnPerson', 'update', ['KnBasicAddressAdr']);
		expect(fields.find(({ id }) => id === 'BcCo')).toMatchObject({
			canBeUsedToMatch: true,
			defaultMatch: false,
		});
		const nested = fields.filter(({ id }) => id.startsWith('KnBasicAddressAdr/'));
		expect(nested.length).toBeGreaterThan(3);
		expect(nested.some(({ canBeUsedToMatch }) => canBeUsedToMatch)).toBe(false);
	});

	it('says where fields are that it has no room for', async () => {
		const last = (await form('KnEmployee', 'create')).at(-1);
		expect(last).toMatchObject({ display: true, removed: true, readOnly: true });
		expect(last?.displayName).toMatch(/^… \d+ more fields: set 'Data' to 'Record \(JSON\)'/);
	});
});

describe('nested objects that can be added later', () => {
	it('are those of the record itself', async () => {
		const options = await engine.loadOptions('getSubObjects', chosen('FbSales', 'create'));
		const names = options.map(({ value }) => String(value));
		expect(names).toContain('FbSalesLines');
		expect(names.some((name) => name.includes('/'))).toBe(false);
		expect(await engine.loadOptions('getSubObjects', chosen('', 'create'))).toEqual([]);
	});
});

describe('a form in which n8n maps the input by itself', () => {
	const mapped = async (input: IDataObject) => {
		const { items, error } = await engine.run({
			parameters: {
				...chosen('FbSales', 'create'),
				dataMode: 'fields',
				fields: {
					mappingMode: 'autoMapInputData',
					value: {},
					matchingColumns: [],
					schema: (await form('FbSales', 'create')) as unknown as IDataObject[],
				},
				options: { dryRun: true },
			} as never,
			input: [input],
		});
		return { body: items[0]?.json.body, error };
	};

	it('sends fields that the form does not show, and nested objects', async () => {
		const { body, error } = await mapped({
			DbId: '10001',
			RfCs: 'WEB-1',
			OrDa: '2026-11-23',
			FbSalesLines: [{ VaIt: '3', Ds: 'Spoed' }],
		});
		expect(error).toBeUndefined();
		expect(body).toMatchObject({
			FbSales: {
				Element: {
					Fields: { DbId: '10001', RfCs: 'WEB-1', OrDa: '2026-11-23' },
					Objects: expect.anything() as unknown,
				},
			},
		});
	});

	it('names input that is no field, instead of leaving it out', async () => {
		const { error } = await mapped({ DbId: '10001', Onbekend: 1 });
		expect(error?.message).toContain('Onbekend');
	});

	it('leaves out what is null', async () => {
		const { body } = await mapped({ DbId: '10001', RfCs: null });
		expect(JSON.stringify(body)).not.toContain('RfCs');
	});
});
