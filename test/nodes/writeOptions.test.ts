/* eslint-disable no-console -- says how much was tried */
import type { IDataObject, INodeParameters } from 'n8n-workflow';
import { DEMO, tokenXml } from '../simulator/access';
import type { UpdateConnectorDefinition, UpdateField } from '../simulator/contract';
import { createSimulator, type Simulator } from '../simulator/server';
import { TinyCompany, tinyColumn } from '../simulator/tinyCompany';
import type { Engine } from './engine';
import { connect } from './simulated';

let simulator: Simulator;
let engine: Engine;

const both = (text: string) => ({ nl: text, en: text });

const field = (fieldId: string, dataType: UpdateField['dataType'], primaryKey = false) => ({
	fieldId,
	primaryKey,
	dataType,
	label: both(fieldId),
	mandatory: false,
	length: 0,
	decimals: 0,
	decimalFieldId: '',
	notzero: false,
	controlType: 1 as const,
	values: null,
});

/** The smallest connector to which every write option applies. */
const ORDER: UpdateConnectorDefinition = {
	id: 'Order',
	name: 'Order',
	description: both('Order'),
	fields: [
		field('Nr', 'string', true),
		field('Ref', 'string'),
		field('Memo', 'blob'),
		field('Am', 'int'),
	],
	objects: [
		{
			name: 'Line',
			fields: [field('LnNr', 'string', true), field('Ds', 'string'), field('Memo', 'blob')],
			objects: [],
		},
	],
};

beforeAll(async () => {
	const company = new TinyCompany();
	company.updateConnectors.splice(0, Infinity, ORDER);
	company.addGetConnector(
		{
			id: 'Orders',
			description: both('Orders'),
			columns: [tinyColumn('Number', 'string'), tinyColumn('Ref', 'string')],
		},
		['1', '2'].map((Number) => ({ Number, Ref: 'before' })),
	);
	simulator = await createSimulator({ company });
	engine = await connect(simulator, tokenXml(DEMO));
});

afterAll(async () => await simulator.close());

/** What may be odd about the second of three items. */
type Oddity = 'nothing' | 'finding' | 'emptyKey' | 'missingFile';

/** One combination of everything that decides what is sent. */
interface Combination {
	readonly operation: 'create' | 'update' | 'upsert';
	readonly dataMode: 'fields' | 'record' | 'body';
	readonly validation: 'strict' | 'warn' | 'off';
	readonly dryRun: boolean;
	readonly batchSize: number;
	readonly parallelRequests: number;
	readonly isGrouped: boolean;
	/** Fields to clear, or for a new record the sub-object. */
	readonly hasOwnOption: boolean;
	readonly writeWhen: 'always' | 'changed';
	readonly continues: boolean;
	readonly oddity: Oddity;
}

type Choices = { readonly [Name in keyof Combination]: ReadonlyArray<Combination[Name]> };

const CHOICES: Choices = {
	operation: ['create', 'update', 'upsert'],
	dataMode: ['fields', 'record', 'body'],
	validation: ['strict', 'warn', 'off'],
	dryRun: [false, true],
	batchSize: [1, 10],
	parallelRequests: [1, 3],
	isGrouped: [false, true],
	hasOwnOption: [false, true],
	writeWhen: ['always', 'changed'],
	continues: [false, true],
	oddity: ['nothing', 'finding', 'emptyKey', 'missingFile'],
};

/** What can't be combined in the editor, or has no meaning. */
function isPossible({ operation, dataMode, writeWhen, oddity }: Combination): boolean {
	if (operation !== 'upsert' && writeWhen === 'changed') return false;
	return dataMode !== 'body' || (operation !== 'upsert' && oddity !== 'missingFile');
}

function combinations(operation: Combination['operation']): Combination[] {
	let all: Array<Partial<Combination>> = [{ operation }];
	for (const [name, values] of Object.entries(CHOICES)) {
		if (name !== 'operation') {
			all = all.flatMap((one) => (values as unknown[]).map((value) => ({ ...one, [name]: value })));
		}
	}
	return (all as Combination[]).filter(isPossible);
}

const addsToOrder = ({ operation, hasOwnOption }: Combination) =>
	operation === 'create' && hasOwnOption;

/** Whether the records name orders that are there. */
const isNamed = (combination: Combination) =>
	combination.operation !== 'create' || addsToOrder(combination);

/** An item; its text tells it apart in everything that is sent. */
function itemOf(combination: Combination, index: number): IDataObject {
	const { isGrouped, dataMode, oddity } = combination;
	const isOdd = index === 1;
	const hasLines = isGrouped && dataMode !== 'body';
	const emptyKey = hasLines && !isNamed(combination) ? { LnNr: '' } : { Nr: '' };
	return {
		...(isNamed(combination) && { Nr: String(index + 1) }),
		Ref: `item ${index}`,
		...(hasLines && { Ds: 'line' }),
		...(isOdd && oddity === 'finding' && { Strange: 'x' }),
		...(isOdd && oddity === 'emptyKey' && emptyKey),
		...(isOdd && oddity === 'missingFile' && { Memo: { $binary: 'none' } }),
	};
}

