import { Failure } from '../failure';
import type { Element } from '../record/element';
import type { WireValue } from '../record/fieldValue';
import type { Row } from '../row';
import type { FieldPair } from './unchanged';

/** A record can't be looked up, or it isn't clear which one is meant. */
export class UpsertMatchError extends Failure {}

/** The value that a record has for a field; undefined when it has none. */
export function valueOf(element: Element, field: string): WireValue | undefined {
	const value = (element[`@${field}`] ?? element.Fields?.[field]) as WireValue | undefined;
	return value === '' ? undefined : value;
}

/** The pairs whose field the record has a value for: those it is looked up by. */
export function matchingPairs(element: Element, pairs: readonly FieldPair[]): FieldPair[] {
	return pairs.filter(({ field }) => valueOf(element, field) !== undefined);
}

/**
 * The pairs that a record should be looked up by and has no value for. To leave them out would find
 * more rows than were meant, and change another record. Only a key that isn't given at all may be
 * missing: the row that is found has it.
 *
 * @param keys fields that are keys
 */
export function pairsWithoutValue(
	element: Element,
	pairs: readonly FieldPair[],
	keys: ReadonlySet<string>,
): FieldPair[] {
	return pairs.filter(({ field }) => {
		if (valueOf(element, field) !== undefined) return false;
		const isGiven = `@${field}` in element || field in (element.Fields ?? {});
		return isGiven || !keys.has(field);
	});
}

/**
 * The record with the fields that it lacks taken from the row that was found: the keys by which AFAS
 * updates it.
 *
 * @param keys fields that are keys, which go on the element itself
 */
export function withValuesOfRow(
	element: Element,
	row: Row,
	pairs: readonly FieldPair[],
	keys: ReadonlySet<string>,
): Element {
	const filled: Element = { ...element, ...(element.Fields && { Fields: { ...element.Fields } }) };
	for (const { column, field } of pairs) {
		const value = row[column];
		if (valueOf(element, field) !== undefined || value === null || value === undefined) continue;
		if (keys.has(field)) filled[`@${field}`] = value as WireValue;
		else (filled.Fields ??= {})[field] = value as WireValue;
	}
	return filled;
}

/** Says which record is meant among the rows that were found: one, or none. */
export function onlyRow(rows: readonly Row[], pairs: readonly FieldPair[]): Row | undefined {
	if (rows.length <= 1) return rows[0];
	throw new UpsertMatchError(
		`${rows.length} rows match the record on ${pairs.map(({ column }) => `'${column}'`).join(', ')}`,
		"Nothing of it was sent, since it isn't clear which one to update. Match on more columns, or on one that is different in every row.",
	);
}

/** A record that would be created twice in one run. */
export function duplicateError(first: number): UpsertMatchError {
	return new UpsertMatchError(
		`Item ${first + 1} is the same record, and it is not in AFAS yet`,
		"It was not sent, or AFAS would have it twice. Put the node 'Remove Duplicates' before this one.",
	);
}
