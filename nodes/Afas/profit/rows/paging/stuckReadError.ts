import { Failure } from '../../failure';

/** What was seen of a service that doesn't do what it is asked. */
export type Oddity = 'sameRows' | 'filterIgnored' | 'orderIgnored' | 'sortIgnored' | 'endUnproven';

const MESSAGES: Readonly<Record<Oddity, string>> = {
	sameRows: "AFAS gives the same rows whatever 'skip' is, so the rows behind them can't be read",
	filterIgnored: 'AFAS gives rows that the filter leaves out',
	orderIgnored: 'AFAS gives the rows in another order each time, whatever the sort is',
	endUnproven: "Whether AFAS has more rows than it gave can't be seen",
	sortIgnored: "AFAS doesn't give the rows in the order of 'Sort', so the first ones can't be told",
};

/**
 * A read that ends since AFAS, or what stands before it, doesn't answer what is asked. Going on would
 * ask without end, or put out rows twice or unasked.
 */
export class StuckReadError extends Failure {
	constructor(
		readonly oddity: Oddity,
		/** Requests of the read so far. */
		readonly requests: number,
	) {
		super(
			MESSAGES[oddity],
			`The read was ended after ${requests} requests. A gateway or proxy between n8n and AFAS may drop the parameters of a request: check 'Base URL' in the credential, and ask whoever manages it.`,
		);
	}
}
