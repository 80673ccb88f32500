import type { Row } from '../row';

/** What happened to a row; `changed` where created and updated can't be told apart. */
export type ChangeEvent = 'created' | 'updated' | 'changed' | 'deleted';

/** A row to deliver. */
export interface RowChange {
	readonly event: ChangeEvent;
	/** All columns; only the key columns of a deleted row. */
	readonly row: Row;
}
