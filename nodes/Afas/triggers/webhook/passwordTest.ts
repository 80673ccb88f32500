import {
	type ICredentialsDecrypted,
	type ICredentialTestFunctions,
	type IHookFunctions,
	type INodeCredentialTestResult,
	NodeOperationError,
} from 'n8n-workflow';

const SHORT = 16;

/**
 * Looks at the password when a workflow is activated, so that its owner hears of a missing one before
 * Profit does.
 *
 * @throws {NodeOperationError} when it is empty
 */
export async function assertPassword(context: IHookFunctions): Promise<void> {
	const { secret } = await context.getCredentials<{ secret?: unknown }>('afasWebhookApi');
	if (typeof secret === 'string' && secret !== '') return;
	throw new NodeOperationError(context.getNode(), 'The webhook has no password', {
		description:
			"Fill in the password of the credential 'AFAS Webhook API': the same as that of the webhook in Profit.",
	});
}

/**
 * Looks at a webhook password without asking anybody: only a notification can show whether it is the
 * one in Profit.
 */
export async function webhookPassword(
	this: ICredentialTestFunctions,
	{ data }: ICredentialsDecrypted,
): Promise<INodeCredentialTestResult> {
	const secret = String(data?.secret ?? '');
	if (secret.trim() === '') {
		return failed('The password is empty. Anybody could send notifications without one.');
	}
	if (secret !== secret.trim()) {
		return failed('The password begins or ends with a space or line break. Take it away.');
	}
	const next = 'Send a test message in Profit to see whether it is the same password there.';
	if (secret.length >= SHORT) return { status: 'OK', message: next };
	return {
		status: 'OK',
		message: `${next} It is short: ${SHORT} characters or more are safer.`,
	};
}

function failed(message: string): INodeCredentialTestResult {
	return { status: 'Error', message };
}
