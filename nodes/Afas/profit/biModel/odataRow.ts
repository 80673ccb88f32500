import type { Row } from '../row';

/** Rows with what OData says about them, which is no data, left out. Rows without any are not copied. */
export function withoutAnnotations(rows: ReadonlyArray<Readonly<Row>>): Row[] {
	// Rows of a page have the same few names over and over: each is looked at once.
	const plain = new Set<string>();
	return rows.map((row) => (hasAnnotations(row, plain) ? cleaned(row) : row));
}

function hasAnnotations(row: Readonly<Row>, plain: Set<string>): boolean {
	for (const name in row) {
		if (!plain.has(name)) {
			if (mayAnnotate(name)) return true;
			plain.add(name);
		}
		const value = row[name];
		if (typeof value === 'object' && value !== null && isDeferred(value)) return true;
	}
	return false;
}

function mayAnnotate(name: string): boolean {
	return name.includes('@') || name === '__metadata' || name.startsWith('odata.');
}

function cleaned(row: Readonly<Row>): Row {
	const data: Row = {};
	for (const [name, value] of Object.entries(row)) {
		if (!isAnnotation(name, row) && !isDeferred(value)) data[name] = value;
	}
	return data;
}

/**
 * Whether a member is about the row or about another member, by the rules of OData and never by a list
 * of names: `@odata.id`, `Naam@odata.type`, `Naam@Core.Label`; `odata.type` of OData 3, `__metadata` of
 * OData 2. A column whose name just has an `@` in it stays.
 */
function isAnnotation(name: string, row: Readonly<Row>): boolean {
	if (name === '__metadata' || name.startsWith('odata.')) return true;
	const at = name.indexOf('@');
	if (at <= 0) return at === 0;
	const term = name.slice(at + 1);
	return term.includes('.') || term.endsWith('Link') || Object.hasOwn(row, name.slice(0, at));
}

/** A table beside the row that OData 2 only gives the address of. */
function isDeferred(value: unknown): boolean {
	return typeof value === 'object' && value !== null && '__deferred' in value;
}
