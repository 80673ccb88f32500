import type { INodeProperties } from 'n8n-workflow';
import type { ChoiceProperty } from './choiceProperty';
import { namesIn } from './names';

/**
 * Values of parameters that have been held against their descriptions: what is asked for is there
 * and has the type of its description. A parameter that isn't shown, or an option that wasn't added,
 * has the default of its description.
 */
export class ParameterValues {
	/**
	 * @param properties descriptions of all parameters, shown or not
	 * @param values by name, of those that are shown and have one; checked
	 */
	constructor(
		private readonly properties: readonly INodeProperties[],
		private readonly values: ReadonlyMap<string, unknown>,
	) {}

	/** Whether the user gave a value: an option that was added, a parameter that is shown. */
	has(name: string): boolean {
		return this.values.has(name);
	}

	/** One of the values of a closed list. */
	choice<T extends string>({ name }: ChoiceProperty<T>): T {
		return this.valueOf(name) as T;
	}

	/** Some of the values of a closed list, each once. */
	choices<T extends string>({ name }: ChoiceProperty<T>): readonly T[] {
		return this.valueOf(name) as T[];
	}

	flag(name: string): boolean {
		return this.valueOf(name) as boolean;
	}

	number(name: string): number {
		return this.valueOf(name) as number;
	}

	/** Text without white space around it. */
	text(name: string): string {
		return this.exactText(name).trim();
	}

	/** Text as it was given. */
	exactText(name: string): string {
		return String(this.valueOf(name));
	}

	/** Names from an open list, or from a text with commas between them. */
	names(name: string): readonly string[] {
		return namesIn(this.valueOf(name)) ?? [];
	}

	/** The options that were added to a collection. */
	options(name: string): ParameterValues {
		return this.valueOf(name) as ParameterValues;
	}

	/** The rows that were added to a group of a fixed collection. */
	rows(name: string, group: string): readonly ParameterValues[] {
		const rows = this.valueOf(name) as ReadonlyMap<string, readonly ParameterValues[]>;
		return rows.get(group) ?? [];
	}

	/** What only its reader can judge: JSON, dates, the value of a condition, a form. */
	raw(name: string): unknown {
		return this.valueOf(name);
	}

	private valueOf(name: string): unknown {
		if (this.values.has(name)) return this.values.get(name);
		const property = this.properties.find((one) => one.name === name);
		if (property === undefined) throw new TypeError(`No parameter '${name}' is described here`);
		return absentValue(property);
	}
}

/** What a parameter means that has no value. */
export function absentValue(property: INodeProperties): unknown {
	if (property.type === 'collection') {
		return new ParameterValues(property.options as INodeProperties[], new Map());
	}
	if (property.type === 'fixedCollection') return new Map();
	return property.default;
}
