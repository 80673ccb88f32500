import type { UpdateField, UpdateObject } from '../metainfo/metainfo';
import { hasNothing, isBlank } from './blank';
import { type Draft, type Element, emptyDraft, type RowAction, toElement } from './draft';
import { isBinaryMarker } from './attachedFile';
import { fieldContent, fileContent } from './fieldContent';
import { gatherNested } from './flatNames';
import { findCode, findMember, type Member } from './memberNames';
import { isRecord, type PlainRecord } from './plainRecord';
import { placesSentAsNull } from './sentAsNull';
import { emptyShaping, leaveOut, note, type Place, type Shaping } from './place';

export { type Element, isRecord, type PlainRecord, type RowAction };

const ACTION_NAME = /^@?action$/i;
const ACTIONS: ReadonlySet<string> = new Set(['insert', 'update', 'delete']);

/**
 * Shapes a plain record into an element.
 *
 * What doesn't fit is noted and sent all the same, so that the caller decides what a finding means.
 */
export function shapeElement(record: PlainRecord, place: Place): Element {
	const draft = emptyDraft();
	const members = membersOf(record, place);
	const action = actionOf(members, place);
	const inserts = action === undefined ? place.inserts : action === 'insert';
	const inner: Place = { ...place, inserts, identifies: undefined };
	for (const [name, value] of members) {
		if (!isAction(name, place.object)) setMember(draft, name, value, inner);
	}
	const identifies = action === undefined ? (place.identifies ?? !inserts) : !inserts;
	settleEmptyKeys(draft, identifies, place);
	if (action === 'delete' && !namesRecord(draft, place.object)) noteUnnamed(draft, place);
	for (const [field, fileName] of draft.fileNames) {
		if (isEmpty(draft.fields.get(field))) draft.fields.set(field, fileName);
	}
	if (inner.inserts) noteMissing(draft, inner);
	return toElement(draft, action);
}

function membersOf(record: PlainRecord, place: Place): ReadonlyMap<string, unknown> {
	if (place.shaping.asSent) return new Map(Object.entries(record));
	return gatherNested(record, place.object, (path, message) =>
		note(place, 'nesting', path, message),
	);
}

/** `Action` without `@` occurs in official examples; a field of that name goes first. */
export function isAction(name: string, { fields }: Pick<UpdateObject, 'fields'>): boolean {
	return ACTION_NAME.test(name) && !fields.some(({ id }) => id === name);
}

function actionOf(members: ReadonlyMap<string, unknown>, place: Place): string | undefined {
	const given = [...members].filter(
		([name, value]) => isAction(name, place.object) && !isEmpty(value),
	);
	const actions = new Set(given.map(([, value]) => String(value).trim().toLowerCase()));
	const [action] = actions;
	if (actions.size > 1) note(place, 'givenTwice', '@Action', 'is given more than once');
	if (action === undefined || ACTIONS.has(action)) return action;
	const message = `is insert, update or delete, and '${action}' is none of them`;
	note(place, 'rowAction', '@Action', message);
	return action;
}

function setMember(draft: Draft, name: string, value: unknown, place: Place): void {
	const member = place.shaping.asSent
		? findCode(name, place.object)
		: findMember(name, place.object);
	if (member.kind === 'field' && isKey(name, member.field) && isBlank(value)) {
		draft.emptyKeys.add(member.id);
		return;
	}
	if (member.kind === 'unknown' && isBlank(value)) noteKeyInOtherCase(draft, name, place);
	if (value === undefined) return;
	if (member.kind !== 'object' && noteSentAsNull(value, name, place)) return;
	if (member.kind === 'field' && isKey(name, member.field) && isNoValue(value)) {
		note(place, 'brokenKey', member.id, 'is a key, and holds an object or a list');
		return;
	}
	if (member.kind === 'field' && value === null) return leaveOut(member.id, place);
	if (member.kind === 'object') return setObject(draft, member.object, value, place);
	if (member.kind !== 'field') return keepUnknown(draft, name, value, member, place);
	const isAttribute = member.field.primaryKey || name.startsWith('@');
	const given = fieldContent(value, member.field, member.id, draft, place);
	setOnce(draft, member.id, isAttribute, given, place);
}

/**
 * Whether a field says which record is meant: a key of metainfo, what was given as one, and the number
 * of a person or organisation, by which AFAS finds them though metainfo marks no key (reference §5.5).
 */
function isKey(name: string, { id, primaryKey }: UpdateField): boolean {
	return primaryKey || name.startsWith('@') || id === 'BcCo';
}

/** A body is read by AFAS, which may take a key in another case for the key all the same. */
function noteKeyInOtherCase({ emptyKeys }: Draft, name: string, { object }: Place): void {
	const folded = name.replace(/^@/, '').toLowerCase();
	const key = object.fields.find(({ id, primaryKey }) => primaryKey && id.toLowerCase() === folded);
	if (key !== undefined) emptyKeys.add(key.id);
}

function isNoValue(value: unknown): boolean {
	return Array.isArray(value) || (isRecord(value) && !isBinaryMarker(value));
}

/** Whether a value, or one in it, can't be sent. */
function noteSentAsNull(value: unknown, name: string, place: Place): boolean {
	const places = placesSentAsNull(value, name);
	for (const path of places) {
		note(
			place,
			'sentAsNull',
			path,
			'holds a number or date that is none, and would be sent as null',
		);
	}
	return places.length > 0;
}

