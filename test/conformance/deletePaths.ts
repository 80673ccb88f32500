import {
	parseUpdateConnector,
	type UpdateConnector,
	type UpdateField,
	type UpdateObject,
} from '../../nodes/Afas/profit/metainfo/metainfo';
import { type DeleteLevel, deletePath } from '../../nodes/Afas/profit/record/deletePath';
import type { ConnectorSource } from './examples';
import type { ElementKeys } from './schemaMetainfo';

/** What became of a documented path. */
export interface PathResult {
	/** As documented. */
	readonly path: string;
	/** Undefined when the path was built as documented. */
	readonly difference?: string;
}

/** One level of a documented path: `Element/@Key1,@Key2/{value1},{value2}`. */
interface DocumentedLevel {
	readonly element: string;
	/** As documented, with or without `@`. */
	readonly keys: readonly string[];
	readonly values: readonly string[];
}

/** Characters that have to be percent-encoded, in a value of a text key. */
const HOSTILE_TEXT = "a b&%?#é'";

/** Values that a documented placeholder can stand for. */
const SAMPLES: Readonly<Record<string, string>> = {
	int: '42',
	decimal: '1.5',
	boolean: 'true',
	date: '2024-01-31',
};

/** Reads a list of paths, or of objects with a `path`. */
export function readPaths(text: string): string[] {
	const list = JSON.parse(text) as unknown;
	if (!Array.isArray(list)) return [];
	return list.map((entry: unknown) =>
		typeof entry === 'string' ? entry : String((entry as { path?: unknown }).path),
	);
}

/** The keys that documented paths name with an `@`: metainfo has them as keys (reference §3.7). */
export function keysOfPaths(paths: readonly string[]): ElementKeys {
	const keys = new Map<string, Set<string>>();
	for (const { element, keys: names } of paths.flatMap((path) => split(path)?.levels ?? [])) {
		const known = keys.get(element) ?? new Set();
		for (const name of names) if (name.startsWith('@')) known.add(name.slice(1));
		keys.set(element, known);
	}
	return keys;
}

/** Builds a documented path from connector, elements and keys, and compares. */
export function checkPath(path: string, connectors: ConnectorSource): PathResult {
	const documented = split(path);
	if (documented === undefined) return { path, difference: 'no path of elements, keys and values' };
	const connector = connectors(documented.id) ?? connectorOfPath(documented);
	const levels: DeleteLevel[] = [];
	const expected = [`/connectors/${documented.id}`];
	let object: UpdateObject | undefined;
	for (const level of documented.levels) {
		object =
			object === undefined ? connector : object.objects.find(({ name }) => name === level.element);
		if (object === undefined)
			return { path, difference: `no object ${level.element} in the schema` };
		const values = valuesOf(level, object);
		levels.push({ object, keys: Object.fromEntries(values) });
		expected.push(
			level.element,
			level.keys.join(),
			[...values.values()].map(encodeURIComponent).join(),
		);
	}
	return { path, ...differenceOf(connector, levels, expected.join('/')) };
}

function differenceOf(
	connector: UpdateConnector,
	levels: readonly DeleteLevel[],
	expected: string,
): { readonly difference?: string } {
	try {
		const built = deletePath(connector, levels as [DeleteLevel, ...DeleteLevel[]]);
		return built === expected ? {} : { difference: `built ${built} instead of ${expected}` };
	} catch (error) {
		return { difference: error instanceof Error ? error.message : String(error) };
	}
}

function split(
	path: string,
): { readonly id: string; readonly levels: DocumentedLevel[] } | undefined {
	const [empty, connectors, id, ...segments] = path.split('/');
	if (empty !== '' || connectors !== 'connectors' || id === undefined) return undefined;
	if (segments.length === 0 || segments.length % 3 !== 0) return undefined;
	const levels: DocumentedLevel[] = [];
	for (let index = 0; index < segments.length; index += 3) {
		const [element = '', keys = '', values = ''] = segments.slice(index, index + 3);
		levels.push({ element, keys: keys.split(','), values: values.split(',') });
	}
	return { id, levels };
}

/** A placeholder becomes a value of its type; anything else is a value already. */
function valuesOf({ keys, values }: DocumentedLevel, object: UpdateObject): Map<string, string> {
	return new Map(
		keys.map((key, index) => {
			const name = key.replace(/^@/, '');
			const value = values[index] ?? '';
			const isPlaceholder = /^\{.*\}$/.test(value);
			return [
				name,
				isPlaceholder
					? sampleOf(object.fields.find(({ id }) => id === name))
					: decodeURIComponent(value),
			];
		}),
	);
}

function sampleOf(field: UpdateField | undefined): string {
	const { dataType = 'string', length = 0, values } = field ?? {};
	return (
		values?.[0]?.id ??
		SAMPLES[dataType] ??
		HOSTILE_TEXT.slice(0, length === 0 ? undefined : length).trimEnd()
	);
}

/** Where no schema is at hand, connector, element and keys are all that is known. */
function connectorOfPath({
	id,
	levels,
}: {
	id: string;
	levels: readonly DocumentedLevel[];
}): UpdateConnector {
	let object: Record<string, unknown> | undefined;
	for (const { element, keys } of [...levels].reverse()) {
		const fields = keys.map((key) => ({
			fieldId: key.replace(/^@/, ''),
			dataType: 'string',
			primaryKey: key.startsWith('@'),
		}));
		object = { name: element, fields, objects: object === undefined ? [] : [object] };
	}
	return parseUpdateConnector(object ?? {}, id);
}
