import type { FilterGroup } from '../filter/filter';
import { withCodes } from '../filter/describedCodes';
import { convertFilter } from '../filter/filterValue';
import type { Column } from '../metainfo/metainfo';
import type { Row } from '../row';
import { type ComparedForms, comparedForms } from '../filter/comparedForms';
import { LookUpValueError } from './lookUpValueError';

/** What one look-up asks: values for all columns of the match, ready to be sent. */
export interface LookUpKey {
	/** Conditions that must all hold. */
	readonly conditions: FilterGroup<string>;
	/** Equal for keys that AFAS surely takes for the same. */
	readonly identity: string;
	/** Different for keys that AFAS surely tells apart; compare with {@link MatchColumns.placeOf}. */
	readonly place: string;
	/** Whether a value has a `;`, which AFAS may read as OR even in a JSON filter (reference §4.3). */
	readonly hasSemicolon: boolean;
}

interface MatchColumn {
	readonly field: string;
	readonly dataType: string | undefined;
	readonly forms: ComparedForms;
}

/** The columns by which rows are looked up. */
export class MatchColumns {
	/** What was made of values, in sentences for the user. */
	readonly notes = new Set<string>();

	private readonly columns: readonly MatchColumn[];

	/**
	 * @param fields ids of the columns; one that `columns` lacks is compared as text of which nothing
	 * is known
	 */
	constructor(
		fields: readonly string[],
		private readonly known: readonly Column[],
	) {
		const byId = new Map(known.map((column) => [column.id, column]));
		this.columns = fields.map((field) => {
			const column = byId.get(field);
			const forms = comparedForms(column ?? { dataType: '', decimals: 0 });
			return { field, dataType: column?.dataType, forms };
		});
	}

	/**
	 * Makes values of a user or an expression what AFAS reads.
	 *
	 * @param values one for each column, in their order
	 * @throws {LookUpValueError} when there are no columns, and for empty values: a condition that is
	 * left out would find all rows; {@link convertFilter}'s error for values that don't fit the column
	 */
	key(values: readonly unknown[]): LookUpKey {
		const conditions = this.convert(values);
		const parts = conditions.map(({ value }, index) => {
			const forms = this.columns[index]?.forms;
			return [forms?.surelyEqual(value), forms?.possiblyEqual(value)];
		});
		return {
			conditions,
			identity: JSON.stringify(parts.map(([identity]) => identity)),
			place: JSON.stringify(parts.map(([, place]) => place)),
			hasSemicolon: conditions.some(({ value }) => value.includes(';')),
		};
	}

	/** Place of a row among keys; undefined when a column of the match is empty. */
	placeOf(row: Row): string | undefined {
		const parts: string[] = [];
		for (const { field, forms } of this.columns) {
			const part = forms.possiblyEqual(row[field]);
			if (part === undefined) return undefined;
			parts.push(part);
		}
		return JSON.stringify(parts);
	}

	/** Whether a row belongs to a key only because AFAS read a `;` in one of its values as OR. */
	isPartOf(row: Row, key: LookUpKey): boolean {
		if (!key.hasSemicolon || this.placeOf(row) === key.place) return false;
		return this.columns.every(({ field, forms }, index) => {
			const value = key.conditions[index]?.value ?? '';
			const alternatives = [value, ...value.split(';')].map(forms.possiblyEqual);
			return alternatives.includes(forms.possiblyEqual(row[field]));
		});
	}

	private convert(values: readonly unknown[]): FilterGroup<string> {
		if (this.columns.length === 0) throw new LookUpValueError(['there is no field to match on']);
		const empty = this.columns.filter((_, index) => isEmpty(values[index]));
		if (empty.length > 0) {
			throw new LookUpValueError(empty.map(({ field }) => `the value for '${field}' is empty`));
		}
		const group = this.columns.map(
			({ field }, index) => ({ field, operator: 'equals', value: values[index] }) as const,
		);
		const { filter, notes } = withCodes([group], this.known);
		for (const note of notes) this.notes.add(note);
		return convertFilter(filter, this.types())[0] ?? [];
	}

	private types(): ReadonlyMap<string, string> {
		return new Map(this.columns.map(({ field, dataType = '' }) => [field, dataType]));
	}
}

/** SQL Server takes spaces for nothing, so they would find every row with an empty text. */
function isEmpty(value: unknown): boolean {
	return value === undefined || value === null || (typeof value === 'string' && !value.trim());
}
