import type { IExecuteFunctions, ILoadOptionsFunctions, IPollFunctions } from 'n8n-workflow';

/** The n8n contexts in which requests are made. */
export type AfasContext = IExecuteFunctions | ILoadOptionsFunctions | IPollFunctions;

/** Names of the credentials that sign requests. */
export type CredentialName = 'afasApi' | 'afasOAuth2Api';

/** Values of the parameter `authentication`. */
export type Authentication = 'token' | 'oAuth2';

/** Whether the context runs nodes, and so can be cancelled. */
export function isExecution(context: AfasContext): context is IExecuteFunctions {
	return 'getExecutionCancelSignal' in context;
}

/** How the node signs in; a node whose parameter is missing has a token. */
export function authenticationOf(context: AfasContext): Authentication {
	return authenticationParameter(context) === 'oAuth2' ? 'oAuth2' : 'token';
}

function authenticationParameter(context: AfasContext): unknown {
	if (isExecution(context)) return context.getNodeParameter('authentication', 0, 'token');
	if (isEditor(context)) return context.getCurrentNodeParameter('authentication');
	return context.getNodeParameter('authentication', 'token');
}

function isEditor(context: AfasContext): context is ILoadOptionsFunctions {
	return 'getCurrentNodeParameter' in context;
}
