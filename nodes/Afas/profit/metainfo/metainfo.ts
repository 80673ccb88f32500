import type { Client } from '../exchange/client';
import { ProfitError } from '../exchange/profitError';

/** Data types that metainfo uses (reference §3.4); an unknown one is kept as it came. */
export type DataType = 'string' | 'int' | 'decimal' | 'boolean' | 'date' | 'blob' | (string & {});

/** A connector as the list of an App Connector shows it. */
export interface ConnectorSummary {
	readonly id: string;
	readonly description: string;
}

/** A list of connectors under the name that AFAS gives it. */
export interface ConnectorList {
	/** Such as `getConnectors`. */
	readonly name: string;
	readonly connectors: readonly ConnectorSummary[];
}

/** What an App Connector exposes, and where it belongs (reference §3.1). */
export interface AppConnector {
	readonly getConnectors: readonly ConnectorSummary[];
	readonly updateConnectors: readonly ConnectorSummary[];
	/** Since Profit 7: `AppConnectorSubject`, `AppConnectorReport`. */
	readonly customConnectors: readonly ConnectorSummary[];
	/** Lists that AFAS has not documented (yet), such as those of a new kind of connector. */
	readonly otherLists: readonly ConnectorList[];
	/** Code of the environment, such as `O12345AA`. */
	readonly environmentId: string;
	readonly name: string;
	/** Authorisation group, with the user code in brackets. */
	readonly group: string;
	/** As AFAS gave it; `0` means that the token does not expire. */
	readonly tokenExpiry: string;
}

/** One column of a GetConnector (reference §3.2). */
export interface Column {
	/** Column id: the key in rows, and the name in filters and sorting. */
	readonly id: string;
	readonly label: string;
	readonly dataType: DataType;
	/** Longest text in characters; 0 where it has no meaning. */
	readonly length: number;
	readonly decimals: number;
	/** 5 for keys, numbers and references, 23 for memos (reference §3.5). */
	readonly controlType: number;
	/** Codes that rows may have in it, where AFAS lists them; undefined when it doesn't. */
	readonly values?: readonly AllowedValue[];
}

/** A GetConnector with its columns. */
export interface GetConnector {
	readonly name: string;
	readonly description: string;
	readonly columns: readonly Column[];
}

/** An allowed value of a field. */
export interface AllowedValue {
	readonly id: string;
	readonly description: string;
}

/** One field of an UpdateConnector (reference §3.3). */
export interface UpdateField {
	/** Field code, such as `EmId`, or `U` and 32 hex digits for a custom field. */
	readonly id: string;
	readonly label: string;
	readonly dataType: DataType;
	readonly primaryKey: boolean;
	/** Advice only: AFAS fills many of these by itself. */
	readonly mandatory: boolean;
	/** Longest text in characters; 0 where it has no meaning. */
	readonly length: number;
	readonly decimals: number;
	readonly notZero: boolean;
	readonly controlType: number;
	/** Undefined when any value is allowed. */
	readonly values?: readonly AllowedValue[];
}

/** An object of an UpdateConnector: its root, or one nested in it up to six levels deep. */
export interface UpdateObject {
	/** Element name in the body; the root's may differ from the connector id (reference §3.6). */
	readonly name: string;
	readonly fields: readonly UpdateField[];
	readonly objects: readonly UpdateObject[];
}

/** An UpdateConnector with its fields and nested objects. */
export interface UpdateConnector extends UpdateObject {
	readonly id: string;
	readonly description: string;
}

/** How a metainfo request is made. */
export interface MetainfoOptions {
	/** `Accept-Language` for labels; undefined leaves the choice to the environment. */
	readonly language?: string;
	/** ms to wait for an answer. */
	readonly timeout: number;
}

/** Reads what the App Connector exposes. Works with every valid token, so it tests one too. */
export async function readAppConnector(
	client: Client,
	options: MetainfoOptions,
): Promise<AppConnector> {
	return parseAppConnector(await get(client, '/metainfo', options));
}

/** Reads the columns of a GetConnector. */
export async function readGetConnector(
	client: Client,
	id: string,
	options: MetainfoOptions,
): Promise<GetConnector> {
	return parseGetConnector(
		await get(client, `/metainfo/get/${encodeURIComponent(id)}`, options),
		id,
	);
}

