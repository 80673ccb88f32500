import { Failure } from '../failure';

/** A query string that AFAS would answer with 404, as if the connector didn't exist. */
export class QueryTooLongError extends Failure {
	constructor(
		/** Characters of the query string, `?` included. */
		readonly length: number,
		/** Characters that AFAS accepts. */
		readonly limit: number,
	) {
		super(
			`The filter and sort order make a query string of ${length} characters, and AFAS accepts ${limit}`,
			'Use fewer or shorter conditions, split them over several runs, or use a GetConnector that has the filter built in. A value with a comma or semicolon takes more room.',
		);
	}
}
