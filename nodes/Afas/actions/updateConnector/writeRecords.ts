import type { IDataObject, INodeExecutionData } from 'n8n-workflow';
import { Failure } from '../../profit/failure';
import { connectorPath } from '../../profit/record/connectorPath';
import type { WrittenKeys } from '../../profit/record/writtenKeys';
import { PartlyWrittenError } from '../../profit/write/batchFailures';
import {
	type Piece,
	type PieceResult,
	requestBody,
	writePieces,
} from '../../profit/write/writePieces';
import { renewAfterRefusal } from '../freshMetainfo';
import type { AllItemsInput, ItemOutcome } from '../operation';
import { prepare, type RefusedItems } from './prepare';
import { dataModeOf } from './recordSource';
import {
	readClearFields,
	readSubObject,
	readWriteOptions,
	type WriteOptions,
} from './writeOptions';

/** Items may share a request, so these can't differ between them. */
export const SHARED_PARAMETERS: readonly string[] = ['dataMode', 'options'];

/** The two ways of saving: POST adds a record, PUT changes one. */
export type WriteMethod = 'POST' | 'PUT';

/** Saves the records of all input items: the whole of the operations create and update. */
export async function writeRecords(
	input: AllItemsInput,
	method: WriteMethod,
): Promise<ItemOutcome[]> {
	const { shared, continueOnFail } = input;
	const options = readWriteOptions(shared);
	const inserts = method === 'POST';
	const { pieces, refused } = await prepare({
		input,
		dataMode: dataModeOf(shared),
		options,
		inserts,
		clearFields: inserts ? [] : readClearFields(shared),
		subObject: inserts ? readSubObject(shared) : '',
	});
	if (refused.length > 0 && !continueOnFail) return [...refused];
	return inInputOrder(await writePrepared(input, pieces, method, options), refused);
}

/** What else belongs to a round of writes. */
interface Round {
	/** What is added to the output of every record. */
	readonly output?: IDataObject;
	/** Pieces that the same run of the node has saved in an earlier round. */
	readonly writtenBefore?: readonly Piece[];
}

/** Sends pieces that are ready, or shows them in a dry run. */
export async function writePrepared(
	{ connection, continueOnFail }: AllItemsInput,
	pieces: readonly Piece[],
	method: WriteMethod,
	options: WriteOptions,
	round: Round = {},
): Promise<PlacedOutcome[]> {
	if (options.dryRun) return pieces.map((piece) => dryRun(piece, method, options, round));
	const results = await writePieces(connection.client, pieces, {
		...options,
		method,
		continueOnFail,
	});
	for (const result of results) {
		if (result === undefined || 'keys' in result) continue;
		const { connector } = result.piece;
		renewAfterRefusal(connection, connector.id, options.language, result.failure);
	}
	return outcomesOf(results, options, continueOnFail, round);
}

/** An outcome with the place that it has in the output. */
export interface PlacedOutcome {
	readonly first: number;
	readonly outcome: ItemOutcome;
}

/** Puts outcomes in the order of the input items. */
export function inInputOrder(
	placed: readonly PlacedOutcome[],
	refused: readonly RefusedItems[],
): ItemOutcome[] {
	return [...placed, ...refused.map((outcome) => ({ first: outcome.itemIndexes[0], outcome }))]
		.sort((a, b) => a.first - b.first)
		.map(({ outcome }) => outcome);
}

function outcomesOf(
	results: ReadonlyArray<PieceResult | undefined>,
	{ grouping }: WriteOptions,
	continueOnFail: boolean,
	{ output = {}, writtenBefore = [] }: Round,
): PlacedOutcome[] {
	const sent = results.filter((result): result is PieceResult => result !== undefined);
	const written = sent.filter((result) => 'keys' in result).map(({ piece }) => piece);
	return sent.map((result) => {
		const { itemIndexes } = result.piece;
		if ('keys' in result) {
			return {
				first: itemIndexes[0],
				outcome: { items: outputOf(result.piece, result.keys, grouping !== undefined, output) },
			};
		}
		const failure = continueOnFail
			? result.failure
			: afterOthers(result.failure, [...writtenBefore, ...written]);
		return { first: itemIndexes[0], outcome: { failure, itemIndexes } };
	});
}

/** Says which records were saved before the failure, which n8n leaves out of a failed node's output. */
function afterOthers(failure: unknown, written: readonly Piece[]): unknown {
	if (written.length === 0 || !(failure instanceof Failure)) return failure;
	const items = written.flatMap(({ itemIndexes }) => itemIndexes.map((index) => index + 1));
	return new PartlyWrittenError(failure, items);
}

function outputOf(
	piece: Piece,
	keys: readonly WrittenKeys[],
	isGrouped: boolean,
	extra: IDataObject,
): INodeExecutionData[] {
	const pairedItem = pairsOf(piece, isGrouped);
	if (keys.length === 0)
		return [{ json: { ...sentKeys(piece), success: true, ...extra }, pairedItem }];
	return keys.map((json) => ({ json: { ...json, ...extra }, pairedItem }));
}

/** The input items of a piece, as n8n traces them: a list where lines were grouped. */
export function pairsOf(
	{ itemIndexes }: Piece,
	isGrouped: boolean,
): INodeExecutionData['pairedItem'] {
	return isGrouped ? itemIndexes.map((item) => ({ item })) : { item: itemIndexes[0] };
}

/** The keys that were sent, for connectors that answer with none (reference §5.4). */
export function sentKeys({ content }: Piece): IDataObject {
	if ('body' in content) return {};
	const keys = Object.entries(content.element).filter(
		([name]) => name.startsWith('@') && name !== '@Action',
	);
	return Object.fromEntries(keys.map(([name, value]) => [name.slice(1), String(value)]));
}

function dryRun(
	piece: Piece,
	method: WriteMethod,
	{ grouping }: WriteOptions,
	{ output = {} }: Round,
): PlacedOutcome {
	const { connector, subObject, itemIndexes, notSent } = piece;
	const json = {
		dryRun: true,
		method,
		path: connectorPath(connector.id, subObject),
		body: requestBody([piece]) as IDataObject,
		...(notSent.length > 0 && { notSent: [...notSent] }),
		...output,
	};
	const pairedItem = pairsOf(piece, grouping !== undefined);
	return { first: itemIndexes[0], outcome: { items: [{ json, pairedItem }] } };
}
