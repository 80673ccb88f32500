import type { UpdateField } from '../metainfo/metainfo';
import { type BinaryMarker, fileNameField, isBinaryMarker } from './attachedFile';
import type { Draft } from './draft';
import { type Conversion, convertValue } from './fieldValue';
import { note, type Place } from './place';
import { isWireForm } from './wireForm';

/** What is sent for a value of a field; what can't be converted is noted and goes as it was given. */
export function fieldContent(
	value: unknown,
	field: UpdateField,
	id: string,
	draft: Draft,
	place: Place,
): unknown {
	if (isBinaryMarker(value)) return fileContent(value, field, id, draft, place);
	const conversion = convertValue(value, field);
	if ('problem' in conversion) {
		note(place, conversion.kind, id, conversion.problem);
		return value;
	}
	if (place.shaping.asSent) noteForm(value, conversion, field, id, place);
	return conversion.value;
}

/** A body is sent as it is, so what we would have made of a value is of no help to AFAS. */
function noteForm(
	value: unknown,
	conversion: Exclude<Conversion, { problem: string }>,
	field: UpdateField,
	id: string,
	place: Place,
): void {
	if (isWireForm(value, conversion.value, field)) return;
	const message = `holds '${String(value)}', and AFAS reads it as '${conversion.value}' only: a body is sent as it is`;
	note(place, 'wrongType', id, message);
}

/** The content of the file behind a marker; its name goes in the field beside it. */
export function fileContent(
	marker: BinaryMarker,
	{ dataType }: Pick<UpdateField, 'dataType'>,
	id: string,
	draft: Draft,
	place: Place,
): unknown {
	if (place.shaping.asSent) {
		note(place, 'wrongType', id, 'holds a file marker, which has a meaning only in a record');
		return '';
	}
	if (dataType !== 'blob') note(place, 'wrongType', id, 'takes no file');
	const file = place.shaping.files(marker);
	if (file === undefined) {
		const message = `needs a file, and the input item has no binary data named '${marker.$binary}'`;
		note(place, 'missingFile', id, message);
		return '';
	}
	const nameField = fileNameField(id, place.object);
	if (nameField !== undefined) draft.fileNames.set(nameField, file.fileName);
	return file.content;
}
