/** Latest of some moments, `YYYY-MM-DDTHH:mm:ss`; undefined when there is none. */
export function latest(moments: ReadonlyArray<string | undefined>): string | undefined {
	return moments
		.filter((moment) => moment !== undefined)
		.reduce<string | undefined>(
			(last, moment) => (last === undefined || moment > last ? moment : last),
			undefined,
		);
}

/** Earliest of some moments, in the same form. */
export function earliest(moments: ReadonlyArray<string | undefined>): string | undefined {
	return moments
		.filter((moment) => moment !== undefined)
		.reduce<string | undefined>(
			(first, moment) => (first === undefined || moment < first ? moment : first),
			undefined,
		);
}

/** Moments that can be true. @param horizon a later one can't be; undefined for none */
export function credible(
	moments: ReadonlyArray<string | undefined>,
	horizon: string | undefined,
): Array<string | undefined> {
	if (horizon === undefined) return [...moments];
	return moments.filter((moment) => moment !== undefined && moment <= horizon);
}

/** Puts moments in order, earliest first. */
export function compareMoments(one: string, other: string): number {
	return one < other ? -1 : one > other ? 1 : 0;
}
