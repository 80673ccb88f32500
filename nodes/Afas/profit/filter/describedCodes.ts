import type { AllowedValue, Column } from '../metainfo/metainfo';
import type { Filter, FilterCondition } from './filter';

/** A column, as far as its codes go. */
export type CodedColumn = Pick<Column, 'id' | 'dataType' | 'values'>;

/** A filter in which descriptions have become codes. */
export interface CodedFilter {
	readonly filter: Filter;
	/** What was made a code, in sentences for the user. */
	readonly notes: readonly string[];
}

/**
 * Makes a description what AFAS looks for: the code behind it. Rows of a column with a list of codes
 * hold the codes, and people know the descriptions.
 *
 * Only for a value that is to be equal, that is no code itself, and that one description says to the
 * letter, but for case. A filter in AFAS's own form stays as it was written.
 */
export function withCodes(filter: Filter, columns: readonly CodedColumn[]): CodedFilter {
	const notes = new Set<string>();
	const coded = filter.map((group) =>
		group.map((condition) => {
			const code = codeBehind(condition, columns);
			if (code === undefined) return condition;
			const { field, value } = condition;
			notes.add(
				`'${String(value)}' is a description of the code '${code}' of '${field}', so the code was looked for.`,
			);
			return { ...condition, value: code };
		}),
	);
	return { filter: coded, notes: [...notes] };
}

function codeBehind(
	{ field, operator, value, isWritten }: FilterCondition,
	columns: readonly CodedColumn[],
): string | undefined {
	if (isWritten || (operator !== 'equals' && operator !== 'notEquals')) return undefined;
	const column = columns.find(({ id }) => id === field);
	return column && codeOfDescription(value, column);
}

/** The code whose description a value is; undefined for a code, and for anything else. */
function codeOfDescription(
	value: unknown,
	{ dataType, values }: Omit<CodedColumn, 'id'>,
): string | undefined {
	// Yes and no have words of their own, which are read as such.
	if (typeof value !== 'string' || values === undefined || dataType === 'boolean') return undefined;
	return codesOf(values).get(folded(value));
}

// Look-ups ask for thousands of values, and lists of AFAS have thousands too.
const CODES = new WeakMap<readonly AllowedValue[], ReadonlyMap<string, string>>();

function codesOf(values: readonly AllowedValue[]): ReadonlyMap<string, string> {
	const codes = CODES.get(values) ?? collectCodes(values);
	CODES.set(values, codes);
	return codes;
}

/** Codes by what describes them and nothing else, and is no code itself. */
function collectCodes(values: readonly AllowedValue[]): ReadonlyMap<string, string> {
	const codes = new Map<string, string>();
	const taken = new Set(values.map(({ id }) => folded(id)));
	for (const { id, description } of values) {
		const name = folded(description);
		if (taken.has(name)) codes.delete(name);
		else codes.set(name, id);
		taken.add(name);
	}
	return codes;
}

function folded(text: string): string {
	return text.trim().toLowerCase();
}
