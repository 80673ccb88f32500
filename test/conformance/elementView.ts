/** A value, and where it stands. */
export interface ViewedValue {
	readonly value: unknown;
	readonly isAttribute: boolean;
}

/** Elements of one object. */
export interface Lines {
	readonly elements: readonly unknown[];
	/** Whether they stand in a list. */
	readonly isList: boolean;
}

/** An element, read for comparison: its members wherever they stand. */
export interface ElementView {
	/** By name, without `@`. */
	readonly values: ReadonlyMap<string, ViewedValue>;
	readonly action?: { readonly value: string; readonly spelling: string };
	readonly objects: ReadonlyMap<string, Lines>;
	/** Whether `Objects` is a list. */
	readonly isList: boolean;
	/** Parts with nothing in them. */
	readonly empty: readonly string[];
	/** Builds that AFAS doesn't document, in words. */
	readonly odd: readonly string[];
}

type Json = Readonly<Record<string, unknown>>;

/** An element while it is read. */
class Reading {
	readonly values = new Map<string, ViewedValue>();
	readonly objects = new Map<string, Lines>();
	readonly empty: string[] = [];
	readonly odd: string[] = [];
	action: ElementView['action'];

	constructor(private readonly fieldNames: ReadonlySet<string>) {}

	add(name: string, value: unknown, isInFields: boolean): void {
		if (this.isAction(name, isInFields)) {
			const spelling = `${name}${isInFields ? ' in Fields' : ''}`;
			this.action = { value: String(value).toLowerCase(), spelling };
			return;
		}
		const isAttribute = name.startsWith('@');
		const code = name.replace(/^@/, '');
		const before = this.values.get(code);
		if (before !== undefined && String(before.value) !== String(value)) {
			this.odd.push(`'${code}' twice, with different values`);
		}
		const isFilled = before !== undefined && before.value !== null && before.value !== '';
		if (!isFilled) this.values.set(code, { value, isAttribute });
	}

	private isAction(name: string, isInFields: boolean): boolean {
		if (!/^@?action$/i.test(name)) return false;
		return !isInFields || !this.fieldNames.has(name);
	}
}

/** Reads an element in any documented build, and in the builds that published examples have. */
export function viewElement(element: unknown, fieldNames: ReadonlySet<string>): ElementView {
	const reading = new Reading(fieldNames);
	if (!isJson(element)) reading.odd.push('an element that is no object');
	const { Fields: fields, Objects: objects, ...attributes } = isJson(element) ? element : {};
	for (const [name, value] of Object.entries(attributes)) {
		const isMisplaced = !/^(@|action$)/i.test(name);
		if (isMisplaced) reading.odd.push(`'${name}' beside Fields and Objects`);
		reading.add(name, value, isMisplaced);
	}
	readFields(fields, reading);
	readObjects(objects, reading);
	const { values, action, empty, odd } = reading;
	return { values, action, objects: reading.objects, isList: Array.isArray(objects), empty, odd };
}

/** Reads `{ Element: ... }`; problems go to `odd`. */
export function viewLines(value: unknown, odd: string[]): Lines {
	if (value === null || value === '') return { elements: [], isList: false };
	if (Array.isArray(value)) {
		odd.push('a list of objects instead of a list of elements');
		return { elements: value.flatMap((entry) => viewLines(entry, odd).elements), isList: true };
	}
	const { Element: element, ...others } = isJson(value) ? value : { others: value };
	for (const name of Object.keys(others)) odd.push(`'${name}' beside Element`);
	if (element === undefined || element === null) return { elements: [], isList: false };
	return { elements: Array.isArray(element) ? element : [element], isList: Array.isArray(element) };
}

function readFields(fields: unknown, reading: Reading): void {
	if (Array.isArray(fields)) reading.odd.push('Fields as a list');
	for (const part of partsOf(fields, 'Fields', reading)) {
		for (const [name, value] of Object.entries(part)) reading.add(name, value, true);
	}
}

function readObjects(objects: unknown, reading: Reading): void {
	for (const part of partsOf(objects, 'Objects', reading)) {
		for (const [name, inner] of Object.entries(part)) {
			const lines = viewLines(inner, reading.odd);
			const before = reading.objects.get(name);
			if (before !== undefined) reading.odd.push(`'${name}' twice`);
			if (lines.elements.length === 0) reading.empty.push(name);
			else reading.objects.set(name, before === undefined ? lines : together(before, lines));
		}
	}
}

function together(one: Lines, other: Lines): Lines {
	return { elements: [...one.elements, ...other.elements], isList: true };
}

/** The objects that `Fields` or `Objects` consists of. */
function partsOf(value: unknown, name: string, reading: Reading): Json[] {
	if (value === undefined) return [];
	const entries: unknown[] = Array.isArray(value) ? value : [value];
	const parts = entries.filter(isJson);
	if (parts.length < entries.length && value !== null && value !== '') {
		reading.odd.push(`${name} that are no object`);
	}
	if (parts.every((part) => Object.keys(part).length === 0)) reading.empty.push(name);
	return parts;
}

function isJson(value: unknown): value is Json {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
