import type { INodeParameters } from 'n8n-workflow';
import { type Simulated, startSimulated } from './simulated';

let simulated: Simulated;

beforeAll(async () => {
	simulated = await startSimulated();
});

afterAll(async () => await simulated.simulator.close());

beforeEach(() => simulated.simulator.clearRequests());

const writes = () => simulated.simulator.requests.filter(({ method }) => method !== 'GET');

const VALIDATIONS = ['strict', 'warn', 'off'];

/** Writes an order, and expects that it is refused however it is validated. */
async function refused(more: object, message: string, operation = 'update') {
	for (const validation of VALIDATIONS) {
		const { error } = await simulated.engine.run({
			parameters: {
				resource: 'updateConnector',
				operation,
				updateConnector: { __rl: true, mode: 'id', value: 'FbSales' },
				options: { validation },
				...more,
			} as INodeParameters,
			input: [{}],
		});
		expect(error?.message).toContain(message);
		expect(writes()).toEqual([]);
	}
}

const record = (expression: string) => ({ dataMode: 'record', record: `={{ ${expression} }}` });

const NULL = 'holds a number or date that is none, and would be sent as null';

describe('a number or date that is none', () => {
	it.each([
		['({ OrNu: Number(undefined), DbId: "1" })', 'OrNu'],
		['({ OrNu: "1", RfCs: 1 / 0 })', 'RfCs'],
		['({ OrNu: "1", OrDa: new Date("x") })', 'OrDa'],
		['({ OrNu: "1", Unknown: NaN })', 'Unknown'],
		['({ OrNu: "1", Unknown: { a: [1, NaN] } })', 'Unknown.a[1]'],
		['({ OrNu: "1", FbSalesLines: NaN })', 'FbSalesLines'],
		['({ OrNu: "1", FbSalesLines: [NaN] })', 'FbSalesLines[0]'],
		['({ OrNu: "1", FbSalesLines: [{ GuLi: "x", QuUn: -1 / 0 }] })', 'FbSalesLines[0].QuUn'],
	])('in the record %s is not sent as null', async (expression, path) => {
		await refused(record(expression), `${path} ${NULL}`);
		await refused(record(expression), `${path} ${NULL}`, 'create');
	});

	it.each([
		['{ "@OrNu": NaN, Fields: { DbId: "1" } }', 'OrNu'],
		['{ "@OrNu": "1", Fields: { RfCs: 1 / 0 } }', 'RfCs'],
	])('in the body %s is not sent as null', async (element, path) => {
		const body = `={{ ({ FbSales: { Element: ${element} } }) }}`;
		await refused({ dataMode: 'body', body }, `${path} ${NULL}`);
	});

	it('in a form is not sent as null', async () => {
		const fields = { mappingMode: 'defineBelow', value: { OrNu: '={{ Number(undefined) }}' } };
		await refused({ dataMode: 'fields', fields }, `OrNu ${NULL}`);
	});
});

describe('a key', () => {
	it.each(['{}', '[]', '{ a: 1 }', '["1"]'])('is no %s', async (value) => {
		const message = 'OrNu is a key, and holds an object or a list';
		await refused(record(`({ OrNu: ${value}, DbId: "1" })`), message);
		const body = `={{ ({ FbSales: { Element: { "@OrNu": ${value}, Fields: { DbId: "1" } } } }) }}`;
		await refused({ dataMode: 'body', body }, message);
	});

	it('has one value', async () => {
		const message = 'OrNu is given more than once, with different values';
		await refused(record('({ OrNu: "1", "@OrNu": "2" })'), message);
		await refused(record('({ "@OrNu": "2", OrNu: "1" })'), message);
		const body = '{ "FbSales": { "Element": { "@OrNu": "1", "Fields": { "OrNu": "2" } } } }';
		await refused({ dataMode: 'body', body }, message);
	});
});
