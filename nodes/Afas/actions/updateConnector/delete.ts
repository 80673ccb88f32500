import { ProfitError } from '../../profit/exchange/profitError';
import { Failure } from '../../profit/failure';
import { lookUpUpdateConnector } from '../../profit/metainfo/connectorLookUp';
import type { MetainfoReader } from '../../profit/metainfo/metainfoCache';
import { outcomeOf } from '../../profit/outcome';
import { PartlyWrittenError } from '../../profit/write/batchFailures';
import { withFieldsOf } from '../../profit/write/fieldsInMessage';
import { sendWrite } from '../../profit/write/sendWrite';
import { connectorOf, updateConnectorLocator } from '../connectorLocator';
import { renewAfterRefusal } from '../freshMetainfo';
import type { AllItemsInput, AllItemsOperation, ItemOutcome } from '../operation';
import { pathOf, targetProperties } from './deleteTarget';
import type { RefusedItems } from './prepare';
import { type DeleteOptions, deleteOptionsProperty, readDeleteOptions } from './writeOptions';

/** Deletes records for good: DELETE. */
export const deleteRecord: AllItemsOperation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete a record',
	description: 'Delete a record with an UpdateConnector; this cannot be undone',
	properties: [updateConnectorLocator, ...targetProperties, deleteOptionsProperty],
	// Every item may name another connector, and whether it is only shown.
	sharedParameters: [],
	executeAll,
};

/** A record that is to be deleted, with all that its request needs. */
interface Deletion extends DeleteOptions {
	readonly itemIndex: number;
	readonly path: string;
	readonly connector: string;
}

/** Nothing is deleted before it is known of every item which record it means. */
async function executeAll(input: AllItemsInput): Promise<ItemOutcome[]> {
	const { itemCount, continueOnFail } = input;
	const indexes = Array.from({ length: itemCount }, (_, itemIndex) => itemIndex);
	const found: Array<Deletion | RefusedItems> = [];
	for (const itemIndex of indexes) {
		const outcome = await outcomeOf(deletionOf(input, itemIndex));
		found.push(outcome.ok ? outcome.value : refusedItem(itemIndex, outcome.failure));
	}
	const refused = found.filter((one) => 'failure' in one);
	if (refused.length > 0 && !continueOnFail) return refused;
	const outcomes: ItemOutcome[] = [];
	const deleted: number[] = [];
	for (const one of found) {
		const outcome = 'failure' in one ? one : await carryOut(input, one, deleted);
		outcomes.push(outcome);
		if ('failure' in outcome && !continueOnFail) break;
	}
	return outcomes;
}

function refusedItem(itemIndex: number, failure: unknown): RefusedItems {
	return { itemIndexes: [itemIndex], failure };
}

async function deletionOf(input: AllItemsInput, itemIndex: number): Promise<Deletion> {
	const parameters = input.itemParameters(itemIndex);
	const options = readDeleteOptions(parameters);
	const path = await pathOf(input, itemIndex, parameters, options.language);
	return { ...options, itemIndex, path, connector: connectorOf(parameters, 'updateConnector') };
}

/** @param deleted items whose records are gone already; this one is added when its record is */
async function carryOut(
	{ connection, continueOnFail }: AllItemsInput,
	{ itemIndex, path, connector, dryRun, language, timeout }: Deletion,
	deleted: number[],
): Promise<ItemOutcome> {
	const pairedItem = { item: itemIndex };
	if (dryRun) return { items: [{ json: { dryRun: true, method: 'DELETE', path }, pairedItem }] };
	const outcome = await outcomeOf(
		sendWrite(connection.client, { method: 'DELETE', path, language, timeout }),
	);
	if (outcome.ok) {
		deleted.push(itemIndex + 1);
		return { items: [{ json: { deleted: true }, pairedItem }] };
	}
	renewAfterRefusal(connection, connector, language, outcome.failure);
	const failure = await withFields(connection.metainfo(language), connector, outcome.failure);
	return refusedItem(itemIndex, continueOnFail ? failure : afterOthers(failure, deleted));
}

/** Names the fields behind the labels in AFAS's message; the connector is at hand by then. */
async function withFields(
	metainfo: MetainfoReader,
	id: string,
	failure: unknown,
): Promise<unknown> {
	if (!(failure instanceof ProfitError)) return failure;
	const connector = await outcomeOf(lookUpUpdateConnector(metainfo, id));
	return connector.ok ? withFieldsOf(failure, connector.value) : failure;
}

/** Says which records are gone already: n8n leaves them out of a failed node's output. */
function afterOthers(failure: unknown, deleted: readonly number[]): unknown {
	if (deleted.length === 0 || !(failure instanceof Failure)) return failure;
	return new PartlyWrittenError(failure, deleted, 'deleted');
}
