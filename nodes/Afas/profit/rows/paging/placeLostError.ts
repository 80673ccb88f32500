import { Failure } from '../../failure';

/** So many rows came or went during the read that its place could not be found again. */
export class PlaceLostError extends Failure {
	constructor() {
		super(
			'The rows changed so much during the read that it lost its place',
			"Run it again at a quieter moment, sort on a column that doesn't change (such as a number), or name the unique columns in 'Key Fields' under 'Options'. When no rows changed, a gateway between n8n and AFAS may drop the parameters of requests.",
		);
	}
}
