import { type BiSettings, biSettingProblem, defaultBiSettings } from './bi/biSettings';
import type { Language } from './contract';

/**
 * How the service behaves where the reference is not sure or where a test wants it otherwise. Plain
 * data that may be changed at any moment; the next request sees it.
 */
export interface Settings {
	/** The environment this service is. App connectors of another one cannot sign in. */
	environmentId: string;
	/**
	 * Profit 9 answers 401 with `WWW-Authenticate` and lets OAuth clients sign in with Basic or a
	 * signed assertion; Profit 8 does none of it.
	 */
	release: 8 | 9;
	/** Base language of the environment: used when `Accept-Language` names no language we have. */
	language: Language;
	/** Answers every call with 403, as for an address that the App connector does not allow. */
	refuseIpAddress: boolean;
	/** Whether metainfo leaves a list out that would be empty, instead of showing `[]`. */
	absentEmptyLists: boolean;
	/** Whether calls without `/ProfitRestServices` in front work too. */
	pathPrefix: 'required' | 'optional';
	/** Whether the ids of connectors in a path are case-sensitive. */
	connectorIds: 'ignoreCase' | 'exact';
	/** Whether JSON is compressed for clients that accept it. */
	gzip: boolean;
	/** Breaks the connection when a client sends `Connection: close` (reference §2.6). */
	resetConnectionClose: boolean;
	/** Answers 503 when more than this number of requests is in flight; null for no limit. */
	capacity: number | null;
	/** Time that GetConnectors take, in ms: per call, per row given and per row skipped. */
	latency: { call: number; row: number; skippedRow: number };
	/** `expires_in` of access tokens given from now on, in seconds. */
	accessTokenLifetime: number;
	/** Number of calls that access tokens given from now on are good for; null for no limit. */
	accessTokenUses: number | null;
	/** Seconds after the login in which refresh tokens can be used. */
	refreshChainLifetime: number;
	/** Milliseconds that the clock of the service is ahead of the clock of this machine. */
	clockOffset: number;
	/** Whether `/oauth/authorize` agrees at once instead of showing the login page. */
	autoConsent: boolean;
	/** Whether metainfo of GetConnectors lists the codes of a column, as that of UpdateConnectors does. */
	columnValues: boolean;
	/** Whether rows that the sort leaves equal (without sort: all) change places with every call. */
	unstableOrder: boolean;
	/**
	 * Ids of columns, with a comma between them, to which a sort is answered with "Invalid Index field";
	 * `*` for every column. A prefix `Connector.` narrows an id to one GetConnector.
	 */
	refusedSort: string;
	/** The same for filters, which are answered with an unexpected error. */
	refusedFilter: string;
	/** OR groups that a filter has at most; null for as many as fit. */
	mostGroups: number | null;
	/** Whether a sort on a column whose id has a dot needs brackets and quotes, `['Cat._result']`. */
	dottedSort: 'plain' | 'bracketed';
	/** Rows that a page has at most, as a gateway may have it; null for as many as are asked for. */
	pageCap: number | null;
	/** Whether the `take` of a capped answer is the number that was asked for or the cap. */
	pageCapEcho: 'asked' | 'cap';
	/** What a gateway drops from the query of GetConnectors. */
	dropped: 'nothing' | 'skip' | 'take' | 'filter' | 'sort';
	/**
	 * What contains, starts with and ends with look for: `percent` takes the value as a pattern with
	 * `%` and nothing else; `bare` takes it literally; `both` adds the wildcards and honours `%`.
	 * `like` and `likeBoth` are the same as `percent` and `both` with all that SQL Server's LIKE knows:
	 * `_` is any character, and `[...]` one of a list. `percentRefused` is `bare` that refuses a `%`.
	 */
	textOperators: TextOperators;
	/** What happens to the hidden fraction of a second in rows. */
	seconds: 'round' | 'truncate';
	/** Whether decimals come out as stored or rounded to the decimals of their column. */
	decimals: 'stored' | 'rounded';
	/** What `take=0` answers. */
	takeZero: 'oneRow' | 'none';
	/** What happens to a date with a zone (`Z`) in a filter. */
	filterZone: 'refuse' | 'ignore';
	/** Whether empty values pass "not equal", "does not contain" and the like. */
	emptyMatchesNegated: boolean;
	/** Whether a `;` in a value of `filterjson` is text or separates alternatives. */
	semicolonInFilterJson: 'text' | 'or';
	/** Answers "Out of memory" to a page with more than this number of cells; null for no limit. */
	maximumCells: number | null;
	/** What becomes of non-ASCII characters in a JSON body that declares no charset. */
	missingCharset: 'keep' | 'questionMarks';
	/**
	 * How the FileConnector wants names: `escaped` with AFAS's `_` for `%`, `plain` with ordinary
	 * percent-encoding.
	 */
	fileNames: 'escaped' | 'plain';
	/** Characters a line of Base64 in answers with files; null for one line. */
	base64LineLength: number | null;
	/** Whether Base64 in answers with files begins as a data URL: `data:image/png;base64,`. */
	base64Prefix: boolean;
	/** Whether the header `SendFileAsBinary` is known. */
	sendFileAsBinary: boolean;
	/** What a file or report gets whose custom connector is not in the App connector. */
	missingCustomConnector: 'refuse' | 'notFound' | 'unauthorized';
	/** How BI models behave. */
	bi: BiSettings;
	/** Number of requests kept in the record; older ones are dropped. */
	recordLength: number;
}

