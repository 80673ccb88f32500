import type { INodeProperties, INodePropertyCollection } from 'n8n-workflow';
import { nearestWord } from '../profit/nearestName';
import { filledForm } from './filledForm';
import { checkParameter, choicesText, isClosed, wrong } from './parameterCheck';
import { ParameterError, type ParameterFinding } from './parameterError';
import type { ParameterSource } from './parameterSource';
import { ParameterValues } from './parameterValues';
import { governingNames, isLostBy, isShown, type ValuesByName } from './visibility';

/**
 * Reads parameters: the only way in which operations and triggers get them.
 *
 * What they may be comes from the descriptions that the editor shows. Everything else is refused,
 * all of it at once, before anything is sent: nothing is quietly taken for a default.
 */
export class ParameterReader {
	/** What was read of parameters without an expression: it holds for every input item. */
	private readonly fixed = new Map<INodeProperties, Read>();

	/** The same for all that was asked for together. */
	private readonly fixedLevels = new Map<readonly string[] | undefined, Level>();

	/**
	 * @param properties descriptions of the parameters that may be asked for. Those that decide
	 * whether others are shown are among them.
	 */
	constructor(
		private readonly source: ParameterSource,
		private readonly properties: readonly INodeProperties[],
	) {}

	/**
	 * Reads the parameters of an input item.
	 *
	 * @param only names of those to read, and those that they depend on; all when left out
	 * @throws {ParameterError} with everything that is wrong
	 */
	read(itemIndex: number, only?: readonly string[]): ParameterValues {
		const { values, findings } = this.examine(itemIndex, only);
		if (findings.length > 0) throw new ParameterError(findings);
		return new ParameterValues(this.properties, values);
	}

	private examine(itemIndex: number, only?: readonly string[]): Level {
		const kept = this.fixedLevels.get(only);
		if (kept !== undefined) return kept;
		const level = this.readLevel(itemIndex, only);
		if (!hasExpression(this.source.stored)) this.fixedLevels.set(only, level);
		return level;
	}

	private readLevel(itemIndex: number, only?: readonly string[]): Level {
		const stored: ValuesByName = this.source.stored;
		const level: Level = new Level(this.properties, stored, this.source, undefined, (property) => {
			const kept = this.fixed.get(property);
			if (kept !== undefined) return kept;
			const read = readOne(property, this.valueOf(property, itemIndex), level, '');
			const isFixed = !hasExpression(stored[property.name]) && !dependsOnRoot(property);
			if (isFixed) this.fixed.set(property, read);
			return read;
		});
		for (const property of this.properties) {
			if (only === undefined || only.includes(property.name)) level.resolve(property);
		}
		return level;
	}

	private valueOf({ name, type, default: preset }: INodeProperties, itemIndex: number): unknown {
		const stored = this.source.stored[name];
		if (stored === undefined) return preset;
		const value = this.source.value(name, itemIndex);
		return type === 'resourceMapper' ? filledForm(stored, value) : value;
	}
}

/** What was read of one parameter. */
interface Read {
	/** Undefined when the value can't be used. */
	readonly value?: unknown;
	readonly findings: readonly ParameterFinding[];
}

/** Parameters beside each other: those of the node, or the options of one collection. */
class Level {
	readonly values = new Map<string, unknown>();

	readonly findings: ParameterFinding[] = [];

	private readonly resolved = new Set<INodeProperties>();

	/** @param parent the level around it; undefined for the parameters of the node */
	constructor(
		private readonly properties: readonly INodeProperties[],
		readonly stored: ValuesByName,
		readonly source: ParameterSource,
		private readonly parent: Level | undefined,
		private readonly readProperty: (property: INodeProperties) => Read,
	) {}

	get root(): Level {
		return this.parent?.root ?? this;
	}

	/** Reads a parameter if it is shown, after those that decide that. */
	resolve(property: INodeProperties): void {
		if (this.resolved.has(property) || property.type === 'notice') return;
		this.resolved.add(property);
		for (const name of governingNames(property)) this.resolveGoverning(name);
		if (!isShown(property, this.asObject(), this.root.asObject(), this.source.node)) return;
		const { value, findings } = this.readProperty(property);
		this.findings.push(...findings);
		if (findings.length > 0) return;
		const lost = this.lostDependents(property, value);
		if (lost) this.findings.push(notToTheLetter(property, this.stored[property.name]));
		else this.values.set(property.name, value);
	}

