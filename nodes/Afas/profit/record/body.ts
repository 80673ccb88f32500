import type { UpdateConnector } from '../metainfo/metainfo';
import type { FileSource } from './attachedFile';
import { type Element, isRecord, type PlainRecord, type Shaping, shapeElement } from './element';
import type { RecordFinding } from './recordFinding';

/** A body of an UpdateConnector: the root element's name with its elements. */
export type Body = Record<string, { Element: Element | Element[] }>;

/** A shaped record with what was found on the way. */
export interface ShapedRecord {
	readonly element: Element;
	/** What doesn't fit; the element holds it all the same. */
	readonly findings: readonly RecordFinding[];
	/** Mandatory fields that were not given. Advice only: AFAS fills many by itself. */
	readonly missing: readonly RecordFinding[];
}

/** Shapes one plain record for an UpdateConnector. */
export function shapeRecord(
	record: PlainRecord,
	connector: UpdateConnector,
	files: FileSource = () => undefined,
): ShapedRecord {
	const shaping: Shaping = { findings: [], missing: [], files };
	const element = shapeElement(record, connector, '', shaping);
	return { element, findings: shaping.findings, missing: shaping.missing };
}

/** The body that sends elements: an object for one, a list for several (reference §5.2). */
export function bodyOf(
	connector: Pick<UpdateConnector, 'name'>,
	elements: readonly [Element, ...Element[]],
): Body {
	return { [connector.name]: { Element: elements.length === 1 ? elements[0] : [...elements] } };
}

/** A body that someone wrote by hand can't be read. */
export interface UnreadableBody {
	readonly findings: readonly RecordFinding[];
}

/**
 * Turns a body of AFAS back into plain records, in every documented form: keys as attribute or
 * field, objects as list or object, one element or several.
 */
export function recordsOf(
	body: unknown,
	connector: Pick<UpdateConnector, 'name'>,
): PlainRecord[] | UnreadableBody {
	if (!isRecord(body))
		return { findings: [{ path: '', message: 'The body is not a JSON object' }] };
	const [root, ...more] = Object.keys(body);
	if (root !== connector.name || more.length > 0) {
		return {
			findings: [
				{
					path: '',
					message: `The body has '${[root, ...more].join("', '")}' as root, and the root of this connector is '${connector.name}'`,
				},
			],
		};
	}
	const records = elementsOf(body[root]).map(recordOf);
	if (records.length > 0) return records;
	return { findings: [{ path: root, message: "has no 'Element' with the record in it" }] };
}

function elementsOf(value: unknown): PlainRecord[] {
	if (!isRecord(value)) return [];
	const { Element: element } = value;
	if (Array.isArray(element)) return element.filter(isRecord);
	return isRecord(element) ? [element] : [];
}

function recordOf(element: PlainRecord): PlainRecord {
	const record: Record<string, unknown> = {};
	for (const [name, value] of Object.entries(element)) {
		if (name === 'Fields') Object.assign(record, isRecord(value) ? value : {});
		else if (name === 'Objects') Object.assign(record, objectsOf(value));
		else record[/^@?action$/i.test(name) ? '@Action' : name.replace(/^@/, '')] = value;
	}
	return record;
}

function objectsOf(value: unknown): Record<string, unknown> {
	const objects = Array.isArray(value) ? value.filter(isRecord) : isRecord(value) ? [value] : [];
	const records: Record<string, unknown[]> = {};
	for (const object of objects) {
		for (const [name, inner] of Object.entries(object)) {
			(records[name] ??= []).push(...elementsOf(inner).map(recordOf));
		}
	}
	return records;
}
