import { connectorSource } from '../../profit/lookUp/source';
import { lookUp, type LookUpResult } from '../../profit/lookUp/lookUp';
import type { Column } from '../../profit/metainfo/metainfo';
import { outcomeOf } from '../../profit/outcome';
import { keysOf } from '../../profit/record/deletePath';
import type { Element } from '../../profit/record/element';
import type { Row } from '../../profit/row';
import { adviceOnLookUps } from '../../profit/rows/fairUse';
import { assertColumns } from '../../profit/rows/unknownFieldError';
import { type ColumnDoubts, withColumns } from '../../profit/rows/withColumns';
import { comparerOf, type FieldPair } from '../../profit/write/unchanged';
import {
	duplicateError,
	matchingPairs,
	onlyRow,
	pairsWithoutValue,
	UpsertMatchError,
	valueOf,
	withValuesOfRow,
} from '../../profit/write/upsertPlan';
import type { Piece } from '../../profit/write/writePieces';
import { connectorOf, updateConnectorLocator } from '../connectorLocator';
import type { AllItemsInput, AllItemsOperation, ItemOutcome } from '../operation';
import { type Prepared, prepare } from './prepare';
import { dataModeOf, recordProperties } from './recordSource';
import { matchProperties, readPairs, writesOnlyChanged } from './upsertParameters';
import {
	readClearFields,
	readWriteOptions,
	type WriteOptions,
	writeOptionsProperty,
} from './writeOptions';
import {
	inInputOrder,
	pairsOf,
	type PlacedOutcome,
	sentKeys,
	SHARED_PARAMETERS,
	writePrepared,
} from './writeRecords';

/** Creates a record, or updates it when it is there: a look-up, then POST or PUT. */
export const upsert: AllItemsOperation = {
	value: 'upsert',
	name: 'Create or Update',
	action: 'Create or update a record',
	description: 'Create a new record, or update the current one if it already exists (upsert)',
	properties: [
		updateConnectorLocator,
		...matchProperties,
		...recordProperties('update', 'recordsOnly'),
		writeOptionsProperty('upsert'),
	],
	sharedParameters: [...SHARED_PARAMETERS, 'lookupConnector', 'matchFields', 'writeWhen'],
	executeAll,
};

/** A piece whose record is to be created, updated, or left as it is. */
type Decision =
	| { readonly kind: 'create' | 'update' | 'unchanged'; readonly piece: Piece }
	| { readonly kind: 'refused'; readonly piece: Piece; readonly failure: unknown };

async function executeAll(input: AllItemsInput): Promise<ItemOutcome[]> {
	const { shared, connection, continueOnFail } = input;
	const options = readWriteOptions(shared);
	const pairs = readPairs(shared);
	// Both kinds of metainfo are asked for together.
	const preparing = prepare({
		input,
		dataMode: dataModeOf(shared),
		options,
		inserts: false,
		clearFields: readClearFields(shared),
		subObject: '',
		// A field may have become a key, which the row that is found gives a value for.
		isUnusable: (piece) => missingPairs(piece, pairs).length > 0,
	});
	// Where the look-ups fail, nobody waits for it.
	void outcomeOf(preparing);
	const found = await withColumns(
		connection.metainfo(options.language),
		connectorOf(shared, 'lookupConnector'),
		async (columns, doubts) => await findRows(input, { preparing, pairs, columns }, doubts),
	);
	const { refused } = await preparing;
	if (refused.length > 0 && !continueOnFail) return [...refused];
	for (const note of found.notes) input.hints.add(note);
	const decisions = decide(input, found, pairs);
	const undecided = refusalsOf(decisions);
	if (undecided.length > 0 && !continueOnFail) {
		return inInputOrder([], undecided);
	}
	const outcomes = await carryOut(input, decisions, options);
	return inInputOrder(outcomes, [...refused, ...undecided]);
}

/** What rows are looked up for. */
interface Search {
	readonly preparing: Promise<Prepared>;
	readonly pairs: readonly FieldPair[];
	readonly columns: readonly Column[];
}

/** What was found for each piece, and with which columns. */
interface Found {
	readonly results: ReadonlyMap<Piece, LookUpResult>;
	readonly notes: readonly string[];
	readonly pieces: readonly Piece[];
	readonly columns: readonly Column[];
}

/** The rows of each piece. Pieces that are matched on the same columns are asked for together. */
async function findRows(
	{ shared, connection, continueOnFail }: AllItemsInput,
	{ preparing, pairs, columns }: Search,
	doubts: ColumnDoubts,
): Promise<Found> {
	assertColumns(
		'Match Fields',
		pairs.map(({ column }) => column),
		columns,
	);
	const { pieces, refused } = await preparing;
	const results = new Map<Piece, LookUpResult>();
	if (refused.length > 0 && !continueOnFail) return { results, notes: [], pieces, columns };
	const { language, timeout } = readWriteOptions(shared);
	const parallelRequests = 2;
	const source = connectorSource(connection.client, {
		connector: connectorOf(shared, 'lookupConnector'),
		columns,
		keyFields: [],
		parallelRequests,
		language,
		timeout,
	});
	const complete: Piece[] = [];
	for (const piece of pieces) {
		const missing = missingPairs(piece, pairs);
		if (missing.length === 0) complete.push(piece);
		else results.set(piece, { failure: noMatchValue(missing) });
	}
	const allNotes: string[] = [];
	for (const [matched, group] of groupsOf(complete, pairs)) {
		const fields = matched.map(({ column }) => column);
		const { results: found, notes } = await lookUp(
			source,
			{ fields, columns, rowsPerKey: 'all', parallelRequests, stopAtFailure: !continueOnFail },
			group.map((piece) => matched.map(({ field }) => valueOf(elementOf(piece), field))),
		);
		allNotes.push(...notes);
		found.forEach((result, index) => {
			const piece = group[index];
			if (piece !== undefined && result !== undefined) results.set(piece, result);
		});
	}
	doubts.lookedUp([...results.values()]);
	return { results, notes: [...allNotes, ...adviceOnLookUps(source.report)], pieces, columns };
}

