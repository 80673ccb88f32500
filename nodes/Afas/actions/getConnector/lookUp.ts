import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { lookUp as lookUpRows, type LookUpResult } from '../../profit/lookUp/lookUp';
import { RowMissingError } from '../../profit/lookUp/rowMissingError';
import { connectorSource } from '../../profit/lookUp/source';
import type { Column } from '../../profit/metainfo/metainfo';
import { outcomeOf } from '../../profit/outcome';
import type { Row } from '../../profit/row';
import { adviceOnLookUps } from '../../profit/rows/fairUse';
import { assertColumns } from '../../profit/rows/unknownFieldError';
import { type ColumnDoubts, withColumns } from '../../profit/rows/withColumns';
import { createRowDateConverter } from '../../profit/time/rowDates';
import type { AllItemsInput, AllItemsOperation, ItemOutcome } from '../operation';
import { distinctOutputFields } from '../outputFields';
import type { RowOptions } from './readOptions';
import { lookUpProperties, readLookUp, type RequestedLookUp } from './lookUpParameters';

/** Finds the rows that belong to each input item, many items in one request. */
export const lookUp: AllItemsOperation = {
	value: 'lookUp',
	name: 'Look Up',
	action: 'Look up rows of a GetConnector',
	description: 'Find the row or rows that belong to each input item, many items in few requests',
	properties: lookUpProperties,
	sharedParameters: [],
	executeAll,
};

/** Look-ups that can share requests: at least one. */
type Kind = readonly [RequestedLookUp, ...RequestedLookUp[]];

async function executeAll(input: AllItemsInput): Promise<ItemOutcome[]> {
	const outcomes = new Map<number, ItemOutcome>();
	const lookUps = readLookUps(input, outcomes);
	for (const kind of kindsOf(lookUps)) {
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

function readLookUps(input: AllItemsInput, outcomes: Map<number, ItemOutcome>): RequestedLookUp[] {
	const lookUps: RequestedLookUp[] = [];
	for (let itemIndex = 0; itemIndex < input.itemCount; itemIndex++) {
		try {
			lookUps.push(readLookUp(input.itemParameters(itemIndex), itemIndex));
		} catch (failure) {
			outcomes.set(itemIndex, { failure, itemIndexes: [itemIndex] });
		}
	}
	return lookUps;
}

function kindsOf(lookUps: readonly RequestedLookUp[]): Kind[] {
	const kinds = new Map<string, [RequestedLookUp, ...RequestedLookUp[]]>();
	for (const wish of lookUps) {
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

function toOutcome(input: AllItemsInput, wish: RequestedLookUp, result: LookUpResult): ItemOutcome {
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
	{ include, match, options }: RequestedLookUp,
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
	{ itemIndex, include }: RequestedLookUp,
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
