import type { Client } from '../exchange/client';
import { ProfitError } from '../exchange/profitError';
import { inParallel } from '../inParallel';
import {
	type AppConnector,
	type ConnectorSummary,
	type MetainfoOptions,
	readGetConnector,
	readUpdateConnector,
} from '../metainfo/metainfo';
import { readVersion } from '../metainfo/version';
import { type Outcome, outcomeOf, valueOf } from '../outcome';
import {
	type RefusedConnector,
	type Snapshot,
	SNAPSHOT_FORMAT,
	SNAPSHOT_VERSION,
	type SnapshotGetConnector,
	type SnapshotSummary,
	type SnapshotUpdateConnector,
} from './snapshot';
import { getConnectorPart, updateConnectorPart, ValueLists } from './snapshotParts';
import { unknownNames, UnknownConnectorsError } from './unknownConnectorsError';

/** Connectors asked for at the same time: one fewer than may be in flight, for who else is there. */
const IN_PARALLEL = 4;

/** ms to wait for the version of Profit. */
const VERSION_TIMEOUT = 30_000;

/** Where a snapshot is taken, and of what. */
export interface SnapshotSource extends MetainfoOptions {
	readonly client: Client;
	/** What the App Connector opens at this moment. */
	readonly appConnector: AppConnector;
	/** Ids of the connectors to keep; undefined for all. */
	readonly only?: readonly string[];
	/** ms since 1970. */
	readonly now: number;
}

/** What is asked about one connector: what the snapshot keeps of it. */
type Task<Part> = () => Promise<Part | RefusedConnector>;

/**
 * Reads all that an App Connector opens, one request a connector, and keeps the definitions only.
 *
 * A connector that AFAS lists and whose fields it refuses is kept as such. Any other failure ends it,
 * for a snapshot that lacks a part would show as a difference.
 *
 * @throws {ProfitError}, {@link ConnectionError}
 */
export async function takeSnapshot(source: SnapshotSource): Promise<Snapshot> {
	const { appConnector, client, language, now } = source;
	const chosen = chosenOf(source);
	const profitVersion = (await readVersion(client, VERSION_TIMEOUT)) ?? null;
	const lists = new ValueLists();
	const getConnectors = await carriedOut<SnapshotGetConnector>(
		chosen(appConnector.getConnectors).map((summary) => async () => {
			const read = readGetConnector(client, summary.id, source);
			return await partOrRefusal(summary, read, (found) =>
				getConnectorPart(summary.id, found, lists),
			);
		}),
	);
	const updateConnectors = await carriedOut<SnapshotUpdateConnector>(
		chosen(appConnector.updateConnectors).map((summary) => async () => {
			const read = readUpdateConnector(client, summary.id, source);
			return await partOrRefusal(summary, read, (found) =>
				updateConnectorPart(summary.id, found, lists),
			);
		}),
	);
	return {
		format: SNAPSHOT_FORMAT,
		formatVersion: SNAPSHOT_VERSION,
		takenAt: new Date(now).toISOString(),
		environmentId: appConnector.environmentId,
		profitVersion,
		language: language ?? null,
		only: source.only === undefined ? null : [...source.only].sort(),
		getConnectors,
		updateConnectors,
		customConnectors: chosen(appConnector.customConnectors),
		valueLists: lists.all(),
	};
}

/** Fails when the App Connector lacks a connector that was asked for by name. */
export function assertListed(appConnector: AppConnector, names: readonly string[]): void {
	const { getConnectors, updateConnectors, customConnectors } = appConnector;
	const listed = [...getConnectors, ...updateConnectors, ...customConnectors];
	const unknown = unknownNames(names, listed);
	if (unknown.length > 0) throw new UnknownConnectorsError(unknown, listed);
}

function chosenOf({ only }: SnapshotSource) {
	return (list: readonly ConnectorSummary[]): SnapshotSummary[] =>
		list
			.filter(({ id }) => only?.includes(id) ?? true)
			.map(({ id, description }) => ({ id, description }))
			.sort((one, other) => (one.id < other.id ? -1 : 1));
}

async function carriedOut<Part>(
	tasks: ReadonlyArray<Task<Part>>,
): Promise<Array<Part | RefusedConnector>> {
	const outcomes = await inParallel<Task<Part>, Outcome<Part | RefusedConnector>>(
		tasks,
		IN_PARALLEL,
		async (task) => await outcomeOf(task()),
		({ ok }) => ok,
	);
	const failed = outcomes.find((outcome) => outcome?.ok === false);
	if (failed !== undefined) valueOf(failed);
	return outcomes.flatMap((outcome) => (outcome?.ok ? [outcome.value] : []));
}

async function partOrRefusal<Found, Part>(
	summary: SnapshotSummary,
	read: Promise<Found>,
	partOf: (found: Found) => Part,
): Promise<Part | RefusedConnector> {
	const outcome = await outcomeOf(read);
	if (outcome.ok) return partOf(outcome.value);
	if (!isRefusal(outcome.failure)) throw outcome.failure;
	return { ...summary, refused: outcome.failure.message };
}

/** AFAS's answers about one connector: it is blocked, not for this user, or broken. */
function isRefusal(failure: unknown): failure is ProfitError {
	if (!(failure instanceof ProfitError)) return false;
	return ['connectorBlocked', 'connectorNotAllowed', 'functional', 'notFound'].includes(
		failure.details.kind,
	);
}
