/** What a trigger looks for with the help of modified fields. */
export interface ModifiedPlan {
	/** Date columns; a row has changed when one of them has. At least one. */
	readonly modifiedFields: readonly string[];
	/** Columns that together are different in every row. */
	readonly keyFields: readonly string[];
	/** Column that says when a row was made; without one, created and updated are one event. */
	readonly createdField?: string;
	/** Ids of all columns of the GetConnector. */
	readonly columns: readonly string[];
	readonly overlapMinutes: number;
	/** Rows to deliver at most in one look. */
	readonly maxRows: number;
	/**
	 * `YYYY-MM-DDTHH:mm:ss`, well in the future: a change after it is delivered, but can't be true, and
	 * is no reason to look no further back than there.
	 */
	readonly horizon?: string;
	/** Whether the time for one look is over: what was found by then is delivered. */
	readonly isTimeUp?: () => boolean;
}

/**
 * How far a trigger has come. Times are `YYYY-MM-DDTHH:mm:ss` on the clock of Profit, taken from
 * rows and never from the clock of n8n. Plain data: it is kept as JSON.
 */
export interface ModifiedState {
	/** Where the next look begins; undefined when there was no row yet. */
	readonly from?: string;
	/** The newest change that was seen. */
	readonly newest?: string;
	/** Whether the last look ended before the last row. */
	readonly isBehind?: boolean;
	/** A row that was made since then, and was not delivered, is a created one. */
	readonly createdSince?: string;
	/** Ids of the columns that count as the content of the rows in `seen`. */
	readonly columns: readonly string[];
	/** Delivered rows that the next look meets again, as {@link SeenRows} packs them. */
	readonly seen: string;
}
