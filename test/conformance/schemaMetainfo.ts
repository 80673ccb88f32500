import type {
	UpdateConnector,
	UpdateField,
	UpdateObject,
} from '../../nodes/Afas/profit/metainfo/metainfo';

/** One field of a condensed schema of the public specification. */
interface SchemaField {
	readonly fieldId: string;
	readonly type?: string;
	readonly format?: string;
	readonly length?: number;
	readonly mandatory?: boolean;
	readonly label?: string;
	readonly labelNl?: string;
	readonly values?: ReadonlyArray<{ readonly id: string; readonly description: string }>;
}

/** One object of a condensed schema: the root or one nested in it. */
interface SchemaObject {
	readonly attributes?: readonly string[];
	readonly fields?: readonly SchemaField[];
	readonly objects?: Readonly<Record<string, SchemaObject>>;
}

/** A condensed schema: one connector, with a shape for each method. */
export interface Schema {
	readonly connector: string;
	readonly root: string;
	readonly POST?: SchemaObject;
	readonly PUT?: SchemaObject;
}

/** Keys by element name, without `@`. */
export type ElementKeys = ReadonlyMap<string, ReadonlySet<string>>;

/** Lists of allowed values are cut at this length in the schemas, so longer ones say nothing. */
const CUT_LIST = 60;

const TYPES: Readonly<Record<string, string>> = {
	integer: 'int',
	number: 'decimal',
	boolean: 'boolean',
};

/** Makes the metainfo that AFAS would give for a connector out of its schemas. */
export function metainfoOf(schema: Schema, keys: ElementKeys): UpdateConnector {
	const shapes = [schema.POST, schema.PUT].filter((shape) => shape !== undefined);
	return {
		...toObject(schema.root, merge(shapes), keys),
		id: schema.connector,
		description: schema.connector,
	};
}

function merge(shapes: readonly SchemaObject[]): SchemaObject {
	const fields = new Map<string, SchemaField>();
	const objects = new Map<string, SchemaObject[]>();
	for (const shape of shapes) {
		for (const field of shape.fields ?? []) {
			if (!fields.has(field.fieldId)) fields.set(field.fieldId, field);
		}
		for (const [name, object] of Object.entries(shape.objects ?? {})) {
			objects.set(name, [...(objects.get(name) ?? []), object]);
		}
	}
	return {
		attributes: shapes.flatMap(({ attributes = [] }) => attributes),
		fields: [...fields.values()],
		objects: Object.fromEntries([...objects].map(([name, merged]) => [name, merge(merged)])),
	};
}

function toObject(name: string, shape: SchemaObject, keys: ElementKeys): UpdateObject {
	const own = new Set([
		...(shape.attributes ?? []).map((attribute) => attribute.replace(/^@/, '')),
		...(keys.get(name) ?? []),
	]);
	own.delete('action');
	own.delete('Action');
	const fields = (shape.fields ?? []).map((field) => toField(field, own.has(field.fieldId)));
	const known = new Set(fields.map(({ id }) => id));
	const attributes = [...own].filter((key) => !known.has(key));
	return {
		name,
		fields: [
			...fields,
			...attributes.map((key) => toField({ fieldId: key, type: 'string' }, true)),
		],
		objects: Object.entries(shape.objects ?? {}).map(([inner, object]) =>
			toObject(inner, merge([object]), keys),
		),
	};
}

function toField(field: SchemaField, primaryKey: boolean): UpdateField {
	const { fieldId, type = 'string', format = '', values } = field;
	const isWhole = values !== undefined && values.length < CUT_LIST;
	return {
		id: fieldId,
		label: field.labelNl ?? field.label ?? fieldId,
		dataType: dataType(type, format),
		primaryKey,
		mandatory: field.mandatory === true,
		length: field.length ?? 0,
		decimals: type === 'number' ? 2 : 0,
		notZero: false,
		controlType: primaryKey ? 5 : 1,
		...(isWhole && { values }),
	};
}

function dataType(type: string, format: string): string {
	if (type !== 'string') return TYPES[type] ?? 'string';
	if (format === 'date' || format === 'date-time') return 'date';
	return format === 'byte' ? 'blob' : 'string';
}
