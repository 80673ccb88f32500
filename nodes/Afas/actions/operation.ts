import type { IExecuteFunctions, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import type { Connection } from '../transport/connection';
import type { Hints } from './hints';

/** What an operation gets to work with for one input item. */
export interface OperationInput {
	readonly context: IExecuteFunctions;
	/** Index of the input item. */
	readonly itemIndex: number;
	readonly connection: Connection;
	readonly hints: Hints;
}

/** One operation of a resource: what the editor shows and what it does, together. */
export interface OperationDefinition {
	/** Stored in workflows: never changes. */
	readonly value: string;
	/** Title case, without the resource. */
	readonly name: string;
	/** Sentence case, with the resource. */
	readonly action: string;
	readonly description: string;
	/** Its parameters, without display options for resource and operation. */
	readonly properties: readonly INodeProperties[];
	/** Carries it out for one input item: all of its output, or an error. */
	execute(input: OperationInput): Promise<INodeExecutionData[]>;
}

/** A resource with its operations. */
export interface ResourceDefinition {
	/** Stored in workflows: never changes. */
	readonly value: string;
	readonly name: string;
	readonly description: string;
	/** The first is what a new node is set to. */
	readonly operations: readonly [OperationDefinition, ...OperationDefinition[]];
}
