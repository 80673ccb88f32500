/** The kinds of connector that an App Connector opens. */
export type ConnectorType =
	'getConnector' | 'updateConnector' | 'customConnector' | 'otherConnector';

/** What differs. Shown to users, and stored in their conditions: never changes. */
export type Change =
	| 'added'
	| 'removed'
	| 'refused'
	| 'readable'
	| 'type'
	| 'shorter'
	| 'longer'
	| 'fewer decimals'
	| 'more decimals'
	| 'became key'
	| 'no longer key'
	| 'became mandatory'
	| 'became optional'
	| 'may not be zero'
	| 'may be zero'
	| 'values limited'
	| 'values free'
	| 'value added'
	| 'value removed'
	| 'value description'
	| 'label'
	| 'description'
	| 'root element';

/** What is on one side; null when there is nothing. */
export type Side = string | number | boolean | null;

/** One thing that differs between two snapshots. */
export interface Found {
	readonly connector: string;
	readonly connectorType: ConnectorType;
	/** What it is about: a connector as a whole, an object of an UpdateConnector, or a field. */
	readonly level: 'connector' | 'object' | 'field';
	/** Path of the object or field, such as `FbSalesLines/ItCd`; null for the connector as a whole. */
	readonly field: string | null;
	/** Code of the allowed value that it is about; null for anything else. */
	readonly value: string | null;
	readonly change: Change;
	readonly before: Side;
	readonly after: Side;
	/** What an added field asks of who writes records. */
	readonly asks?: 'key' | 'mandatory';
	/** The field that probably took the place of a removed one. */
	readonly renamedTo?: string;
}

/**
 * How serious a difference is for workflows that use what it is about:
 *
 * - `breaks`: they fail, or get something else than before, whatever the data
 * - `may break`: it depends on the data, or on what they send
 * - `harmless`: what worked goes on working
 */
export type Severity = 'breaks' | 'may break' | 'harmless';

/** A difference, and what it means. */
export interface Difference extends Omit<Found, 'asks' | 'renamedTo'> {
	readonly severity: Severity;
	/** Why it is so serious, in one or two sentences. */
	readonly reason: string;
}
