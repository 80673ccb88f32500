import { createHash } from 'node:crypto';
import type {
	AllowedValue,
	Column,
	GetConnector,
	UpdateConnector,
	UpdateField,
	UpdateObject,
} from '../metainfo/metainfo';
import type {
	SnapshotField,
	SnapshotGetConnector,
	SnapshotObject,
	SnapshotUpdateConnector,
	SnapshotValue,
} from './snapshot';

/** Characters of the name of a list of values: two lists get the same one once in 10^18 times. */
const NAME_LENGTH = 12;

/** Collects lists of allowed values: the same list, in whatever field, is kept once. */
export class ValueLists {
	private readonly lists = new Map<string, readonly SnapshotValue[]>();

	/** Keeps a list. @returns its name, which follows from what is in it */
	add(values: readonly AllowedValue[]): string {
		const list = values.map(({ id, description }) => [id, description] as const).sort(byText);
		const hash = createHash('sha256').update(JSON.stringify(list)).digest('base64url');
		const name = hash.slice(0, NAME_LENGTH);
		if (!this.lists.has(name)) this.lists.set(name, list);
		return name;
	}

	/** All lists, in order of their names. */
	all(): Record<string, readonly SnapshotValue[]> {
		return Object.fromEntries([...this.lists].sort(byText));
	}
}

/** What a snapshot keeps of a GetConnector; its lists of codes go into `lists`. */
export function getConnectorPart(
	id: string,
	{ description, columns }: GetConnector,
	lists: ValueLists,
): SnapshotGetConnector {
	return { id, description, fields: columns.map((column) => columnPart(column, lists)).sort(byId) };
}

/** What a snapshot keeps of an UpdateConnector; its lists of values go into `lists`. */
export function updateConnectorPart(
	id: string,
	connector: UpdateConnector,
	lists: ValueLists,
): SnapshotUpdateConnector {
	return { id, description: connector.description, ...objectPart(connector, lists) };
}

function objectPart({ name, fields, objects }: UpdateObject, lists: ValueLists): SnapshotObject {
	const nested = objects.map((object) => objectPart(object, lists)).sort(byName);
	return {
		name,
		fields: fields.map((field) => fieldPart(field, lists)).sort(byId),
		...(nested.length > 0 && { objects: nested }),
	};
}

function columnPart(column: Column, lists: ValueLists): SnapshotField {
	return { ...factsPart(column), ...valuesPart(column, lists) };
}

function fieldPart(field: UpdateField, lists: ValueLists): SnapshotField {
	const { primaryKey, mandatory, notZero } = field;
	return {
		...factsPart(field),
		...(primaryKey && { key: true }),
		...(mandatory && { mandatory: true }),
		...(notZero && { notZero: true }),
		...valuesPart(field, lists),
	};
}

/** What columns and fields have in common. */
function factsPart({ id, label, dataType, length, decimals }: Column | UpdateField): SnapshotField {
	return {
		id,
		...(label !== id && { label }),
		type: dataType,
		...(length !== 0 && { length }),
		...(decimals !== 0 && { decimals }),
	};
}

function valuesPart(
	{ values }: Column | UpdateField,
	lists: ValueLists,
): Pick<SnapshotField, 'values'> {
	return values === undefined ? {} : { values: lists.add(values) };
}

/** The same on every computer, whatever its language. */
function inOrder(one: string, other: string): number {
	if (one === other) return 0;
	return one < other ? -1 : 1;
}

function byId(one: { readonly id: string }, other: { readonly id: string }): number {
	return inOrder(one.id, other.id);
}

function byName(one: SnapshotObject, other: SnapshotObject): number {
	return inOrder(one.name, other.name);
}

function byText(
	one: readonly [string, ...unknown[]],
	other: readonly [string, ...unknown[]],
): number {
	return inOrder(one[0], other[0]);
}
