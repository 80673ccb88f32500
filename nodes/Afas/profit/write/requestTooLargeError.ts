import { Failure } from '../failure';

/** Most bytes that AFAS takes in one request, files as Base64 included (reference §5.8). */
export const MOST_REQUEST_BYTES = 75 * 1024 * 1024;

/** A request that AFAS would refuse for its size; it was not sent. */
export class RequestTooLargeError extends Failure {
	constructor(bytes: number) {
		super(
			`The request is ${inMegabytes(bytes)} MB, and AFAS takes at most 75 MB`,
			'Send fewer records or files at once. A file takes a third more room in a request than on disk.',
		);
	}
}

function inMegabytes(bytes: number): string {
	return (bytes / (1024 * 1024)).toFixed(1);
}
