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

const NOTHING = 'nothing in it has a value, so AFAS would get an empty record';

async function write(operation: string, more: object, options: object = {}) {
	return await simulated.engine.run({
		parameters: {
			resource: 'updateConnector',
			operation,
			updateConnector: { __rl: true, mode: 'id', value: 'FbSales' },
			options,
			...more,
		} as INodeParameters,
		input: [{}],
	});
}

const OTHER_SHAPES: ReadonlyArray<readonly [string, object]> = [
	['a form that is the record itself', { dataMode: 'fields', fields: { OrNu: '5', DbId: '1' } }],
	[
		'a form with its fields in another place',
		{ dataMode: 'fields', fields: { mappingMode: 'defineBelow', values: { OrNu: '5' } } },
	],
	['a form that is null', { dataMode: 'fields', fields: null }],
	['no form', { dataMode: 'fields' }],
	[
		'a form without anything in it',
		{ dataMode: 'fields', fields: { mappingMode: 'defineBelow', value: {} } },
	],
	['a record that is null', { dataMode: 'record', record: null }],
	['an empty record', { dataMode: 'record', record: '{}' }],
	['a record in which all is null', { dataMode: 'record', record: '{ "DbId": null }' }],
	['a record with a row action only', { dataMode: 'record', record: '{ "@Action": "insert" }' }],
	[
		'a body with an empty element',
		{ dataMode: 'body', body: '{ "FbSales": { "Element": { "Fields": {} } } }' },
	],
];

describe.each(OTHER_SHAPES)('%s', (_, more) => {
	it.each(['create', 'update'])('is refused before anything is sent (%s)', async (operation) => {
		for (const validation of VALIDATIONS) {
			for (const options of [{}, { batchSize: 10 }, { dryRun: true }]) {
				const { error } = await write(operation, more, { validation, ...options });
				expect(error?.message).toBe(`The record doesn't fit: ${NOTHING}`);
				expect(error?.description).not.toContain('Validation');
				expect(writes()).toEqual([]);
			}
		}
	});
});

it('is named with all else that is wrong', async () => {
	const { error } = await write('update', {
		dataMode: 'record',
		record: '{ "OrNu": "", "X": null }',
	});
	expect(error?.message).toContain('OrNu is a key without a value');
	expect(error?.message).toContain('X is no field or object of this connector');
	expect(error?.message).toContain(NOTHING);
});

it('is named by its place among the elements of a body', async () => {
	const body = { FbSales: { Element: [{ '@OrNu': '1', Fields: { RfCs: 'x' } }, {}] } };
	const more = { dataMode: 'body', body: JSON.stringify(body) };
	const { error } = await write('update', more, { validation: 'off' });
	expect(error?.message).toBe(`The record doesn't fit: [1] ${NOTHING}`);
	expect(writes()).toEqual([]);
});

it('is not what a field of a body is that is emptied', async () => {
	const body = { FbSales: { Element: { Fields: { RfCs: null } } } };
	const more = { dataMode: 'body', body: JSON.stringify(body) };
	const { error } = await write('update', more, { dryRun: true });
	expect(error).toBeUndefined();
});

describe('a body that is no body', () => {
	const NO_OBJECT = 'The body is not a JSON object';
	const NO_ROOT = "The body has no root, and the root of this connector is 'FbSales'";
	const NO_RECORD = "The body has no 'Element' with a record in it under 'FbSales'";

	it.each([
		['={{ $json.nope }}', NO_OBJECT],
		['={{ null }}', NO_OBJECT],
		['null', NO_OBJECT],
		['5', NO_OBJECT],
		['true', NO_OBJECT],
		['"text"', NO_OBJECT],
		['[]', NO_OBJECT],
		['={{ [] }}', NO_OBJECT],
		['={{ 5 }}', NO_OBJECT],
		['{}', NO_ROOT],
		['={{ {} }}', NO_ROOT],
		['{ "FbSales": {} }', NO_RECORD],
		['{ "FbSales": null }', NO_RECORD],
		['{ "FbSales": { "Element": [] } }', NO_RECORD],
	])('is refused before anything is sent: %s', async (body, message) => {
		for (const operation of ['create', 'update']) {
			for (const validation of VALIDATIONS) {
				const { error } = await write(operation, { dataMode: 'body', body }, { validation });
				expect(error?.message).toBe(`The record doesn't fit: ${message}`);
				expect(error?.description).not.toContain('Validation');
			}
		}
		expect(writes()).toEqual([]);
	});
});
