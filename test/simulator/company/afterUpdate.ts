import type { CodeValue, GetColumn, Row } from '../contract';
import { columnsFrom } from './columnNotation';
import { fieldsFrom, type FieldModel } from './fieldNotation';
import type { CompanyGetConnector } from './getConnector';
import { translated } from './labels';
import { elementOf, type ElementModel, type UpdateConnectorModel } from './updateConnector';

/** What becomes of the columns of a GetConnector. */
interface ColumnChanges {
	readonly removed?: readonly string[];
	/** Other id, with the same label and values. */
	readonly renamed?: Readonly<Record<string, string>>;
	/** Length of its texts. */
	readonly lengths?: Readonly<Record<string, number>>;
	/** `Nederlands | English`. */
	readonly labels?: Readonly<Record<string, string>>;
	/** Lines as {@link columnsFrom} takes them, whose values are empty. */
	readonly added?: string;
}

/** What becomes of an object of an UpdateConnector. */
interface ObjectChanges {
	readonly removed?: readonly string[];
	readonly lengths?: Readonly<Record<string, number>>;
	/** Marked mandatory, and really required. */
	readonly mandatory?: readonly string[];
	/** Codes of allowed values that are gone, by field. */
	readonly values?: Readonly<Record<string, readonly string[]>>;
	/** Lines as {@link fieldsFrom} takes them. */
	readonly added?: string;
	readonly objects?: Readonly<Record<string, ObjectChanges>>;
}

/** GetConnectors after the update; a connector that is null is gone. */
const GET_CHANGES: Readonly<Record<string, ColumnChanges | null>> = {
	Profit_Debtor: {
		removed: ['VatDuty'],
		renamed: { DebtorName: 'Name' },
		lengths: { Email: 100 },
		labels: { CollectAccount: 'Verzamelrekening debiteur | Summary account of debtor' },
		added: 'PeppolId s50 relation.Peppol Peppol-id | Peppol id',
	},
	Profit_Article: { lengths: { Description: 60 } },
	Profit_Illness: null,
};

/** UpdateConnectors after the update; a connector that is null is gone. */
const UPDATE_CHANGES: Readonly<Record<string, ObjectChanges | null>> = {
	FbSales: {
		removed: ['TrPt'],
		mandatory: ['RfCs'],
		objects: { FbSalesLines: { lengths: { Ds: 50 }, values: { VaIt: ['8'] } } },
	},
	KnSubject: { added: 'UrGe b Urgent | Urgent' },
	KnEmployeeGuid: null,
};

/** A GetConnector as it is after the update of Profit; undefined when it is gone. */
export function getConnectorAfterUpdate(
	connector: CompanyGetConnector,
): CompanyGetConnector | undefined {
	const { definition } = connector;
	const changes = GET_CHANGES[definition.id];
	if (changes === null) return undefined;
	if (changes === undefined) return connector;
	const { removed = [], renamed = {}, added = '' } = changes;
	const kept = definition.columns.filter(({ id }) => !removed.includes(id));
	const columns = [
		...kept.map((column) => changedColumn(column, changes)),
		...columnsFrom(added).map(({ column }) => column),
	];
	return {
		definition: { ...definition, columns },
		rows: (reader) => connector.rows(reader).map((row) => changedRow(row, renamed)),
	};
}

function changedColumn(column: GetColumn, { renamed, lengths, labels }: ColumnChanges): GetColumn {
	const label = labels?.[column.id];
	return {
		...column,
		id: renamed?.[column.id] ?? column.id,
		length: lengths?.[column.id] ?? column.length,
		label: label === undefined ? column.label : translated(label),
	};
}

/** Columns that are gone are left out when the row is written. */
function changedRow(row: Row, renamed: Readonly<Record<string, string>>): Row {
	return Object.fromEntries(Object.entries(row).map(([id, cell]) => [renamed[id] ?? id, cell]));
}

/** An UpdateConnector as it is after the update of Profit; undefined when it is gone. */
export function updateConnectorAfterUpdate(
	model: UpdateConnectorModel,
): UpdateConnectorModel | undefined {
	const { id, description } = model.definition;
	const changes = UPDATE_CHANGES[id];
	if (changes === null) return undefined;
	if (changes === undefined) return model;
	const element = changedElement(model.element, changes);
	return { ...model, element, definition: { id, description, ...element.definition } };
}

function changedElement(element: ElementModel, changes: ObjectChanges): ElementModel {
	const { removed = [], added = '', objects = {} } = changes;
	const kept = [...element.fields.values()].filter(({ field }) => !removed.includes(field.fieldId));
	return elementOf(
		element.name,
		[...kept.map((model) => changedField(model, changes)), ...fieldsFrom(added)],
		[...element.objects.values()].map((nested) =>
			changedElement(nested, objects[nested.name] ?? {}),
		),
	);
}

function changedField(model: FieldModel, changes: ObjectChanges): FieldModel {
	const { fieldId, length, mandatory, values } = model.field;
	const isMandatory = changes.mandatory?.includes(fieldId) ?? false;
	return {
		...model,
		required: model.required || isMandatory,
		field: {
			...model.field,
			length: changes.lengths?.[fieldId] ?? length,
			mandatory: mandatory || isMandatory,
			values: without(values, changes.values?.[fieldId] ?? []),
		},
	};
}

function without(values: readonly CodeValue[] | null, gone: readonly string[]) {
	return values?.filter(({ id }) => !gone.includes(id)) ?? null;
}
