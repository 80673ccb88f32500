import type { IExecuteFunctions, ILoadOptionsFunctions } from 'n8n-workflow';

/** The n8n contexts in which requests are made. */
export type AfasContext = IExecuteFunctions | ILoadOptionsFunctions;

/** Names of the credentials that sign requests. */
export type CredentialName = 'afasApi' | 'afasOAuth2Api';

/** Values of the parameter `authentication`. */
export type Authentication = 'token' | 'oAuth2';

/** Whether the context runs nodes, and so can be cancelled. */
export function isExecution(context: AfasContext): context is IExecuteFunctions {
	return 'getExecutionCancelSignal' in context;
}
