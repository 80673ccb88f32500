import { Failure } from '../failure';

/**
 * No App Connector token can be found in what was pasted. Neither text repeats any part of it.
 */
export class TokenError extends Failure {}

const ADVICE =
	'Create a token for a user in AFAS under General > Management > App connector, and paste all of it, from <token> up to and including </token>.';

// A byte order mark, a soft hyphen, and the zero-width and direction marks that web pages add.
const INVISIBLE = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]/g;
const QUOTES = '["\'`\u2018-\u201f\u00ab\u00bb\u2032\u2033]';
const AROUND = new RegExp(`^(?:${QUOTES}|\\s)+|(?:${QUOTES}|\\s|[,;])+$`, 'g');
const PREFIX = /^(?:Authorization\s*:?\s*)?AfasToken[\s:]*/i;

/** Far above any form of a token, and little enough to search in no time. */
const MAXIMUM_LENGTH = 4_000;

/** Base64 around Base64 has been seen; three layers is generous. */
const LAYERS = 3;

/**
 * The data part of a token is 64 hexadecimal characters, 60 in older tokens (AFAS does not promise a
 * length). Keys of an App Connector have 32, so less than 40 is something else.
 */
const BARE_DATA = /^[0-9A-F]{40,}$/i;

/**
 * The value of the `Authorization` header for an App Connector token, from any form in which people
 * paste it: the whole XML text, escaped or not, only the data in it, Base64 (once or twice), with or
 * without the `AfasToken` prefix, with stray white space, quotes or invisible characters.
 *
 * @returns `AfasToken ` and the Base64 of `<token><version>1</version><data>…</data></token>`.
 * @throws {TokenError} when there is no token in it.
 */
export function normaliseToken(pasted: string): string {
	if (pasted.length > MAXIMUM_LENGTH) {
		throw new TokenError('The text in the token field of the credential is far too long.', ADVICE);
	}
	const text = strip(pasted);
	if (text === '') throw new TokenError('The token of the credential is empty.', ADVICE);
	const xml = findToken(text, LAYERS);
	if (xml === undefined) throw notAToken(text);
	return `AfasToken ${Buffer.from(xml, 'utf8').toString('base64')}`;
}

function strip(pasted: string): string {
	const bare = pasted.replaceAll('\0', '').replace(INVISIBLE, '').replace(AROUND, '');
	return bare.replace(PREFIX, '').replace(AROUND, '');
}

function findToken(text: string, layers: number): string | undefined {
	const fromXml = readXml(unescapeXml(text));
	if (fromXml !== undefined) return fromXml;
	const compact = text.replace(/\s+/g, '');
	// Before Base64: hexadecimal text is valid Base64 too, of nonsense.
	if (BARE_DATA.test(compact)) return buildXml('1', compact);
	if (layers === 0 || !/^[A-Z0-9+/_-]+=*$/i.test(compact)) return undefined;
	// UTF-16, which PowerShell encodes, becomes readable when strip drops the NUL characters.
	return findToken(strip(Buffer.from(compact, 'base64').toString('utf8')), layers - 1);
}

function readXml(text: string): string | undefined {
	const data = /<data>([^<>]*)<\/data>/i.exec(text)?.[1]?.replace(/\s+/g, '');
	if (data === undefined || data === '') return undefined;
	const version = /<version>([^<>]*)<\/version>/i.exec(text)?.[1]?.replace(/\s+/g, '');
	return buildXml(version || '1', data);
}

function buildXml(version: string, data: string): string {
	return `<token><version>${version}</version><data>${data}</data></token>`;
}

/** Undoes XML and JSON escapes, twice for text that went through two systems. */
function unescapeXml(text: string): string {
	const once = (escaped: string) =>
		escaped
			.replace(/\\u003c/gi, '<')
			.replace(/\\u003e/gi, '>')
			.replace(/\\\//g, '/')
			.replace(/&(?:lt|#60|#x3c);/gi, '<')
			.replace(/&(?:gt|#62|#x3e);/gi, '>')
			.replace(/&amp;/gi, '&');
	return once(once(text));
}

function notAToken(text: string): TokenError {
	if (/^[0-9A-F]{32}$/i.test(text.replace(/[\s-]/g, ''))) {
		return new TokenError(
			'The token of the credential looks like an API key, an environment key or a client ID.',
			ADVICE,
		);
	}
	if (/^(?:Bearer\s|eyJ)/i.test(text)) {
		return new TokenError(
			'The token of the credential is an OAuth access token, not an App Connector token.',
			"Paste an App Connector token, or use the 'AFAS OAuth2 API' credential.",
		);
	}
	return new TokenError(
		'The text in the token field of the credential is not an App Connector token.',
		ADVICE,
	);
}
