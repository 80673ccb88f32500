import { Failure } from '../failure';

/** The environment types of AFAS Online, and `custom` for a gateway or a simulator. */
export type Environment = 'production' | 'test' | 'accept' | 'course' | 'custom';

/** An environment type that has a host of its own at AFAS Online. */
export type HostedEnvironment = Exclude<Environment, 'custom'>;

/** The fields of a credential that say where Profit is. */
export interface AddressInput {
	readonly environment: Environment;
	/** Participant number (`12345`) or environment code (`O12345AA`); not used for `custom`. */
	readonly domainId: string;
	/** Base URL up to and including `/ProfitRestServices`; used for `custom` only. */
	readonly baseUrl: string;
}

/**
 * The credential does not lead to a Profit REST service. Neither text repeats what was typed: people
 * paste tokens into the wrong field.
 */
export class AddressError extends Failure {}

interface HostedAddress {
	readonly label: string;
	/** The part of the host name between the participant number and `afas.online`. */
	readonly service: string;
	/** First letter of the environment codes of this type; the course environment has none. */
	readonly letter: 'O' | 'T' | 'A' | '';
}

/** Hosts from AFAS's OpenAPI files; letters as AFAS prints them in environment codes. */
export const HOSTED_ENVIRONMENTS: Readonly<Record<HostedEnvironment, HostedAddress>> = {
	production: { label: 'Production', service: 'rest', letter: 'O' },
	test: { label: 'Test', service: 'resttest', letter: 'T' },
	accept: { label: 'Accept', service: 'restaccept', letter: 'A' },
	course: { label: 'Course', service: 'restcursus', letter: '' },
};

/** The path under which every Profit REST service lives. AFAS ignores its case. */
export const SERVICE_PATH = '/ProfitRestServices';

/** `12345`, `O12345` or `O12345AA`: group 1 is the letter, group 2 the participant number. */
export const DOMAIN_ID_PATTERN = /^([OTA]?)([0-9]{5,6})(?:[A-Z]{2})?$/i;

const IPV4_OCTET = '(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])';
// The last label starts with a letter, or the URL standard reads the name as a number: 2130706433
// and 0x7f.1 are both 127.0.0.1, another host than the one shown.
const HOST_NAME = '(?:[A-Z0-9_-]+\\.)*[A-Z][A-Z0-9_-]*';
const IPV4 = `(?:${IPV4_OCTET}\\.){3}${IPV4_OCTET}`;
const LOOPBACK = `localhost|127(?:\\.${IPV4_OCTET}){3}|\\[::1\\]`;
const PORT = '(?::[1-9][0-9]{0,4})?';
const PATH = '(?:/[A-Z0-9_~-][A-Z0-9._~-]*)*/ProfitRestServices/?';

/**
 * A base URL that no URL parser can read in two ways: `https`, or `http` on this computer, a plain
 * host, plain path segments, and nothing else. The credentials use the same pattern in expressions,
 * which cannot call {@link resolveBaseUrl}.
 */
export const CUSTOM_BASE_URL_PATTERN = new RegExp(
	`^(?:https://(?:${HOST_NAME}|${IPV4}|\\[::1\\])|http://(?:${LOOPBACK}))${PORT}${PATH}$`,
	'i',
);

/**
 * The base URL of the Profit REST service, with host in lower case and without a trailing slash:
 * `https://12345.rest.afas.online/ProfitRestServices`.
 *
 * @throws {AddressError} when the fields do not lead to exactly one Profit REST service.
 */
export function resolveBaseUrl(input: AddressInput): string {
	if (input.environment === 'custom') return resolveCustomBaseUrl(input.baseUrl);
	if (!Object.hasOwn(HOSTED_ENVIRONMENTS, input.environment)) {
		throw new AddressError(
			'The environment of the credential is not one that AFAS has.',
			"Choose one of the options of 'Environment' in the credential.",
		);
	}
	return resolveHostedBaseUrl(input.environment, input.domainId);
}

/**
 * Reads an address from the decrypted fields of a credential. Nothing is checked here: values that
 * are not text become text, so that {@link resolveBaseUrl} can judge them.
 */
export function addressOf(credential: Readonly<Record<string, unknown>>): AddressInput {
	return {
		environment: String(credential.environment ?? '') as Environment,
		domainId: String(credential.domainId ?? ''),
		baseUrl: String(credential.baseUrl ?? ''),
	};
}

/**
 * Whether a URL leads to the same scheme, host and port as the base URL, without a user name in it.
 * False for anything that is not an absolute URL.
 */
