import type { IExecuteFunctions } from 'n8n-workflow';
import { type AttachedFile, isBinaryMarker } from '../../profit/record/attachedFile';
import { binaryFields } from '../binaryFields';

/** Files of an input item by the name of their binary property. */
export type FilesOfItem = ReadonlyMap<string, AttachedFile>;

/** Loads the files that a record asks for with `{ "$binary": "..." }`; missing ones are left out. */
export async function filesOf(
	context: IExecuteFunctions,
	itemIndex: number,
	record: unknown,
): Promise<FilesOfItem> {
	const available = binaryFields(context.getInputData()[itemIndex]);
	const files = new Map<string, AttachedFile>();
	for (const name of binaryProperties(record)) {
		const field = available.get(name);
		if (field === undefined || files.has(name)) continue;
		context.helpers.assertBinaryData(itemIndex, field.path);
		const content = await context.helpers.getBinaryDataBuffer(itemIndex, field.path);
		files.set(name, {
			fileName: field.binary.fileName ?? name,
			content: content.toString('base64'),
		});
	}
	return files;
}

function binaryProperties(value: unknown): string[] {
	if (isBinaryMarker(value)) return [value.$binary];
	if (typeof value !== 'object' || value === null) return [];
	return Object.values(value).flatMap(binaryProperties);
}
