/**
 * Pages of which the first was taken to look at: it comes first again. Whoever stops early ends the
 * pages behind it too.
 */
export async function* resumedPages<T>(
	first: T,
	rest: AsyncGenerator<T, void, undefined>,
): AsyncGenerator<T, void, undefined> {
	try {
		yield first;
		yield* rest;
	} finally {
		await rest.return();
	}
}
