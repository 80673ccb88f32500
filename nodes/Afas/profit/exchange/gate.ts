/** Most requests in flight to one environment: AFAS's own advice for parallel calls (§4.6.5). */
export const USUAL_IN_FLIGHT = 5;

/** Most requests in flight when the user asks for more (§4.6.5, the higher of AFAS's two figures). */
export const HIGHEST_IN_FLIGHT = 8;

/**
 * Limits the requests in flight to one environment.
 *
 * All executions and items of a process share the gate of a base URL, since AFAS counts them
 * together. Who waits longest goes first.
 */
export class Gate {
	private inFlight = 0;

	private readonly waiting: Array<{ limit: number; enter: () => void }> = [];

	/**
	 * Runs `task` as soon as fewer than `limit` requests are in flight.
	 *
	 * @param limit this caller's own limit; two callers may have different ones
	 */
	async run<T>(limit: number, task: () => Promise<T>): Promise<T> {
		await this.enter(limit);
		try {
			return await task();
		} finally {
			this.leave();
		}
	}

	private async enter(limit: number): Promise<void> {
		if (this.waiting.length === 0 && this.inFlight < limit) {
			this.inFlight += 1;
			return;
		}
		await new Promise<void>((resolve) => {
			this.waiting.push({ limit, enter: resolve });
		});
	}

	private leave(): void {
		this.inFlight -= 1;
		const next = this.waiting[0];
		if (next === undefined || this.inFlight >= next.limit) return;
		this.waiting.shift();
		this.inFlight += 1;
		next.enter();
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
