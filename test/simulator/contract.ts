/**
 * The wall between the two halves of the simulator: the company (what Profit knows and does with
 * it) and the service (HTTP, sign-in, filters, paging, faults). The service depends on the company
 * through these types only.
 */

/** The languages in which the simulator has labels and messages. */
export type Language = 'nl' | 'en';

/** A text in every language of the simulator. */
export type Translated = Readonly<Record<Language, string>>;

/** Metainfo data types, as in the reference §3.4. */
export type DataType = 'string' | 'int' | 'decimal' | 'boolean' | 'date' | 'blob';

/**
 * One value as Profit keeps it. A moment (`date`) is text, Amsterdam wall-clock time with
 * milliseconds: `2024-02-14T16:03:11.482`. The service rounds it to seconds on the way out, so that
 * the hidden fraction still counts in filters and sorting.
 */
export type Cell = string | number | boolean | null;

/** One row of a GetConnector, keyed by column id. Every column is present. */
export type Row = Record<string, Cell>;

/** One column of a GetConnector, as in the reference §3.2. */
export interface GetColumn {
	readonly id: string;
	/** Internal id of the field (`U001`); not usable in filters and sorting. */
	readonly fieldId: string;
	readonly dataType: DataType;
	readonly label: Translated;
	readonly length: number;
	readonly controlType: 1 | 5 | 23;
	readonly decimals: number;
	/** Codes that rows may have in it. */
	readonly values?: readonly CodeValue[];
}

/** A GetConnector that the App Connector exposes. */
export interface GetConnectorDefinition {
	readonly id: string;
	readonly description: Translated;
	readonly columns: readonly GetColumn[];
	/** A connector an administrator of AFAS has blocked: it is listed, but every call fails. */
	readonly blocked?: boolean;
}

/** An allowed value of a code field. */
export interface CodeValue {
	readonly id: string;
	readonly description: Translated;
}

/** One field of an UpdateConnector object, as in the reference §3.3. */
export interface UpdateField {
	readonly fieldId: string;
	readonly primaryKey: boolean;
	readonly dataType: DataType;
	readonly label: Translated;
	readonly mandatory: boolean;
	readonly length: number;
	readonly decimals: number;
	readonly decimalFieldId: string;
	readonly notzero: boolean;
	readonly controlType: 1 | 5 | 23;
	readonly values: readonly CodeValue[] | null;
}

/** An object of an UpdateConnector: the root element or one nested in it. */
export interface UpdateObject {
	/** Element name in the JSON body. */
	readonly name: string;
	readonly fields: readonly UpdateField[];
	readonly objects: readonly UpdateObject[];
}

/** An UpdateConnector that the App Connector exposes. */
export interface UpdateConnectorDefinition extends UpdateObject {
	/** Id in the URL; `name` (the root element) may differ. */
	readonly id: string;
	readonly description: Translated;
}

/** A refusal in Profit's own words. The service turns it into HTTP 500 with a log reference. */
export interface Refusal {
	readonly message: Translated;
	readonly errorNumber: number;
}

/** Thrown by the company when it refuses a read, a write or a deletion. Nothing has been stored. */
export class RefusedError extends Error {
	constructor(readonly refusal: Refusal) {
		super(refusal.message.en);
		this.name = 'RefusedError';
	}
}

/** What a successful POST or PUT answers. `body` is undefined when the connector sends none. */
export interface WriteAnswer {
	readonly status: 200 | 201;
	readonly body: Record<string, unknown> | undefined;
}

/** A write as the service hands it over; the body is already parsed JSON. */
export interface WriteRequest {
	readonly method: 'POST' | 'PUT';
	readonly connectorId: string;
	/** Set for `POST /connectors/{id}/{SubObject}`. */
	readonly subObject?: string;
	readonly body: unknown;
}

/** One level of a DELETE path: the element and its keys, already percent-decoded. */
export interface DeleteLevel {
	readonly element: string;
	/** Key name (without `@`) to value. */
	readonly keys: Readonly<Record<string, string>>;
}

/** A file kept by Profit. */
export interface StoredFile {
	readonly fileName: string;
	readonly mimeType: string;
	readonly content: Buffer;
}

/** Switches for behaviour that the reference could not confirm (§11.15). */
export interface CompanyModes {
	/** Status of a successful PUT. */
	putStatus: 200 | 201;
	/** Whether keys come back under `results` or bare. */
	resultsWrapper: boolean;
	/** Whether an unknown field in a body is refused or ignored. */
	unknownFields: 'refuse' | 'ignore';
	/** Deleting a record that is not there: a functional refusal or 404. */
	deleteMissing: 'refuse' | 'notFound';
	/** A file without content: kept as an empty file, or taken for no file at all. */
	emptyFiles: 'keep' | 'refuse';
	/** Changed booking days: one row per day with its last change, or a row for every change. */
	changedDays: 'oncePerDay' | 'everyChange';
	/** A key without a value in a body: as if it were not there, refused, or a new record whatever the method. */
	emptyKeys: 'ignore' | 'refuse' | 'insert';
	/** Item types in letters (`Wst`), as in AFAS's examples: taken as their numbers, or refused. */
	itemTypeLetters: 'accept' | 'refuse';
	/** A field that is `null` in a body: emptied, as if it were not there, or refused. */
	nullValues: 'clear' | 'ignore' | 'refuse';
	/**
	 * Profit before or after an update that changes connectors: fields are removed, renamed, shortened or
	 * made mandatory, values and connectors are gone. The data stays.
	 */
	update: 'before' | 'after';
	/** Under which number the SubjectConnector has an attachment of a reaction. */
	reactionAttachments: 'dossierItem' | 'reaction';
}

/** Profit's data and rules. All methods are synchronous: one call is one transaction. */
export interface Company {
	readonly getConnectors: readonly GetConnectorDefinition[];
	readonly updateConnectors: readonly UpdateConnectorDefinition[];
	readonly modes: CompanyModes;
	/** The rows of a GetConnector at this moment, in no promised order. */
	rowsOf(connectorId: string): readonly Row[];
	/** Stores what an UpdateConnector call says, all or nothing. Throws {@link RefusedError}. */
	write(request: WriteRequest): WriteAnswer;
	/**
	 * Deletes one record. Returns false when it is not there and the mode says 404.
	 *
	 * @param by `user` deletes in Profit itself what the UpdateConnector has no DELETE for
	 */
	remove(connectorId: string, levels: readonly DeleteLevel[], by?: 'connector' | 'user'): boolean;
	/** Publishes all workflows anew: workflows, tasks and actions get other GUIDs. */
	publishWorkflows(): void;
	/** An attachment of a dossier item or reaction; undefined when it is not there. */
	attachment(subjectId: string, fileId: string): StoredFile | undefined;
	/** A file of a file field; undefined when it is not there. */
	file(fileId: string): StoredFile | undefined;
	/** An image; undefined when it is not there. */
	image(imageId: string): StoredFile | undefined;
	/** A report; undefined when it is not there. */
	report(reportId: string): StoredFile | undefined;
	/** Adds a GetConnector with rows of its own, for tests and benchmarks. */
	addGetConnector(definition: GetConnectorDefinition, rows: Row[]): void;
	/** The live rows of a connector added with {@link addGetConnector}; tests may change them. */
	ownRows(connectorId: string): Row[];
}
