import {
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
} from 'n8n-workflow';
import { properties } from './actions';
import { runOperation } from './actions/run';
import { authenticationProperty, signInCredentials } from './parameters/signInParameters';
import { methods } from './methods';
import { toNodeError } from './transport/nodeError';

/** The AFAS node: reads GetConnectors and metainfo of AFAS Profit, and writes with UpdateConnectors. */
export class Afas implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'AFAS',
		name: 'afas',
		icon: { light: 'file:../../icons/afas.svg', dark: 'file:../../icons/afas.dark.svg' },
		group: ['input'],
		// 1.1: a '%' in a text that is looked for is a percent sign, not a wildcard.
		version: [1, 1.1],
		defaultVersion: 1.1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Read and write data in AFAS Profit: ERP, HRM and payroll',
		defaults: { name: 'AFAS' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: signInCredentials,
		properties: [authenticationProperty, ...properties],
	};

	methods = methods;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const outputs: INodeExecutionData[][] = [];
		for (const outcome of await runOperation(this)) {
			if ('items' in outcome) {
				outputs.push(outcome.items);
				continue;
			}
			const { failure, itemIndexes } = outcome;
			const error = toNodeError(this.getNode(), failure, itemIndexes[0]);
			if (!this.continueOnFail()) throw error;
			outputs.push([{ json: failureOutput(error), pairedItem: pairedWith(itemIndexes) }]);
		}
		const [only = []] = outputs;
		return [outputs.length <= 1 ? only : outputs.flat()];
	}
}

/** With only these keys, n8n sends the item to the error output. */
function failureOutput(failure: { message: string; description?: string | null }): IDataObject {
	return { error: failure.message, details: failure.description ?? '' };
}

function pairedWith(itemIndexes: readonly number[]): INodeExecutionData['pairedItem'] {
	const pairs = itemIndexes.map((item) => ({ item }));
	return pairs.length === 1 ? pairs[0] : pairs;
}
