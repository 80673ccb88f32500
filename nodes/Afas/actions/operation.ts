import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { ParameterValues } from '../parameters/parameterValues';
import type { Connection } from '../transport/connection';
import type { Hints } from './hints';

/** What every operation gets to work with. */
interface SharedInput {
	readonly context: IExecuteFunctions;
	readonly connection: Connection;
	readonly hints: Hints;
}

/** What an operation gets to work with for one input item. */
export interface OperationInput extends SharedInput {
	/** Index of the input item. */
	readonly itemIndex: number;
	/** The parameters of the operation, for this item. */
	readonly parameters: ParameterValues;
}

/** What an operation gets to work with that looks at all input items together. */
export interface AllItemsInput extends SharedInput {
	readonly itemCount: number;
	/** The parameters that are the same for all items. */
	readonly shared: ParameterValues;
	/**
	 * The other parameters, for one item.
	 *
	 * @throws {ParameterError}
	 */
	readonly itemParameters: (itemIndex: number) => ParameterValues;
	/**
	 * Whether an item that fails leaves the others alone. When it doesn't, nothing more needs to be
	 * started after the first failure.
	 */
	readonly continueOnFail: boolean;
}

/** What became of an input item, or of several that belong together. */
export type ItemOutcome =
	| { readonly items: INodeExecutionData[] }
	| {
			readonly failure: unknown;
			/** The input items that failed, first one first. */
			readonly itemIndexes: readonly [number, ...number[]];
	  };

/** The part of an operation that the editor shows. */
interface OperationDescription {
	/** Stored in workflows: never changes. */
	readonly value: string;
	/** Title case, without the resource. */
	readonly name: string;
	/** Sentence case, with the resource. */
	readonly action: string;
	readonly description: string;
	/** Its parameters, without display options for resource and operation. */
	readonly properties: readonly INodeProperties[];
}

/** An operation that treats one input item after the other. */
export interface ItemOperation extends OperationDescription {
	/** Carries it out for one input item: all of its output, or an error. */
	execute(input: OperationInput): Promise<INodeExecutionData[]>;
}

/** An operation that treats all input items together, such as in batches. */
export interface AllItemsOperation extends OperationDescription {
	/** Names of the parameters that are read for the first item and hold for all of them. */
	readonly sharedParameters: readonly string[];
	/**
	 * Carries it out for all input items. A failure that belongs to no item in particular is thrown.
	 *
	 * @returns outcomes in the order in which their items are put out
	 */
	executeAll(input: AllItemsInput): Promise<ItemOutcome[]>;
}

/** One operation of a resource: what the editor shows and what it does, together. */
export type OperationDefinition = ItemOperation | AllItemsOperation;

/** A resource with its operations. */
export interface ResourceDefinition {
	/** Stored in workflows: never changes. */
	readonly value: string;
	readonly name: string;
	readonly description: string;
	/** The first is what a new node is set to. */
	readonly operations: readonly [OperationDefinition, ...OperationDefinition[]];
}
