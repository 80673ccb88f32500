import { Failure } from '../failure';

/** AFAS refused records that were sent in one request: none of them was saved. */
export class BatchRefusedError extends Failure {
	/** @param items the input items of the batch, counted from 1 */
	constructor(reason: Failure, items: readonly number[]) {
		super(
			`AFAS refused the batch of items ${spanOf(items)}: ${reason.message}`,
			`None of these records was saved, since AFAS saves a batch as a whole. Lower 'Batch Size' under 'Options' to 1, or set 'On Error' to continue, to find the record that is meant. ${reason.advice}`,
			{ cause: reason },
		);
	}
}

/** What became of records, of actions of workflows, or of files. */
type Done = 'saved' | 'deleted' | 'carried out' | 'uploaded';

/** What each is done to. */
const DONE_TO: Readonly<Record<Done, string>> = {
	saved: 'records',
	deleted: 'records',
	'carried out': 'actions',
	uploaded: 'files',
};

/** A node stopped at a failure after it had saved, deleted or sent what belongs to other items. */
export class PartlyWrittenError extends Failure {
	/** @param items the input items that were done before, counted from 1 */
	constructor(reason: Failure, items: readonly number[], done: Done = 'saved') {
		super(
			reason.message,
			`${reason.advice} The ${DONE_TO[done]} of items ${spanOf(items)} were ${done} before this: leave them out when you run the node again.`,
			{ cause: reason },
		);
	}
}

/** Numbers as people write them: `1 to 12, 14`. */
function spanOf(numbers: readonly number[]): string {
	const sorted = [...numbers].sort((a, b) => a - b);
	const spans: Array<[first: number, last: number]> = [];
	for (const number of sorted) {
		const span = spans.at(-1);
		if (span !== undefined && number === span[1] + 1) span[1] = number;
		else spans.push([number, number]);
	}
	return spans
		.map(([first, last]) => (first === last ? String(first) : `${first} to ${last}`))
		.join(', ');
}
