import type { IExecuteFunctions } from 'n8n-workflow';
import {
	type AttachedFile,
	type BinaryMarker,
	type FileSource,
	isBinaryMarker,
} from '../../profit/record/attachedFile';
import { binaryFields, fileNameOf } from '../binaryFields';

/**
 * Loads the files that a record asks for with `{ "$binary": "..." }`; missing ones are left out.
 *
 * @param itemIndex input item of the record, for markers that name none
 */
export async function filesOf(
	context: IExecuteFunctions,
	itemIndex: number,
	record: unknown,
): Promise<FileSource> {
	const files = new Map<string, AttachedFile>();
	const keyOf = ({ $binary, $item }: BinaryMarker) => `${$item ?? itemIndex} ${$binary}`;
	for (const marker of markersIn(record)) {
		const key = keyOf(marker);
		if (files.has(key)) continue;
		const file = await loadFile(context, marker.$item ?? itemIndex, marker.$binary);
		if (file !== undefined) files.set(key, file);
	}
	return (marker) => files.get(keyOf(marker));
}

async function loadFile(
	context: IExecuteFunctions,
	itemIndex: number,
	name: string,
): Promise<AttachedFile | undefined> {
	const field = binaryFields(context.getInputData()[itemIndex]).get(name);
	if (field === undefined) return undefined;
	context.helpers.assertBinaryData(itemIndex, field.path);
	const content = await context.helpers.getBinaryDataBuffer(itemIndex, field.path);
	return { fileName: fileNameOf(field.binary, name), content: content.toString('base64') };
}

function markersIn(value: unknown): BinaryMarker[] {
	if (isBinaryMarker(value)) return [value];
	if (typeof value !== 'object' || value === null) return [];
	return Object.values(value).flatMap(markersIn);
}
