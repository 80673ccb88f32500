import type { IExecuteFunctions, INodeExecutionData } from 'n8n-workflow';
import { ParameterReader } from '../parameters/parameterReader';
import { itemParameters } from '../parameters/parameterSource';
import type { ParameterValues } from '../parameters/parameterValues';
import { type Failed, type Outcome, outcomeOf, resultOf } from '../profit/outcome';
import { type Connection, openConnection } from '../transport/connection';
import { signInWarning, watchTokenEnd } from '../transport/tokenWatch';
import { Hints } from './hints';
import { chosenOperation } from './index';
import type { AllItemsOperation, ItemOperation, ItemOutcome } from './operation';

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
	const connection = once(async () => await openWatched(context));
	const outcomes = await outcomesOf(context, connection, hints);
	// Where everything failed, its reader has something else to see to.
	if (outcomes.some((outcome) => 'items' in outcome)) warnOfEnd(await connection(), hints);
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
	const source = itemParameters(context);
	const operation = resultOf(() => chosenOperation(source));
	if (!operation.ok) return failureOfAll(operation.failure, itemCount);
	const run: Run = {
		context,
		connection,
		hints,
		itemCount,
		reader: new ParameterReader(source, operation.value.properties),
	};
	return 'executeAll' in operation.value
		? await runAll(operation.value, run)
		: await runEach(operation.value, run);
}

/** What the items of one run share. */
interface Run {
	readonly context: IExecuteFunctions;
	readonly connection: () => Promise<Connection>;
	readonly hints: Hints;
	readonly itemCount: number;
	readonly reader: ParameterReader;
}

/** Reads the parameters of all items before anything is sent for the first of them. */
async function runEach(operation: ItemOperation, run: Run): Promise<ItemOutcome[]> {
	const { context, itemCount, reader } = run;
	const parameters = Array.from({ length: itemCount }, (_, itemIndex) =>
		resultOf(() => reader.read(itemIndex)),
	);
	for (const [itemIndex, read] of parameters.entries()) {
		if (!read.ok && !context.continueOnFail()) return [failureOfItem(read, itemIndex)];
	}
	const outcomes: ItemOutcome[] = [];
	for (const [itemIndex, read] of parameters.entries()) {
		const outcome = read.ok ? await outcomeOfItem(operation, run, itemIndex, read.value) : read;
		outcomes.push(outcome.ok ? { items: outcome.value } : failureOfItem(outcome, itemIndex));
		if (!outcome.ok && !context.continueOnFail()) break;
	}
	return outcomes;
}

async function outcomeOfItem(
	operation: ItemOperation,
	{ context, connection, hints }: Run,
	itemIndex: number,
	parameters: ParameterValues,
): Promise<Outcome<INodeExecutionData[]>> {
	return await outcomeOf(
		connection().then(
			async (opened) =>
				await operation.execute({ context, itemIndex, parameters, connection: opened, hints }),
		),
	);
}

/** A failure of the operation as a whole is the failure of every item. */
async function runAll(
	operation: AllItemsOperation,
	{ context, connection, hints, itemCount, reader }: Run,
): Promise<ItemOutcome[]> {
	const { sharedParameters } = operation;
	const own = operation.properties
		.map(({ name }) => name)
		.filter((name) => !sharedParameters.includes(name));
	const shared = resultOf(() => reader.read(0, sharedParameters));
	// All that is wrong with the first item, its own parameters included: one look is enough.
	const first = resultOf(() => reader.read(0));
	if (!first.ok && !(shared.ok && context.continueOnFail())) {
		return failureOfAll(first.failure, itemCount);
	}
	if (!shared.ok) return failureOfAll(shared.failure, itemCount);
	const outcome = await outcomeOf(
		connection().then(
			async (opened) =>
				await operation.executeAll({
					context,
					connection: opened,
					hints,
					itemCount,
					shared: shared.value,
					itemParameters: (itemIndex) => reader.read(itemIndex, own),
					continueOnFail: context.continueOnFail(),
				}),
		),
	);
	return outcome.ok ? outcome.value : failureOfAll(outcome.failure, itemCount);
}

function failureOfItem({ failure }: Failed, itemIndex: number): ItemOutcome {
	return { failure, itemIndexes: [itemIndex] };
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

/** The end of the token is asked for beside the work, when AFAS has shown that it answers. */
async function openWatched(context: IExecuteFunctions): Promise<Connection> {
	const connection = await openConnection(context);
	connection.afterFirstAnswer(() => watchTokenEnd(connection));
	return connection;
}

function warnOfEnd(connection: Connection, hints: Hints): void {
	const warning = signInWarning(connection);
	if (warning !== undefined) hints.add(warning);
}
