/** What a snapshot says of itself, so that nothing else is taken for one. */
export const SNAPSHOT_FORMAT = 'afas-metainfo-snapshot';

/** Version of the shape below. A reader knows this one and no later ones. */
export const SNAPSHOT_VERSION = 1;

/** A connector as the list of the App Connector has it. */
export interface SnapshotSummary {
	readonly id: string;
	readonly description: string;
}

/**
 * A column of a GetConnector or a field of an UpdateConnector. What is 0, false or the same as the id
 * is left out.
 */
export interface SnapshotField {
	readonly id: string;
	/** Left out when it is the id. */
	readonly label?: string;
	/** AFAS's data type (reference §3.4). */
	readonly type: string;
	/** Longest text in characters; left out where there is no limit or it has no meaning. */
	readonly length?: number;
	readonly decimals?: number;
	readonly key?: true;
	/** AFAS marks it mandatory; it fills many of these by itself. */
	readonly mandatory?: true;
	/** A number that may not be 0. */
	readonly notZero?: true;
	/** Name of the list of allowed values; left out when any value is allowed. */
	readonly values?: string;
}

/** An object of an UpdateConnector, with the objects nested in it. */
export interface SnapshotObject {
	/** Element name in the body. */
	readonly name: string;
	readonly fields: readonly SnapshotField[];
	/** Left out when there are none. */
	readonly objects?: readonly SnapshotObject[];
}

/** A connector of a list with a name that this package has no place of its own for. */
export interface SnapshotOther extends SnapshotSummary {
	/** Name of the list in metainfo, such as `biConnectors`. */
	readonly list: string;
}

/** A connector that AFAS lists, and whose fields it doesn't tell. */
export interface RefusedConnector extends SnapshotSummary {
	/** Why, in the words of AFAS. */
	readonly refused: string;
}

/** A GetConnector with its columns. */
export interface SnapshotGetConnector extends SnapshotSummary {
	readonly fields: readonly SnapshotField[];
}

/** An UpdateConnector: its root object, and what is nested in it. */
export interface SnapshotUpdateConnector extends SnapshotSummary, SnapshotObject {}

/** An allowed value: its code and its description. */
export type SnapshotValue = readonly [id: string, description: string];

/**
 * All that an App Connector opens, as plain JSON. Everything is in order of its id, so that the same
 * metainfo always gives the same text, apart from `takenAt`.
 */
export interface Snapshot {
	readonly format: typeof SNAPSHOT_FORMAT;
	readonly formatVersion: typeof SNAPSHOT_VERSION;
	/** ISO 8601, in UTC. */
	readonly takenAt: string;
	/** Code of the environment, such as `O12345AA`. */
	readonly environmentId: string;
	/** Version of Profit; null when AFAS doesn't tell it. */
	readonly profitVersion: string | null;
	/** `Accept-Language` of labels and descriptions; null for that of the environment. */
	readonly language: string | null;
	/** The connectors that were asked for, by id; null for all. */
	readonly only: readonly string[] | null;
	readonly getConnectors: ReadonlyArray<SnapshotGetConnector | RefusedConnector>;
	readonly updateConnectors: ReadonlyArray<SnapshotUpdateConnector | RefusedConnector>;
	readonly customConnectors: readonly SnapshotSummary[];
	/** Connectors of other lists, in the order of the lists; undefined in a snapshot from before they were kept. */
	readonly otherConnectors?: readonly SnapshotOther[];
	/**
	 * Lists of allowed values, each once however many fields share it. The name of a list follows from
	 * what is in it.
	 */
	readonly valueLists: Readonly<Record<string, readonly SnapshotValue[]>>;
}

/** Whether AFAS didn't tell the fields of a connector. */
export function isRefused(connector: SnapshotSummary): connector is RefusedConnector {
	return 'refused' in connector;
}
