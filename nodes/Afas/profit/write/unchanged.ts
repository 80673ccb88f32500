import type { Column, UpdateField } from '../metainfo/metainfo';
import type { Element } from '../record/element';
import { plainLabel } from '../record/memberNames';
import type { Row } from '../row';

/** A column of a GetConnector and the field of an UpdateConnector that hold the same. */
export interface FieldPair {
	readonly column: string;
	readonly field: string;
}

/** What a comparison of a record with a row says. */
export interface Comparison {
	/** Whether a write would change nothing, as far as every field could be compared. */
	readonly isUnchanged: boolean;
	/** Fields without a column to compare them with. */
	readonly uncompared: readonly string[];
}

/** Compares shaped records with rows of one GetConnector. */
export interface Comparer {
	compare(element: Element, row: Row): Comparison;
}

/**
 * Makes a comparer. A field is compared with the column that a pair names, else with the column that
 * has its code as id, else with the only one that has its label.
 */
export function comparerOf(
	fields: readonly UpdateField[],
	columns: readonly Column[],
	pairs: readonly FieldPair[],
): Comparer {
	const columnOf = (field: string): Column | undefined =>
		columnByPair(field, columns, pairs) ??
		columns.find(({ id }) => id.toLowerCase() === field.toLowerCase()) ??
		columnByLabel(field, fields, columns);
	return { compare: (element, row) => compare(element, row, columnOf) };
}

function compare(
	element: Element,
	row: Row,
	columnOf: (field: string) => Column | undefined,
): Comparison {
	const entries = Object.entries(element.Fields ?? {});
	const compared = entries.map(([field, value]) => ({ field, value, column: columnOf(field) }));
	const uncompared = compared.flatMap(({ field, column }) => (column === undefined ? [field] : []));
	const isSame = compared.every(
		({ value, column }) => column !== undefined && isEqual(value, row[column.id], column.dataType),
	);
	const hasMore = (element.Objects ?? []).length > 0 || '@Action' in element;
	return { isUnchanged: isSame && !hasMore, uncompared };
}

function columnByPair(
	field: string,
	columns: readonly Column[],
	pairs: readonly FieldPair[],
): Column | undefined {
	const pair = pairs.find((one) => one.field === field);
	return pair && columns.find(({ id }) => id === pair.column);
}

function columnByLabel(
	field: string,
	fields: readonly UpdateField[],
	columns: readonly Column[],
): Column | undefined {
	const label = fields.find(({ id }) => id === field)?.label;
	if (label === undefined) return undefined;
	const wanted = plainLabel(label).toLowerCase();
	const found = columns.filter((column) => column.label.trim().toLowerCase() === wanted);
	return found.length === 1 ? found[0] : undefined;
}

/** A written value against a shown one: dates without their false `Z`, empty as nothing. */
function isEqual(written: unknown, shown: unknown, dataType: string): boolean {
	const [one, other] = [textOf(written), textOf(shown)];
	if (one === other) return true;
	if (one === '' || other === '') return false;
	switch (dataType) {
		case 'int':
		case 'long':
		case 'decimal':
			return Number(one) === Number(other);
		case 'boolean':
			return isYes(one) === isYes(other);
		case 'date':
			return moment(one) === moment(other);
		default:
			return one.trimEnd() === other.trimEnd();
	}
}

function textOf(value: unknown): string {
	return value === null || value === undefined ? '' : String(value);
}

function isYes(text: string): boolean {
	return text === 'true' || text === '1';
}

function moment(text: string): string {
	const clock = text.replace(/(\.\d+)?Z?$/, '');
	return clock.includes('T') ? clock : `${clock}T00:00:00`;
}
