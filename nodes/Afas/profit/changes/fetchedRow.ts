import type { Row } from '../row';
import type { RowFingerprint } from './rowFingerprint';

/** A row that a poll fetched. */
export interface FetchedRow {
	readonly row: Row;
	/** Its latest modification. */
	readonly moment: string;
	readonly fingerprint: RowFingerprint;
	/** Whether it was not delivered in this state before. */
	readonly isNew: boolean;
}
