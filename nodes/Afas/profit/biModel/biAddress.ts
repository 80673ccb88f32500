import { SERVICE_PATH } from '../access/address';

/** A place below the base URL of the credential. */
export interface BiAddress {
	/** With every segment percent-encoded: `/bi/Verkoopomzet/v2/`. */
	readonly path: string;
	/** Without `?`, percent-encoded, or empty. */
	readonly query: string;
}

/** Where BI models live, below the base URL. */
export const BI_PATH = '/bi';

/** Stands for the scheme and host of the credential, which are no business of an address. */
const ANY_HOST = 'https://host.invalid';

/** What stands behind the base URL, whatever AFAS or something before it calls the host. */
const BELOW_BASE = new RegExp(`^.*?${SERVICE_PATH}(${BI_PATH}/.*)$`, 'i');

/**
 * The address of a model.
 *
 * @param version 0 for the newest, to which AFAS redirects
 */
export function modelPath(model: string, version = 0): string {
	const path = `${BI_PATH}/${encodeURIComponent(model)}`;
	return version === 0 ? path : `${path}/v${version}/`;
}

/** The root of a service for an address at which it answered: it ends in a slash. */
export function rootOf(path: string): string {
	return path.endsWith('/') ? path : `${path}/`;
}

/**
 * Whether a name can be a segment of a path: `.` and `..` would lead to another place, also within it
 * for a server that decodes before it looks at slashes, and half a character can't be encoded.
 */
export function isSegment(name: string): boolean {
	return name !== '' && isEncodable(name) && !leadsUp(encodeURIComponent(name));
}

/** Half of a pair of UTF-16: what is left of an emoji that was cut. */
const HALF_CHARACTER = /\p{Surrogate}/u;

/** Whether a text has no half characters, which no address can have. */
export function isEncodable(text: string): boolean {
	return !HALF_CHARACTER.test(text);
}

/** The version in the path of a model; undefined when it has none. */
export function versionIn(path: string): number | undefined {
	const version = new RegExp(`^${BI_PATH}/[^/]+/v(\\d+)(?:/|$)`, 'i').exec(path)?.[1];
	return version === undefined ? undefined : Number(version);
}

/** The name of the model in a path, as it is compared; empty when it can't be decoded. */
function modelIn(path: string): string {
	return decoded(path.split('/')[2] ?? '')?.toLowerCase() ?? '';
}

/** How a place differs from the one where a read began; undefined when it is of the same model and version. */
export function differenceOf(place: BiAddress, start: BiAddress): 'model' | 'version' | undefined {
	if (modelIn(place.path) !== modelIn(start.path)) return 'model';
	return versionIn(place.path) === versionIn(start.path) ? undefined : 'version';
}

/**
 * Where a redirect or a next link leads, on the credential's own base URL: scheme and host are dropped,
 * since behind a proxy AFAS may name an inner one, and a token only goes to the base URL.
 *
 * @param target as AFAS gave it, absolute or relative
 * @param from the address that was asked for
 * @returns undefined when it leads to anything else than a BI model
 */
export function onBase(target: string, from: BiAddress): BiAddress | undefined {
	const base = `${ANY_HOST}${SERVICE_PATH}${from.path}`;
	if (target === '' || !URL.canParse(target, base)) return undefined;
	const { protocol, pathname, search } = new URL(target, base);
	if (protocol !== 'https:' && protocol !== 'http:') return undefined;
	const path = BELOW_BASE.exec(pathname)?.[1];
	if (path === undefined || leadsUp(path)) return undefined;
	return { path, query: search.replace(/^\?/, '') };
}

/**
 * Where a redirect leads; what was asked goes along, beside what the redirect says itself.
 *
 * @returns undefined when it leads to anything else than a BI model, or changes what was asked
 */
export function redirectedTo(location: string, from: BiAddress): BiAddress | undefined {
	const target = onBase(location, from);
	if (target === undefined) return undefined;
	const own = partsOf(target.query);
	const asked = partsOf(from.query);
	const missing = asked.filter(({ name }) => own.every((part) => part.name !== name));
	const isChanged = asked.some(({ name, value }) =>
		own.some((part) => part.name === name && part.value !== value),
	);
	if (isChanged) return undefined;
	const query = [...own, ...missing].map(({ text }) => text).join('&');
	return { ...target, query };
}

interface QueryPart {
	readonly text: string;
	readonly name: string;
	readonly value: string;
}

/** The options of a query string, with names and values as they are compared. */
function partsOf(query: string): QueryPart[] {
	return query
		.split('&')
		.filter((text) => text !== '')
		.map((text) => {
			const [name = '', ...value] = text.split('=').map((part) => part.replaceAll('+', ' '));
			return {
				text,
				name: (decoded(name) ?? name).toLowerCase(),
				value: decoded(value.join('=')) ?? value.join('='),
			};
		});
}

/** Whether a server that decodes before it looks at slashes would end up above the path. */
function leadsUp(path: string): boolean {
	return path.split('/').some((segment) => {
		const parts = decoded(segment)?.split(/[\\/]/);
		return parts === undefined || parts.includes('..') || parts.includes('.');
	});
}

function decoded(segment: string): string | undefined {
	try {
		return decodeURIComponent(segment);
	} catch {
		return undefined;
	}
}
