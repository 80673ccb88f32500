import { REPORT_CONNECTOR, SUBJECT_CONNECTOR } from './access';
import { type Answer, binary, empty, json } from './answer';
import { RefusedError, type StoredFile } from './contract';
import { percentDecode, type Incoming } from './incoming';
import { refusals } from './messages';
import type { Caller, Service } from './service';

/** Answers `GET /subjectconnector/{subjectId}/{fileId}` (reference §7.1). */
export function answerSubjectFile(
	{ company }: Service,
	caller: Caller,
	incoming: Incoming,
	[inPath, fileInPath]: readonly string[],
): Answer {
	requireConnector(caller, SUBJECT_CONNECTOR);
	const subjectId = inPath ?? incoming.query.get('SubjectId') ?? '';
	const fileId = fileInPath ?? incoming.query.get('FileId') ?? '';
	return answerFile(incoming, company.attachment(subjectId, fileId), true);
}

/**
 * Answers `GET /fileconnector/{fileId}/{fileName}` (reference §7.2): the name must be the original
 * one, plainly percent-encoded or with AFAS's `_` for `%`.
 *
 * @param rawName the last segment of the path as sent; undefined when it is in the query string
 */
export function answerFileField(
	{ company }: Service,
	caller: Caller,
	incoming: Incoming,
	[inPath]: readonly string[],
	rawName: string | undefined,
): Answer {
	requireConnector(caller, SUBJECT_CONNECTOR);
	const file = company.file(inPath ?? incoming.query.get('fileid') ?? '');
	const name =
		rawName === undefined ? incoming.query.get('filename') : decodeFileName(percentDecode(rawName));
	// Names with a comma fail in AFAS however they are encoded.
	const isFound = file !== undefined && file.fileName === name && !name.includes(',');
	return answerFile(incoming, isFound ? file : undefined, true);
}

/** Undoes `_5f` for `_` and the like; undefined where a `_` starts no such pair. */
function decodeFileName(name: string): string | undefined {
	if (/_(?![0-9a-f]{2})/i.test(name)) return undefined;
	return percentDecode(name.replaceAll('%', '%25').replace(/_([0-9a-f]{2})/gi, '%$1'));
}

/** Answers `GET /imageconnector/{imageId}?format=0|1|2` (reference §7.3); all formats are alike. */
export function answerImage(
	{ company }: Service,
	incoming: Incoming,
	[imageId = '']: readonly string[],
): Answer {
	if (!/^[012]?$/.test(incoming.query.get('format') ?? '')) {
		throw new RefusedError(refusals.unexpected);
	}
	return answerFile(incoming, company.image(imageId), false);
}

/** Answers `GET /reportconnector/{reportId}` (reference §7.4); filters are ignored. */
export function answerReport(
	{ company }: Service,
	caller: Caller,
	incoming: Incoming,
	[reportId = '']: readonly string[],
): Answer {
	requireConnector(caller, REPORT_CONNECTOR);
	return answerFile(incoming, company.report(reportId), false);
}

function requireConnector({ appConnector }: Caller, id: string): void {
	if (appConnector.customConnectors.includes(id)) return;
	throw new RefusedError(refusals.customConnectorNotAllowed);
}

function answerFile({ headers }: Incoming, file: StoredFile | undefined, isNamed: boolean): Answer {
	if (file === undefined) return empty(404);
	if (headers.sendfileasbinary === '1') return binary(file.mimeType, file.content);
	return json(200, {
		...(isNamed ? { filename: file.fileName } : {}),
		mimetype: file.mimeType,
		filedata: file.content.toString('base64'),
	});
}
