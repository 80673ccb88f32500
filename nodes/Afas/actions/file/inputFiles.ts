import type { IBinaryData, IExecuteFunctions } from 'n8n-workflow';
import { Failure } from '../../profit/failure';
import type { AttachedFile } from '../../profit/record/attachedFile';
import { binaryFields, fileNameOf } from '../binaryFields';

/** A file of the input item, before it is read. */
export interface InputFile {
	/** By which n8n's helpers find it. */
	readonly path: string;
	readonly fileName: string;
	/** Bytes. */
	readonly size: number;
}

/** An input item has no files where there should be some. */
export class NoInputFilesError extends Failure {
	constructor() {
		super(
			'The input item has no files',
			'Put a node before this one that gives a file, such as one that downloads or receives it. The files of an item are under Binary in its output.',
		);
	}
}

/**
 * The files of an input item that the user chose: by the names of their binary fields, or all of
 * them when there are no names. n8n's own error names a field that isn't there.
 *
 * @throws {NoInputFilesError} when the item has none at all
 */
export async function chosenFiles(
	context: IExecuteFunctions,
	itemIndex: number,
	chosen: readonly string[],
): Promise<InputFile[]> {
	const available = binaryFields(context.getInputData()[itemIndex]);
	const properties = [...new Set(chosen.length > 0 ? chosen : available.keys())];
	if (properties.length === 0) {
		throw new NoInputFilesError();
	}
	const files: InputFile[] = [];
	for (const property of properties) {
		const path = available.get(property)?.path ?? property;
		const binary = context.helpers.assertBinaryData(itemIndex, path);
		files.push({
			path,
			fileName: fileNameOf(binary, property),
			size: await sizeOf(context, binary),
		});
	}
	return files;
}

/** Reads a file whole: AFAS takes it as Base64 within JSON. */
export async function readFile(
	context: IExecuteFunctions,
	itemIndex: number,
	{ path, fileName }: InputFile,
): Promise<AttachedFile> {
	const content = await context.helpers.getBinaryDataBuffer(itemIndex, path);
	return { fileName, content: content.toString('base64') };
}

/** Without reading the file, where n8n keeps it on disk. */
async function sizeOf(context: IExecuteFunctions, binary: IBinaryData): Promise<number> {
	if (typeof binary.bytes === 'number') return binary.bytes;
	if (binary.id === undefined) return Buffer.byteLength(binary.data, 'base64');
	const { fileSize } = await context.helpers.getBinaryMetadata(binary.id);
	return fileSize;
}
