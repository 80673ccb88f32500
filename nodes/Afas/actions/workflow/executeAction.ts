import type { IDataObject } from 'n8n-workflow';
import { Failure } from '../../profit/failure';
import { connectorPath } from '../../profit/record/connectorPath';
import { reactionElement, WORKFLOW_REACTION } from '../../profit/workflow/reaction';
import { PartlyWrittenError } from '../../profit/write/batchFailures';
import {
	type Piece,
	type PieceResult,
	requestBody,
	writePieces,
} from '../../profit/write/writePieces';
import type { AllItemsInput, AllItemsOperation, ItemOutcome } from '../operation';
import { actionProperties } from './actionParameters';
import { type ChosenAction, chooseActions } from './chosenActions';
import { workflowSettings } from './workflowParameters';

/** Performs actions of workflows: each once, or not at all. */
export const executeAction: AllItemsOperation = {
	value: 'executeAction',
	name: 'Execute Action',
	action: 'Execute a workflow action on a dossier item',
	description:
		'Perform a workflow task that a dossier item is in, such as approving it, with a reaction and files',
	properties: actionProperties,
	sharedParameters: ['options'],
	executeAll,
};

async function executeAll(input: AllItemsInput): Promise<ItemOutcome[]> {
	const { chosen, refused } = await chooseActions(input);
	const failed = refused.map(({ itemIndex, failure }): Placed => ({
		itemIndex,
		outcome: { failure, itemIndexes: [itemIndex] },
	}));
	return [...(await perform(input, chosen)), ...failed]
		.sort((a, b) => a.itemIndex - b.itemIndex)
		.map(({ outcome }) => outcome);
}

/** What became of an input item. */
interface Placed {
	readonly itemIndex: number;
	readonly outcome: ItemOutcome;
}

async function perform(input: AllItemsInput, chosen: readonly ChosenAction[]): Promise<Placed[]> {
	const { connection, continueOnFail, shared } = input;
	const options = shared.options('options');
	const pieces = chosen.map(pieceOf);
	if (options.flag('dryRun')) return pieces.map((piece, index) => dryRun(piece, chosen[index]));
	const { language, timeout } = workflowSettings(input);
	const results = await writePieces(connection.client, pieces, {
		method: 'POST',
		batchSize: options.number('batchSize'),
		// One after the other: what is done to one dossier item may lock another.
		parallelRequests: 1,
		continueOnFail,
		language,
		timeout,
	});
	return placedResults(results, chosen, continueOnFail);
}

function pieceOf(action: ChosenAction): Piece {
	return {
		itemIndexes: [action.itemIndex],
		connector: WORKFLOW_REACTION,
		subObject: '',
		content: { element: reactionElement(action) },
		notSent: [],
	};
}

function placedResults(
	results: ReadonlyArray<PieceResult | undefined>,
	chosen: readonly ChosenAction[],
	continueOnFail: boolean,
): Placed[] {
	const done = results.flatMap((result) =>
		result !== undefined && 'keys' in result ? [result.piece.itemIndexes[0] + 1] : [],
	);
	return results.flatMap((result, index): Placed[] => {
		if (result === undefined) return [];
		const [itemIndex] = result.piece.itemIndexes;
		if ('keys' in result) {
			const json = { ...about(chosen[index]), ...result.keys[0], success: true };
			return [{ itemIndex, outcome: { items: [{ json, pairedItem: { item: itemIndex } }] } }];
		}
		const failure = continueOnFail ? result.failure : afterOthers(result.failure, done);
		return [{ itemIndex, outcome: { failure, itemIndexes: [itemIndex] } }];
	});
}

/** Says which actions were performed before the failure: n8n leaves them out of a failed node's output. */
function afterOthers(failure: unknown, done: readonly number[]): unknown {
	if (done.length === 0 || !(failure instanceof Failure)) return failure;
	return new PartlyWrittenError(failure, done, 'carried out');
}

/** What was performed, in words. */
function about(chosen: ChosenAction | undefined): IDataObject {
	if (chosen === undefined) return {};
	const { task, action } = chosen;
	return {
		subjectId: task.subjectId,
		workflow: task.workflow,
		task: task.task,
		action: action.action,
	};
}

function dryRun(piece: Piece, chosen: ChosenAction | undefined): Placed {
	const [itemIndex] = piece.itemIndexes;
	const json = {
		dryRun: true,
		method: 'POST',
		path: connectorPath(piece.connector.id),
		body: requestBody([piece]) as IDataObject,
		...about(chosen),
	};
	return { itemIndex, outcome: { items: [{ json, pairedItem: { item: itemIndex } }] } };
}
