import { CancelledError } from './cancelledError';
import { Ceiling } from './ceiling';

/** Most requests in flight to one environment: AFAS's own advice for parallel calls (§4.6.5). */
export const USUAL_IN_FLIGHT = 5;

/** Most requests in flight when the user asks for more (§4.6.5, the higher of AFAS's two figures). */
export const HIGHEST_IN_FLIGHT = 8;

/** Someone who waits to be let in. */
interface Waiting {
	readonly limit: number;
	readonly enter: () => void;
}

/**
 * Limits the requests in flight to one environment.
 *
 * All executions and items of a process share the gate of a base URL, since AFAS counts them
 * together. Who waits longest goes first. After signs of overload fewer get in: see {@link Ceiling}.
 */
export class Gate {
	private inFlight = 0;

	private waiting: Waiting[] = [];

	private readonly ceiling: Ceiling;

	/** @param now ms of a clock that never goes back */
	constructor(now: () => number = () => performance.now()) {
		this.ceiling = new Ceiling(HIGHEST_IN_FLIGHT, now);
	}

	/** Most requests that are let in at this moment, whatever their own limits. */
	get openTo(): number {
		return this.ceiling.current;
	}

	/**
	 * Runs `task` as soon as fewer than `limit` requests are in flight.
	 *
	 * @param limit this caller's own limit; two callers may have different ones
	 * @param cancelled ends the waiting when aborted; a task that runs is left alone
	 * @throws {CancelledError} when aborted while it waited
	 */
	async run<T>(limit: number, task: () => Promise<T>, cancelled?: AbortSignal): Promise<T> {
		await this.enter(limit, cancelled);
		try {
			return await task();
		} finally {
			this.inFlight -= 1;
			this.admit();
		}
	}

	/** Now on the clock of the gate, for {@link stepDown}. */
	get now(): number {
		return this.ceiling.now();
	}

	/**
	 * Lets fewer in for a while, because a running task met a sign of overload.
	 *
	 * @param startedAt {@link now} when that task started
	 */
	stepDown(startedAt: number): void {
		this.ceiling.stepDown(this.inFlight, startedAt);
	}

	private async enter(limit: number, cancelled?: AbortSignal): Promise<void> {
		if (cancelled?.aborted) throw new CancelledError();
		await new Promise<void>((resolve, reject) => {
			const leaveQueue = (): void => {
				this.waiting = this.waiting.filter((other) => other !== waiting);
				reject(new CancelledError());
				// Whoever stood behind may have a higher limit.
				this.admit();
			};
			const enter = (): void => {
				cancelled?.removeEventListener('abort', leaveQueue);
				resolve();
			};
			const waiting: Waiting = { limit, enter };
			cancelled?.addEventListener('abort', leaveQueue, { once: true });
			this.waiting.push(waiting);
			this.admit();
		});
	}

	private admit(): void {
		const most = this.ceiling.current;
		for (;;) {
			const next = this.waiting[0];
			if (next === undefined || this.inFlight >= Math.min(next.limit, most)) return;
			this.waiting.shift();
			this.inFlight += 1;
			next.enter();
		}
	}
}

const gates = new Map<string, Gate>();

/** The gate that all requests of this process to `baseUrl` share. */
export function gateFor(baseUrl: string): Gate {
	const existing = gates.get(baseUrl);
	if (existing) return existing;
	const gate = new Gate();
	gates.set(baseUrl, gate);
	return gate;
}
