import type { Client } from '../exchange/client';
import { ProfitError, type ProfitErrorKind } from '../exchange/profitError';
import { percentSignProbe, withoutPercent } from '../filter/patternFilter';
import { outcomeOf } from '../outcome';
import { memoryOf, type PercentMeaning } from './connectorMemory';
import { emptyReport } from './paging/report';
import { SortRefusedError } from './sortRefusedError';
import { hasRowAt, readRows, type RowsRequest } from './rows';

/**
 * What a `%` was found to mean; undefined when nothing has shown it yet. AFAS documents the text alone,
 * and clients that run live send a `%` (reference §4.2).
 */
export function percentMeaning({ columns }: RowsRequest): PercentMeaning | undefined {
	return memoryOf(columns).percent;
}

/** Remembers what was found. */
export function learnPercentMeaning({ columns }: RowsRequest, meaning: PercentMeaning): void {
	memoryOf(columns).percent = meaning;
}

/** The request without a `%` around its texts. */
export function plainRequest(request: RowsRequest): RowsRequest {
	return { ...request, filter: withoutPercent(request.filter) };
}

/**
 * Asks AFAS for one row that is missed when a `%` is a percent sign, unless its meaning is known. No
 * such row says nothing, but then no row is missed either.
 */
export async function probePercentMeaning(client: Client, request: RowsRequest): Promise<void> {
	if (percentMeaning(request) !== undefined) return;
	const probe = { ...request, filter: percentSignProbe(request.filter), limit: 1 };
	if (await hasRowAt(client, probe, 0)) learnPercentMeaning(request, 'sign');
}

/** Refusals that may be about the `%`. */
const PERCENT_REFUSED: readonly ProfitErrorKind[] = ['functional', 'unexplained'];

/**
 * Finds out whether AFAS refused a request for its `%`.
 *
 * @throws the failure, when it is about something else or AFAS refuses the request without it too
 */
export async function assertPercentRefused(
	client: Client,
	request: RowsRequest,
	failure: unknown,
): Promise<void> {
	const isRefusal =
		failure instanceof ProfitError && PERCENT_REFUSED.includes(failure.details.kind);
	if (!isRefusal || percentMeaning(request) !== undefined) throw failure;
	const one = readRows(client, { ...plainRequest(request), limit: 1 }, emptyReport());
	const without = await outcomeOf(one.next());
	if (!without.ok) throw without.failure instanceof SortRefusedError ? without.failure : failure;
	await one.return();
	learnPercentMeaning(request, 'sign');
}
