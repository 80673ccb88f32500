/** Something that people refer to by its id, or by the label that AFAS shows for it. */
export interface Named {
	readonly id: string;
	readonly label?: string;
}

/** Text in another case, or with other separators than `_`, is the same name. */
function simplify(name: string): string {
	return name.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

/**
 * The id that was probably meant by a name that doesn't exist: the same name in another case or
 * with other separators, else the only one with that label, else the one with the fewest slips of
 * the keyboard, at most one in every three characters. Undefined when nothing is near.
 */
export function nearestName(name: string, candidates: readonly Named[]): string | undefined {
	const wanted = simplify(name);
	if (wanted === '') return undefined;
	const sameName = candidates.find((candidate) => simplify(candidate.id) === wanted);
	if (sameName) return sameName.id;
	const sameLabel = candidates.filter((candidate) => simplify(candidate.label ?? '') === wanted);
	if (sameLabel.length === 1) return sameLabel[0]?.id;
	return fewestSlips(wanted, candidates);
}

/** The same among plain names. */
export function nearestWord(name: string, words: readonly string[]): string | undefined {
	return nearestName(
		name,
		words.map((id) => ({ id })),
	);
}

function fewestSlips(wanted: string, candidates: readonly Named[]): string | undefined {
	let best: string | undefined;
	let fewest = Math.max(1, Math.floor(wanted.length / 3)) + 1;
	for (const { id } of candidates) {
		const slips = countSlips(wanted, simplify(id), fewest);
		if (slips >= fewest) continue;
		[best, fewest] = [id, slips];
	}
	return best;
}

/**
 * Optimal string alignment distance: characters added, left out, replaced, or swapped with their
 * neighbour.
 *
 * @param enough a count from which the exact answer doesn't matter.
 */
function countSlips(from: string, to: string, enough: number): number {
	if (Math.abs(from.length - to.length) >= enough) return enough;
	let [beforePrevious, previous]: [number[], number[]] = [[], range(to.length + 1)];
	for (let row = 1; row <= from.length; row++) {
		const current = [row];
		for (let column = 1; column <= to.length; column++) {
			const same = from[row - 1] === to[column - 1];
			const swapped = from[row - 1] === to[column - 2] && from[row - 2] === to[column - 1];
			current[column] = Math.min(
				at(previous, column) + 1,
				at(current, column - 1) + 1,
				at(previous, column - 1) + (same ? 0 : 1),
				swapped ? at(beforePrevious, column - 2) + 1 : Infinity,
			);
		}
		[beforePrevious, previous] = [previous, current];
	}
	return at(previous, to.length);
}

function range(length: number): number[] {
	return Array.from({ length }, (_, index) => index);
}

function at(row: readonly number[], index: number): number {
	return row[index] ?? Infinity;
}
