import type {
	ICredentialsDecrypted,
	ICredentialTestFunctions,
	INodeCredentialTestResult,
} from 'n8n-workflow';

const SHORT = 16;

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