	private resolveGoverning(name: string): void {
		const level = name.startsWith('/') ? this.root : this;
		const plain = name.replace(/^\//, '');
		for (const property of level.properties) if (property.name === plain) level.resolve(property);
	}

	private asObject(): ValuesByName {
		return Object.fromEntries(this.values);
	}

	/**
	 * Whether n8n has dropped values of other parameters, since this one isn't stored to the letter:
	 * they are not shown with what is stored, and would be with what is meant.
	 */
	private lostDependents({ name }: INodeProperties, meant: unknown): boolean {
		const stored = this.stored[name];
		if (stored === undefined || stored === meant || hasExpression(stored)) return false;
		if (typeof stored === 'object') return false;
		const beside = this.properties.some((one) => isLostBy(one, name, stored, meant));
		return beside || (this.parent === undefined && this.isLostBelow(`/${name}`, stored, meant));
	}

	private isLostBelow(path: string, stored: unknown, meant: unknown): boolean {
		return this.properties
			.filter(({ type }) => type === 'collection')
			.flatMap(({ options }) => options as INodeProperties[])
			.some((one) => isLostBy(one, path, stored, meant));
	}
}

function readOne(property: INodeProperties, value: unknown, level: Level, place: string): Read {
	if (property.type === 'collection') return readCollection(property, value, level, place);
	if (property.type === 'fixedCollection') return readRows(property, value, level, place);
	return asRead(property, checkParameter(property, value), place);
}

function asRead(
	property: INodeProperties,
	checked: ReturnType<typeof checkParameter>,
	place: string,
): Read {
	if ('value' in checked) return { value: checked.value, findings: [] };
	return { findings: [{ parameter: nameOf(property, place), problem: checked.problem }] };
}

/** Only options that were added have a value. */
function readCollection(
	property: INodeProperties,
	value: unknown,
	around: Level,
	place: string,
): Read {
	const options = property.options as INodeProperties[];
	if (!isObject(value)) return notAnObject(property, value, place);
	const below = placeBelow(place, property.displayName);
	const stored = around.stored[property.name];
	const level: Level = new Level(
		options,
		isObject(stored) ? stored : {},
		around.source,
		around,
		(option) => readOne(option, value[option.name], level, below),
	);
	for (const option of options) if (Object.hasOwn(value, option.name)) level.resolve(option);
	level.findings.push(...unknownNames(value, options, below));
	return { value: new ParameterValues(options, level.values), findings: level.findings };
}

function readRows(property: INodeProperties, value: unknown, around: Level, place: string): Read {
	if (!isObject(value)) return notAnObject(property, value, place);
	const groups = property.options as INodePropertyCollection[];
	const below = placeBelow(place, property.displayName);
	const findings = [...unknownNames(value, groups, below)];
	const rows = new Map<string, ParameterValues[]>();
	for (const group of groups) {
		const list = value[group.name];
		if (list === undefined) continue;
		if (!Array.isArray(list)) {
			findings.push({
				parameter: nameOf(group, below),
				problem: `${wrong(list)}; it must be a list`,
			});
			continue;
		}
		const read = list.map((row, index) =>
			readRow(group, row, around, placeBelow(below, `${group.displayName} ${index + 1}`)),
		);
		findings.push(...read.flatMap((one) => one.findings));
		rows.set(
			group.name,
			read.map(({ value: values }) => values as ParameterValues),
		);
	}
	return { value: rows, findings };
}

function readRow(group: INodePropertyCollection, row: unknown, around: Level, place: string): Read {
	if (!isObject(row)) {
		return {
			findings: [{ parameter: `'${place}'`, problem: `${wrong(row)}; it must be an object` }],
		};
	}
	const level: Level = new Level(group.values, row, around.source, around, (property) => {
		const value = Object.hasOwn(row, property.name) ? row[property.name] : property.default;
		// What a text in a row may be depends on the field beside it: who knows that field judges it.
		if (property.type === 'string') return { value, findings: [] };
		return readOne(property, value, level, place);
	});
	for (const property of group.values) level.resolve(property);
	level.findings.push(...unknownNames(row, group.values, place));
	return { value: new ParameterValues(group.values, level.values), findings: level.findings };
}

/** An option that doesn't exist would be ignored, and with it what it was meant to do. */
function unknownNames(
	value: Readonly<Record<string, unknown>>,
	known: ReadonlyArray<{ readonly name: string; readonly displayName: string }>,
	place: string,
): ParameterFinding[] {
	const names = known.map(({ name }) => name);
	return Object.keys(value)
		.filter((name) => !names.includes(name))
		.map((name) => {
			const near = nearestWord(name, names);
			const hint = near === undefined ? `there are ${names.join(', ')}` : `did you mean '${near}'?`;
			return { parameter: `'${place}'`, problem: `has no '${name}'; ${hint}` };
		});
}

function notAnObject(property: INodeProperties, value: unknown, place: string): Read {
	return {
		findings: [
			{ parameter: nameOf(property, place), problem: `${wrong(value)}; it must be an object` },
		],
	};
}

/** n8n itself only knows values to the letter, and has dropped what depends on this one. */
function notToTheLetter(property: INodeProperties, stored: unknown): ParameterFinding {
	const choices = isClosed(property) ? choicesText(property) : 'true or false, without quotes';
	return { parameter: nameOf(property, ''), problem: `${wrong(stored)}; it may be ${choices}` };
}

function nameOf({ displayName }: { readonly displayName: string }, place: string): string {
	return place === '' ? `'${displayName}'` : `'${displayName}' under '${place}'`;
}

function placeBelow(place: string, name: string): string {
	return place === '' ? name : `${place} > ${name}`;
}

/** Whether options in it are shown or not by what parameters of the node say. */
function dependsOnRoot({ type, options }: INodeProperties): boolean {
	if (type !== 'collection') return false;
	return (options as INodeProperties[]).some((option) =>
		governingNames(option).some((name) => name.startsWith('/')),
	);
}

/** Whether a stored value has an expression anywhere. */
function hasExpression(stored: unknown): boolean {
	if (typeof stored === 'string') return stored.startsWith('=');
	if (Array.isArray(stored)) return stored.some(hasExpression);
	if (isObject(stored)) return Object.values(stored).some(hasExpression);
	return false;
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
