/** What AFAS does with one element. */
export type RowAction = 'insert' | 'update' | 'delete';

/** One element of a body (reference §5.2). Values that fit no field are in it as they were given. */
export interface Element {
	[attribute: `@${string}`]: unknown;
	Fields?: Record<string, unknown>;
	Objects?: Array<Record<string, { Element: Element | Element[] }>>;
}

/** An element in the making. Maps, since names come from users: `__proto__` is one like any other. */
export interface Draft {
	readonly attributes: Map<string, unknown>;
	readonly fields: Map<string, unknown>;
	readonly objects: Map<string, Element | Element[]>;
	/** Names of files by the field that takes them. */
	readonly fileNames: Map<string, string>;
	/** Keys that were given without a value, by field code. */
	readonly emptyKeys: Set<string>;
}

/** An element without anything in it yet. */
export function emptyDraft(): Draft {
	return {
		attributes: new Map(),
		fields: new Map(),
		objects: new Map(),
		fileNames: new Map(),
		emptyKeys: new Set(),
	};
}

/** The element of a draft. */
export function toElement({ attributes, fields, objects }: Draft, action?: string): Element {
	return {
		...(action !== undefined && { '@Action': action }),
		...(Object.fromEntries(attributes) as Element),
		...(fields.size > 0 && { Fields: Object.fromEntries(fields) }),
		...(objects.size > 0 && {
			Objects: [...objects].map(([name, element]) =>
				Object.fromEntries([[name, { Element: element }]]),
			),
		}),
	};
}
