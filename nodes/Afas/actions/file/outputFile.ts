import type { IBinaryData, IDataObject, INodeExecutionData } from 'n8n-workflow';
import type { ProfitFile } from '../../profit/files/fileAnswer';
import { safeName } from '../../profit/files/outputName';
import type { OperationInput } from '../operation';
import { binaryPropertyOf } from './fileParameters';

/** A file that n8n keeps, with what a workflow wants to know of it. */
export interface KeptFile {
	readonly binary: IBinaryData;
	readonly fileName: string;
	readonly mimeType: string;
	/** Bytes. */
	readonly fileSize: number;
}

/**
 * Hands a file to n8n, which keeps it in memory or on disk as it is set up. Its type is AFAS's, or
 * follows from the name or the content when AFAS gives none.
 *
 * @param fileName with which n8n keeps it; n8n would take a slash in it for a folder
 */
export async function keepFile(
	{ context }: Pick<OperationInput, 'context'>,
	{ content, mimeType }: ProfitFile,
	fileName: string,
): Promise<KeptFile> {
	const name = safeName(fileName);
	const binary = await context.helpers.prepareBinaryData(content, name, mimeType);
	return { binary, fileName: name, mimeType: binary.mimeType, fileSize: content.length };
}

/** The output item of an operation that gives one file. */
export async function fileItem(
	input: OperationInput,
	file: ProfitFile,
	fileName: string,
	about: IDataObject,
): Promise<INodeExecutionData> {
	const { binary, ...details } = await keepFile(input, file, fileName);
	return {
		json: { ...about, ...details },
		binary: { [binaryPropertyOf(input)]: binary },
		pairedItem: { item: input.itemIndex },
	};
}
