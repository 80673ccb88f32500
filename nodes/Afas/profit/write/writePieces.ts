import type { Client } from '../exchange/client';
import { Failure } from '../failure';
import type { UpdateConnector } from '../metainfo/metainfo';
import { outcomeOf } from '../outcome';
import { type Body, bodyOf } from '../record/body';
import { connectorPath } from '../record/connectorPath';
import type { Element } from '../record/element';
import { type WrittenKeys, writtenKeys } from '../record/writtenKeys';
import { BatchRefusedError } from './batchFailures';
import { inParallel } from '../inParallel';
import { withFieldsOf } from './fieldsInMessage';
import { isFunctionalRefusal, isLocked, sendWrite } from './sendWrite';

/** A record that is ready to be sent. */
export interface Piece {
	/** The input items it came from, first one first. */
	readonly itemIndexes: readonly [number, ...number[]];
	readonly connector: UpdateConnector;
	/** Sub-object to address; empty for the connector itself. */
	readonly subObject: string;
	/** Shaped by the record builder, so that it can share a request; or a body written by hand. */
	readonly content: { readonly element: Element } | { readonly body: unknown };
	/** Places in the record that had no value, and so are not in the content. */
	readonly notSent: readonly string[];
}

/** What became of a piece. */
export type PieceResult =
	| {
			readonly piece: Piece;
			/** Empty when AFAS sent none. */ readonly keys: readonly WrittenKeys[];
	  }
	| { readonly piece: Piece; readonly failure: unknown };

/** How pieces are written. */
export interface WritePlan {
	readonly method: 'POST' | 'PUT';
	/** Records a request at most. */
	readonly batchSize: number;
	/** Requests at the same time. */
	readonly parallelRequests: number;
	/** Whether others go on after a failure, and the records of a refused batch one by one. */
	readonly continueOnFail: boolean;
	readonly language?: string;
	/** ms to wait for an answer. */
	readonly timeout: number;
}

/** A non-empty list of pieces that go in one request. */
type Batch = readonly [Piece, ...Piece[]];

/**
 * Writes pieces, in batches where they allow it.
 *
 * @returns one result a piece, in order; undefined for pieces that were not sent because of a failure
 */
export async function writePieces(
	client: Client,
	pieces: readonly Piece[],
	plan: WritePlan,
): Promise<Array<PieceResult | undefined>> {
	const batches = batchesOf(pieces, plan.batchSize);
	const results = await inParallel(
		batches,
		plan.parallelRequests,
		async (batch) => await writeBatch(client, batch, plan),
		(written) => plan.continueOnFail || !written.some((result) => 'failure' in result),
	);
	return results.flatMap(
		(written, index) => written ?? (batches[index] ?? []).map(() => undefined),
	);
}

/** The body of a request for some pieces; also what a dry run shows. */
export function requestBody(batch: readonly [Piece, ...Piece[]]): unknown {
	const [{ connector, content }] = batch;
	if ('body' in content) return content.body;
	const elements = batch.flatMap((piece) =>
		'element' in piece.content ? [piece.content.element] : [],
	);
	return bodyOf(connector, elements as [Element, ...Element[]]) satisfies Body;
}

async function writeBatch(
	client: Client,
	batch: Batch,
	plan: WritePlan,
	waitsForLocks = true,
): Promise<PieceResult[]> {
	const [{ connector, subObject }] = batch;
	const outcome = await outcomeOf(
		sendWrite(client, {
			method: plan.method,
			path: connectorPath(connector.id, subObject),
			body: requestBody(batch),
			language: plan.language,
			timeout: plan.timeout,
			waitsForLocks,
		}),
	);
	if (outcome.ok) return shareKeys(batch, writtenKeys(outcome.value));
	const failure = withFieldsOf(outcome.failure, connector);
	if (batch.length === 1) return [{ piece: batch[0], failure }];
	return await takeApart(client, batch, plan, failure);
}

/**
 * What becomes of the records of a batch that failed. Only when AFAS refused it in words is it
 * certain that nothing was saved, so that they may be sent once more, one by one. After a lock the
 * batch has waited for all of them: what is held still is not waited for again.
 */
async function takeApart(
	client: Client,
	batch: Batch,
	plan: WritePlan,
	failure: unknown,
): Promise<PieceResult[]> {
	if (!isFunctionalRefusal(failure) || !(failure instanceof Failure)) {
		return batch.map((piece) => ({ piece, failure }));
	}
	if (!plan.continueOnFail) {
		const items = batch.flatMap(({ itemIndexes }) => itemIndexes.map((index) => index + 1));
		const refused = new BatchRefusedError(failure, items);
		return batch.map((piece) => ({ piece, failure: refused }));
	}
	const results: PieceResult[] = [];
	const waitsForLocks = !isLocked(failure);
	for (const piece of batch) {
		results.push(...(await writeBatch(client, [piece], plan, waitsForLocks)));
	}
	return results;
}

/** AFAS answers in the order of the elements; without one answer for each, they can't be told apart. */
function shareKeys(batch: Batch, keys: readonly WrittenKeys[]): PieceResult[] {
	if (batch.length === 1) return [{ piece: batch[0], keys }];
	return batch.map((piece, index) => {
		const own = keys.length === batch.length ? keys[index] : undefined;
		return { piece, keys: own === undefined ? [] : [own] };
	});
}

function batchesOf(pieces: readonly Piece[], batchSize: number): Batch[] {
	const batches: Array<[Piece, ...Piece[]]> = [];
	for (const piece of pieces) {
		const batch = batches.at(-1);
		if (batch !== undefined && batch.length < batchSize && belongTogether(batch[0], piece)) {
			batch.push(piece);
		} else batches.push([piece]);
	}
	return batches;
}

function belongTogether(one: Piece, other: Piece): boolean {
	return (
		one.connector.id === other.connector.id &&
		one.subObject === other.subObject &&
		'element' in one.content &&
		'element' in other.content
	);
}
