import type { Cell } from '../../contract';
import { valueDoesNotExist } from '../refusals';
import type { Store } from '../store';
import type { ElementModel } from '../updateConnector';

/** Code with which unit, warehouse and lot say that they do not apply. */
export const NOT_APPLICABLE = '*****';

/** Refuses a value that refers to a record that is not there. */
export function checkReferences(
	store: Store,
	model: ElementModel,
	given: Readonly<Record<string, Cell>>,
): void {
	for (const [code, value] of Object.entries(given)) {
		const field = model.fields.get(code);
		if (field?.reference === undefined || value === null || value === NOT_APPLICABLE) continue;
		const { table, field: key } = field.reference;
		if (!refersTo(store, table, key, String(value))) throw valueDoesNotExist(field.label);
	}
}

/** Whether a table has a record with this value. */
export function refersTo(store: Store, table: string, key: string, value: string): boolean {
	const tables = table === 'KnBasicContact' ? ['KnPerson', 'KnOrganisation'] : [table];
	return tables.some((name) => store.find(name, { [key]: value }) !== undefined);
}
