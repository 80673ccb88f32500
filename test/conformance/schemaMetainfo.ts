import {
	parseUpdateConnector,
	type UpdateConnector,
} from '../../nodes/Afas/profit/metainfo/metainfo';

/** Keys of elements by the name of the element, without `@`. */
export type ElementKeys = ReadonlyMap<string, ReadonlySet<string>>;

type Json = Record<string, unknown>;

/** Data types of metainfo by the types of the published schemas (reference §3.7). */
const TYPES: Readonly<Record<string, string>> = {
	string: 'string',
	integer: 'int',
	number: 'decimal',
	boolean: 'boolean',
};

/** Formats that make a text something else. */
const FORMATS: Readonly<Record<string, string>> = {
	date: 'date',
	'date-time': 'date',
	byte: 'blob',
};

/**
 * The metainfo that AFAS would give for a connector, made from its published schema (reference §3.7).
 * The schemas of POST and PUT are taken together, since metainfo doesn't tell them apart.
 */
export function connectorOfSchema(schema: unknown, id: string, keys: ElementKeys): UpdateConnector {
	const json = isJson(schema) ? schema : {};
	const root = typeof json.root === 'string' ? json.root : id;
	const objects = Object.values(json).filter((part) => isJson(part) && 'fields' in part);
	return parseUpdateConnector({ id, ...objectOf(root, objects, keys) }, id);
}

/** Keys as the schema itself, a table of keys by element, and paths of deletions have them. */
export function mergeKeys(...sources: readonly ElementKeys[]): ElementKeys {
	const merged = new Map<string, Set<string>>();
	for (const source of sources) {
		for (const [element, names] of source) {
			merged.set(element, new Set([...(merged.get(element) ?? []), ...names]));
		}
	}
	return merged;
}

/** Reads a table such as `{ "FbSales": { "@OrNu": 1 } }` or `{ "FbSales": ["@OrNu"] }`. */
export function keysOfTable(table: unknown): ElementKeys {
	if (!isJson(table)) return new Map();
	return new Map(
		Object.entries(table).map(([element, names]) => {
			const list: unknown[] = Array.isArray(names)
				? names
				: Object.keys(isJson(names) ? names : {});
			return [element, new Set(list.map(withoutAt))];
		}),
	);
}

function objectOf(name: string, parts: readonly unknown[], keys: ElementKeys): Json {
	const known = parts.filter(isJson);
	const ownKeys = new Set([...(keys.get(name) ?? []), ...known.flatMap(markedKeys)]);
	const fields = new Map<string, Json>();
	for (const field of known.flatMap(({ fields: list }) => jsonList(list))) {
		const fieldId = String(field.fieldId);
		if (!fields.has(fieldId)) fields.set(fieldId, fieldOf(field, ownKeys));
	}
	for (const key of ownKeys) {
		if (!fields.has(key)) fields.set(key, fieldOf({ fieldId: key, type: 'string' }, ownKeys));
	}
	const names = new Set(
		known.flatMap(({ objects }) => Object.keys(isJson(objects) ? objects : {})),
	);
	return {
		name,
		fields: [...fields.values()],
		objects: [...names].map((inner) =>
			objectOf(
				inner,
				known.map((part) => innerOf(part, inner)),
				keys,
			),
		),
	};
}

function innerOf({ objects }: Json, name: string): unknown {
	return isJson(objects) ? objects[name] : undefined;
}

function markedKeys({ attributes, fields }: Json): string[] {
	const marked = jsonList(fields).filter(({ primaryKey }) => primaryKey === true);
	const listed: unknown[] = Array.isArray(attributes) ? attributes : [];
	return [
		...marked.map(({ fieldId }) => String(fieldId)),
		...listed.map((entry) => withoutAt(isJson(entry) ? (entry.fieldId ?? entry.name) : entry)),
	].filter((name) => !/^action$/i.test(name));
}

function fieldOf(field: Json, keys: ReadonlySet<string>): Json {
	const fieldId = String(field.fieldId);
	const format = String(field.format ?? '');
	const dataType = FORMATS[format] ?? TYPES[String(field.type)] ?? 'string';
	return {
		fieldId,
		primaryKey: keys.has(fieldId),
		dataType,
		label: field.label ?? fieldId,
		mandatory: field.mandatory === true,
		length: field.length ?? 0,
		decimals: 0,
		notzero: false,
		controlType: controlTypeOf(fieldId, dataType, keys),
		values: valuesOf(field.values),
	};
}

function controlTypeOf(fieldId: string, dataType: string, keys: ReadonlySet<string>): number {
	if (dataType === 'blob') return fieldId.includes('FileStream') ? 1 : 23;
	return keys.has(fieldId) || dataType === 'int' || dataType === 'decimal' ? 5 : 1;
}

/** A list that was cut, which its last entry says, doesn't tell which values are allowed. */
function valuesOf(values: unknown): Json[] | null {
	const list = jsonList(values);
	return list.length > 0 && list.every((value) => 'id' in value) ? list : null;
}

function withoutAt(name: unknown): string {
	return String(name).replace(/^@/, '');
}

function jsonList(value: unknown): Json[] {
	return Array.isArray(value) ? value.filter(isJson) : [];
}

function isJson(value: unknown): value is Json {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
