import type { IDataObject, INodeExecutionData, INodePropertyOptions } from 'n8n-workflow';
import { choiceProperty } from '../../parameters/choiceProperty';
import type { ParameterValues } from '../../parameters/parameterValues';
import { lookUp as lookUpRows, type LookUpResult } from '../../profit/lookUp/lookUp';
import { LookUpValueError } from '../../profit/lookUp/lookUpValueError';
import { type LookedUpValue, RowMissingError } from '../../profit/lookUp/rowMissingError';
import { connectorSource } from '../../profit/lookUp/source';
import type { Column } from '../../profit/metainfo/metainfo';
import { outcomeOf } from '../../profit/outcome';
import type { Row } from '../../profit/row';
import { adviceOnLookUps } from '../../profit/rows/fairUse';
import { assertColumns } from '../../profit/rows/unknownFieldError';
import { type ColumnDoubts, withColumns } from '../../profit/rows/withColumns';
import { createRowDateConverter } from '../../profit/time/rowDates';
import { connectorOf, getConnectorLocator } from '../connectorLocator';
import type { AllItemsInput, AllItemsOperation, ItemOutcome } from '../operation';
import { matchProperty, readMatch } from './matchParameters';
import { distinctOutputFields } from '../outputFields';
import { readOptionsProperty, type RowOptions, rowOptions } from './readOptions';

type RowsPerItem = 'first' | 'all';
type Include = 'row' | 'inputAndRow';
type WhenMissing = 'empty' | 'skip' | 'error';

/** Options of reading that mean something here; pages are the look-up's own business. */
const LOOK_UP_OPTIONS: readonly string[] = [
	'dates',
	'keyFields',
	'language',
	'outputFields',
	'parallelRequests',
	'timeout',
];

const rowsPerItemProperty = choiceProperty({
	displayName: 'Rows per Item',
	name: 'rowsPerItem',
	type: 'options',
	noDataExpression: true,
	default: 'first',
	description: 'How many rows to return when several belong to an input item',
	options: [
		{ name: 'All Rows', value: 'all', description: 'One output item for each row' },
		{
			name: 'First Row',
			value: 'first',
			description: "The first in the order of 'Key Fields' under 'Options', or of a likely key",
		},
	],
});

const includeProperty = choiceProperty({
	displayName: 'Include',
	name: 'include',
	type: 'options',
	noDataExpression: true,
	default: 'row',
	description: 'What the output items hold',
	options: [
		{
			name: 'Input and Row',
			value: 'inputAndRow',
			description:
				'The fields of the input item and of the row. Where both have a field, the row counts.',
		},
		{ name: 'Row', value: 'row', description: 'The fields of the row only' },
	],
});

const whenMissingProperty = choiceProperty({
	displayName: 'When Missing',
	name: 'whenMissing',
	type: 'options',
	noDataExpression: true,
	default: 'empty',
	description: 'What to do with an input item to which no row belongs',
	options: [
		{
			name: 'Return Empty Item',
			value: 'empty',
			description: 'An item without fields of a row',
		},
		{ name: 'Return Error', value: 'error', description: 'The item fails' },
		{ name: 'Skip Item', value: 'skip', description: 'No output for the item' },
	],
});

/** Finds the rows that belong to each input item, many items in one request. */
export const lookUp: AllItemsOperation = {
	value: 'lookUp',
	name: 'Look Up',
	action: 'Look up rows of a GetConnector',
	description: 'Find the row or rows that belong to each input item, many items in few requests',
	properties: [
		getConnectorLocator,
		matchProperty,
		rowsPerItemProperty,
		includeProperty,
		whenMissingProperty,
		{
			...readOptionsProperty,
			options: (readOptionsProperty.options as INodePropertyOptions[]).filter(({ name }) =>
				LOOK_UP_OPTIONS.includes(name),
			),
		},
	],
	sharedParameters: [],
	executeAll,
};

