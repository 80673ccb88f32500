import type { INodeExecutionData } from 'n8n-workflow';
import { downloadFile } from '../../profit/files/download';
import { fileIdentifier, originalName } from '../../profit/files/fileReference';
import type { ItemOperation, OperationInput } from '../operation';
import { binaryPropertyProperty, downloadsOf, optionsProperty } from './fileParameters';
import { fileItem } from './outputFile';

/** Downloads the file of a file field: one output item. */
export const getFile: ItemOperation = {
	value: 'getFile',
	name: 'Get File',
	action: 'Get a file of a file field',
	description: 'Download the file of a file field, such as a file of your own field in Profit',
	properties: [
		{
			displayName: 'File ID',
			name: 'fileId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 1F2E3D4C5B6A79880123456789ABCDEF',
			description: 'The ID of the file, from the column of a GetConnector that has it',
		},
		{
			displayName: 'File Name',
			name: 'fileName',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. contract.pdf',
			description: 'The original name of the file, letter for letter, with its extension',
		},
		binaryPropertyProperty,
		optionsProperty(),
	],
	execute,
};

async function execute(input: OperationInput): Promise<INodeExecutionData[]> {
	const { parameters } = input;
	const fileId = fileIdentifier('File ID', parameters.text('fileId'));
	const name = originalName(parameters.exactText('fileName'));
	const file = await downloadFile(downloadsOf(input), fileId, name);
	return [await fileItem(input, file, file.fileName ?? name, { fileId })];
}
