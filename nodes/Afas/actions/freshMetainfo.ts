import { lookUpGetConnector, lookUpUpdateConnector } from '../profit/metainfo/connectorLookUp';
import type { GetConnector, UpdateConnector } from '../profit/metainfo/metainfo';
import type { Connection } from '../transport/connection';

/** What each execution has read anew; every execution has a connection of its own. */
const readAnew = new WeakMap<Connection, Set<string>>();

/**
 * Looks up an UpdateConnector as AFAS has it now, for metainfo may be kept for a few minutes.
 *
 * @returns undefined when this execution did so before: what is kept is new enough then, and a
 * mistake in a thousand items costs one request
 */
export async function updateConnectorAnew(
	connection: Connection,
	id: string,
	language: string | undefined,
): Promise<UpdateConnector | undefined> {
	if (!isFirst(connection, ['update', id, language])) return undefined;
	return await lookUpUpdateConnector(connection.metainfo(language), id, true);
}

/** Looks up a GetConnector as AFAS has it now; see {@link updateConnectorAnew}. */
export async function getConnectorAnew(
	connection: Connection,
	id: string,
	language: string | undefined,
): Promise<GetConnector | undefined> {
	if (!isFirst(connection, ['get', id, language])) return undefined;
	return await lookUpGetConnector(connection.metainfo(language), id, true);
}

function isFirst(connection: Connection, what: ReadonlyArray<string | undefined>): boolean {
	const done = readAnew.get(connection) ?? new Set<string>();
	readAnew.set(connection, done);
	const key = JSON.stringify(what);
	const isNew = !done.has(key);
	done.add(key);
	return isNew;
}