/** What the user asked for one input item, before it is held against the GetConnector. */
interface Wish {
	readonly itemIndex: number;
	readonly connector: string;
	readonly match: readonly LookedUpValue[];
	readonly rowsPerItem: RowsPerItem;
	readonly include: Include;
	readonly whenMissing: WhenMissing;
	readonly options: RowOptions;
}

/** Wishes that can share requests: at least one. */
type Kind = readonly [Wish, ...Wish[]];

async function executeAll(input: AllItemsInput): Promise<ItemOutcome[]> {
	const outcomes = new Map<number, ItemOutcome>();
	const wishes = readWishes(input, outcomes);
	for (const kind of kindsOf(wishes)) {
		if (isOver(input, outcomes)) break;
		await carryOut(input, kind, outcomes);
	}
	const inOrder = [...outcomes].sort(([a], [b]) => a - b).map(([, outcome]) => outcome);
	if (!isOver(input, outcomes)) return inOrder;
	return inOrder.filter((outcome) => 'failure' in outcome).slice(0, 1);
}

/** Whether an item failed and the node isn't to continue. */
function isOver(
	{ continueOnFail }: AllItemsInput,
	outcomes: ReadonlyMap<number, ItemOutcome>,
): boolean {
	return !continueOnFail && [...outcomes.values()].some((outcome) => 'failure' in outcome);
}

function readWishes(input: AllItemsInput, outcomes: Map<number, ItemOutcome>): Wish[] {
	const wishes: Wish[] = [];
	for (let itemIndex = 0; itemIndex < input.itemCount; itemIndex++) {
		try {
			wishes.push(readWish(input.itemParameters(itemIndex), itemIndex));
		} catch (failure) {
			outcomes.set(itemIndex, { failure, itemIndexes: [itemIndex] });
		}
	}
	return wishes;
}

function readWish(parameters: ParameterValues, itemIndex: number): Wish {
	const match = readMatch(parameters);
	if (match.length === 0 || match.some(({ field }) => field === '')) {
		throw new LookUpValueError(["a field is missing under 'Match'"]);
	}
	return {
		itemIndex,
		connector: connectorOf(parameters, 'getConnector'),
		match,
		rowsPerItem: parameters.choice(rowsPerItemProperty),
		include: parameters.choice(includeProperty),
		whenMissing: parameters.choice(whenMissingProperty),
		options: rowOptions(parameters),
	};
}

function kindsOf(wishes: readonly Wish[]): Kind[] {
	const kinds = new Map<string, [Wish, ...Wish[]]>();
	for (const wish of wishes) {
		const { connector, match, rowsPerItem, options } = wish;
		const key = JSON.stringify([connector, match.map(({ field }) => field), rowsPerItem, options]);
		const kind = kinds.get(key);
		if (kind === undefined) kinds.set(key, [wish]);
		else kind.push(wish);
	}
	return [...kinds.values()];
}

/** A failure that isn't one item's own, such as of metainfo, is the failure of each of them. */
async function carryOut(
	input: AllItemsInput,
	kind: Kind,
	outcomes: Map<number, ItemOutcome>,
): Promise<void> {
	const outcome = await outcomeOf(resultsOf(input, kind));
	kind.forEach((wish, index) => {
		const result = outcome.ok ? outcome.value[index] : { failure: outcome.failure };
		// Not asked any more, since another item failed.
		if (result === undefined) return;
		outcomes.set(wish.itemIndex, toOutcome(input, wish, result));
	});
}

async function resultsOf(
	input: AllItemsInput,
	kind: Kind,
): Promise<ReadonlyArray<LookUpResult | undefined>> {
	const { connection, hints } = input;
	const [{ connector, options }] = kind;
	const { results, notes, columns } = await withColumns(
		connection.metainfo(options.language),
		connector,
		async (known, doubts) => await lookUpWith(input, kind, known, doubts),
	);
	for (const note of notes) hints.add(note);
	convertDates(results, columns, options);
	return results;
}

