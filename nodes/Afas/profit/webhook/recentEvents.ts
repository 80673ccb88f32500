/** Events of one webhook that are remembered in a process. */
const MOST_EVENTS = 10_000;

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
		if (this.ids.size > MOST_EVENTS) this.forgetOldest();
		return true;
	}

	private forgetOldest(): void {
		for (const id of this.ids) {
			this.ids.delete(id);
			return;
		}
	}
}

const byWebhook = new Map<string, RecentEvents>();

/** The events that this process took for a webhook; all requests to it share them. */
export function recentEventsOf(webhook: string): RecentEvents {
	const known = byWebhook.get(webhook);
	if (known) return known;
	const events = new RecentEvents();
	byWebhook.set(webhook, events);
	return events;
}
