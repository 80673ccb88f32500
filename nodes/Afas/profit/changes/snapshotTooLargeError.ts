import { Failure } from '../failure';

/** There are more rows than a trigger can remember. */
export class SnapshotTooLargeError extends Failure {
	/** Sizes in characters. */
	constructor(rows: number, size: number, mostSize: number) {
		super(
			`Remembering ${rows} rows takes ${kilobytes(size)} kB, and a trigger has room for ${kilobytes(mostSize)} kB`,
			'Take fewer rows with a filter, choose shorter key fields, or detect changes with a modified field: it works for any number of rows. Nothing was delivered and nothing is lost.',
		);
	}
}

function kilobytes(size: number): number {
	return Math.ceil(size / 1_000);
}