/** With an empty key, AFAS might take another record than the one that was meant, or make one. */
function settleEmptyKeys(
	{ emptyKeys, attributes, fields }: Draft,
	identifies: boolean,
	place: Place,
): void {
	const message =
		'is a key without a value: give it one, or leave it out if the record is new or found in another way';
	for (const id of emptyKeys) {
		if (attributes.has(`@${id}`) || fields.has(id)) continue;
		if (identifies) note(place, 'emptyKey', id, message);
		else leaveOut(id, place);
	}
}

/**
 * Whether an element says which record it deletes: with all keys of metainfo, or with others that were
 * given as keys, as AFAS documents for lines of journal entries (reference §5.7). Where metainfo has
 * no keys, any field may be the one that names it.
 */
function namesRecord({ attributes, fields }: Draft, object: UpdateObject): boolean {
	const keys = object.fields.filter(({ primaryKey }) => primaryKey).map(({ id }) => id);
	const given = keys.filter((id) => attributes.has(`@${id}`) || fields.has(id));
	if (keys.length > 0 && given.length === keys.length) return true;
	if (keys.length > 0) return given.length === 0 && attributes.size > 0;
	return attributes.size > 0 || fields.size > 0;
}

/** Without its keys it isn't certain what AFAS would delete. */
function noteUnnamed({ emptyKeys }: Draft, place: Place): void {
	// Their own message says it already.
	if (emptyKeys.size > 0) return;
	note(
		place,
		'emptyKey',
		'@Action',
		'is delete, and not all keys say which record: give them a value',
	);
}

/** A key may come as attribute and as field; that is one value, unless they differ. */
function setOnce(
	draft: Draft,
	id: string,
	isAttribute: boolean,
	value: unknown,
	place: Place,
): void {
	const before = draft.attributes.has(`@${id}`)
		? draft.attributes.get(`@${id}`)
		: draft.fields.get(id);
	if (before !== undefined) {
		if (before === value) return;
		const kind = isAttribute || draft.attributes.has(`@${id}`) ? 'brokenKey' : 'givenTwice';
		return note(place, kind, id, 'is given more than once, with different values');
	}
	if (isAttribute) draft.attributes.set(`@${id}`, value);
	else draft.fields.set(id, value);
}

function setObject(draft: Draft, object: UpdateObject, value: unknown, place: Place): void {
	const { name } = object;
	if (hasNothing(value)) return leaveOut(name, place);
	const at = (path: string): Place => ({ ...place, object, path: `${place.path}${path}.` });
	if (isRecord(value) && !isBinaryMarker(value)) {
		draft.objects.set(name, shapeElement(value, at(name)));
		return;
	}
	if (!Array.isArray(value)) {
		noteSentAsNull(value, name, place);
		note(place, 'nesting', name, 'is an object: give a record, or a list of records');
		draft.fields.set(name, value);
		return;
	}
	const elements = value.flatMap((entry: unknown, index) => {
		const line = `${name}[${index}]`;
		if (hasNothing(entry)) {
			leaveOut(line, place);
			return [];
		}
		if (isRecord(entry)) return shapeElement(entry, at(line));
		noteSentAsNull(entry, line, place);
		note(place, 'nesting', line, 'is not a record');
		return entry as Element;
	});
	const [first] = elements;
	if (first !== undefined) draft.objects.set(name, elements.length === 1 ? first : elements);
}

function keepUnknown(
	draft: Draft,
	name: string,
	value: unknown,
	member: Exclude<Member, { kind: 'field' | 'object' }>,
	place: Place,
): void {
	const kind = member.kind === 'ambiguous' ? 'ambiguousName' : 'unknownName';
	note(place, kind, name, unknownMessage(name, member));
	if (hasNothing(value)) leaveOut(name, place);
	else if (isBinaryMarker(value)) {
		draft.fields.set(name, fileContent(value, { dataType: 'blob' }, name, draft, place));
	} else if (name.startsWith('@')) draft.attributes.set(name, value);
	else if (isUnknownObject(value)) draft.objects.set(name, unshaped(value));
	else draft.fields.set(name, value);
}

function unknownMessage(
	name: string,
	member: Exclude<Member, { kind: 'field' | 'object' }>,
): string {
	if (member.kind === 'ambiguous') {
		return `is the label of several fields: use one of the codes ${member.ids.join(', ')}`;
	}
	const what = name.startsWith('@') ? 'key' : 'field or object';
	const question = member.near === undefined ? '' : `; did you mean '${member.near}'?`;
	return `is no ${what} of this connector${question}`;
}

function isUnknownObject(value: unknown): value is PlainRecord | readonly PlainRecord[] {
	return isRecord(value) || (Array.isArray(value) && value.length > 0 && value.every(isRecord));
}

/** Without metainfo, everything that is no object is a field. */
function unshaped(value: PlainRecord | readonly PlainRecord[]): Element | Element[] {
	const shaping: Shaping = { ...emptyShaping(), asSent: false };
	const object: UpdateObject = { name: '', fields: [], objects: [] };
	const shape = (record: PlainRecord) =>
		shapeElement(record, { object, path: '', inserts: false, shaping });
	return isRecord(value) ? shape(value) : value.map(shape);
}

function noteMissing(draft: Draft, { object, path, shaping }: Place): void {
	for (const { id, label, mandatory, primaryKey } of object.fields) {
		if (!mandatory || primaryKey || draft.attributes.has(`@${id}`)) continue;
		if ([...draft.fields.keys()].some((name) => name === id || name.startsWith(`${id}_`))) continue;
		const message = `(${label}) is called mandatory by AFAS`;
		shaping.missing.push({ kind: 'mandatory', path: `${path}${id}`, message });
	}
}

function isEmpty(value: unknown): boolean {
	return value === undefined || value === null || value === '';
}
