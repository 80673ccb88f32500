import { Failure } from '../failure';

/** The user or n8n stopped the execution; no further request was sent. */
export class CancelledError extends Failure {
	constructor() {
		super('The execution was cancelled', 'No further requests were sent to AFAS.');
	}
}
