import type { IExecuteFunctions, ILoadOptionsFunctions, IPollFunctions } from 'n8n-workflow';
import { ParameterReader } from '../parameters/parameterReader';
import { editorParameters, itemParameters, triggerParameters } from '../parameters/parameterSource';
import { authenticationProperty } from '../parameters/signInParameters';

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

/**
 * How the node signs in; a node whose parameter is missing has a token.
 *
 * @throws {ParameterError} when it is set to something else
 */
export function authenticationOf(context: AfasContext): Authentication {
	const reader = new ParameterReader(sourceOf(context), [authenticationProperty]);
	return reader.read(0).choice(authenticationProperty);
}

function sourceOf(context: AfasContext) {
	if (isExecution(context)) return itemParameters(context);
	return isEditor(context) ? editorParameters(context) : triggerParameters(context);
}

/** Whether the context answers the editor, which shows what it gets. */
export function isEditor(context: AfasContext): context is ILoadOptionsFunctions {
	return 'getCurrentNodeParameter' in context;
}