function bodyOf({ Nr, ...fields }: IDataObject): string {
	const Element = { ...(Nr !== undefined && { '@Nr': Nr }), Fields: fields };
	return JSON.stringify({ Order: { Element } });
}

function parametersOf(combination: Combination): INodeParameters {
	const { operation, dataMode, validation, dryRun, batchSize, parallelRequests } = combination;
	const groupBy = isNamed(combination) ? 'Nr, Ref' : 'Ref';
	const ownOption = operation === 'create' ? { subObject: 'Line' } : { clearFields: 'Am' };
	const data = {
		fields: { fields: { mappingMode: 'autoMapInputData', value: null } },
		record: { record: '={{ $json }}' },
		body: { body: '={{ $json.body }}' },
	};
	return {
		resource: 'updateConnector',
		operation,
		updateConnector: { __rl: true, mode: 'id', value: 'Order' },
		dataMode,
		...data[dataMode],
		...(operation === 'upsert' && {
			lookupConnector: { __rl: true, mode: 'id', value: 'Orders' },
			matchFields: { match: [{ column: 'Number', field: 'Nr' }] },
			writeWhen: combination.writeWhen,
		}),
		options: {
			validation,
			dryRun,
			batchSize,
			parallelRequests,
			...(combination.isGrouped && { groupBy, linesObject: 'Line' }),
			...(combination.hasOwnOption && ownOption),
		},
	};
}

/** Whether the odd item may not be sent, whatever else there is. */
function stops(combination: Combination): boolean {
	const { oddity, validation } = combination;
	if (oddity === 'finding') return validation === 'strict';
	if (oddity === 'emptyKey') return isNamed(combination);
	return oddity === 'missingFile';
}

/** The items that should reach AFAS, each once. */
function itemsToSend(combination: Combination): number[] {
	if (combination.dryRun) return [];
	if (!stops(combination)) return [0, 1, 2];
	return combination.continues ? [0, 2] : [];
}

async function itemsSent(combination: Combination): Promise<number[]> {
	simulator.clearRequests();
	const items = [0, 1, 2].map((index) => itemOf(combination, index));
	const isBody = combination.dataMode === 'body';
	await engine.run({
		parameters: parametersOf(combination),
		input: isBody ? items.map((item) => ({ body: bodyOf(item) })) : items,
		...(combination.continues && { onError: 'continueRegularOutput' }),
	});
	const writes = simulator.requests.filter(({ method }) => method !== 'GET');
	const text = writes.map(({ body }) => JSON.stringify(body)).join();
	return [...text.matchAll(/"item (\d)"/g)].map(([, index]) => Number(index)).sort();
}

describe('write options, each with each', () => {
	it.each(CHOICES.operation)(
		'%s sends what was asked for: nothing in a dry run, with a finding, or without a key',
		async (operation) => {
			const all = combinations(operation);
			for (const combination of all) {
				const sent = await itemsSent(combination);
				expect([combination, sent]).toEqual([combination, itemsToSend(combination)]);
			}
			console.info(`${operation}: ${all.length} combinations`);
		},
		600_000,
	);
});

describe('deleting, with each option', () => {
	const keyModes = {
		keys: { keys: { mappingMode: 'defineBelow', value: { Nr: '={{ $json.Nr }}' } } },
		path: { path: '=Order/@Nr/{{ $json.Nr }}' },
	} as const;
	const oddKeys = [null, '', ' ', 'a/b'];

	async function itemsDeleted(
		keyMode: keyof typeof keyModes,
		dryRun: boolean,
		oddKey: string | null,
		continues: boolean,
	): Promise<string[]> {
		simulator.clearRequests();
		await engine.run({
			parameters: {
				resource: 'updateConnector',
				operation: 'delete',
				updateConnector: { __rl: true, mode: 'id', value: 'Order' },
				keyMode,
				...keyModes[keyMode],
				options: { dryRun },
			},
			input: [{ Nr: '1' }, { Nr: oddKey }, { Nr: '3' }],
			...(continues && { onError: 'continueRegularOutput' }),
		});
		const writes = simulator.requests.filter(({ method }) => method !== 'GET');
		return writes.map(({ path }) => path.slice(path.lastIndexOf('/') + 1));
	}

	it.each(Object.keys(keyModes) as Array<keyof typeof keyModes>)(
		'by %s deletes nothing in a dry run, nor when one item names no record',
		async (keyMode) => {
			for (const oddKey of oddKeys) {
				expect(await itemsDeleted(keyMode, true, oddKey, false)).toEqual([]);
				expect(await itemsDeleted(keyMode, true, oddKey, true)).toEqual([]);
				expect(await itemsDeleted(keyMode, false, oddKey, false)).toEqual([]);
				expect(await itemsDeleted(keyMode, false, oddKey, true)).toEqual(['1', '3']);
			}
			expect(await itemsDeleted(keyMode, false, '2', false)).toEqual(['1', '2', '3']);
		},
	);
});
