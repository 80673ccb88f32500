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

/** What is asked about one connector. */
interface Task<Part> {
	readonly id: string;
	/** @returns what the snapshot keeps of it */
	readonly read: () => Promise<Part | RefusedConnector>;
}

/**
 * Reads all that an App Connector opens, one request a connector, and keeps the definitions only.
 *
 * A connector that AFAS lists and that is blocked, or not for the user, is kept as such. What AFAS refuses
 * in other words is asked once more at the end. Any other failure ends it, for a snapshot that lacks a
 * part shows as a difference, and hides what changes in that part.
 *
 * @throws {ProfitError}, {@link ConnectionError}
 */
export async function takeSnapshot(source: SnapshotSource): Promise<Snapshot> {
	const { appConnector, client, language, now } = source;
	const chosen = chosenOf(source);
	const profitVersion = (await readVersion(client, VERSION_TIMEOUT)) ?? null;
	const lists = new ValueLists();
	const getConnectors = await carriedOut<SnapshotGetConnector>(
		chosen(appConnector.getConnectors).map((summary) => ({
			id: summary.id,
			read: async () =>
				await partOrRefusal(summary, readGetConnector(client, summary.id, source), (found) =>
					getConnectorPart(summary.id, found, lists),
				),
		})),
	);
	const updateConnectors = await carriedOut<SnapshotUpdateConnector>(
		chosen(appConnector.updateConnectors).map((summary) => ({
			id: summary.id,
			read: async () =>
				await partOrRefusal(summary, readUpdateConnector(client, summary.id, source), (found) =>
					updateConnectorPart(summary.id, found, lists),
				),
		})),
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
		otherConnectors: appConnector.otherLists.flatMap(({ name, connectors }) =>
			chosen(connectors).map((summary) => ({ ...summary, list: name })),
		),
		valueLists: lists.all(),
	};
}

/** Fails when the App Connector lacks a connector that was asked for by name. */
export function assertListed(appConnector: AppConnector, names: readonly string[]): void {
	const { getConnectors, updateConnectors, customConnectors, otherLists } = appConnector;
	const others = otherLists.flatMap(({ connectors }) => connectors);
	const listed = [...getConnectors, ...updateConnectors, ...customConnectors, ...others];
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
		async (task) => await outcomeOf(task.read()),
		(outcome) => outcome.ok || isDoubtful(outcome.failure),
	);
	const failed = outcomes.find((one) => one?.ok === false && !isDoubtful(one.failure));
	if (failed !== undefined) valueOf(failed);
	const parts: Array<Part | RefusedConnector> = [];
	for (const [index, task] of tasks.entries()) {
		const outcome = outcomes[index];
		if (outcome !== undefined) parts.push(outcome.ok ? outcome.value : await onceMore(task));
	}
	return parts;
}

/** Asks again what AFAS refused; by now the others have been asked. */
async function onceMore<Part>({ id, read }: Task<Part>): Promise<Part | RefusedConnector> {
	const outcome = await outcomeOf(read());
	if (outcome.ok || !isDoubtful(outcome.failure)) return valueOf(outcome);
	throw outcome.failure.withAdvice(
		`AFAS says so of the connector '${id}', twice. No snapshot was taken: without its fields, changes in them would go unseen. Run it again later. When it stays, have the connector mended in Profit, or choose others in 'Connector Names or IDs'.`,
	);
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

/** AFAS's answers about one connector: it is blocked, or not for this user. */
function isRefusal(failure: unknown): failure is ProfitError {
	if (!(failure instanceof ProfitError)) return false;
	const { kind } = failure.details;
	return kind === 'connectorBlocked' || kind === 'connectorNotAllowed' || kind === 'notFound';
}

/** A refusal in words that may pass, such as a time-out, or may stay, such as a broken definition. */
function isDoubtful(failure: unknown): failure is ProfitError {
	return failure instanceof ProfitError && failure.details.kind === 'functional';
}
