import type {
	INodeParameters,
	INodeProperties,
	INodePropertyCollection,
	INodePropertyOptions,
	INodeTypeDescription,
	NodeParameterValueType,
} from 'n8n-workflow';

/** One place in the parameters of a node where a value belongs. */
export interface Slot {
	/** Where, for the name of a test: `updateConnector.create: options > dryRun`. */
	readonly path: string;
	/** Name of the parameter of the node that it is, or is in. */
	readonly root: string;
	readonly property: INodeProperties;
	/** Whether it is in a row of a fixed collection. */
	readonly isInRow: boolean;
	/** Values of the node's parameters on which it depends whether the place is shown. */
	readonly conditions: Readonly<Record<string, unknown>>;
	/** Parameters of the node that show the place and have this value in it. */
	readonly fill: (value: unknown) => INodeParameters;
}

/** Every place of a node, found from its description: options and rows of collections included. */
export function slotsOf({ properties }: INodeTypeDescription): Slot[] {
	return properties.flatMap((property) => {
		if (property.type === 'notice') return [];
		const shown = {
			...requiredBeside(property, properties),
			...conditionsOf(property, properties),
		};
		const { resource, operation } = shown;
		const prefix = operation === undefined ? '' : `${String(resource)}.${String(operation)}: `;
		const conditions = conditionsOf(property, properties);
		return slotsIn(
			property,
			prefix,
			{ root: property.name, isInRow: false, conditions },
			(value) => ({
				...shown,
				[property.name]: value,
			}),
		);
	});
}

/** n8n starts no node whose required parameters are empty, so those beside a place are filled in. */
function requiredBeside(
	property: INodeProperties,
	beside: readonly INodeProperties[],
): Record<string, unknown> {
	const { resource, operation } = { ...presets(beside), ...conditionsOf(property, beside) };
	const required = beside.filter(({ displayOptions, ...one }) => {
		const show = displayOptions?.show ?? {};
		const isNear = show.operation === undefined || show.operation[0] === operation;
		return one.required === true && isNear && [resource, undefined].includes(show.resource?.[0]);
	});
	return Object.fromEntries(required.map((one) => [one.name, someValue(one)]));
}

/** The resource and operation of a new node. */
function presets(properties: readonly INodeProperties[]): Record<string, unknown> {
	const resource = properties.find(({ name }) => name === 'resource')?.default;
	const operation = properties.find(
		({ name, displayOptions }) =>
			name === 'operation' && displayOptions?.show?.resource?.[0] === resource,
	)?.default;
	return { resource, operation };
}

function someValue({ name, type, options, default: preset }: INodeProperties): unknown {
	if (type === 'resourceLocator')
		return {
			__rl: true,
			mode: 'id',
			value: name === 'updateConnector' ? 'KnPerson' : 'Profit_Debtor',
		};
	if (type === 'resourceMapper') return { mappingMode: 'defineBelow', value: { DbId: '1' } };
	if (type === 'multiOptions') return options === undefined ? ['DebtorId'] : preset;
	return type === 'string' || type === 'options' ? '1' : preset;
}

type About = Pick<Slot, 'root' | 'isInRow' | 'conditions'>;

type Fill = (value: unknown) => Record<string, unknown>;

function slotsIn(property: INodeProperties, before: string, about: About, fill: Fill): Slot[] {
	const path = `${before}${property.name}`;
	if (property.type === 'collection') {
		const options = property.options as INodeProperties[];
		return options.flatMap((option) =>
			slotsIn(option, `${path} > `, withRootConditions(about, option), (value) => ({
				...rootConditions(option),
				...fill({ ...conditionsOf(option, options), [option.name]: value }),
			})),
		);
	}
	if (property.type === 'fixedCollection') {
		const groups = property.options as INodePropertyCollection[];
		return groups.flatMap((group) =>
			group.values.flatMap((one) =>
				slotsIn(one, `${path} > ${group.name} > `, { ...about, isInRow: true }, (value) =>
					fill({ [group.name]: [{ ...conditionsOf(one, group.values), [one.name]: value }] }),
				),
			),
		);
	}
	return [{ path, property, ...about, fill: (value) => fill(value) as unknown as INodeParameters }];
}

