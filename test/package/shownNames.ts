import type { INodeProperties, INodePropertyCollection, INodePropertyOptions } from 'n8n-workflow';

type Named = INodeProperties | INodePropertyOptions | INodePropertyCollection;

/** What a user reads of parameters: names of them and what is in them, and of choices they offer. */
export interface ShownNames {
	readonly parameters: string[];
	readonly choices: string[];
}

/** Everything with a name that parameters show on the screen. */
export function shownNames(properties: readonly Named[]): ShownNames {
	const parameters: string[] = [];
	const choices: string[] = [];
	for (const entry of properties) {
		if ('displayName' in entry) parameters.push(entry.displayName);
		else choices.push(entry.name);
		if ('modes' in entry) choices.push(...(entry.modes ?? []).map((mode) => mode.displayName));
		const nested = 'values' in entry ? entry.values : 'options' in entry ? entry.options : [];
		const inside = shownNames((nested ?? []) as Named[]);
		parameters.push(...inside.parameters);
		choices.push(...inside.choices);
	}
	return { parameters, choices };
}
