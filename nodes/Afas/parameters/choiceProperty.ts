import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

/** The description of a parameter with a closed list, whose values TypeScript knows. */
export interface ChoiceProperty<T extends string> extends INodeProperties {
	type: 'options' | 'multiOptions';
	options: Array<INodePropertyOptions & { value: T }>;
}

/**
 * A description with a closed list: a list without `loadOptionsMethod`. What the reader returns for
 * it is one of its values, and its type says so.
 */
export function choiceProperty<const T extends string>(
	property: ChoiceProperty<T>,
): ChoiceProperty<T> {
	return property;
}
