/* eslint-disable @n8n/community-nodes/require-node-api-error -- runs in Node, never shipped */
import {
	type Answer,
	empty,
	html,
	json,
	jsonText,
	plain,
	profitError,
	redirect,
	unavailable,
} from './answer';
import { htmlPage } from './html';
import { isObject, languageOf, type Incoming } from './incoming';
import { type LockText, lockTexts, refusals } from './messages';
import { type Random, seededRandom } from '../seededRandom';
import type { Settings } from './settings';

/** What goes wrong. */
export type FaultKind =
	/** 503 with `Retry-After` in header and body; `seconds` (7200). */
	| 'maintenance'
	/** 500: the maximum duration has been exceeded. */
	| 'timeout'
	/** 500: out of memory. */
	| 'outOfMemory'
	/** 500: this GetConnector is blocked. */
	| 'blocked'
	/** 500: somebody else holds the record; `wording` (`byUser`) is one of `lockTexts`. */
	| 'locked'
	/** The connection breaks before anything was done. */
	| 'resetBefore'
	/** The connection breaks when everything has been done, without an answer. */
	| 'resetAfter'
	/** The connection breaks half-way through the answer. */
	| 'resetMidBody'
	/** The answer is good, but takes `milliseconds` (1000) longer. */
	| 'slow'
	/** 429 with `Retry-After`; `seconds` (1). AFAS documents no such answer. */
	| 'tooManyRequests'
	/** 502 with a page of a proxy. */
	| 'badGateway'
	/** 408 without a body. AFAS documents no such answer. */
	| 'requestTimeout'
	/** An answer without a body; `status` (500). */
	| 'emptyError'
	/** Text of a gateway; `status` (503). */
	| 'plainText'
	/** JSON that is no error of AFAS: `body` (`{ "message": "Invalid json" }`); `status` (400). */
	| 'errorBody'
	/** JSON that breaks off; `status` (500). */
	| 'malformedJson'
	/** A web page where JSON belongs; `status` (500). */
	| 'htmlPage'
	/** 302 to `location`. */
	| 'redirect'
	/** 401, as for a token that has been withdrawn. */
	| 'unauthorized';

const KINDS: ReadonlySet<string> = new Set<FaultKind>([
	'maintenance',
	'timeout',
	'outOfMemory',
	'blocked',
	'locked',
	'resetBefore',
	'resetAfter',
	'resetMidBody',
	'slow',
	'tooManyRequests',
	'badGateway',
	'requestTimeout',
	'emptyError',
	'plainText',
	'errorBody',
	'malformedJson',
	'htmlPage',
	'redirect',
	'unauthorized',
]);

/** What something between the client and AFAS can say when AFAS has carried the request out. */
const AFTER_WORK: ReadonlySet<FaultKind> = new Set<FaultKind>([
	'badGateway',
	'requestTimeout',
	'emptyError',
	'plainText',
	'malformedJson',
	'htmlPage',
]);

/** Which requests a fault strikes. Everything that is given must hold. */
export interface FaultMatch {
	readonly method?: string;
	/** Looked for in the path with its query string as sent; text is a regular expression, case-insensitive. */
	readonly path?: string | RegExp;
	/** Strikes the nth matching request only, counted from 1. */
	readonly nth?: number;
	/** Chance from 0 to 1 that a matching request is struck. */
	readonly probability?: number;
	/** Seed for `probability` (1). */
	readonly seed?: number;
}

/** A fault to come. */
export interface Fault {
	readonly kind: FaultKind;
	readonly match?: FaultMatch;
	/** How often it strikes: once, or without end where `probability` is given. null for no end. */
	readonly times?: number | null;
	readonly seconds?: number;
	readonly milliseconds?: number;
	readonly status?: number;
	readonly location?: string;
	readonly wording?: LockText;
	readonly body?: unknown;
	/** Whether the request is carried out first, for answers of a gateway. */
	readonly afterWork?: boolean;
}

/** A description of a fault that makes no sense. */
export class FaultError extends Error {
	constructor(message: string) {
		super(message);
		this.name = 'FaultError';
	}
}

interface PendingFault {
	readonly fault: Fault;
	readonly pattern: RegExp | undefined;
	readonly random: Random;
	matches: number;
	timesLeft: number;
}

/** Faults that wait for their requests. The first one that fits a request strikes it. */
export class Faults {
	private pending: PendingFault[] = [];

