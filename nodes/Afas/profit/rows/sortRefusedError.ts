import { Failure } from '../failure';
import type { ProfitError } from '../exchange/profitError';

/** AFAS refuses to sort on columns that the user asked to sort on. */
export class SortRefusedError extends Failure {
	constructor(
		/** Ids of the columns. */
		readonly fields: readonly string[],
		refusal: ProfitError,
	) {
		const names = fields.map((field) => `'${field}'`).join(' and ');
		super(
			`AFAS refuses to sort on ${names}`,
			`Choose another column under 'Sort', or leave it out and sort the rows in n8n. Without this sort AFAS gives the rows. It says: "${refusal.message.replace(/\.$/, '')}".`,
			{ cause: refusal },
		);
	}
}
