import { errorWords } from '../exchange/errorWords';
import type { Row } from '../row';
import { isSegment } from './biAddress';
import { withoutAnnotations } from './odataRow';

/** A table as the service document of a model names it. */
export interface ListedTable {
	readonly name: string;
	/** Its address, mostly relative to the document; undefined when only the name is given. */
	readonly url?: string;
}

/** What an answer of OData holds. */
export type ODataAnswer =
	| { readonly kind: 'tables'; readonly tables: readonly ListedTable[] }
	| {
			readonly kind: 'rows';
			readonly rows: Row[];
			/** Where the next rows are; undefined on the last page. */
			readonly nextLink?: string;
			/** Whether there is something else where that link should be. */
			readonly hasOddLink?: true;
	  }
	| {
			readonly kind: 'other';
			/** What it says, if anything. */
			readonly words?: string;
	  };

type Json = Readonly<Record<string, unknown>>;

/** Members of an entry of a service document (OData JSON Format 4.01, section 5); no row has just these. */
const OF_SERVICE_DOCUMENT: readonly string[] = ['name', 'url', 'kind', 'title'];

/** Kinds in a service document that are no tables. */
const NO_TABLES: readonly string[] = ['singleton', 'functionimport', 'servicedocument'];

/** Where the versions of OData keep the link to the next page. */
const NEXT_LINKS: readonly string[] = ['@odata.nextLink', '@nextLink', 'odata.nextLink', '__next'];

/**
 * Tells by its content what an answer is: AFAS documents neither the version of OData nor whether the
 * root of a model gives its tables or its rows. Reads OData 4 and 3 (JSON light), 2 (`d`), and a bare
 * list.
 */
export function readODataAnswer(body: unknown): ODataAnswer {
	if (Array.isArray(body)) return listAnswer(body, undefined, {});
	if (!isJson(body)) return other(body);
	if ('d' in body) return readODataAnswer2(body.d);
	if (!Array.isArray(body.value)) return other(body);
	return listAnswer(body.value, contextOf(body), onwardOf(body));
}

/** OData 2 wraps its answers in `d`, so that no browser runs them as a script. */
function readODataAnswer2(wrapped: unknown): ODataAnswer {
	if (Array.isArray(wrapped)) return listAnswer(wrapped, undefined, {});
	if (!isJson(wrapped)) return other(wrapped);
	const { EntitySets: names, results } = wrapped;
	if (Array.isArray(names)) {
		const tables = names
			.filter((name) => typeof name === 'string' && isSegment(name))
			.map((name: string) => ({ name }));
		return { kind: 'tables', tables };
	}
	return Array.isArray(results)
		? listAnswer(results, undefined, onwardOf(wrapped))
		: other(wrapped);
}

function listAnswer(
	entries: readonly unknown[],
	context: string | undefined,
	onward: Onward,
): ODataAnswer {
	if (!entries.every(isJson)) return other(entries);
	if (isServiceDocument(entries, context)) {
		return { kind: 'tables', tables: entries.filter(isTable).map(toTable) };
	}
	return {
		kind: 'rows',
		rows: withoutAnnotations(entries),
		...onward,
	};
}

/** A service may say with status 200 that it failed. */
function other(body: unknown): ODataAnswer {
	const { externalMessage, other: words = externalMessage } = errorWords(body);
	return { kind: 'other', ...(words !== undefined && { words }) };
}

/** The context of rows names their table behind a `#`; without a context, the entries tell. */
function isServiceDocument(entries: readonly Json[], context: string | undefined): boolean {
	if (context?.includes('#') === true) return false;
	if (context !== undefined && /\$metadata$/i.test(context)) return true;
	if (entries.length === 0) return false;
	return entries.every(
		(entry) =>
			typeof entry.name === 'string' &&
			Object.keys(entry).every((name) => OF_SERVICE_DOCUMENT.includes(name)),
	);
}

function isTable({ name, kind }: Json): boolean {
	const isOther = typeof kind === 'string' && NO_TABLES.includes(kind.toLowerCase());
	return typeof name === 'string' && isSegment(name) && !isOther;
}

function toTable({ name, url }: Json): ListedTable {
	return { name: String(name), ...(typeof url === 'string' && url !== '' && { url }) };
}

function contextOf(body: Json): string | undefined {
	const context = body['@odata.context'] ?? body['@context'] ?? body['odata.metadata'];
	// A `#` with nothing behind it names no table.
	return typeof context === 'string' ? context.replace(/#$/, '') : undefined;
}

/** What an answer says of the rows behind it. */
interface Onward {
	readonly nextLink?: string;
	readonly hasOddLink?: true;
}

/** Answers may have several members for it, of which some are empty. */
function onwardOf(body: Json): Onward {
	const links = NEXT_LINKS.map((name) => body[name] ?? '').filter((link) => link !== '');
	const nextLink = links.find((link) => typeof link === 'string');
	if (nextLink !== undefined) return { nextLink };
	return links.length > 0 ? { hasOddLink: true } : {};
}

function isJson(value: unknown): value is Json {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
