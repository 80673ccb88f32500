import type { Client } from '../exchange/client';
import { outcomeOf } from '../outcome';
import { ProfitError } from '../exchange/profitError';

/**
 * Reads the version of Profit.
 *
 * @returns undefined when the App Connector doesn't hold the version connector (reference §2.7)
 */
export async function readVersion(client: Client, timeout: number): Promise<string | undefined> {
	const outcome = await outcomeOf(
		client.send({ method: 'GET', path: '/ProfitVersion', query: '', timeout }),
	);
	if (outcome.ok) {
		const { version } = (outcome.value ?? {}) as { version?: unknown };
		return typeof version === 'string' ? version : undefined;
	}
	if (outcome.failure instanceof ProfitError) return undefined;
	throw outcome.failure;
}
