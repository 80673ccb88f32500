/** A place in a JSON text where it stops being JSON. */
export interface JsonSyntaxError {
	/** Both count from 1. */
	readonly line: number;
	readonly column: number;
	/** What stands there: a word, a sign or, at the end of the text, nothing. */
	readonly found: string;
}

/** What may come next: `valueOrEnd` and `nameOrEnd` follow an opening bracket. */
type Expected = 'value' | 'valueOrEnd' | 'name' | 'nameOrEnd' | 'colon' | 'separator' | 'end';

const TOKEN =
	/(?<sign>[{}[\],:])|(?<text>"(?:[^"\\\p{Cc}]|[\u007f-\u009f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(?<other>(?:-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null)(?![\w.+-]))/uy;
const WHITE_SPACE = /[ \t\r\n]*/y;

/**
 * Finds where a text stops being JSON, the same on every version of Node: the messages of
 * `JSON.parse` differ, and some have no position. Undefined when the text is JSON.
 */
export function findJsonSyntaxError(text: string): JsonSyntaxError | undefined {
	const open: string[] = [];
	let expected: Expected = 'value';
	for (let position = skipWhiteSpace(text, 0); position < text.length;) {
		const token = readToken(text, position);
		const next: Expected | undefined =
			token === undefined ? undefined : follow(token, expected, open);
		if (token === undefined || next === undefined) return describe(text, position);
		expected = next;
		position = skipWhiteSpace(text, position + token.length);
	}
	return expected === 'end' ? undefined : describe(text, text.length);
}

function skipWhiteSpace(text: string, position: number): number {
	WHITE_SPACE.lastIndex = position;
	return position + (WHITE_SPACE.exec(text)?.[0].length ?? 0);
}

function readToken(text: string, position: number): string | undefined {
	TOKEN.lastIndex = position;
	return TOKEN.exec(text)?.[0];
}

/** What may come after a token; undefined when the token itself may not come here. */
function follow(token: string, expected: Expected, open: string[]): Expected | undefined {
	if (token === '}' || token === ']') return close(token, expected, open);
	if (expected === 'name' || expected === 'nameOrEnd') {
		return token.startsWith('"') ? 'colon' : undefined;
	}
	if (expected === 'colon') return token === ':' ? 'value' : undefined;
	if (expected === 'separator') return token === ',' ? afterComma(open) : undefined;
	if (expected === 'end' || token === ',' || token === ':') return undefined;
	if (token !== '{' && token !== '[') return afterValue(open);
	open.push(token);
	return token === '{' ? 'nameOrEnd' : 'valueOrEnd';
}

function close(token: string, expected: Expected, open: string[]): Expected | undefined {
	const opening = token === '}' ? '{' : '[';
	const empty = token === '}' ? 'nameOrEnd' : 'valueOrEnd';
	if (open.at(-1) !== opening || (expected !== 'separator' && expected !== empty)) return undefined;
	open.pop();
	return afterValue(open);
}

function afterValue(open: readonly string[]): Expected {
	return open.length === 0 ? 'end' : 'separator';
}

function afterComma(open: readonly string[]): Expected {
	return open.at(-1) === '{' ? 'name' : 'value';
}

function describe(text: string, position: number): JsonSyntaxError {
	const lines = text.slice(0, position).split('\n');
	const found = /^(?:[\p{L}\p{N}_]+|\S)/u.exec(text.slice(position, position + 40))?.[0] ?? '';
	return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1, found };
}
