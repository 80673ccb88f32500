import { Failure } from '../failure';

/** What names a file is missing, or can't be what it should be. */
export class FileReferenceError extends Failure {}

/**
 * The number of a dossier item, as text.
 *
 * @throws {FileReferenceError} when it isn't one
 */
export function subjectNumber(value: unknown): string {
	const text = textOf(value);
	if (/^\d+$/.test(text)) return text;
	throw new FileReferenceError(
		text === ''
			? "'Dossier Item ID' is empty"
			: `'Dossier Item ID' is '${text}', which is no number`,
		'Fill in the number of the dossier item, such as 48761. A GetConnector about dossier items has it as SubjectId or subject_id.',
	);
}

/**
 * The id of a file, image or report: 32 hexadecimal digits (reference §7). Braces and hyphens, with
 * which Profit shows some of them, are left out.
 *
 * @param setting what the user calls the place of the id, such as `File ID`
 * @throws {FileReferenceError} when it is empty, or has characters that no ID has
 */
export function fileIdentifier(setting: string, value: unknown): string {
	const text = textOf(value);
	const id = text.replace(/[{}-]/g, '');
	if (/^[0-9a-z]+$/i.test(id)) return id;
	throw new FileReferenceError(
		text === '' ? `'${setting}' is empty` : `'${setting}' is '${text}', which is no ID`,
		'Fill in the ID of 32 characters that AFAS gave it, such as 1F2E3D4C5B6A79880123456789ABCDEF. Use an expression to take it from the input item.',
	);
}

/**
 * The original name of a file in a file field.
 *
 * @throws {FileReferenceError} when it is empty
 */
export function originalName(value: unknown): string {
	const text = textOf(value);
	if (text !== '') return text;
	throw new FileReferenceError(
		"'File Name' is empty",
		'AFAS wants the original name of the file beside its ID. The GetConnector that has the ID has the name too.',
	);
}

function textOf(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}
