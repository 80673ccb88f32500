import type { UpdateField, UpdateObject } from '../metainfo/metainfo';
import { isDateObject } from '../time/amsterdamText';
import { type FileSource, fileNameField, isBinaryMarker } from './attachedFile';
import { convertValue, type WireValue } from './fieldValue';
import { findMember } from './memberNames';
import type { RecordFinding } from './recordFinding';

/** A record as users write it: fields by name, nested objects as one record or a list of them. */
export type PlainRecord = Readonly<Record<string, unknown>>;

/** What AFAS does with one element. */
export type RowAction = 'insert' | 'update' | 'delete';

/** One element of a body (reference §5.2). */
export interface Element {
	[attribute: `@${string}`]: WireValue;
	Fields?: Record<string, WireValue>;
	Objects?: Array<Record<string, { Element: Element | Element[] }>>;
}

/** What an element is shaped with. */
export interface Shaping {
	readonly findings: RecordFinding[];
	/** Fields that AFAS calls mandatory and that were not given; advice only. */
	readonly missing: RecordFinding[];
	readonly files: FileSource;
}

const ACTION_NAME = /^@action$/i;
const ACTIONS: ReadonlySet<string> = new Set(['insert', 'update', 'delete']);

/**
 * Shapes a plain record into an element.
 *
 * What doesn't fit is noted and sent all the same, so that the caller decides what a finding means.
 *
 * @param path of the record, with a point at the end unless it is the root
 */
export function shapeElement(
	record: PlainRecord,
	object: UpdateObject,
	path: string,
	shaping: Shaping,
): Element {
	const element: Element = {};
	const fields: Record<string, WireValue> = {};
	const objects: NonNullable<Element['Objects']> = [];
	for (const [name, value] of Object.entries(nested(record, object))) {
		if (value === undefined) continue;
		if (ACTION_NAME.test(name) || isBareAction(name, object)) {
			element['@Action'] = rowAction(value, path, shaping);
			continue;
		}
		const member = findMember(name, object);
		if (member.kind === 'field') {
			setField(element, fields, member.field, member.id, value, { object, path, shaping });
		} else if (member.kind === 'object') {
			const inner = shapeNested(value, member.object, `${path}${member.object.name}`, shaping);
			if (inner !== undefined) objects.push({ [member.object.name]: { Element: inner } });
		} else {
			shaping.findings.push({ path: `${path}${name}`, message: unknownMessage(member) });
			keepUnknown(name, value, fields, objects);
		}
	}
	noteMissing(element, fields, object, path, shaping);
	if (Object.keys(fields).length > 0) element.Fields = fields;
	if (objects.length > 0) element.Objects = objects;
	return element;
}

interface Place {
	readonly object: UpdateObject;
	readonly path: string;
	readonly shaping: Shaping;
}

function setField(
	element: Element,
	fields: Record<string, WireValue>,
	field: UpdateField,
	id: string,
	value: unknown,
	place: Place,
): void {
	if (isBinaryMarker(value)) {
		setFile(fields, id, value.$binary, place);
		return;
	}
	const conversion = convertValue(value, field);
	const wire = 'value' in conversion ? conversion.value : (value as WireValue);
	if ('problem' in conversion) {
		place.shaping.findings.push({ path: `${place.path}${id}`, message: conversion.problem });
	}
	if (field.primaryKey) element[`@${id}`] = wire;
	else fields[id] = wire;
}

function setFile(
	fields: Record<string, WireValue>,
	id: string,
	binaryProperty: string,
	{ object, path, shaping }: Place,
): void {
	const file = shaping.files(binaryProperty);
	if (file === undefined) {
		shaping.findings.push({
			path: `${path}${id}`,
			message: `needs a file, and the input item has no binary data named '${binaryProperty}'`,
		});
		return;
	}
	fields[id] = file.content;
	const nameField = fileNameField(id, object);
	if (nameField !== undefined) fields[nameField] ??= file.fileName;
}

