import { Failure } from '../failure';
import { decodeBase64 } from './base64';

/** A file that AFAS gave. */
export interface ProfitFile {
	/** As AFAS gave it; undefined for images and reports, which have no name. */
	readonly fileName?: string;
	/** Undefined when AFAS gave none that means anything. */
	readonly mimeType?: string;
	readonly content: Buffer;
}

/** AFAS answered with something that is no file, or with a file that isn't whole. */
export class BrokenFileError extends Failure {
	/** @param reason in words that follow "AFAS's answer" */
	constructor(reason: string) {
		super(
			`AFAS's answer ${reason}`,
			'Nothing was kept of it: a part of a file would be worse than none. Run it again. When it stays, open the file in Profit to see whether it is whole there, and check whether a proxy stands between n8n and AFAS.',
		);
	}
}

/**
 * Reads the answer of a SubjectConnector, FileConnector, ImageConnector or ReportConnector:
 * `{ filename, mimetype, filedata }` (reference §7). A text of no characters is an empty file.
 *
 * @throws {BrokenFileError} when it holds no file, or one that isn't Base64 to the end
 */
export function readFileAnswer(answer: unknown): ProfitFile {
	const { filename, mimetype, filedata } = (answer ?? {}) as Record<string, unknown>;
	if (typeof filedata !== 'string') throw new BrokenFileError('holds no file');
	const content = decodeBase64(filedata);
	if (content === undefined) throw new BrokenFileError('holds a file that is not valid Base64');
	return {
		...(typeof filename === 'string' && filename.trim() !== '' && { fileName: filename.trim() }),
		...readMimeType(mimetype),
		content,
	};
}

function readMimeType(value: unknown): Pick<ProfitFile, 'mimeType'> {
	const [mimeType] = /^[\w.+-]+\/[\w.+-]+/.exec(String(value ?? '').trim()) ?? [];
	return mimeType === undefined ? {} : { mimeType: mimeType.toLowerCase() };
}
