import { Failure } from '../profit/failure';

/** What Node.js calls the ways in which a disk refuses a file, in words. */
const REASON_BY_CODE: ReadonlyMap<string, string> = new Map([
	['ENOSPC', 'The disk is full.'],
	['EDQUOT', 'The disk is full.'],
	['EACCES', 'n8n may not write there.'],
	['EPERM', 'n8n may not write there.'],
	['EROFS', 'n8n may not write there.'],
]);

/** n8n's storage of binary data didn't take a file. */
export class FileNotKeptError extends Failure {
	/** @param cause what n8n threw; of errors of a disk only the kind is shown, not the path */
	constructor(cause: unknown) {
		super(
			'n8n could not keep the file',
			`${reasonOf(cause)} Ask who manages n8n to look at where it keeps binary data. Nothing was put out.`,
			{ cause },
		);
	}
}

function reasonOf(cause: unknown): string {
	const { code, message } = cause as { code?: unknown; message?: unknown };
	if (typeof code === 'string') {
		return REASON_BY_CODE.get(code) ?? `Its storage of binary data failed with ${code}.`;
	}
	return `Its storage of binary data says: ${String(message ?? cause)}.`;
}