/** The ways in which text operators may read a value; see {@link Settings}. */
export const TEXT_OPERATORS = [
	'percent',
	'bare',
	'both',
	'like',
	'likeBoth',
	'percentRefused',
] as const;

export type TextOperators = (typeof TEXT_OPERATORS)[number];

/** The settings a simulator starts with. */
export function defaultSettings(): Settings {
	return {
		environmentId: 'O12345AA',
		release: 9,
		language: 'nl',
		refuseIpAddress: false,
		absentEmptyLists: true,
		pathPrefix: 'required',
		connectorIds: 'ignoreCase',
		gzip: true,
		resetConnectionClose: false,
		capacity: null,
		latency: { call: 0, row: 0, skippedRow: 0 },
		accessTokenLifetime: 3600,
		accessTokenUses: null,
		refreshChainLifetime: 30 * 86_400,
		clockOffset: 0,
		autoConsent: false,
		unstableOrder: true,
		refusedSort: '',
		refusedFilter: '',
		mostGroups: null,
		dottedSort: 'plain',
		pageCap: null,
		pageCapEcho: 'asked',
		dropped: 'nothing',
		textOperators: 'both',
		seconds: 'round',
		decimals: 'stored',
		takeZero: 'oneRow',
		filterZone: 'refuse',
		emptyMatchesNegated: false,
		semicolonInFilterJson: 'text',
		maximumCells: null,
		missingCharset: 'keep',
		fileNames: 'escaped',
		base64LineLength: null,
		base64Prefix: false,
		columnValues: true,
		sendFileAsBinary: true,
		missingCustomConnector: 'refuse',
		bi: defaultBiSettings(),
		recordLength: 10_000,
	};
}

const CHOICES: Readonly<Partial<Record<keyof Settings, readonly unknown[]>>> = {
	release: [8, 9],
	language: ['nl', 'en'],
	pathPrefix: ['required', 'optional'],
	connectorIds: ['ignoreCase', 'exact'],
	dottedSort: ['plain', 'bracketed'],
	pageCapEcho: ['asked', 'cap'],
	dropped: ['nothing', 'skip', 'take', 'filter', 'sort'],
	textOperators: TEXT_OPERATORS,
	seconds: ['round', 'truncate'],
	decimals: ['stored', 'rounded'],
	takeZero: ['oneRow', 'none'],
	filterZone: ['refuse', 'ignore'],
	semicolonInFilterJson: ['text', 'or'],
	missingCharset: ['keep', 'questionMarks'],
	fileNames: ['escaped', 'plain'],
	missingCustomConnector: ['refuse', 'notFound', 'unauthorized'],
};

const NUMBER_OR_NULL: ReadonlySet<string> = new Set<keyof Settings>([
	'capacity',
	'accessTokenUses',
	'maximumCells',
	'base64LineLength',
	'pageCap',
	'mostGroups',
]);

/** A change to the settings that makes no sense. */
export class SettingError extends Error {
	constructor(message: string) {
		super(message);
		this.name = 'SettingError';
	}
}

/**
 * Changes settings from outside (JSON), all or nothing.
 *
 * @throws {SettingError} on an unknown name or a value that the setting cannot have.
 */
export function changeSettings(
	settings: Settings,
	change: Readonly<Record<string, unknown>>,
): void {
	for (const [name, value] of Object.entries(change)) checkSetting(name, value);
	const { latency, bi, ...others } = change as Partial<Settings>;
	Object.assign(settings, others);
	if (bi !== undefined) Object.assign(settings.bi, bi);
	if (latency !== undefined) Object.assign(settings.latency, latency);
}

function checkSetting(name: string, value: unknown): void {
	const defaults: Readonly<Record<string, unknown>> = { ...defaultSettings() };
	if (!Object.hasOwn(defaults, name)) {
		throw new SettingError(
			`There is no setting '${name}'. Use ${Object.keys(defaults).join(', ')}.`,
		);
	}
	if (name === 'latency') return checkLatency(value);
	if (name === 'bi') {
		const problem = biSettingProblem(value);
		if (problem !== undefined) throw new SettingError(problem);
		return;
	}
	const choices = CHOICES[name as keyof Settings];
	if (choices !== undefined) {
		if (choices.includes(value)) return;
		throw new SettingError(`The setting '${name}' must be ${choices.join(' or ')}.`);
	}
	if (NUMBER_OR_NULL.has(name)) {
		if (value === null || Number.isFinite(value)) return;
		throw new SettingError(`The setting '${name}' must be a number or null.`);
	}
	if (typeof value === typeof defaults[name]) return;
	throw new SettingError(`The setting '${name}' must be a ${typeof defaults[name]}.`);
}

function checkLatency(value: unknown): void {
	const parts = Object.entries(Object(value));
	const known = parts.every(
		([name, time]) => ['call', 'row', 'skippedRow'].includes(name) && Number.isFinite(time),
	);
	if (known && parts.length > 0) return;
	throw new SettingError("The setting 'latency' has call, row and skippedRow, each in ms.");
}
