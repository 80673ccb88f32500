import type { Snapshot } from '../../profit/definition/snapshot';
import { takeSnapshot } from '../../profit/definition/takeSnapshot';
import type { AppConnector } from '../../profit/metainfo/metainfo';
import { outcomeOf, valueOf } from '../../profit/outcome';
import type { Connection } from '../../transport/connection';

/** ms to wait for the definition of one connector; a large UpdateConnector takes AFAS a while. */
const TIMEOUT = 120_000;

/** What is to be in a snapshot. */
export interface SnapshotScope {
	/** `Accept-Language`; undefined for that of the environment. */
	readonly language: string | undefined;
	/** Ids of connectors; undefined for all. */
	readonly only: readonly string[] | undefined;
}

const taken = new WeakMap<Connection, Map<string, Promise<Snapshot>>>();

/**
 * The environment as it is now. Input items of one execution that ask the same share it: each
 * snapshot takes a request for every connector.
 *
 * @param check looks at what the App Connector opens, before its connectors are read
 */
export async function currentSnapshot(
	connection: Connection,
	scope: SnapshotScope,
	check: (appConnector: AppConnector) => void = () => undefined,
): Promise<Snapshot> {
	const snapshots = taken.get(connection) ?? new Map<string, Promise<Snapshot>>();
	taken.set(connection, snapshots);
	const key = JSON.stringify([scope.language, scope.only]);
	const snapshot = snapshots.get(key) ?? take(connection, scope, check);
	snapshots.set(key, snapshot);
	const outcome = await outcomeOf(snapshot);
	// The next item may be luckier.
	if (!outcome.ok) snapshots.delete(key);
	return valueOf(outcome);
}

async function take(
	connection: Connection,
	{ language, only }: SnapshotScope,
	check: (appConnector: AppConnector) => void,
): Promise<Snapshot> {
	const { client } = connection;
	const appConnector = await connection.metainfo(language).appConnector(true);
	check(appConnector);
	return await takeSnapshot({
		client,
		appConnector,
		language,
		only,
		timeout: TIMEOUT,
		now: Date.now(),
	});
}
