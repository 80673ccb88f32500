import type { ConnectorSummary, GetConnector, UpdateConnector } from './metainfo';
import type { MetainfoReader } from './metainfoCache';
import { outcomeOf } from '../outcome';
import { ProfitError } from '../exchange/profitError';
import { type ConnectorKind, UnknownConnectorError } from './unknownConnectorError';

/**
 * Looks up a GetConnector that a user named.
 *
 * @param fresh asks AFAS also when an answer is kept
 * @throws {UnknownConnectorError} when the App Connector doesn't have it, with the name that was
 * probably meant
 */
export async function lookUpGetConnector(
	metainfo: MetainfoReader,
	id: string,
	fresh = false,
): Promise<GetConnector> {
	return await explained('GetConnector', id, metainfo, async () => {
		return await metainfo.getConnector(id, fresh);
	});
}

/**
 * Looks up a GetConnector that is no use without some columns. Metainfo is kept for hours: a column
 * that it lacks is looked for once more in fresh one, and may be missing even there.
 */
export async function lookUpWithColumns(
	metainfo: MetainfoReader,
	id: string,
	columns: readonly string[],
): Promise<GetConnector> {
	const connector = await lookUpGetConnector(metainfo, id);
	const known = new Set(connector.columns.map((column) => column.id));
	if (columns.every((column) => known.has(column))) return connector;
	if (metainfo.isCurrent('get', id)) return connector;
	return await lookUpGetConnector(metainfo, id, true);
}

/** Looks up an UpdateConnector that a user named; see {@link lookUpGetConnector}. */
export async function lookUpUpdateConnector(
	metainfo: MetainfoReader,
	id: string,
	fresh = false,
): Promise<UpdateConnector> {
	return await explained('UpdateConnector', id, metainfo, async () => {
		return await metainfo.updateConnector(id, fresh);
	});
}

/** AFAS says the same about a wrong name and about missing rights; the list tells them apart. */
async function explained<T>(
	kind: ConnectorKind,
	id: string,
	metainfo: MetainfoReader,
	read: () => Promise<T>,
): Promise<T> {
	if (id === '') throw new UnknownConnectorError(kind, id, []);
	const outcome = await outcomeOf(read());
	if (outcome.ok) return outcome.value;
	if (!couldBeWrongName(outcome.failure)) throw outcome.failure;
	const listed = await listOf(kind, metainfo);
	const isListed = listed?.some((connector) => connector.id === id) ?? true;
	throw isListed ? outcome.failure : new UnknownConnectorError(kind, id, listed ?? []);
}

function couldBeWrongName(failure: unknown): boolean {
	if (!(failure instanceof ProfitError)) return false;
	return ['connectorNotAllowed', 'notFound', 'functional'].includes(failure.details.kind);
}

async function listOf(
	kind: ConnectorKind,
	metainfo: MetainfoReader,
): Promise<readonly ConnectorSummary[] | undefined> {
	const outcome = await outcomeOf(metainfo.appConnector());
	// Without the list, the first failure is the one to report.
	if (!outcome.ok) return undefined;
	return kind === 'GetConnector' ? outcome.value.getConnectors : outcome.value.updateConnectors;
}
