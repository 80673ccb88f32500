/** Events of one webhook that are remembered in a process. */
const MOST_EVENTS = 10_000;

/** Webhooks of which a process remembers the events. */
const MOST_WEBHOOKS = 500;

/**
 * The last events that were taken, so that one that Profit sends again starts nothing.
 *
 * Bounded: the oldest ones are forgotten first.
 */
export class RecentEvents {
	private readonly ids = new Set<string>();

	/**
	 * Takes an event.
	 *
	 * @returns false when it was taken before
	 */
	take(eventId: string): boolean {
		if (this.ids.has(eventId)) return false;
		this.ids.add(eventId);
		forgetOldest(this.ids, MOST_EVENTS);
		return true;
	}

	/** The newest events, the oldest of them first. */
	latest(count: number): string[] {
		return [...this.ids].slice(-count);
	}
}

const byWebhook = new Map<string, RecentEvents>();

/**
 * The events that this process took for a webhook; all requests to it share them. The webhooks that
 * were quiet for longest are forgotten first.
 */
export function recentEventsOf(webhook: string): RecentEvents {
	const events = byWebhook.get(webhook) ?? new RecentEvents();
	byWebhook.delete(webhook);
	byWebhook.set(webhook, events);
	forgetOldest(byWebhook, MOST_WEBHOOKS);
	return events;
}

function forgetOldest<T>(
	known: { keys(): Iterable<T>; delete(key: T): boolean; readonly size: number },
	most: number,
): void {
	for (const key of known.keys()) {
		if (known.size <= most) return;
		known.delete(key);
	}
}
