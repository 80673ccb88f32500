import type {
	IExecuteFunctions,
	IHookFunctions,
	ILoadOptionsFunctions,
	INode,
	INodeParameters,
	IPollFunctions,
	IWebhookFunctions,
} from 'n8n-workflow';

/** What parameters are read from. */
export interface ParameterSource {
	readonly node: ParameterNode;
	/** As they are stored, with expressions. n8n fills in defaults and drops what it doesn't show. */
	readonly stored: INodeParameters;
	/** The value of a parameter for an input item, its expressions evaluated. */
	value(name: string, itemIndex: number): unknown;
}

/** What it depends on, beside other parameters, whether n8n shows one. */
export type ParameterNode = Pick<INode, 'type' | 'typeVersion'>;

/** n8n's own checks would throw in words of their own, or make 0 of an empty number. */
const UNCHECKED = { skipValidation: true };

/** The parameters of a node that runs: each may differ by input item. */
export function itemParameters(context: IExecuteFunctions): ParameterSource {
	const { type, typeVersion, parameters } = context.getNode();
	return {
		node: { type, typeVersion },
		stored: parameters,
		value: (name, itemIndex): unknown =>
			context.getNodeParameter(name, itemIndex, parameters[name], UNCHECKED),
	};
}

/** The parameters of a trigger, which has no input items. */
export function triggerParameters(
	context: IPollFunctions | IHookFunctions | IWebhookFunctions,
): ParameterSource {
	const { type, typeVersion, parameters } = context.getNode();
	return {
		node: { type, typeVersion },
		stored: parameters,
		value: (name): unknown => context.getNodeParameter(name, parameters[name], UNCHECKED),
	};
}

/** The parameters of a node that is open in the editor, as far as they are filled in. */
export function editorParameters(context: ILoadOptionsFunctions): ParameterSource {
	const { type, typeVersion } = context.getNode();
	return {
		node: { type, typeVersion },
		stored: context.getCurrentNodeParameters() ?? {},
		value: (name): unknown => context.getCurrentNodeParameter(name),
	};
}