/** Values of the parameters beside it with which n8n shows one. */
function conditionsOf(
	{ displayOptions }: INodeProperties,
	beside: readonly INodeProperties[],
): Record<string, unknown> {
	const conditions: Record<string, unknown> = {};
	for (const [name, values] of Object.entries(displayOptions?.show ?? {})) {
		if (/^[@/]/.test(name)) continue;
		conditions[name] = values?.[0];
		const governing = beside.find((one) => one.name === name);
		if (governing !== undefined)
			Object.assign(conditions, { ...conditionsOf(governing, beside), ...conditions });
	}
	for (const [name, hiding] of Object.entries(displayOptions?.hide ?? {})) {
		if (/^[@/]/.test(name)) continue;
		const governing = beside.find((one) => one.name === name);
		const choices = (governing?.options ?? [{ value: 'CreateDate' }]) as INodePropertyOptions[];
		conditions[name] = choices.find(({ value }) => !hiding?.includes(value))?.value;
	}
	return conditions;
}

function withRootConditions(about: About, option: INodeProperties): About {
	return { ...about, conditions: { ...about.conditions, ...rootConditions(option) } };
}

function rootConditions({ displayOptions }: INodeProperties): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries(displayOptions?.show ?? {})
			.filter(([name]) => name.startsWith('/'))
			.map(([name, values]) => [name.slice(1), values?.[0]]),
	);
}

/** Values that a parameter may not have, by nothing but its description. */
export function wrongValues({ property, isInRow }: Slot): unknown[] {
	const { type, typeOptions, options } = property;
	const isOpen = typeOptions?.loadOptionsMethod !== undefined || options === undefined;
	const neverText = [null, undefined, { a: 1 }];
	switch (type) {
		case 'boolean':
			return [...neverText, '', 'maybe', 2, -1, [], [true], 'truee'];
		case 'number':
			return [
				...neverText,
				'',
				'abc',
				'1,5',
				'12 rows',
				[],
				[1],
				true,
				NaN,
				...outOfBounds(property),
			];
		case 'options':
			return isOpen
				? [...neverText, []]
				: [...neverText, [], 'nonsense', 5, true, 'x'.repeat(500), ...nearlyChoices(property)];
		case 'multiOptions':
			return isOpen
				? [...neverText, 5, true, [null], [{}]]
				: [...neverText, 5, true, [null], [{}], 'nonsense', ['nonsense']];
		case 'resourceLocator':
			return [...neverText, [], { __rl: true, mode: 'id', value: { a: 1 } }];
		case 'resourceMapper':
			return [null, undefined, 'text', 5, [], { mappingMode: 'auto' }, { value: 'text' }];
		case 'string':
			// What it may be depends on the field beside it.
			if (isInRow) return [];
			return typeOptions?.nameList === true ? [...neverText, 5, [null]] : [...neverText, [], ['a']];
		default:
			return [];
	}
}

function outOfBounds({ typeOptions = {} }: INodeProperties): number[] {
	const { minValue, maxValue, numberPrecision } = typeOptions;
	return [
		...(minValue === undefined ? [] : [minValue - 1, -1e9]),
		...(maxValue === undefined ? [] : [maxValue + 1]),
		...(numberPrecision === 0 ? [(minValue ?? 0) + 0.5] : []),
	];
}

function nearlyChoices({ options = [] }: INodeProperties): string[] {
	return (options as INodePropertyOptions[])
		.filter(({ value }) => value !== '')
		.flatMap(({ value }) => [`${String(value)}x`, `"${String(value)}"`]);
}

/** Values that plainly mean one that a parameter may have, although they aren't it to the letter. */
export function nearValues({ property }: Slot): NodeParameterValueType[] {
	const { type, typeOptions, options, default: preset } = property;
	if (type === 'boolean') return ['true', 'FALSE', 'yes', 'No', 'ja', 'nee', 1, 0, '1', ' on '];
	if (type === 'number') return [` ${String(preset)} `, `${String(preset)}.0`];
	if (type !== 'options' || typeOptions?.loadOptionsMethod !== undefined) return [];
	return ((options ?? []) as INodePropertyOptions[])
		.filter(({ value }) => value !== '')
		.flatMap(({ value }) => [String(value).toUpperCase(), ` ${String(value)} `]);
}

/** An expression that gives a value, as it may stand in a parameter of an imported workflow. */
export function expressionFor(value: unknown): string {
	if (value === undefined || Number.isNaN(value)) return `={{ ${String(value)} }}`;
	// Two braces would end the expression.
	const json = JSON.stringify(value).replaceAll('}}', '} }');
	return `={{ JSON.parse(${JSON.stringify(json)}) }}`;
}
