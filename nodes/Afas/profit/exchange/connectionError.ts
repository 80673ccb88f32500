import { Failure } from '../failure';

/**
 * Why no answer came.
 *
 * - `unknownHost`, `refused`: the request certainly did not arrive.
 * - `broken`, `timeout`: AFAS may have processed it.
 * - `certificate`: no trusted connection could be made, so nothing was sent.
 */
export type ConnectionErrorKind = 'unknownHost' | 'refused' | 'broken' | 'timeout' | 'certificate';

const MESSAGES: Record<ConnectionErrorKind, (host: string) => string> = {
	unknownHost: (host) => `The address ${host} doesn't exist or can't be looked up`,
	refused: (host) => `Nothing answers at ${host}`,
	broken: (host) => `The connection to ${host} was broken before the answer was complete`,
	timeout: (host) => `${host} didn't answer in time`,
	certificate: (host) => `The connection to ${host} isn't trusted`,
};

const ADVICE: Record<ConnectionErrorKind, string> = {
	unknownHost:
		"Check 'Domain ID' and 'Environment' in the credential, and whether n8n can reach the internet.",
	refused:
		"Check 'Environment' and 'Base URL' in the credential, and whether a firewall or proxy stands between n8n and AFAS.",
	broken: 'Run the node again. When it keeps happening, ask for less at once or check the network.',
	timeout:
		"AFAS may still be working on the request, for up to 15 minutes: wait before you run it again. Ask for less at once (fewer rows a page, a narrower filter) or raise 'Timeout' under 'Options'.",
	certificate:
		'Check the date and time of the n8n server, and whether a proxy replaces certificates on the way to AFAS.',
};

/** AFAS gave no answer. */
export class ConnectionError extends Failure {
	constructor(
		readonly kind: ConnectionErrorKind,
		/** Host that was asked, without path and query. */
		readonly host: string,
		options?: ErrorOptions,
	) {
		super(MESSAGES[kind](host), ADVICE[kind], options);
	}

	/** Whether AFAS certainly did not receive the request, so that even a write may be repeated. */
	get didNotArrive(): boolean {
		return this.kind === 'unknownHost' || this.kind === 'refused' || this.kind === 'certificate';
	}
}
