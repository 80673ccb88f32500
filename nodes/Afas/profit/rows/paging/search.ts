/** Pages that are looked through, each way, to find the place again. */
const SEARCHED_PAGES = 6;

/**
 * Where to look for the end of the delivered rows after they moved: backwards with growing strides, then
 * forwards. Pages overlap by a quarter.
 *
 * @param from `skip` of the page on which they were expected
 * @returns values of `skip`, in the order in which to try them
 */
export function searchedSkips(from: number, pageSize: number): number[] {
	const stride = Math.max(1, Math.floor(pageSize * 0.75));
	const skips: number[] = [];
	for (let page = 1; page <= SEARCHED_PAGES; page++) {
		const skip = Math.max(0, from - page * stride);
		if (skips.at(-1) !== skip) skips.push(skip);
	}
	for (let page = 1; page <= SEARCHED_PAGES; page++) skips.push(from + page * stride);
	return skips;
}
