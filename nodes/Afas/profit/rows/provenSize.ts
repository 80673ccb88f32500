import type { WireFilter } from '../filter/filter';
import type { ConnectorMemory } from './connectorMemory';
import type { SortField } from './order';

/** What a read asks for. */
export interface Question {
	readonly filter: WireFilter;
	readonly sort: readonly SortField[];
	/** Whether as few rows as the last time need no proof that they are all (false). */
	readonly trustsSameCount?: boolean;
}

/** Rows of a page that AFAS gives when it isn't told how many: nothing before it gives fewer at once. */
const USUAL_PAGE = 100;

/**
 * Whether the same question was answered with just as few rows before, and proven to be all there were:
 * a step that is repeated for a few rows costs one request. Another number of rows is proven anew.
 */
export function isProvenSize(
	{ pageCap, provenRows }: ConnectorMemory,
	request: Question,
	rows: number,
): boolean {
	if (request.trustsSameCount !== true || pageCap !== undefined || rows >= USUAL_PAGE) return false;
	return provenRows.get(shapeOf(request)) === rows;
}

/** What a read asks for, without the values: those of a schedule differ each time. */
function shapeOf({ filter, sort }: Question): string {
	const conditions = filter.map((group) => group.map(({ field, operator }) => [field, operator]));
	return JSON.stringify([conditions, sort.map(({ field, direction }) => [field, direction])]);
}

/** Remembers rows that were proven to be all there are. */
export function rememberProvenSize(
	memory: ConnectorMemory,
	question: Question,
	rows: number,
): void {
	memory.provenRows.set(shapeOf(question), rows);
}
