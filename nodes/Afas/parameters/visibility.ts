import { type INodeProperties, type INodeTypeDescription, NodeHelpers } from 'n8n-workflow';
import type { ParameterNode } from './parameterSource';

/** Values of parameters by name. */
export type ValuesByName = Readonly<Record<string, unknown>>;

/**
 * Whether n8n shows a parameter, and so keeps its value, when others have these values.
 *
 * @param values of the parameters beside it
 * @param root of the parameters of the node, for conditions that begin with `/`
 */
export function isShown(
	property: INodeProperties,
	values: ValuesByName,
	root: ValuesByName,
	node: ParameterNode,
): boolean {
	if (property.displayOptions === undefined) return true;
	return NodeHelpers.displayParameter(
		{ ...values } as Parameters<typeof NodeHelpers.displayParameter>[0],
		property,
		node,
		// n8n tells a tool by the name of its type, and needs nothing else of it here.
		{ name: node.type } as INodeTypeDescription,
		{ ...root } as Parameters<typeof NodeHelpers.displayParameter>[0],
	);
}

/** Names of the parameters beside it, or at the root with `/`, on which it depends whether one is shown. */
export function governingNames({ displayOptions }: INodeProperties): string[] {
	const { show = {}, hide = {} } = displayOptions ?? {};
	return [...Object.keys(show), ...Object.keys(hide)].filter((name) => !name.startsWith('@'));
}

/**
 * Whether a parameter would be shown with the value that was meant, and isn't with the one that is
 * stored. n8n compares to the letter and drops what it doesn't show, so its value is lost then.
 */
export function isLostBy(
	property: INodeProperties,
	governing: string,
	stored: unknown,
	meant: unknown,
): boolean {
	const { show, hide } = property.displayOptions ?? {};
	const passes = (value: unknown) => {
		const shows = show?.[governing]?.includes(value as string) ?? true;
		return shows && !(hide?.[governing]?.includes(value as string) ?? false);
	};
	return passes(meant) && !passes(stored);
}