export function isSameOrigin(url: string, baseUrl: string): boolean {
	const [target, base] = [parseUrl(url), parseUrl(baseUrl)];
	if (target === undefined || base === undefined) return false;
	// Every URL that is not http or the like has the origin 'null', and so seems equal to any other.
	if (target.origin === 'null') return false;
	return target.origin === base.origin && target.username === '' && target.password === '';
}

/**
 * Guards the moment before a request is signed.
 *
 * @throws {AddressError} when the URL leads to another host than the base URL.
 */
export function assertSameHost(url: string, baseUrl: string): void {
	if (isSameOrigin(url, baseUrl)) return;
	throw new AddressError(
		'This request goes to another host than the AFAS environment of the credential, so it was not signed.',
		`Use a URL that starts with ${baseUrl}, or choose another credential.`,
	);
}

function resolveHostedBaseUrl(environment: HostedEnvironment, domainId: string): string {
	const { service, label } = HOSTED_ENVIRONMENTS[environment];
	const trimmed = domainId.trim();
	const [, letter = '', number] = DOMAIN_ID_PATTERN.exec(trimmed) ?? [];
	if (number === undefined) throw notADomainId(trimmed);
	assertLetterFits(letter.toUpperCase(), environment, label);
	return `https://${number}.${service}.afas.online${SERVICE_PATH}`;
}

function notADomainId(typed: string): AddressError {
	const advice =
		"Enter the number at the start of the address of your AFAS environment, for example 12345, in 'Domain ID'.";
	if (typed === '') return new AddressError('The domain ID is empty.', advice);
	if (typed.includes('/')) {
		return new AddressError('The domain ID is a URL, and only its number is needed.', advice);
	}
	return new AddressError('The domain ID is not a number of 5 or 6 digits.', advice);
}

function assertLetterFits(letter: string, environment: HostedEnvironment, label: string): void {
	if (letter === '' || letter === HOSTED_ENVIRONMENTS[environment].letter) return;
	const named = Object.values(HOSTED_ENVIRONMENTS).find((hosted) => hosted.letter === letter);
	throw new AddressError(
		`The domain ID starts with ${letter}, which means the ${named?.label ?? ''} environment, but the credential is set to ${label}.`,
		"Change 'Environment', or enter the domain ID of the other environment.",
	);
}

function resolveCustomBaseUrl(typed: string): string {
	const trimmed = typed.trim();
	const url = CUSTOM_BASE_URL_PATTERN.test(trimmed) ? parseUrl(trimmed) : undefined;
	if (url === undefined) throw notABaseUrl(trimmed);
	return url.origin + url.pathname.replace(/\/$/, '');
}

/** A rule for custom base URLs, with the sentence for someone who broke it. */
type BaseUrlRule = readonly [broken: (typed: string) => boolean, problem: string];

// Ordered by what helps most when several rules are broken.
const BASE_URL_RULES: readonly BaseUrlRule[] = [
	[(typed) => typed === '', 'The base URL is empty.'],
	[
		(typed) => /[^\x21-\x7e]/.test(typed),
		'The base URL has a space, an accent or an invisible character in it.',
	],
	[(typed) => typed.includes('\\'), 'The base URL has a backslash in it.'],
	[(typed) => !/^https?:\/\//i.test(typed), 'The base URL does not start with https://.'],
	[(typed) => typed.includes('@'), 'The base URL has a user name or an @ in it.'],
	[(typed) => typed.includes('?'), 'The base URL has a query (a question mark) in it.'],
	[(typed) => typed.includes('#'), 'The base URL has a fragment (a #) in it.'],
	[isPlainHttpElsewhere, 'The base URL uses http, which is only allowed for this computer itself.'],
	[
		(typed) => !/\/ProfitRestServices\/?$/i.test(typed),
		'The base URL does not end in /ProfitRestServices.',
	],
];

function notABaseUrl(typed: string): AddressError {
	const rule = BASE_URL_RULES.find(([broken]) => broken(typed));
	return new AddressError(
		rule?.[1] ?? 'The base URL has a host, a port or a path that cannot be used.',
		`Enter a full address such as https://gateway.example.com${SERVICE_PATH} in 'Base URL'.`,
	);
}

function isPlainHttpElsewhere(typed: string): boolean {
	return /^http:/i.test(typed) && !new RegExp(`^http://(?:${LOOPBACK})(?:[:/]|$)`, 'i').test(typed);
}

function parseUrl(url: string): URL | undefined {
	return URL.canParse(url) ? new URL(url) : undefined;
}
