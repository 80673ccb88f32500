import type { Cell, CompanyModes } from '../../contract';
import { malformed, valueInvalid, valueMissing } from '../refusals';
import type { ElementModel } from '../updateConnector';
import { valueFrom } from './values';

/** What to do with the record of an element. */
export type RowAction = 'insert' | 'update' | 'delete';

/** An element of a body with its values as Profit keeps them, nested elements included. */
export interface Incoming {
	readonly model: ElementModel;
	readonly action: RowAction | undefined;
	/** Fields and keys that the body gives; null clears. Steering fields are included. */
	readonly values: Readonly<Record<string, Cell>>;
	/** Whether the body gives a key, and no value for it. */
	readonly hasEmptyKey: boolean;
	readonly children: readonly Incoming[];
}

/** How a body is read where the reference is silent. */
type Modes = Pick<CompanyModes, 'unknownFields' | 'emptyKeys' | 'nullValues' | 'itemTypeLetters'>;

/** The item types that AFAS's examples write in letters. */
const ITEM_TYPES = new Map([
	['wst', '1'],
	['art', '2'],
	['txt', '3'],
	['kst', '6'],
]);

/** Elements of a body `{ Root: { Element: ... } }`. Throws a refusal when it has another shape. */
export function incomingFrom(
	model: ElementModel,
	body: unknown,
	modes: Modes,
): readonly Incoming[] {
	const root = objectOr(body, () =>
		malformed('De inhoud is geen object.', 'The body is not an object.'),
	);
	const names = Object.keys(root);
	if (names.length !== 1 || names[0] !== model.name) {
		throw malformed(
			`Element '${model.name}' ontbreekt in de inhoud.`,
			`Element '${model.name}' is missing in the body.`,
		);
	}
	return elementsOf(model, root[model.name], modes);
}

function elementsOf(model: ElementModel, raw: unknown, modes: Modes): readonly Incoming[] {
	const incomplete = () =>
		malformed(
			`'Element' ontbreekt bij '${model.name}'.`,
			`'Element' is missing at '${model.name}'.`,
		);
	const { Element: elements, ...rest } = objectOr(raw, incomplete);
	if (elements === undefined || elements === null || Object.keys(rest).length > 0)
		throw incomplete();
	const list: readonly unknown[] = Array.isArray(elements) ? elements : [elements];
	if (list.length === 0) throw incomplete();
	return list.map((element) => elementOf(model, objectOr(element, incomplete), modes));
}

function elementOf(
	model: ElementModel,
	element: Readonly<Record<string, unknown>>,
	modes: Modes,
): Incoming {
	const { Fields: fields, Objects: objects, ...attributes } = element;
	const given = [...Object.entries(objectOr(fields ?? {}, () => wrongPart(model, 'Fields')))];
	for (const [name, value] of Object.entries(attributes))
		given.push([name.replace(/^@/, ''), value]);
	const action = given.find(([name]) => isAction(name));
	const values = given.filter(([name]) => !isAction(name));
	return {
		model,
		action: action === undefined ? undefined : rowAction(action[1]),
		values: Object.fromEntries(
			values.flatMap(([name, value]) => knownValue(model, name, value, modes)),
		),
		hasEmptyKey: values.some(([name, value]) => isNumbering(model, name) && isBlank(value)),
		children: childrenOf(model, objects, modes),
	};
}

/** Whether a field numbers the record: a key, or the number of a person or organisation. */
export function isNumbering(model: ElementModel, code: string): boolean {
	return model.keys.includes(code) || code === 'BcCo' || code === 'BcId';
}

function isBlank(value: unknown): boolean {
	return value === null || (typeof value === 'string' && value.trim() === '');
}

function isAction(name: string): boolean {
	return name.replace(/^@/, '').toLowerCase() === 'action';
}

function rowAction(raw: unknown): RowAction {
	const action = String(raw).toLowerCase();
	if (action === 'insert' || action === 'update' || action === 'delete') return action;
	throw malformed(`Actie '${action}' is onbekend.`, `Action '${action}' is unknown.`);
}

function knownValue(
	model: ElementModel,
	name: string,
	raw: unknown,
	modes: Modes,
): ReadonlyArray<readonly [string, Cell]> {
	const field = model.fields.get(name);
	if (field !== undefined) {
		const isEmptyKey = isNumbering(model, name) && isBlank(raw);
		if (isEmptyKey && modes.emptyKeys === 'refuse') throw valueMissing(field.label);
		if (isEmptyKey) return [[name, null]];
		if (raw === null && modes.nullValues === 'refuse') throw valueInvalid(field.label);
		if (raw === null && modes.nullValues === 'ignore') return [];
		return [[name, valueFrom(field, itemTypeOr(raw, name, modes))]];
	}
	const translated = model.fields.get(/^(.+)_\d{4,5}$/.exec(name)?.[1] ?? '');
	if (translated !== undefined) {
		// Checked as its field is, and kept nowhere.
		valueFrom(translated, raw);
		return [];
	}
	if (modes.unknownFields === 'ignore') return [];
	throw malformed(
		`Veld '${name}' is onbekend bij '${model.name}'.`,
		`Field '${name}' is unknown at '${model.name}'.`,
	);
}

function itemTypeOr(raw: unknown, name: string, { itemTypeLetters }: Modes): unknown {
	if (name !== 'VaIt' || itemTypeLetters === 'refuse') return raw;
	return ITEM_TYPES.get(String(raw).toLowerCase()) ?? raw;
}

/** Nested elements, given as an object by name or as a list of such objects. */
function childrenOf(model: ElementModel, objects: unknown, modes: Modes): readonly Incoming[] {
	const list: readonly unknown[] = Array.isArray(objects) ? objects : [objects ?? {}];
	return list.flatMap((part) =>
		Object.entries(objectOr(part, () => wrongPart(model, 'Objects'))).flatMap(([name, raw]) => {
			const child = model.objects.get(name);
			if (child !== undefined) return elementsOf(child, raw, modes);
			if (modes.unknownFields === 'ignore') return [];
			throw malformed(
				`Onderdeel '${name}' is onbekend bij '${model.name}'.`,
				`Object '${name}' is unknown at '${model.name}'.`,
			);
		}),
	);
}

function wrongPart(model: ElementModel, part: string): Error {
	return malformed(
		`'${part}' bij '${model.name}' is ongeldig.`,
		`'${part}' at '${model.name}' is invalid.`,
	);
}

function objectOr(raw: unknown, error: () => Error): Readonly<Record<string, unknown>> {
	if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) throw error();
	return raw as Record<string, unknown>;
}
