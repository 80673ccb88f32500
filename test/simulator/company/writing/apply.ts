import type { Cell } from '../../contract';
import type { FieldModel } from '../fieldNotation';
import { alreadyExists, valueDoesNotExist, valueMissing } from '../refusals';
import type { StoredRecord } from '../store';
import type { ElementModel } from '../updateConnector';
import { elementRule } from './elementRules';
import { type Incoming, isNumbering, type RowAction } from './incoming';
import { checkReferences } from './referenceCheck';
import type { Session } from './session';

/** How the elements at one level are meant when they have no row action of their own. */
export type Approach = 'insert' | 'update' | 'identify';

/**
 * Stores an element with everything in it and returns its record. `identify` only finds the record
 * and inserts what is nested, as a POST on a sub-object does.
 */
export function applyElement(
	session: Session,
	incoming: Incoming,
	approach: Approach,
	parent?: StoredRecord,
): StoredRecord {
	const found = locate(session, incoming, parent);
	if (incoming.action === 'delete') return removed(session, incoming, found);
	if (approach === 'identify') {
		const record = found ?? missing(incoming);
		applyChildren(session, incoming, record, 'insert');
		return finished(session, incoming, record);
	}
	const isNew = incoming.hasEmptyKey && session.modes.emptyKeys === 'insert';
	const action =
		incoming.action ?? (isNew ? 'insert' : intended(incoming, approach, found, parent));
	const existing = action === 'update' ? updated(incoming, found) : matched(incoming, found);
	const record = stored(session, incoming, existing, parent);
	applyChildren(session, incoming, record, existing === undefined ? 'insert' : 'update');
	return finished(session, incoming, record);
}

/** Whether the body names the whole primary key. */
export function hasKey({ model, values }: Incoming): boolean {
	return model.keys.length > 0 && model.keys.every((key) => (values[key] ?? null) !== null);
}

/** What an element without a row action means: nested elements without a key are new. */
function intended(
	incoming: Incoming,
	approach: Approach,
	found: StoredRecord | undefined,
	parent: StoredRecord | undefined,
): RowAction {
	if (approach === 'insert') return 'insert';
	if (found !== undefined) return 'update';
	return parent !== undefined && !hasKey(incoming) ? 'insert' : 'update';
}

/** For an insert: the record to change instead, if this element is matched with what is there. */
function matched(incoming: Incoming, found: StoredRecord | undefined): StoredRecord | undefined {
	const rule = elementRule(incoming.model.name);
	if (found === undefined || rule.matches === true || rule.single === true) return found;
	throw alreadyExists(keyLabel(incoming.model));
}

function updated(incoming: Incoming, found: StoredRecord | undefined): StoredRecord | undefined {
	const adds = elementRule(incoming.model.name).updateAdds === true;
	return found ?? (adds ? undefined : missing(incoming));
}

function missing(incoming: Incoming): never {
	const label = keyLabel(incoming.model);
	const named = hasKey(incoming) || (incoming.values.BcCo ?? null) !== null;
	throw named ? valueDoesNotExist(label) : valueMissing(label);
}

/** The label by which messages name the record of an element. */
export function keyLabel(model: ElementModel): FieldModel['label'] {
	const key = model.keys.at(-1) ?? 'BcCo';
	return model.fields.get(key)?.label ?? { nl: model.name, en: model.name };
}

function locate(
	session: Session,
	incoming: Incoming,
	parent: StoredRecord | undefined,
): StoredRecord | undefined {
	const { model, values } = incoming;
	const rule = elementRule(model.name);
	if (rule.locate !== undefined) return rule.locate(session, incoming, parent);
	const table = rule.table ?? model.name;
	if (rule.single === true && parent !== undefined)
		return session.store.children(table, parent.id)[0];
	if (!hasKey(incoming)) return undefined;
	const keys = Object.fromEntries(model.keys.map((key) => [key, String(values[key])]));
	const candidates = session.store.findAll(table, keys);
	const owner = rule.standalone === true ? undefined : parent?.id;
	return candidates.find(({ parentId }) => owner === undefined || parentId === owner);
}

function removed(
	session: Session,
	incoming: Incoming,
	found: StoredRecord | undefined,
): StoredRecord {
	const record = found ?? missing(incoming);
	elementRule(incoming.model.name).checkDelete?.(session, record);
	session.remove(record);
	return record;
}

function stored(
	session: Session,
	incoming: Incoming,
	existing: StoredRecord | undefined,
	parent: StoredRecord | undefined,
): StoredRecord {
	const { model } = incoming;
	const rule = elementRule(model.name);
	const given = keptValues(incoming);
	const kept = { ...existing?.values, ...withoutEmptyKeys(model, given) };
	const situation = { session, incoming, parent, existing, values: kept };
	const defaults = existing === undefined ? rule.defaults?.(situation) : undefined;
	const values = { ...defaults, ...kept };
	const derived = rule.derive?.({ ...situation, values });
	const final = { ...values, ...derived };
	checkRequired(model, existing === undefined ? final : given, existing === undefined);
	checkReferences(session.store, model, given);
	rule.check?.({ ...situation, values: final });
	if (existing !== undefined) return session.update(existing, final);
	const owner = rule.standalone === true ? undefined : parent;
	return session.insert(rule.table ?? model.name, final, owner);
}

function keptValues({ model, values }: Incoming): Record<string, Cell> {
	return Object.fromEntries(
		Object.entries(values).filter(([code]) => model.fields.get(code)?.steering !== true),
	);
}

/** An empty key means that Profit numbers; it must not hide the number. */
function withoutEmptyKeys(model: ElementModel, given: Record<string, Cell>): Record<string, Cell> {
	return Object.fromEntries(
		Object.entries(given).filter(([code, value]) => value !== null || !isNumbering(model, code)),
	);
}

function checkRequired(
	model: ElementModel,
	values: Readonly<Record<string, Cell>>,
	inserting: boolean,
): void {
	for (const [code, { required, steering, label }] of model.fields) {
		if (!required || steering) continue;
		const value = values[code];
		if (value === null || (inserting && value === undefined)) throw valueMissing(label);
	}
}

function applyChildren(
	session: Session,
	incoming: Incoming,
	record: StoredRecord,
	approach: 'insert' | 'update',
): void {
	const rule = elementRule(incoming.model.name);
	const ordered = [...incoming.children].sort((left, right) => rank(left) - rank(right));
	for (const child of ordered) {
		const owner = rule.parentOf?.(session, record, child) ?? record;
		const applied = applyElement(session, child, approach, session.fresh(owner));
		if (child.action !== 'delete') rule.link?.(session, session.fresh(record), applied);
	}
}

/** Records that stand alone come first: lines may belong to them. */
function rank(child: Incoming): number {
	return elementRule(child.model.name).standalone === true ? 0 : 1;
}

function finished(session: Session, incoming: Incoming, record: StoredRecord): StoredRecord {
	elementRule(incoming.model.name).finish?.(session, session.fresh(record), incoming);
	return session.fresh(record);
}
