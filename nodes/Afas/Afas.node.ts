import {
	type IDataObject,
	type IExecuteFunctions,
	type INodeExecutionData,
	type INodeType,
	type INodeTypeDescription,
	NodeConnectionTypes,
	NodeOperationError,
} from 'n8n-workflow';
import { findOperation, properties } from './actions';
import { Hints } from './actions/hints';
import { methods } from './methods';
import { outcomeOf } from './profit/outcome';
import { type Connection, openConnection } from './transport/connection';
import { toNodeError } from './transport/nodeError';
import { tokenWarning } from './transport/tokenWatch';

/** The AFAS node: reads GetConnectors and metainfo of AFAS Profit. */
export class Afas implements INodeType {
	description: INodeTypeDescription = {
		displayName: 'AFAS',
		name: 'afas',
		icon: { light: 'file:../../icons/afas.svg', dark: 'file:../../icons/afas.dark.svg' },
		group: ['input'],
		version: 1,
		subtitle: '={{ $parameter["operation"] + ": " + $parameter["resource"] }}',
		description: 'Read data from AFAS Profit: ERP, HRM and payroll',
		defaults: { name: 'AFAS' },
		usableAsTool: true,
		inputs: [NodeConnectionTypes.Main],
		outputs: [NodeConnectionTypes.Main],
		credentials: [
			{
				name: 'afasApi',
				required: true,
				displayOptions: { show: { authentication: ['token'] } },
			},
			{
				name: 'afasOAuth2Api',
				required: true,
				displayOptions: { show: { authentication: ['oAuth2'] } },
			},
		],
		properties: [
			{
				displayName: 'Authentication',
				name: 'authentication',
				type: 'options',
				options: [
					{ name: 'OAuth2', value: 'oAuth2' },
					{ name: 'Token', value: 'token' },
				],
				default: 'token',
				description: 'How to sign in to AFAS. Tokens stop working on 31 August 2027; OAuth2 stays.',
			},
			...properties,
		],
	};

	methods = methods;

	async execute(this: IExecuteFunctions): Promise<INodeExecutionData[][]> {
		const items = this.getInputData();
		const output: INodeExecutionData[] = [];
		const hints = new Hints();
		const connection = once(async () => await openConnection(this));
		for (let itemIndex = 0; itemIndex < items.length; itemIndex++) {
			try {
				const results = await executeItem(this, itemIndex, connection, hints);
				for (const result of results) output.push(result);
			} catch (error) {
				const failure = toNodeError(this.getNode(), error, itemIndex);
				if (!this.continueOnFail()) throw failure;
				output.push({ json: failureOutput(failure), pairedItem: { item: itemIndex } });
			}
		}
		await warnOfTokenEnd(connection, hints);
		hints.show(this);
		return [output];
	}
}

async function executeItem(
	context: IExecuteFunctions,
	itemIndex: number,
	connection: () => Promise<Connection>,
	hints: Hints,
): Promise<INodeExecutionData[]> {
	const resource = context.getNodeParameter('resource', itemIndex);
	const name = context.getNodeParameter('operation', itemIndex);
	const operation = findOperation(resource, name);
	if (operation === undefined) {
		throw new NodeOperationError(context.getNode(), `This version has no operation '${name}'`, {
			description: "Choose an operation from the list, or update the package 'n8n-nodes-afas'.",
			itemIndex,
		});
	}
	return await operation.execute({ context, itemIndex, connection: await connection(), hints });
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

/** With only these keys, n8n sends the item to the error output. */
function failureOutput(failure: { message: string; description?: string | null }): IDataObject {
	return { error: failure.message, details: failure.description ?? '' };
}
