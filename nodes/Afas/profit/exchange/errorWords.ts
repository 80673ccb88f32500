/** What the body of an error answer says, cleaned for a reader. Never empty texts. */
export interface ErrorWords {
	/** AFAS's own message to its users (reference §6.2). */
	readonly externalMessage?: string;
	/** What stands in another place, which may come from a gateway on the way as well. */
	readonly other?: string;
}

/** Longest text that is shown; a stack trace of a server helps nobody here. */
const LONGEST = 1_000;

/** Longest plain text of a gateway that is shown. */
const LONGEST_PLAIN = 200;

/**
 * Reads the words of an error answer, wherever they stand: `externalMessage` is AFAS's documented
 * place; `message` was seen for a body that AFAS couldn't read (reference §6.1), `error.message` is
 * in its 503 (§6.5), `error_description` in its OAuth answers (§2.4); `detail` and `title` are RFC
 * 9457. OData 4 has `error.message` too, OData 2 and 3 a `value` in it, and in `odata.error`. The case
 * of the names differs between servers.
 *
 * @param body parsed JSON, or the text where it was none
 */
export function errorWords(body: unknown): ErrorWords {
	if (typeof body === 'string') return found({ other: plainText(body) });
	if (typeof body !== 'object' || body === null || Array.isArray(body)) return {};
	const member = membersOf(body);
	return found({
		externalMessage: ownWords(member('externalmessage')),
		other: otherWords(member),
	});
}

/** What an error answer may have beside its words: AFAS's own members, and those of RFC 9457. */
const ERROR_MEMBERS: ReadonlySet<string> = new Set([
	'externalmessage',
	'errornumber',
	'profitlogreference',
	'traceidentifier',
	'error',
	'odata.error',
	'error_description',
	'message',
	'detail',
	'title',
	'type',
	'status',
	'statuscode',
	'instance',
	'code',
]);

/** The words of a body that has nothing but what an error answer has; undefined for any other. */
export function onlyErrorWords(body: unknown): ErrorWords | undefined {
	if (!isObject(body) || Array.isArray(body)) return undefined;
	if (!Object.keys(body).every((name) => ERROR_MEMBERS.has(name.toLowerCase()))) return undefined;
	const words = errorWords(body);
	return Object.keys(words).length === 0 ? undefined : words;
}

/** Gives the member of an object by its name in lower case. */
type Members = (name: string) => unknown;

function membersOf(body: object): Members {
	const members = new Map(Object.entries(body).map(([name, value]) => [name.toLowerCase(), value]));
	return (name) => members.get(name);
}

function otherWords(member: Members): string | undefined {
	const error = member('error') ?? member('odata.error');
	const nested = isObject(error) ? membersOf(error) : undefined;
	const message = nested?.('message');
	const candidates = [
		member('error_description'),
		isObject(message) ? membersOf(message)('value') : message,
		member('message'),
		member('detail'),
		member('title'),
		error,
	];
	return candidates.map(cleanText).find((text) => text !== undefined);
}

function isObject(value: unknown): value is object {
	return typeof value === 'object' && value !== null;
}

/** `externalMessage` without its technical prefix (reference §6.2). */
function ownWords(value: unknown): string | undefined {
	return cleanText(value)?.replace(/^general message:\s*/i, '');
}

function plainText(body: string): string | undefined {
	// What begins as a page or as JSON is not for readers.
	if (/^\s*[<{[]/.test(body)) return undefined;
	return cleanText(body.slice(0, LONGEST_PLAIN));
}

/** Words in one line without markup and secrets; undefined when nothing is left. */
function cleanText(value: unknown): string | undefined {
	if (typeof value !== 'string' || /^\s*<(!doctype|html|\?xml)/i.test(value)) return undefined;
	const text = withoutSecrets(withoutMarkup(value.slice(0, 2 * LONGEST)))
		.replace(/\s+/g, ' ')
		.trim();
	if (text === '') return undefined;
	return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** Elements of HTML; other words between angle brackets may be AFAS's own, such as `<leeg>`. */
const MARKUP =
	/<\/?(?:a|b|body|br|center|code|div|em|font|h[1-6]|head|hr|html|i|img|li|link|meta|ol|p|pre|span|strong|table|tbody|td|th|title|tr|u|ul)\b[^<>]*>/gi;

function withoutMarkup(text: string): string {
	return text.replace(/<(script|style)\b[^]*?(?:<\/\1\s*>|$)/gi, ' ').replace(MARKUP, ' ');
}

/** What a server that repeats a request in its error must not give away (reference §2.1, §2.4). */
const SECRETS: ReadonlyArray<readonly [RegExp, string]> = [
	[/<token>[^]*?(?:<\/token>|$)/gi, '(hidden)'],
	[/\b(AfasToken|Bearer|Basic)\s+(?=\S*\d)[\w+/=.~-]{16,}/gi, '$1 (hidden)'],
	[
		/\b(client_secret|client_assertion|access_token|refresh_token)(["']?\s*[=:]\s*["']?)[^\s"'&,;]+/gi,
		'$1$2(hidden)',
	],
	// A token in Base64, its data, and a JSON web token.
	[/\bPHRva2Vu[\w+/=-]*/g, '(hidden)'],
	[/\b[0-9A-F]{60,}\b/gi, '(hidden)'],
	[/\beyJ[\w-]{8,}\.[\w-]+(?:\.[\w-]*)?/g, '(hidden)'],
];

function withoutSecrets(text: string): string {
	return SECRETS.reduce((cleaned, [secret, stand]) => cleaned.replace(secret, stand), text);
}

function found({ externalMessage, other }: { [Name in keyof ErrorWords]: string | undefined }) {
	return {
		...(externalMessage !== undefined && { externalMessage }),
		...(other !== undefined && { other }),
	};
}
