import type { Client } from '../exchange/client';
import { ProfitError } from '../exchange/profitError';
import { outcomeOf } from '../outcome';
import type { AttachedFile } from '../record/attachedFile';
import { bodyOf } from '../record/body';
import { connectorPath } from '../record/connectorPath';
import type { Element } from '../record/element';
import { type WrittenKeys, writtenKeys } from '../record/writtenKeys';
import { MOST_REQUEST_BYTES, RequestTooLargeError } from '../write/requestTooLargeError';
import { sendWrite } from '../write/sendWrite';
import { base64Length } from './base64';

const CONNECTOR = 'KnSubject';
const SUB_OBJECT = 'KnSubjectAttachment';

/** How an upload is sent. */
export interface UploadOptions {
	readonly language?: string;
	/** ms to wait for AFAS to save. */
	readonly timeout: number;
}

/**
 * Refuses files that AFAS wouldn't take in one request, before they are read into memory. What else
 * is in the request is small: `sendWrite` counts it all.
 *
 * @param sizes bytes of each file
 * @throws {RequestTooLargeError}
 */
export function assertUploadFits(sizes: readonly number[]): void {
	const bytes = sizes.reduce((sum, size) => sum + base64Length(size), 0);
	if (bytes > MOST_REQUEST_BYTES) throw new RequestTooLargeError(bytes);
}

/**
 * Adds files to a dossier item that is there already, all in one request: AFAS keeps all of them or
 * none (reference §7.6). Like every write it is never repeated.
 *
 * @param subjectId number of the dossier item, as text
 * @returns the keys that AFAS answered with; undefined when it sent none
 * @throws what `sendWrite` throws
 */
export async function uploadAttachments(
	client: Client,
	subjectId: string,
	files: readonly AttachedFile[],
	options: UploadOptions,
): Promise<WrittenKeys | undefined> {
	const outcome = await outcomeOf(
		sendWrite(client, {
			...options,
			method: 'POST',
			path: connectorPath(CONNECTOR, SUB_OBJECT),
			body: bodyOf({ name: CONNECTOR }, [subjectWith(subjectId, files)]),
		}),
	);
	if (outcome.ok) return writtenKeys(outcome.value)[0];
	throw explained(outcome.failure, files);
}

function subjectWith(subjectId: string, files: readonly AttachedFile[]): Element {
	const elements = files.map(({ fileName, content }) => ({
		Fields: { FileName: fileName, FileStream: content },
	}));
	const [first] = elements;
	const element = elements.length === 1 && first !== undefined ? first : elements;
	return { '@SbId': subjectId, Objects: [{ [SUB_OBJECT]: { Element: element } }] };
}

/** AFAS may take a file without content for a field without a value. */
function explained(failure: unknown, files: readonly AttachedFile[]): unknown {
	if (!(failure instanceof ProfitError) || failure.details.kind !== 'functional') return failure;
	const empty = files.filter(({ content }) => content === '').map(({ fileName }) => fileName);
	if (empty.length === 0) return failure;
	const which = empty.map((fileName) => `'${fileName}'`).join(', ');
	return new ProfitError(
		failure.message,
		`${failure.advice} Without content: ${which}. AFAS may refuse a file of 0 bytes: leave it out.`,
		failure.details,
	);
}