function groupsOf(
	pieces: readonly Piece[],
	pairs: readonly FieldPair[],
): Array<[matched: FieldPair[], pieces: Piece[]]> {
	const groups = new Map<string, [FieldPair[], Piece[]]>();
	for (const piece of pieces) {
		const matched = matchingPairs(elementOf(piece), pairs);
		const key = JSON.stringify(matched);
		const group = groups.get(key);
		if (group === undefined) groups.set(key, [matched, [piece]]);
		else group[1].push(piece);
	}
	return [...groups.values()];
}

/** What a record can't be looked up without. */
function missingPairs(piece: Piece, pairs: readonly FieldPair[]): readonly FieldPair[] {
	const element = elementOf(piece);
	const missing = pairsWithoutValue(element, pairs, new Set(keysOf(piece.connector)));
	return missing.length === 0 && matchingPairs(element, pairs).length === 0 ? pairs : missing;
}

function noMatchValue(pairs: readonly FieldPair[]): UpsertMatchError {
	return new UpsertMatchError(
		`The record has no value for ${pairs.map(({ field }) => `'${field}'`).join(' or ')}, so it can't be looked up`,
		"Nothing of it was sent. Give the record a value for every field of 'Match Fields', or use 'Create'. Only a key of the UpdateConnector may be left out: the row that is found has it.",
	);
}

function decide(
	{ shared, hints }: AllItemsInput,
	{ pieces, results, columns }: Found,
	pairs: readonly FieldPair[],
): Decision[] {
	const onlyChanged = writesOnlyChanged(shared);
	const created = new Map<string, number>();
	return pieces.flatMap((piece): Decision[] => {
		const result = results.get(piece);
		if (result === undefined) return [];
		if ('failure' in result) return [{ kind: 'refused', piece, failure: result.failure }];
		const element = elementOf(piece);
		const matched = matchingPairs(element, pairs);
		const row = rowOf(result.rows, matched);
		if (row instanceof UpsertMatchError) return [{ kind: 'refused', piece, failure: row }];
		if (row === undefined) return [decideNew(piece, matched, created)];
		const filled = withValuesOfRow(element, row, pairs, new Set(keysOf(piece.connector)));
		const update: Piece = { ...piece, content: { element: filled } };
		if (!onlyChanged) return [{ kind: 'update', piece: update }];
		const { isUnchanged, uncompared } = comparerOf(piece.connector.fields, columns, pairs).compare(
			filled,
			row,
		);
		if (uncompared.length > 0) {
			hints.add(
				`These fields have no column in the GetConnector to compare with, so records that have them are always written: ${uncompared.join(', ')}.`,
			);
		}
		return [{ kind: isUnchanged ? 'unchanged' : 'update', piece: update }];
	});
}

function rowOf(
	rows: readonly Row[],
	matched: readonly FieldPair[],
): Row | UpsertMatchError | undefined {
	try {
		return onlyRow(rows, matched);
	} catch (error) {
		return error as UpsertMatchError;
	}
}

/** The same new record in two items would be created twice. */
function decideNew(
	piece: Piece,
	matched: readonly FieldPair[],
	created: Map<string, number>,
): Decision {
	const key = JSON.stringify(
		matched.map(({ field }) => [
			field,
			String(valueOf(elementOf(piece), field))
				.trimEnd()
				.toLowerCase(),
		]),
	);
	const first = created.get(key);
	if (first !== undefined) return { kind: 'refused', piece, failure: duplicateError(first) };
	created.set(key, piece.itemIndexes[0]);
	return { kind: 'create', piece };
}

function refusalsOf(decisions: readonly Decision[]) {
	return decisions.flatMap((decision) =>
		decision.kind === 'refused'
			? [{ itemIndexes: decision.piece.itemIndexes, failure: decision.failure }]
			: [],
	);
}

const WORDS = { create: 'created', update: 'updated', unchanged: 'unchanged' } as const;

async function carryOut(
	input: AllItemsInput,
	decisions: readonly Decision[],
	options: WriteOptions,
): Promise<PlacedOutcome[]> {
	const piecesOf = (kind: Decision['kind']) =>
		decisions.filter((decision) => decision.kind === kind).map(({ piece }) => piece);
	const unchanged = piecesOf('unchanged').map((piece) => unchangedOutcome(piece, options));
	const toCreate = piecesOf('create');
	const created = await writePrepared(input, toCreate, 'POST', options, {
		output: { action: WORDS.create },
	});
	const stopped = !input.continueOnFail && created.some(({ outcome }) => 'failure' in outcome);
	if (stopped) return created;
	const updated = await writePrepared(input, piecesOf('update'), 'PUT', options, {
		output: { action: WORDS.update },
		writtenBefore: toCreate,
	});
	return [...unchanged, ...created, ...updated];
}

function unchangedOutcome(piece: Piece, { grouping }: WriteOptions): PlacedOutcome {
	const pairedItem = pairsOf(piece, grouping !== undefined);
	const json = { ...sentKeys(piece), action: WORDS.unchanged };
	return { first: piece.itemIndexes[0], outcome: { items: [{ json, pairedItem }] } };
}

/** Upserts only take records, so every piece has an element. */
function elementOf({ content }: Piece): Element {
	return 'element' in content ? content.element : {};
}
