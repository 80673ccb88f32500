import { Failure } from '../failure';

/** So many rows are gone that it is more likely that they can't be seen than that they were deleted. */
export class RowsLostError extends Failure {
	constructor(lost: number, before: number) {
		super(
			`${lost} of ${before} rows are gone since the last time, which looks like a change of rights or of the GetConnector, not like deletions`,
			"Check the authorisation of the system user and the filter of the GetConnector in Profit. If the rows were really deleted, raise 'Most Deletions (%)' under 'Options'. Until then nothing is delivered and nothing is forgotten.",
		);
	}
}
