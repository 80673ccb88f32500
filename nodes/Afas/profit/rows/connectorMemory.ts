import type { Column } from '../metainfo/metainfo';

/**
 * What reading has taught about one GetConnector. It lasts as long as its metainfo: when that is read
 * anew, the GetConnector may have become another.
 */
export interface ConnectorMemory {
	/** Most rows that AFAS, or a gateway before it, gives at once, where that is fewer than asked. */
	pageCap?: number;
	/** Rows of the longest page so far. */
	longestPage: number;
	/** Rows that were last proven to be all there was, by what was asked for. */
	readonly provenRows: Map<string, number>;
	/** Ids of columns that AFAS refuses to sort on. */
	readonly refusedSort: Set<string>;
	/** Ids of columns that AFAS only sorts on when they stand in brackets and quotes. */
	readonly bracketedSort: Set<string>;
	/** Orders that AFAS answered with rows, each as one text. */
	readonly takenSort: Set<string>;
	/** Words with which AFAS refused a read in any order: they aren't about the order. */
	readonly otherRefusals: Set<string>;
	/** Whether AFAS refuses the condition with which pages are asked for by value. */
	refusesAnchors?: boolean;
	/** Values that AFAS lets be looked up in one request, where it refused more. */
	keysAtOnce?: number;
	/** What a `%` in the value of a text operator is to AFAS, where rows have shown it. */
	percent?: PercentMeaning;
}

/** What a `%` in the value of a text operator is: a wildcard, or a percent sign (which may be refused). */
export type PercentMeaning = 'wildcard' | 'sign';

const memories = new WeakMap<readonly Column[], ConnectorMemory>();

/** The memory that belongs to columns as metainfo has them: the same list has the same memory. */
export function memoryOf(columns: readonly Column[]): ConnectorMemory {
	const kept = memories.get(columns);
	if (kept !== undefined) return kept;
	const memory: ConnectorMemory = {
		longestPage: 0,
		provenRows: new Map(),
		refusedSort: new Set(),
		bracketedSort: new Set(),
		takenSort: new Set(),
		otherRefusals: new Set(),
	};
	memories.set(columns, memory);
	return memory;
}
