import type { CompanyModes, DeleteLevel } from '../../contract';
import { malformed, valueDoesNotExist } from '../refusals';
import type { Store, StoredRecord } from '../store';
import type { ElementModel, UpdateConnectorModel } from '../updateConnector';
import { keyLabel } from './apply';
import { elementRule } from './elementRules';
import type { Session } from './session';
import { valueFrom } from './values';

/**
 * Deletes what the levels of a DELETE path point at. Returns false when there is no such record
 * and the mode says so; else that is a refusal.
 */
export function deleteLevels(
	session: Session,
	{ element }: UpdateConnectorModel,
	levels: readonly DeleteLevel[],
	mode: CompanyModes['deleteMissing'],
): boolean {
	const [first, ...nested] = levels;
	if (first === undefined || first.element !== element.name) throw unknownElement(element.name);
	let model = element;
	let owners: readonly StoredRecord[] = [];
	let records = recordsWith(session.store, model, first);
	for (const level of nested) {
		model = model.objects.get(level.element) ?? unknown(level.element);
		owners = records;
		records = childrenWith(session.store, owners, model, level);
	}
	if (records.length === 0) {
		if (mode === 'notFound') return false;
		throw valueDoesNotExist(keyLabel(model));
	}
	removeAll(session, model, records);
	owners.forEach((owner) => removeIfEmpty(session, owner, model));
	return true;
}

function removeAll(session: Session, model: ElementModel, records: readonly StoredRecord[]): void {
	for (const record of records) {
		elementRule(model.name).checkDelete?.(session, record);
		session.remove(record);
	}
}

function removeIfEmpty(session: Session, owner: StoredRecord, child: ElementModel): void {
	if (elementRule(owner.table).removeWhenEmpty !== true) return;
	const table = elementRule(child.name).table ?? child.name;
	if (session.store.children(table, owner.id).length === 0) session.remove(owner);
}

function recordsWith(
	store: Store,
	model: ElementModel,
	level: DeleteLevel,
): readonly StoredRecord[] {
	const table = elementRule(model.name).table ?? model.name;
	return store.findAll(table, normalisedKeys(model, level));
}

function childrenWith(
	store: Store,
	owners: readonly StoredRecord[],
	model: ElementModel,
	level: DeleteLevel,
): readonly StoredRecord[] {
	const ids = new Set(owners.map(({ id }) => id));
	return recordsWith(store, model, level).filter(({ parentId }) => ids.has(parentId ?? -1));
}

/** Keys as Profit keeps them, once they are the whole key of the element. */
function normalisedKeys(model: ElementModel, { keys }: DeleteLevel): Record<string, string> {
	const allowed = [model.keys, ...(elementRule(model.name).deleteKeys ?? [])];
	const given = Object.keys(keys);
	const complete = allowed.some(
		(names) =>
			names.length > 0 && names.length === given.length && names.every((name) => name in keys),
	);
	if (!complete) throw incompleteKey(model.name);
	return Object.fromEntries(
		Object.entries(keys).map(([name, text]) => {
			const field = model.fields.get(name);
			return [name, String(field === undefined ? text : (valueFrom(field, text) ?? ''))];
		}),
	);
}

function incompleteKey(name: string): Error {
	return malformed(
		`De sleutel van '${name}' is niet volledig.`,
		`The key of '${name}' is not complete.`,
	);
}

function unknown(name: string): never {
	throw unknownElement(name);
}

function unknownElement(name: string): Error {
	return malformed(`Element '${name}' is onbekend.`, `Element '${name}' is unknown.`);
}
