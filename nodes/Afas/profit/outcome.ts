/** How something ended: with a value, or with a failure that is looked at before it is thrown. */
export type Outcome<T> = { readonly ok: true; readonly value: T } | Failed;

/** An end with a failure. */
export interface Failed {
	readonly ok: false;
	readonly failure: unknown;
}

/** Waits for the end of something without throwing. */
export async function outcomeOf<T>(promise: Promise<T>): Promise<Outcome<T>> {
	return await promise.then(
		(value) => ({ ok: true, value }) as const,
		(failure: unknown) => ({ ok: false, failure }) as const,
	);
}

/** The same for what ends at once. */
export function resultOf<T>(make: () => T): Outcome<T> {
	try {
		return { ok: true, value: make() };
	} catch (failure) {
		return { ok: false, failure };
	}
}

/** What came of it, for who has looked at it. @throws the failure */
export function valueOf<T>(outcome: Outcome<T>): T {
	if (outcome.ok) return outcome.value;
	throw outcome.failure;
}
