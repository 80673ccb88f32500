import type {
	UpdateConnector,
	UpdateField,
	UpdateObject,
} from '../../nodes/Afas/profit/metainfo/metainfo';
import { type ElementView, type Lines, viewElement, viewLines } from './elementView';
import { valueDifference } from './valueDifference';

/**
 * Who is to blame: nobody, since AFAS documents both forms as the same (reference §5.2, §5.3); the
 * example, which is not as AFAS documents; or the builder.
 */
export type Verdict = 'documented' | 'example' | 'builder';

/** One way in which two bodies differ. */
export interface Difference {
	/** What kind of difference; the same words for all of a kind. */
	readonly class: string;
	readonly path: string;
	readonly verdict: Verdict;
	/** What the example has and what was built; empty where the class says it all. */
	readonly detail: string;
}

interface Comparison {
	readonly differences: Difference[];
	/** Undefined inside an object that metainfo doesn't have. */
	readonly object: UpdateObject | undefined;
	readonly path: string;
}

/** All ways in which a body that was built differs from an example; independent of the builder. */
export function bodyDifferences(
	example: unknown,
	built: unknown,
	connector: UpdateConnector,
): Difference[] {
	const differences: Difference[] = [];
	const comparison: Comparison = { differences, object: connector, path: '' };
	const [exampleRoots, builtRoots] = [example, built].map((body) => Object.entries(Object(body)));
	const [exampleRoot, ...more] = exampleRoots ?? [];
	const [builtRoot] = builtRoots ?? [];
	if (exampleRoot?.[0] !== builtRoot?.[0] || more.length > 0) {
		const names = (exampleRoots ?? []).map(([name]) => name).join(', ');
		report(comparison, 'another root', 'example', `${names} instead of ${builtRoot?.[0]}`);
	}
	const odd: string[] = [];
	compareLines(viewLines(exampleRoot?.[1], odd), viewLines(builtRoot?.[1], []), comparison);
	for (const build of odd) report(comparison, build, 'example');
	return differences;
}

function compareLines(example: Lines, built: Lines, comparison: Comparison): void {
	const count = example.elements.length;
	if (count !== built.elements.length) {
		const detail = `${count} and ${built.elements.length}`;
		report(comparison, 'another number of elements', 'builder', detail);
		return;
	}
	if (example.isList !== built.isList) report(comparison, 'object or list', 'documented');
	example.elements.forEach((element, index) => {
		const path = count === 1 ? comparison.path : `${comparison.path}[${index}]`;
		const names = new Set(comparison.object?.fields.map(({ id }) => id));
		const views = [element, built.elements[index]].map((one) => viewElement(one, names));
		compareElement(views[0] as ElementView, views[1] as ElementView, { ...comparison, path });
	});
}

function compareElement(example: ElementView, built: ElementView, place: Comparison): void {
	for (const build of example.odd) report(place, build, 'example');
	for (const part of example.empty)
		report(place, 'nothing in it, and left out', 'documented', part);
	if (example.objects.size > 0 && example.isList !== built.isList) {
		report(place, 'object or list', 'documented', 'Objects');
	}
	compareActions(example, built, place);
	compareValues(example, built, place);
	for (const name of new Set([...example.objects.keys(), ...built.objects.keys()])) {
		const none = { elements: [], isList: false };
		const object = place.object?.objects.find((inner) => inner.name === name);
		const at = { ...place, object, path: join(place.path, name) };
		compareLines(example.objects.get(name) ?? none, built.objects.get(name) ?? none, at);
	}
}

function compareActions(example: ElementView, built: ElementView, place: Comparison): void {
	const [left, right] = [example.action, built.action];
	if (left?.value !== right?.value) {
		report(place, 'another row action', 'builder', `${left?.value} and ${right?.value}`);
	} else if (left?.spelling !== right?.spelling) {
		report(place, 'spelling or place of the row action', 'documented', left?.spelling);
	}
}

function compareValues(example: ElementView, built: ElementView, place: Comparison): void {
	for (const [name, { value, isAttribute }] of example.values) {
		const other = built.values.get(name);
		const at = { ...place, path: join(place.path, name) };
		if (other === undefined) {
			reportLost(name, value, at);
			continue;
		}
		const field = fieldOf(name, place);
		if (other.isAttribute !== isAttribute) reportPlace(field, at);
		const difference = valueDifference(value, other.value, field);
		if (difference === undefined) continue;
		const detail = `${shown(value)} and ${shown(other.value)}`;
		report(at, difference.class, difference.verdict, detail);
	}
	for (const [name, { value }] of built.values) {
		if (!example.values.has(name)) report(place, 'added', 'builder', `${name}: ${shown(value)}`);
	}
}

/** What is left out on purpose says nothing: `null`, and the key of a record that AFAS numbers. */
function reportLost(name: string, value: unknown, at: Comparison): void {
	const isKey = name === 'BcCo' || fieldOf(name, at)?.primaryKey === true;
	if (value === null) report(at, 'null, which is not sent', 'documented');
	else if (value === '' && isKey) report(at, 'empty key, and left out', 'documented');
	else report(at, 'lost', 'builder', shown(value));
}

function reportPlace(field: UpdateField | undefined, at: Comparison): void {
	if (field?.primaryKey === true) report(at, 'attribute or field for a key', 'documented');
	else report(at, 'attribute or field, and no key', 'builder');
}

/** A translation, such as `Ds_1043`, is what its field is. */
function fieldOf(name: string, { object }: Comparison): UpdateField | undefined {
	const base = name.replace(/_\d{4,5}$/, '');
	const find = (wanted: string) => object?.fields.find(({ id }) => id === wanted);
	return find(name) ?? find(base);
}

function report(
	{ differences, path }: Comparison,
	kind: string,
	verdict: Verdict,
	detail = '',
): void {
	differences.push({ class: kind, path, verdict, detail });
}

function join(path: string, name: string): string {
	return path === '' ? name : `${path}.${name}`;
}

function shown(value: unknown): string {
	const text = JSON.stringify(value) ?? 'nothing';
	return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
