/** A column of a table of a BI model. */
export interface BiField {
	readonly id: string;
	/** As OData names it (`Edm.Decimal`), or as JavaScript does where only rows are known. */
	readonly type: string;
	/** Undefined where only rows are known. */
	readonly nullable?: boolean;
}

/** What is known of the columns of a table. */
export interface BiTableShape {
	/** Ids of the columns that together are different in every row; empty when nobody knows. */
	readonly keys: readonly string[];
	readonly fields: readonly BiField[];
}

/** A type of rows as CSDL describes it. */
interface EntityType extends BiTableShape {
	readonly keys: string[];
	readonly fields: BiField[];
	/** Name of the type that it extends. */
	readonly base: string | undefined;
}

interface EntitySet {
	readonly name: string;
	readonly type: string;
}

/** Types that extend each other in a circle, or a mistake of whoever made them. */
const DEEPEST = 20;

const TAG = /<(\/?)([A-Za-z_][\w.:-]*)((?:\s+[\w.:-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>/g;
const ATTRIBUTE = /([\w.:-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** What is no element in XML, by how it begins and ends. */
const NO_ELEMENTS: ReadonlyArray<readonly [string, string]> = [
	['<!--', '-->'],
	['<![CDATA[', ']]>'],
	['<?', '?>'],
];

/**
 * Reads the tables and columns from `$metadata` (CSDL XML, all versions of OData).
 *
 * @returns the tables by name; undefined when the text is something else
 */
export function readCsdl(text: string): ReadonlyMap<string, BiTableShape> | undefined {
	const { isEdmx, types, sets } = scan(elementsOf(text));
	if (!isEdmx || sets.length === 0) return undefined;
	return new Map(sets.map(({ name, type }) => [name, shapeOf(lastName(type), types)]));
}

/**
 * The text without comments and the like, of which one that never ends takes all that follows. A regular
 * expression would look for the end anew from every beginning, which takes forever in a text of them.
 */
function elementsOf(text: string): string {
	const kept: string[] = [];
	let from = 0;
	for (const { index } of text.matchAll(/<(?:!--|!\[CDATA\[|\?)/g)) {
		if (index < from) continue;
		kept.push(text.slice(from, index));
		const [begin = '', end = ''] = NO_ELEMENTS.find(([one]) => text.startsWith(one, index)) ?? [];
		const ending = text.indexOf(end, index + begin.length);
		if (ending === -1) return kept.join(' ');
		from = ending + end.length;
	}
	return [...kept, text.slice(from)].join(' ');
}

interface Scanned {
	isEdmx: boolean;
	readonly types: Map<string, EntityType>;
	readonly sets: EntitySet[];
}

function scan(text: string): Scanned {
	const scanned: Scanned = { isEdmx: false, types: new Map(), sets: [] };
	let current: EntityType | undefined;
	for (const [, closing, name = '', attributes = '', selfClosing] of text.matchAll(TAG)) {
		const element = name.replace(/^.*:/, '');
		if (element === 'Edmx') scanned.isEdmx = true;
		if (closing === '/') {
			if (element === 'EntityType') current = undefined;
			continue;
		}
		const attribute = attributesOf(attributes);
		if (element === 'EntityType') {
			const type = { keys: [], fields: [], base: attribute.get('BaseType') };
			scanned.types.set(attribute.get('Name') ?? '', type);
			current = selfClosing === '/' ? undefined : type;
		} else if (element === 'EntitySet') {
			const set = { name: attribute.get('Name') ?? '', type: attribute.get('EntityType') ?? '' };
			if (set.name !== '') scanned.sets.push(set);
		} else if (current !== undefined) {
			addTo(current, element, attribute);
		}
	}
	return scanned;
}

function addTo(type: EntityType, element: string, attribute: ReadonlyMap<string, string>): void {
	const id = attribute.get('Name') ?? '';
	if (element === 'PropertyRef') type.keys.push(id);
	if (element !== 'Property') return;
	type.fields.push({
		id,
		type: attribute.get('Type') ?? 'Edm.String',
		// A column may be empty unless it says otherwise (OData CSDL XML 4.01, section 7.2.2).
		nullable: attribute.get('Nullable') !== 'false',
	});
}

/** The columns of a type, those of the types that it extends first. */
function shapeOf(name: string, types: ReadonlyMap<string, EntityType>, depth = 0): BiTableShape {
	const type = types.get(name);
	if (type === undefined) return { keys: [], fields: [] };
	if (type.base === undefined || depth > DEEPEST) return { keys: type.keys, fields: type.fields };
	const base = shapeOf(lastName(type.base), types, depth + 1);
	return { keys: [...base.keys, ...type.keys], fields: [...base.fields, ...type.fields] };
}

/** Types are named with the namespace or alias of their schema in front. */
function lastName(qualified: string): string {
	return qualified.slice(qualified.lastIndexOf('.') + 1);
}

function attributesOf(text: string): ReadonlyMap<string, string> {
	return new Map(
		[...text.matchAll(ATTRIBUTE)].map(([, name = '', double, single]) => [
			name,
			withoutEntities(double ?? single ?? ''),
		]),
	);
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
	['amp', '&'],
	['lt', '<'],
	['gt', '>'],
	['quot', '"'],
	['apos', "'"],
]);

function withoutEntities(text: string): string {
	return text.replace(/&(#x[0-9a-f]{1,6}|#\d{1,7}|\w+);/gi, (whole, entity: string) => {
		if (!entity.startsWith('#')) return ENTITIES.get(entity) ?? whole;
		const code = /^#x/i.test(entity) ? parseInt(entity.slice(2), 16) : Number(entity.slice(1));
		return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
	});
}
