import type {
	ICredentialType,
	INode,
	INodeProperties,
	INodePropertyOptions,
	INodeTypeDescription,
} from 'n8n-workflow';
import { loadPackage } from '../nodes/engine';

/** Parameters that n8n adds to a node when it is a tool of an AI agent. */
const OF_TOOLS = ['toolDescription', 'descriptionType'];

/** The nodes of the built package, as workflows name them. */
export class AfasNodes {
	private constructor(
		private readonly descriptions: ReadonlyMap<string, INodeTypeDescription>,
		private readonly credentials: readonly ICredentialType[],
	) {}

	static async load(): Promise<AfasNodes> {
		const loader = await loadPackage();
		const descriptions = Object.keys(loader.nodeTypes).map((name) => {
			const { description } = loader.getNode(name).type as { description: INodeTypeDescription };
			return [`n8n-nodes-afas.${name}`, description] as const;
		});
		const credentials = Object.keys(loader.credentialTypes).map(
			(name) => loader.getCredential(name).type,
		);
		return new AfasNodes(new Map(descriptions), credentials);
	}

	/** The parameters of all nodes and the fields of all credentials. */
	get screens(): INodeProperties[] {
		const nodes = [...this.descriptions.values()].flatMap(({ properties }) => properties);
		return [...nodes, ...this.credentialFields];
	}

	/** What users fill in in credentials. */
	get credentialFields(): INodeProperties[] {
		const fields = this.credentials.flatMap(({ properties }) => properties);
		return fields.filter(({ type }) => type !== 'hidden');
	}

	/** What nodes, their actions and buttons, and credentials are called on the screen. */
	get titles(): string[] {
		const nodes = [...this.descriptions.values()];
		const operations = nodes
			.flatMap(({ properties }) => properties)
			.filter(({ name }) => name === 'operation')
			.flatMap(({ options }) => options ?? []);
		const titled = nodes.flatMap(({ properties }) => titlesOf(properties));
		const actions = operations.flatMap((one) => ('action' in one ? [one.action ?? ''] : []));
		const buttons = JSON.stringify(nodes).matchAll(
			/"(?:placeholder|\w+ButtonText)":"(Add [^"]+)"/g,
		);
		return [
			...[...nodes, ...this.credentials].map(({ displayName }) => displayName),
			...nodes.flatMap(({ credentials = [] }) => credentials.map((one) => one.displayName ?? '')),
			...actions,
			...titled,
			...[...buttons].map(([, text = '']) => text),
		];
	}

	/** Every node type of the package. */
	get types(): string[] {
		return [...this.descriptions.keys()];
	}

	/** The description of a node, or of the tool that n8n makes of it. */
	description(type: string): INodeTypeDescription {
		const found = this.descriptions.get(type) ?? this.descriptions.get(type.replace(/Tool$/, ''));
		if (found === undefined) throw new Error(`The package has no node '${type}'.`);
		return found;
	}

	/** Names in the parameters of a node that the node has not, with where they are. */
	unknownParameters({ type, parameters }: Pick<INode, 'type' | 'parameters'>): string[] {
		const ignored = type.endsWith('Tool') ? OF_TOOLS : [];
		return unknownNames(parameters, this.description(type).properties, '').filter(
			(name) => !ignored.includes(name),
		);
	}
}

function unknownNames(
	value: unknown,
	properties: readonly INodeProperties[],
	at: string,
): string[] {
	if (typeof value !== 'object' || value === null) return [];
	return Object.entries(value).flatMap(([name, inside]) => {
		const path = at === '' ? name : `${at}.${name}`;
		const matching = properties.filter((property) => property.name === name);
		if (matching.length === 0) return [path];
		const options = matching.flatMap((property) => property.options ?? []);
		const choices = options.flatMap((option) => ('value' in option ? [option.value] : []));
		if (choices.length > 0 && typeof inside === 'string' && !inside.startsWith('=')) {
			return choices.includes(inside) ? [] : [`${path}: ${inside}`];
		}
		const kinds = new Set(matching.map((property) => property.type));
		if (kinds.has('collection')) return unknownNames(inside, options as INodeProperties[], path);
		if (!kinds.has('fixedCollection')) return [];
		return Object.entries(inside ?? {}).flatMap(([group, entries]) => {
			const collections = options.filter((option) => option.name === group && 'values' in option);
			if (collections.length === 0) return [`${path}.${group}`];
			const values = collections.flatMap((one) => ('values' in one ? one.values : []));
			const list: unknown[] = Array.isArray(entries) ? entries : [entries];
			return list.flatMap((entry) => unknownNames(entry, values, `${path}.${group}`));
		});
	});
}

/** Operations as pages name them: `UpdateConnector: Create`. */
function titlesOf(properties: readonly INodeProperties[]): string[] {
	const options = (name: string, resource?: string) =>
		properties
			.filter((one) => one.name === name)
			.filter(({ displayOptions }) =>
				resource === undefined ? true : displayOptions?.show?.resource?.includes(resource),
			)
			.flatMap((one) => (one.options ?? []) as INodePropertyOptions[]);
	return options('resource').flatMap((resource) =>
		options('operation', String(resource.value)).map(({ name }) => `${resource.name}: ${name}`),
	);
}