/** What the look-ups of a kind brought, and the columns with which they were asked. */
interface LookedUp {
	readonly results: ReadonlyArray<LookUpResult | undefined>;
	readonly notes: readonly string[];
	readonly columns: readonly Column[];
}

async function lookUpWith(
	{ connection, continueOnFail }: AllItemsInput,
	kind: Kind,
	columns: readonly Column[],
	doubts: ColumnDoubts,
): Promise<LookedUp> {
	const [{ connector, match, rowsPerItem, options }] = kind;
	const fields = match.map(({ field }) => field);
	assertColumns('Match', fields, columns);
	assertColumns('Key Fields', options.keyFields, columns);
	assertColumns('Output Fields', options.outputFields, columns);
	const source = connectorSource(connection.client, { ...options, connector, columns });
	const { results, notes } = await lookUpRows(
		source,
		{
			fields,
			columns,
			rowsPerKey: rowsPerItem,
			parallelRequests: options.parallelRequests,
			stopAtFailure: !continueOnFail,
		},
		kind.map((wish) => wish.match.map(({ value }) => value)),
	);
	doubts.lookedUp(results);
	return { results, notes: [...notes, ...adviceOnLookUps(source.report)], columns };
}

/** Changes the rows themselves, each once however many items share it. */
function convertDates(
	results: ReadonlyArray<LookUpResult | undefined>,
	columns: readonly Column[],
	{ dates }: RowOptions,
): void {
	const dateColumns = columns.filter(({ dataType }) => dataType === 'date');
	const convert = createRowDateConverter(
		dateColumns.map(({ id }) => id),
		dates,
	);
	const found = results.flatMap((result) =>
		result !== undefined && 'rows' in result ? [result.rows] : [],
	);
	for (const rows of new Set(found)) rows.forEach(convert);
}

function toOutcome(input: AllItemsInput, wish: Wish, result: LookUpResult): ItemOutcome {
	const { itemIndex, whenMissing, connector, match } = wish;
	if ('failure' in result) return { failure: result.failure, itemIndexes: [itemIndex] };
	if (result.rows.length > 0) {
		const fields = outputFieldsOf(input, wish);
		return { items: result.rows.map((row) => toItem(input, wish, rowOutput(fields, row))) };
	}
	switch (whenMissing) {
		case 'skip':
			return { items: [] };
		case 'error':
			return { failure: new RowMissingError(connector, match), itemIndexes: [itemIndex] };
		default:
			return { items: [toItem(input, wish, {})] };
	}
}

/** Input fields tell a row from a failure as well as a column does. */
function outputFieldsOf(
	input: AllItemsInput,
	{ include, match, options }: Wish,
): readonly string[] {
	if (include === 'inputAndRow') return options.outputFields;
	return distinctOutputFields(
		input,
		options.outputFields,
		match.map(({ field }) => field),
	);
}

/** A copy: several items may have the same row, and whoever gets it may change it. */
function rowOutput(outputFields: readonly string[], row: Row): IDataObject {
	if (outputFields.length === 0) return { ...row } as IDataObject;
	return Object.fromEntries(outputFields.map((field) => [field, row[field]])) as IDataObject;
}

function toItem(
	{ context, hints }: AllItemsInput,
	{ itemIndex, include }: Wish,
	row: IDataObject,
): INodeExecutionData {
	const pairedItem = { item: itemIndex };
	const source = context.getInputData()[itemIndex];
	if (include !== 'inputAndRow' || source === undefined) return { json: row, pairedItem };
	for (const field of replacedFields(source.json, row)) {
		hints.add(
			`Input items have a field '${field}' with another value than the row. The output holds that of the row; rename the field before this node to keep both.`,
		);
	}
	return {
		json: { ...source.json, ...row },
		...(source.binary && { binary: source.binary }),
		pairedItem,
	};
}

function replacedFields(input: IDataObject, row: IDataObject): string[] {
	return Object.keys(row).filter(
		(field) =>
			Object.hasOwn(input, field) && String(input[field] ?? '') !== String(row[field] ?? ''),
	);
}
