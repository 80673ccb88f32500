import { ProfitError, type ProfitErrorKind } from '../profit/exchange/profitError';
import { Failure } from '../profit/failure';
import { lookUpGetConnector, lookUpUpdateConnector } from '../profit/metainfo/connectorLookUp';
import type { GetConnector, UpdateConnector } from '../profit/metainfo/metainfo';
import { namesSomething } from '../profit/write/fieldsInMessage';
import type { Connection } from '../transport/connection';

/** Refusals of a write that may come from a connector that has changed. */
const DOUBTFUL: readonly ProfitErrorKind[] = ['unknownField', 'connectorNotAllowed', 'notFound'];

/**
 * Looks up an UpdateConnector as AFAS has it now, for metainfo is kept for hours.
 *
 * @returns undefined when this execution has asked for it before: what is kept is new enough then, and
 * a mistake in a thousand items costs one request
 */
export async function updateConnectorAnew(
	connection: Connection,
	id: string,
	language: string | undefined,
): Promise<UpdateConnector | undefined> {
	const metainfo = connection.metainfo(language);
	if (metainfo.isCurrent('update', id)) return undefined;
	return await lookUpUpdateConnector(metainfo, id, true);
}

/** Looks up a GetConnector as AFAS has it now; see {@link updateConnectorAnew}. */
export async function getConnectorAnew(
	connection: Connection,
	id: string,
	language: string | undefined,
): Promise<GetConnector | undefined> {
	const metainfo = connection.metainfo(language);
	if (metainfo.isCurrent('get', id)) return undefined;
	return await lookUpGetConnector(metainfo, id, true);
}

/**
 * Has an UpdateConnector read anew, for the next execution, after AFAS refused what was written with
 * it: when it names a field, the field may have changed. The write itself is not repeated.
 */
export function renewAfterRefusal(
	connection: Connection,
	id: string,
	language: string | undefined,
	failure: unknown,
): void {
	const refusal = failure instanceof Failure ? refusalIn(failure) : undefined;
	if (refusal === undefined) return;
	const { kind, externalMessage = '' } = refusal.details;
	const isDoubtful = DOUBTFUL.includes(kind) || namesSomething(externalMessage);
	if (isDoubtful) connection.metainfo(language).renewBeside('update', id);
}

/** What AFAS said, also about a batch. */
function refusalIn(failure: Failure): ProfitError | undefined {
	if (failure instanceof ProfitError) return failure;
	return failure.cause instanceof ProfitError ? failure.cause : undefined;
}