	/** @throws {FaultError} on an unknown kind or a pattern that is no regular expression. */
	inject(...faults: readonly Fault[]): void {
		this.pending.push(...faults.map(makePending));
	}

	clear(): void {
		this.pending = [];
	}

	/** The faults that may still strike. */
	list(): Fault[] {
		return this.pending.map(({ fault }) => fault);
	}

	/** Takes the fault that strikes a request. */
	take(incoming: Incoming): Fault | undefined {
		const struck = this.pending.find((pending) => strikes(pending, incoming));
		if (struck === undefined) return undefined;
		struck.timesLeft--;
		this.pending = this.pending.filter(({ timesLeft }) => timesLeft > 0);
		return struck.fault;
	}
}

/** Reads a fault from JSON. @throws {FaultError} when it is none */
export function parseFault(value: unknown): Fault {
	if (!isObject(value)) throw new FaultError('A fault is an object with a kind.');
	makePending(value as unknown as Fault);
	return value as unknown as Fault;
}

function makePending(fault: Fault): PendingFault {
	if (!KINDS.has(fault.kind)) {
		throw new FaultError(`There is no fault '${fault.kind}'. Use ${[...KINDS].join(', ')}.`);
	}
	if (fault.wording !== undefined && !Object.hasOwn(lockTexts, fault.wording)) {
		throw new FaultError(
			`There is no wording '${fault.wording}'. Use ${Object.keys(lockTexts).join(', ')}.`,
		);
	}
	if (fault.afterWork === true && !AFTER_WORK.has(fault.kind)) {
		throw new FaultError(`The fault '${fault.kind}' can't come after the work.`);
	}
	if (fault.kind === 'redirect' && !fault.location) {
		throw new FaultError("The fault 'redirect' needs a location.");
	}
	const { path, probability, seed = 1 } = fault.match ?? {};
	const times = fault.times ?? (fault.times === null || probability !== undefined ? Infinity : 1);
	return {
		fault,
		pattern: makePattern(path),
		random: seededRandom(seed),
		matches: 0,
		timesLeft: times,
	};
}

function makePattern(path: string | RegExp | undefined): RegExp | undefined {
	if (path === undefined || path instanceof RegExp) return path;
	try {
		return new RegExp(path, 'i');
	} catch {
		throw new FaultError(`The path '${path}' is not a regular expression.`);
	}
}

function strikes(pending: PendingFault, incoming: Incoming): boolean {
	const { method, nth, probability } = pending.fault.match ?? {};
	const url = incoming.path + incoming.rawQuery;
	if (method !== undefined && method.toUpperCase() !== incoming.method) return false;
	if (pending.pattern !== undefined && url.search(pending.pattern) < 0) return false;
	pending.matches++;
	if (nth !== undefined && nth !== pending.matches) return false;
	return probability === undefined || pending.random() < probability;
}

/** What a fault answers instead of the service; undefined where the service answers itself. */
export function faultAnswer(
	fault: Fault,
	incoming: Incoming,
	settings: Settings,
): Answer | undefined {
	const language = languageOf(incoming.headers, settings.language);
	const { seconds, status = 500, location = '', wording = 'byUser' } = fault;
	switch (fault.kind) {
		case 'maintenance':
			return unavailable(seconds ?? 7200);
		case 'timeout':
			return profitError(refusals.timeout, language);
		case 'outOfMemory':
			return profitError(refusals.outOfMemory, language);
		case 'blocked':
			return profitError(refusals.blocked, language);
		case 'locked':
			return profitError(lockTexts[wording], language);
		case 'tooManyRequests':
			return empty(429, { 'Retry-After': String(seconds ?? 1) });
		case 'badGateway':
			return html(502, htmlPage('502 Bad Gateway', '<main><h1>502 Bad Gateway</h1></main>'));
		case 'requestTimeout':
			return empty(408);
		case 'emptyError':
			return empty(status);
		case 'plainText':
			return plain(
				fault.status ?? 503,
				'upstream connect error or disconnect/reset before headers',
			);
		case 'errorBody':
			return json(fault.status ?? 400, fault.body ?? { message: 'Invalid json' });
		case 'malformedJson':
			return jsonText(status, '{"externalMessage":"Er is een onverwachte fout opgetr');
		case 'htmlPage':
			return html(status, htmlPage('AFAS Online', '<main><h1>AFAS Online</h1></main>'));
		case 'redirect':
			return redirect(302, location);
		case 'unauthorized':
			return empty(401);
		default:
			return undefined;
	}
}
