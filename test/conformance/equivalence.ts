import { isRecord } from '../../nodes/Afas/profit/record/element';

/** A difference between two bodies. */
export interface Difference {
	readonly path: string;
	/** What kind of difference; a documented equivalent form, or a real one. */
	readonly kind: string;
	readonly isEquivalent: boolean;
}

/** An element in which the forms that AFAS takes for the same look the same. */
interface PlainElement {
	readonly members: ReadonlyMap<string, { readonly value: unknown; readonly isAttribute: boolean }>;
	readonly objects: ReadonlyMap<string, readonly PlainElement[]>;
	readonly forms: ReadonlySet<string>;
}

/** Compares the root of two bodies and everything below it. */
export function differencesOf(example: unknown, built: unknown): Difference[] {
	if (!isRecord(example) || !isRecord(built)) return [real('', 'no object')];
	const [root = ''] = Object.keys(example);
	if (!(root in built)) return [real(root, `root is ${Object.keys(built).join(', ')}`)];
	return compareLists(root, elementsOf(example[root]), elementsOf(built[root]));
}

function compareLists(
	path: string,
	expected: readonly PlainElement[],
	actual: readonly PlainElement[],
): Difference[] {
	if (expected.length !== actual.length) {
		return [real(path, `${expected.length} elements became ${actual.length}`)];
	}
	return expected.flatMap((element, index) => {
		const other = actual[index];
		return other === undefined ? [] : compareElements(`${path}[${index}]`, element, other);
	});
}

function compareElements(path: string, expected: PlainElement, actual: PlainElement): Difference[] {
	const differences: Difference[] = [];
	for (const form of new Set([...expected.forms, ...actual.forms])) {
		if (expected.forms.has(form) !== actual.forms.has(form)) differences.push(same(path, form));
	}
	for (const name of new Set([...expected.members.keys(), ...actual.members.keys()])) {
		differences.push(...compareMembers(`${path}.${name}`, name, expected, actual));
	}
	for (const name of new Set([...expected.objects.keys(), ...actual.objects.keys()])) {
		const [one = [], other = []] = [expected.objects.get(name), actual.objects.get(name)];
		differences.push(...compareLists(`${path}.${name}`, one, other));
	}
	return differences;
}

function compareMembers(
	path: string,
	name: string,
	expected: PlainElement,
	actual: PlainElement,
): Difference[] {
	const [one, other] = [expected.members.get(name), actual.members.get(name)];
	if (one === undefined) return [real(path, 'added')];
	if (other === undefined) return [real(path, 'lost')];
	const differences = compareValues(path, one.value, other.value);
	if (one.isAttribute !== other.isAttribute) differences.push(same(path, 'attribute or field'));
	return differences;
}

const FLAGS: ReadonlyMap<string, string> = new Map([
	['true', 'yes'],
	['1', 'yes'],
	['false', 'no'],
	['0', 'no'],
]);

/** The equivalents of reference §5.3. */
function compareValues(path: string, expected: unknown, actual: unknown): Difference[] {
	if (JSON.stringify(expected) === JSON.stringify(actual)) return [];
	const [one, other] = [textOf(expected), textOf(actual)];
	if (one === other) return [same(path, 'number or text, empty or null')];
	if (one !== '' && other !== '' && Number(one) === Number(other)) {
		return [same(path, 'number or text')];
	}
	if (/^[+-]?\d+,\d+$/.test(one) && Number(one.replace(',', '.')) === Number(other)) {
		return [same(path, 'decimal comma or point')];
	}
	const flag = FLAGS.get(one.toLowerCase());
	if (flag !== undefined && flag === FLAGS.get(other.toLowerCase())) {
		return [same(path, 'spelling of yes and no')];
	}
	if (one.toLowerCase() === other.toLowerCase()) return [same(path, 'case of a code')];
	if (`${one}T00:00:00` === other || one === `${other}T00:00:00`) {
		return [same(path, 'date with or without midnight')];
	}
	return [real(path, `${JSON.stringify(expected)} became ${JSON.stringify(actual)}`)];
}

function textOf(value: unknown): string {
	if (value === null || value === undefined) return '';
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function elementsOf(container: unknown): PlainElement[] {
	if (!isRecord(container)) return [];
	const { Element: element } = container;
	const list: unknown[] = Array.isArray(element) ? element : [element];
	return list.filter(isRecord).map(plain);
}

function plain(element: Readonly<Record<string, unknown>>): PlainElement {
	const members = new Map<string, { value: unknown; isAttribute: boolean }>();
	const objects = new Map<string, PlainElement[]>();
	const forms = new Set<string>();
	const add = (name: string, value: unknown, isAttribute: boolean) => {
		if (/^@?action$/i.test(name)) {
			if (name !== '@Action' || !isAttribute) forms.add('place and spelling of the row action');
			members.set('@Action', { value, isAttribute: true });
		} else members.set(name.replace(/^@/, ''), { value, isAttribute });
	};
	for (const [name, value] of Object.entries(element)) {
		if (name === 'Fields') {
			if (!isRecord(value)) forms.add('fields as a list or empty text');
			for (const fields of Array.isArray(value) ? value : [value]) {
				if (!isRecord(fields)) continue;
				for (const [field, content] of Object.entries(fields)) {
					add(field, content, field.startsWith('@'));
				}
			}
		} else if (name === 'Objects') {
			if (isRecord(value)) forms.add('objects as one object');
			addObjects(objects, value);
		} else add(name, value, true);
	}
	return { members, objects, forms };
}

function addObjects(objects: Map<string, PlainElement[]>, value: unknown): void {
	const list = Array.isArray(value) ? value.filter(isRecord) : isRecord(value) ? [value] : [];
	for (const object of list) {
		for (const [name, container] of Object.entries(object)) {
			objects.set(name, [...(objects.get(name) ?? []), ...elementsOf(container)]);
		}
	}
}

function same(path: string, kind: string): Difference {
	return { path, kind, isEquivalent: true };
}

function real(path: string, kind: string): Difference {
	return { path, kind, isEquivalent: false };
}