function shapeNested(
	value: unknown,
	object: UpdateObject,
	path: string,
	shaping: Shaping,
): Element | Element[] | undefined {
	if (value === null || value === '') return undefined;
	if (isRecord(value)) return shapeElement(value, object, `${path}.`, shaping);
	if (!Array.isArray(value)) {
		shaping.findings.push({ path, message: 'is an object: give a record, or a list of records' });
		return undefined;
	}
	const elements = value.flatMap((entry: unknown, index) => {
		const place = `${path}[${index}]`;
		if (isRecord(entry)) return [shapeElement(entry, object, `${place}.`, shaping)];
		shaping.findings.push({ path: place, message: 'is not a record' });
		return [];
	});
	if (elements.length === 0) return undefined;
	return elements.length === 1 ? elements[0] : elements;
}

/** Gathers flat names such as `KnPerson/EmAd`, as a mapper has them, into nested records. */
function nested(record: PlainRecord, object: UpdateObject): PlainRecord {
	if (!Object.keys(record).some((name) => name.includes('/'))) return record;
	const gathered: Record<string, unknown> = {};
	for (const [name, value] of Object.entries(record)) {
		const slash = name.indexOf('/');
		const head = name.slice(0, Math.max(0, slash));
		if (slash < 0 || !object.objects.some((inner) => inner.name === head)) {
			gathered[name] = value;
			continue;
		}
		const inner = gathered[head];
		gathered[head] = { ...(isRecord(inner) ? inner : {}), [name.slice(slash + 1)]: value };
	}
	return gathered;
}

/** `Action` without `@` occurs in official examples; a field of that name goes first. */
function isBareAction(name: string, object: UpdateObject): boolean {
	return name === 'Action' && findMember(name, object).kind === 'unknown';
}

function rowAction(value: unknown, path: string, { findings }: Shaping): string {
	const action = String(value).trim().toLowerCase();
	if (!ACTIONS.has(action)) {
		findings.push({
			path: `${path}@Action`,
			message: `is insert, update or delete, and '${String(value)}' is none of them`,
		});
	}
	return action;
}

function unknownMessage(
	member: { kind: 'ambiguous'; ids: readonly string[] } | { kind: 'unknown'; near?: string },
): string {
	if (member.kind === 'ambiguous') {
		return `is the label of several fields: use one of the codes ${member.ids.join(', ')}`;
	}
	const question = member.near === undefined ? '' : `; did you mean '${member.near}'?`;
	return `is no field or object of this connector${question}`;
}

function keepUnknown(
	name: string,
	value: unknown,
	fields: Record<string, WireValue>,
	objects: NonNullable<Element['Objects']>,
): void {
	if (isRecord(value) || Array.isArray(value)) {
		objects.push({ [name]: { Element: unshaped(value) } });
	} else {
		fields[name] = (value ?? '') as WireValue;
	}
}

/** Without metainfo, everything that is no object is a field. */
function unshaped(value: unknown): Element | Element[] {
	const bare: UpdateObject = { name: '', fields: [], objects: [] };
	const shaping: Shaping = { findings: [], missing: [], files: () => undefined };
	const shape = (entry: unknown) => shapeElement(isRecord(entry) ? entry : {}, bare, '', shaping);
	return Array.isArray(value) ? value.map(shape) : shape(value);
}

function noteMissing(
	element: Element,
	fields: Record<string, WireValue>,
	object: UpdateObject,
	path: string,
	{ missing }: Shaping,
): void {
	for (const { id, label, mandatory, primaryKey } of object.fields) {
		if (!mandatory || primaryKey || id in fields || `@${id}` in element) continue;
		missing.push({ path: `${path}${id}`, message: `(${label}) is called mandatory by AFAS` });
	}
}

/**
 * Whether a value can be a record: an object with names, not a list, a date or a file. Objects of
 * n8n's expressions come from another realm, so their prototype says nothing.
 */
export function isRecord(value: unknown): value is PlainRecord {
	return Object.prototype.toString.call(value) === '[object Object]' && !isDateObject(value);
}
