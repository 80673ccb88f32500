import type { IExecuteFunctions } from 'n8n-workflow';
import { Failure } from '../profit/failure';
import { outcomeOf } from '../profit/outcome';
import { type Connection, openConnection } from '../transport/connection';
import { tokenWarning } from '../transport/tokenWatch';
import { Hints } from './hints';
import { findOperation } from './index';
import type {
	AllItemsOperation,
	ItemOperation,
	ItemOutcome,
	OperationDefinition,
} from './operation';

/** A workflow names an operation that this version of the package doesn't have. */
class UnknownOperationError extends Failure {
	constructor(resource: string, operation: string) {
		super(
			`This version has no operation '${operation}' for '${resource}'`,
			"Choose an operation from the list, or update the package 'n8n-nodes-afas'.",
		);
	}
}

/**
 * Runs the operation that the node is set to.
 *
 * Resource and operation are the same for all items; everything else is read for each item.
 *
 * @returns what became of the items, in the order of the output. After a failure, when the node is
 * not to continue, it ends with that failure.
 */
export async function runOperation(context: IExecuteFunctions): Promise<ItemOutcome[]> {
	const hints = new Hints();
	const connection = once(async () => await openConnection(context));
	const outcomes = await outcomesOf(context, connection, hints);
	// After a failure, one more request would only make its reader wait.
	if (outcomes.some((outcome) => 'items' in outcome)) await warnOfTokenEnd(connection, hints);
	hints.show(context);
	return outcomes;
}

async function outcomesOf(
	context: IExecuteFunctions,
	connection: () => Promise<Connection>,
	hints: Hints,
): Promise<ItemOutcome[]> {
	const itemCount = context.getInputData().length;
	if (itemCount === 0) return [];
	const operation = chosenOperation(context);
	if (operation instanceof UnknownOperationError) return failureOfAll(operation, itemCount);
	return 'executeAll' in operation
		? await runAll(operation, context, connection, hints, itemCount)
		: await runEach(operation, context, connection, hints, itemCount);
}

function chosenOperation(context: IExecuteFunctions): OperationDefinition | UnknownOperationError {
	const resource = context.getNodeParameter('resource', 0);
	const name = context.getNodeParameter('operation', 0);
	return findOperation(resource, name) ?? new UnknownOperationError(resource, name);
}

async function runEach(
	operation: ItemOperation,
	context: IExecuteFunctions,
	connection: () => Promise<Connection>,
	hints: Hints,
	itemCount: number,
): Promise<ItemOutcome[]> {
	const outcomes: ItemOutcome[] = [];
	for (let itemIndex = 0; itemIndex < itemCount; itemIndex++) {
		const outcome = await outcomeOf(
			connection().then(
				async (opened) =>
					await operation.execute({ context, itemIndex, connection: opened, hints }),
			),
		);
		outcomes.push(
			outcome.ok
				? { items: outcome.value }
				: { failure: outcome.failure, itemIndexes: [itemIndex] },
		);
		if (!outcome.ok && !context.continueOnFail()) break;
	}
	return outcomes;
}

/** A failure of the operation as a whole is the failure of every item. */
async function runAll(
	operation: AllItemsOperation,
	context: IExecuteFunctions,
	connection: () => Promise<Connection>,
	hints: Hints,
	itemCount: number,
): Promise<ItemOutcome[]> {
	const outcome = await outcomeOf(
		connection().then(
			async (opened) =>
				await operation.executeAll({
					context,
					connection: opened,
					hints,
					itemCount,
					continueOnFail: context.continueOnFail(),
				}),
		),
	);
	return outcome.ok ? outcome.value : failureOfAll(outcome.failure, itemCount);
}

function failureOfAll(failure: unknown, itemCount: number): ItemOutcome[] {
	return Array.from({ length: itemCount }, (_, itemIndex) => ({
		failure,
		itemIndexes: [itemIndex] as const,
	}));
}

/** Makes something when it is first asked for, and gives the same to whoever asks again. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
	let made: Promise<T> | undefined;
	return async () => await (made ??= make());
}

/** A warning that can't be had is no reason to fail. */
async function warnOfTokenEnd(connection: () => Promise<Connection>, hints: Hints): Promise<void> {
	const warning = await outcomeOf(connection().then(tokenWarning));
	if (warning.ok && warning.value !== undefined) hints.add(warning.value);
}
