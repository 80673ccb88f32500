import { type INode, type JsonObject, NodeApiError, NodeOperationError } from 'n8n-workflow';
import { ConnectionError } from '../profit/exchange/connectionError';
import { Failure } from '../profit/failure';
import { ProfitError } from '../profit/exchange/profitError';

/**
 * The error that n8n shows: what happened as its title, what to do below it.
 *
 * n8n's own errors pass through, with the item added where it was missing.
 *
 * @param itemIndex index of the input item; undefined outside an execution
 */
export function toNodeError(
	node: INode,
	error: unknown,
	itemIndex?: number,
): NodeApiError | NodeOperationError {
	if (error instanceof NodeApiError || error instanceof NodeOperationError) {
		if (itemIndex !== undefined) error.context.itemIndex ??= itemIndex;
		return error;
	}
	if (error instanceof ProfitError) {
		return apiError(node, error, itemIndex, String(error.details.status));
	}
	if (error instanceof ConnectionError) return apiError(node, error, itemIndex);
	if (error instanceof Failure) {
		return new NodeOperationError(node, error.message, {
			description: error.advice,
			itemIndex,
		});
	}
	return new NodeOperationError(node, error as Error, { itemIndex });
}

/** n8n keeps the first argument with the execution: it holds what the reader sees, nothing more. */
function apiError(
	node: INode,
	failure: Failure,
	itemIndex: number | undefined,
	httpCode?: string,
): NodeApiError {
	const shown: JsonObject = { message: failure.message, description: failure.advice };
	return new NodeApiError(node, shown, {
		message: failure.message,
		description: failure.advice,
		itemIndex,
		...(httpCode !== undefined && { httpCode }),
	});
}
