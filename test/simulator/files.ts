import { REPORT_CONNECTOR, SUBJECT_CONNECTOR } from './access';
import { type Answer, binary, empty, json } from './answer';
import { RefusedError, type StoredFile } from './contract';
import { percentDecode, type Incoming } from './incoming';
import { refusals } from './messages';
import type { Caller, Service } from './service';
import type { Settings } from './settings';

/** Answers `GET /subjectconnector/{subjectId}/{fileId}` (reference §7.1). */
export function answerSubjectFile(
	service: Service,
	caller: Caller,
	incoming: Incoming,
	[inPath, fileInPath]: readonly string[],
): Answer {
	const refused = refuseConnector(service, caller, SUBJECT_CONNECTOR);
	if (refused !== undefined) return refused;
	const subjectId = inPath ?? incoming.query.get('SubjectId') ?? '';
	const fileId = fileInPath ?? incoming.query.get('FileId') ?? '';
	return answerFile(service, incoming, service.company.attachment(subjectId, fileId), true);
}

/**
 * Answers `GET /fileconnector/{fileId}/{fileName}` (reference §7.2): the name must be the original
 * one, encoded as the setting `fileNames` says.
 *
 * @param rawName the last segment of the path as sent; undefined when it is in the query string
 */
export function answerFileField(
	service: Service,
	caller: Caller,
	incoming: Incoming,
	[inPath]: readonly string[],
	rawName: string | undefined,
): Answer {
	const refused = refuseConnector(service, caller, SUBJECT_CONNECTOR);
	if (refused !== undefined) return refused;
	const file = service.company.file(inPath ?? incoming.query.get('fileid') ?? '');
	const name =
		rawName === undefined
			? incoming.query.get('filename')
			: decodeFileName(rawName, service.settings.fileNames);
	// Names with a comma fail in AFAS however they are encoded.
	const isFound = file !== undefined && file.fileName === name && !name.includes(',');
	return answerFile(service, incoming, isFound ? file : undefined, true);
}

/**
 * Undoes `_5f` for `_` and the like. Undefined where a `_` starts no such pair, and where anything
 * but a space is encoded with `%`.
 */
function decodeFileName(raw: string, mode: Settings['fileNames']): string | undefined {
	if (mode === 'plain') return percentDecode(raw);
	if (/_(?![0-9a-f]{2})|%(?!20)/i.test(raw)) return undefined;
	return percentDecode(raw.replace(/_([0-9a-f]{2})/gi, '%$1'));
}

/** Answers `GET /imageconnector/{imageId}?format=0|1|2` (reference §7.3); all formats are alike. */
export function answerImage(
	service: Service,
	incoming: Incoming,
	[imageId = '']: readonly string[],
): Answer {
	if (!/^[012]?$/.test(incoming.query.get('format') ?? '')) {
		throw new RefusedError(refusals.unexpected);
	}
	return answerFile(service, incoming, service.company.image(imageId), false);
}

/** Answers `GET /reportconnector/{reportId}` (reference §7.4); filters are ignored. */
export function answerReport(
	service: Service,
	caller: Caller,
	incoming: Incoming,
	[reportId = '']: readonly string[],
): Answer {
	const refused = refuseConnector(service, caller, REPORT_CONNECTOR);
	if (refused !== undefined) return refused;
	return answerFile(service, incoming, service.company.report(reportId), false);
}

/** The answer for a caller whose App connector lacks a custom connector; undefined for others. */
function refuseConnector(
	{ settings }: Service,
	{ appConnector }: Caller,
	id: string,
): Answer | undefined {
	if (appConnector.customConnectors.includes(id)) return undefined;
	if (settings.missingCustomConnector === 'notFound') return empty(404);
	if (settings.missingCustomConnector === 'unauthorized') return empty(401);
	throw new RefusedError(refusals.customConnectorNotAllowed);
}

function answerFile(
	{ settings }: Service,
	{ headers }: Incoming,
	file: StoredFile | undefined,
	isNamed: boolean,
): Answer {
	if (file === undefined) return empty(404);
	if (settings.sendFileAsBinary && headers.sendfileasbinary === '1') {
		return binary(file.mimeType, file.content);
	}
	return json(200, {
		...(isNamed ? { filename: file.fileName } : {}),
		mimetype: file.mimeType,
		filedata: `${settings.base64Prefix ? `data:${file.mimeType};base64,` : ''}${base64(file.content, settings.base64LineLength)}`,
	});
}

/** Base64 in lines of so many characters, as many servers write it, or in one line. */
function base64(content: Buffer, lineLength: number | null): string {
	const text = content.toString('base64');
	if (lineLength === null) return text;
	return text.replace(new RegExp(`.{${lineLength}}`, 'g'), '$&\r\n');
}
