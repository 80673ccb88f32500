import type { UpdateConnector, UpdateObject } from '../metainfo/metainfo';
import { isAction } from './element';
import { isRecord, type PlainRecord } from './plainRecord';
import type { RecordFinding } from './recordFinding';

/** What a body says, and what is wrong with its build. */
export interface ReadBody {
	readonly records: PlainRecord[];
	readonly findings: RecordFinding[];
}

/** Where something in a body is. */
interface Position {
	/** Undefined inside an object that metainfo doesn't have. */
	readonly object: UpdateObject | undefined;
	/** In words of the record: `FbSalesLines[2]`; empty for the record itself. */
	readonly path: string;
	readonly findings: RecordFinding[];
}

/**
 * Turns a body of AFAS back into plain records, in every documented form (reference §5.2): keys as
 * attribute or field, `Objects` as list or object, one element or several, the row action in any
 * position and case. One element becomes a record, a list of them a list. An attribute that is no key
 * in metainfo keeps its `@`, so that it goes back where it came from.
 *
 * A body of another build is read as far as it can be, with findings.
 */
export function readBody(body: unknown, connector: UpdateConnector): ReadBody {
	const findings: RecordFinding[] = [];
	const position: Position = { object: connector, path: '', findings };
	if (!isRecord(body)) {
		findings.push({ kind: 'nothing', path: '', message: 'The body is not a JSON object' });
		return { records: [], findings };
	}
	const roots = Object.keys(body);
	if (roots.length !== 1 || roots[0] !== connector.name) {
		const named = roots.length === 0 ? 'no root' : `'${roots.join("', '")}' as root`;
		const message = `The body has ${named}, and the root of this connector is '${connector.name}'`;
		findings.push({ kind: roots.length === 0 ? 'nothing' : 'nesting', path: '', message });
	}
	if (roots.length === 0) return { records: [], findings };
	const root = Object.hasOwn(body, connector.name) ? connector.name : (roots[0] ?? '');
	const content = readObject(body[root], position);
	const records = Array.isArray(content) ? content : content === undefined ? [] : [content];
	if (records.length === 0) {
		const message = `The body has no 'Element' with a record in it under '${root}'`;
		findings.push({ kind: hasNothing(body) ? 'nothing' : 'nesting', path: '', message });
	}
	return { records, findings };
}

/** Reads `{ Element: ... }`. */
function readObject(value: unknown, position: Position): PlainRecord | PlainRecord[] | undefined {
	if (value === null || value === '') return undefined;
	if (Array.isArray(value)) {
		noteNesting(position, "is a list; AFAS takes one object with a list in its 'Element'");
		return value.flatMap((entry: unknown): PlainRecord[] =>
			[readObject(entry, position) ?? []].flat(),
		);
	}
	if (!isRecord(value)) {
		noteNesting(position, "is not an object with an 'Element'");
		return undefined;
	}
	const others = Object.keys(value).filter((name) => name !== 'Element');
	if (others.length > 0) noteNesting(position, `holds '${others.join("', '")}' beside 'Element'`);
	return readElements(value.Element, position);
}

function readElements(element: unknown, position: Position): ReturnType<typeof readObject> {
	if (isRecord(element)) return readElement(element, position);
	if (Array.isArray(element)) {
		const entries: unknown[] = element;
		return entries.flatMap((entry, index) => {
			const place = { ...position, path: `${position.path}[${index}]` };
			if (isRecord(entry)) return [readElement(entry, place)];
			noteNesting(place, 'is not an element');
			return [];
		});
	}
	if (element !== null && element !== undefined && element !== '') {
		noteNesting(position, 'has an Element that is neither an object nor a list');
	}
	return undefined;
}

function readElement(element: PlainRecord, position: Position): PlainRecord {
	const record = new Map<string, unknown>();
	for (const [name, value] of Object.entries(element)) {
		if (name === 'Fields') readFields(value, record, position);
		else if (name === 'Objects') readObjects(value, record, position);
		else readAttribute(name, value, record, position);
	}
	return Object.fromEntries(record);
}

function readAttribute(
	name: string,
	value: unknown,
	record: Map<string, unknown>,
	position: Position,
): void {
	if (isAction(name, NO_FIELDS)) return add('@Action', value, record, position);
	if (!name.startsWith('@')) noteNesting(position, "stands beside 'Fields'", name);
	const isKey = position.object?.fields.some(
		({ id, primaryKey }) => primaryKey && `@${id}` === name,
	);
	add(isKey === true ? name.slice(1) : name, value, record, position);
}

/** Beside `Fields`, only keys and the row action have a place. */
const NO_FIELDS: Pick<UpdateObject, 'fields'> = { fields: [] };

function readFields(value: unknown, record: Map<string, unknown>, position: Position): void {
	for (const fields of records(value, "has 'Fields' that are not an object", position)) {
		for (const [name, field] of Object.entries(fields)) {
			const isRowAction = isAction(name, position.object ?? NO_FIELDS);
			add(isRowAction ? '@Action' : name, field, record, position);
		}
	}
	if (Array.isArray(value)) noteNesting(position, "has a list as 'Fields'");
}

function readObjects(value: unknown, record: Map<string, unknown>, position: Position): void {
	for (const objects of records(value, "has 'Objects' that are no list or object", position)) {
		for (const [name, inner] of Object.entries(objects)) {
			const path = position.path === '' ? name : `${position.path}.${name}`;
			const object = position.object?.objects.find((nested) => nested.name === name);
			const content = readObject(inner, { ...position, object, path });
			if (content !== undefined) addLines(name, content, record);
		}
	}
}

/** Whether nothing is in it but what holds records in a body. */
function hasNothing(value: unknown): boolean {
	if (Array.isArray(value)) return value.every(hasNothing);
	return isRecord(value) ? Object.values(value).every(hasNothing) : isEmpty(value);
}

/** The records of an object or a list; an empty text stands for none in official examples. */
function records(value: unknown, message: string, position: Position): PlainRecord[] {
	if (value === null || value === undefined || value === '') return [];
	const entries: unknown[] = Array.isArray(value) ? value : [value];
	const found = entries.filter(isRecord);
	if (found.length < entries.length) noteNesting(position, message);
	return found;
}

/** A key may come as attribute and as field: one value, unless both are filled and differ. */
function add(
	name: string,
	value: unknown,
	record: Map<string, unknown>,
	{ object, path, findings }: Position,
): void {
	const before = record.get(name);
	if (isEmpty(before)) {
		record.set(name, value);
		return;
	}
	if (isEmpty(value) || String(before) === String(value)) return;
	const message = 'is given more than once, with different values';
	const isKey = name.startsWith('@') || object?.fields.find(({ id }) => id === name)?.primaryKey;
	const kind = isKey === true && name !== '@Action' ? 'brokenKey' : 'givenTwice';
	findings.push({ kind, path: inside(path, name), message });
}

/** A name that is repeated in a list of objects has several lines. */
function addLines(
	name: string,
	content: PlainRecord | PlainRecord[],
	record: Map<string, unknown>,
): void {
	const before = record.get(name);
	if (before === undefined) record.set(name, content);
	else record.set(name, [before, content].flat());
}

function noteNesting({ path, findings }: Position, message: string, name = ''): void {
	const place = name === '' ? path : inside(path, name);
	findings.push({ kind: 'nesting', path: place, message });
}

function inside(path: string, name: string): string {
	return path === '' ? name : `${path}.${name}`;
}

function isEmpty(value: unknown): boolean {
	return value === undefined || value === null || value === '';
}