/** Reads the fields and nested objects of an UpdateConnector; the answer may be several MB. */
export async function readUpdateConnector(
	client: Client,
	id: string,
	options: MetainfoOptions,
): Promise<UpdateConnector> {
	return parseUpdateConnector(
		await get(client, `/metainfo/update/${encodeURIComponent(id)}`, options),
		id,
	);
}

async function get(client: Client, path: string, options: MetainfoOptions): Promise<Json> {
	const body = await client.send({ method: 'GET', path, query: '', ...options });
	if (isJson(body)) return body;
	throw new ProfitError(
		'AFAS answered without metainfo',
		"Check 'Environment', 'Domain ID' and 'Base URL' in the credential.",
		{ kind: 'notProfit', status: 200 },
	);
}

type Json = Record<string, unknown>;

/** Turns the answer to `GET /metainfo` into plain data; absent lists become empty. */
export function parseAppConnector(body: Json): AppConnector {
	const info = isJson(body.info) ? body.info : {};
	return {
		getConnectors: list(body.getConnectors).map(summary),
		updateConnectors: list(body.updateConnectors).map(summary),
		customConnectors: list(body.customConnectors).map(summary),
		otherLists: otherLists(body),
		environmentId: text(info.envid),
		name: text(info.appName),
		group: text(info.group),
		tokenExpiry: text(info.tokenExpiry),
	};
}

/** Lists with names of their own in a place of their own (reference §3.1). */
const KNOWN_LISTS: readonly string[] = ['getConnectors', 'updateConnectors', 'customConnectors'];

function otherLists(body: Json): ConnectorList[] {
	return Object.keys(body)
		.filter((name) => !KNOWN_LISTS.includes(name))
		.map((name) => ({
			name,
			connectors: list(body[name])
				.map(summary)
				.filter(({ id }) => id !== ''),
		}))
		.filter(({ connectors }) => connectors.length > 0);
}

function summary(entry: Json): ConnectorSummary {
	const id = text(entry.id);
	return { id, description: text(entry.description) || id };
}

/** Turns the answer to `GET /metainfo/get/{id}` into plain data. */
export function parseGetConnector(body: Json, id: string): GetConnector {
	const name = text(body.name) || id;
	return {
		name,
		description: text(body.description) || name,
		columns: list(body.fields).map((field) => ({
			id: text(field.id),
			label: text(field.label) || text(field.id),
			dataType: text(field.dataType),
			length: number(field.length),
			decimals: number(field.decimals),
			controlType: number(field.controlType),
			...allowedValues(field),
		})),
	};
}

/** Turns the answer to `GET /metainfo/update/{id}` into plain data. */
export function parseUpdateConnector(body: Json, id: string): UpdateConnector {
	const root = updateObject(body);
	return {
		...root,
		id,
		name: root.name || id,
		description: text(body.description) || id,
	};
}

function updateObject(entry: Json): UpdateObject {
	return {
		name: text(entry.name),
		fields: list(entry.fields).map(updateField),
		objects: list(entry.objects).map(updateObject),
	};
}

function updateField(entry: Json): UpdateField {
	const id = text(entry.fieldId);
	return {
		id,
		label: text(entry.label) || id,
		dataType: text(entry.dataType),
		primaryKey: flag(entry.primaryKey),
		mandatory: flag(entry.mandatory),
		length: number(entry.length),
		decimals: number(entry.decimals),
		notZero: flag(entry.notzero),
		controlType: number(entry.controlType),
		...allowedValues(entry),
	};
}

/** The list of a field; none where AFAS has an empty one. */
function allowedValues(entry: Json): { readonly values?: readonly AllowedValue[] } {
	const values = list(entry.values).map(summary);
	return values.length > 0 ? { values } : {};
}

function list(value: unknown): Json[] {
	return Array.isArray(value) ? value.filter(isJson) : [];
}

function isJson(value: unknown): value is Json {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function text(value: unknown): string {
	if (typeof value === 'string') return value;
	return typeof value === 'number' ? String(value) : '';
}

function number(value: unknown): number {
	const parsed = Number(value ?? 0);
	return Number.isFinite(parsed) ? parsed : 0;
}

/** AFAS sends JSON booleans; one live client was sent texts (reference §3.3). */
function flag(value: unknown): boolean {
	return value === true || (typeof value === 'string' && value.toLowerCase() === 'true');
}
