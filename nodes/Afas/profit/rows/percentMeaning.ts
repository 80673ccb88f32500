import type { Client } from '../exchange/client';
import { ProfitError, type ProfitErrorKind } from '../exchange/profitError';
import type { WireFilter } from '../filter/filter';
import { percentProbes, percentSignProbe, withoutPercent } from '../filter/patternFilter';
import { type Outcome, outcomeOf, valueOf } from '../outcome';
import { memoryOf, type PercentMeaning } from './connectorMemory';
import { emptyReport } from './paging/report';
import { SortRefusedError } from './sortRefusedError';
import { readRows, type RowsRequest } from './rows';

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
	const both = await firstRow(client, request, percentSignProbe(request.filter));
	if (both.ok) {
		if (both.value) learnPercentMeaning(request, 'sign');
		return;
	}
	// AFAS may not take two conditions on one column.
	if (!isRefusal(both.failure)) throw both.failure;
	const { text, pattern } = percentProbes(request.filter);
	const byText = valueOf(await firstRow(client, request, text));
	const byPattern = await firstRow(client, request, pattern);
	if (!byPattern.ok && !isRefusal(byPattern.failure)) throw byPattern.failure;
	const isRefused = !byPattern.ok;
	if (isRefused || (byText && !byPattern.value)) learnPercentMeaning(request, 'sign');
}

/** Whether AFAS has a row that passes a filter. */
async function firstRow(
	client: Client,
	request: RowsRequest,
	filter: WireFilter,
): Promise<Outcome<boolean>> {
	const pages = readRows(client, { ...request, filter, limit: 1 }, emptyReport());
	const first = await outcomeOf(pages.next());
	await pages.return();
	return first.ok ? { ok: true, value: first.value.done !== true } : first;
}

function isRefusal(failure: unknown): boolean {
	return failure instanceof ProfitError && PERCENT_REFUSED.includes(failure.details.kind);
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
	if (!isRefusal(failure) || percentMeaning(request) !== undefined) throw failure;
	const one = readRows(client, { ...plainRequest(request), limit: 1 }, emptyReport());
	const without = await outcomeOf(one.next());
	if (!without.ok) throw without.failure instanceof SortRefusedError ? without.failure : failure;
	await one.return();
	learnPercentMeaning(request, 'sign');
}
