import type { INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { downloadAttachment } from '../../profit/files/download';
import { reactionOfFile } from '../../profit/files/reactionOfFile';
import { fileIdentifier, subjectNumber } from '../../profit/files/fileReference';
import type { ItemOperation, OperationInput } from '../operation';
import {
	binaryPropertyProperty,
	downloadsOf,
	optionsProperty,
	subjectIdProperty,
} from './fileParameters';
import { fileItem } from './outputFile';

const fileIdProperty: INodeProperties = {
	displayName: 'File ID',
	name: 'fileId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 1F2E3D4C5B6A79880123456789ABCDEF',
	description:
		'The ID of the file: file_id in the GetConnectors Profit_Subject_Attachments and Profit_Subject_Reaction_Attachments',
};

/** Downloads one attachment of a dossier item or of a reaction: one output item. */
export const getAttachment: ItemOperation = {
	value: 'getAttachment',
	name: 'Get Attachment',
	action: 'Get an attachment of a dossier item',
	description: 'Download one attachment of a dossier item or of a reaction on it',
	properties: [subjectIdProperty, fileIdProperty, binaryPropertyProperty, optionsProperty()],
	execute,
};

async function execute(input: OperationInput): Promise<INodeExecutionData[]> {
	const { parameters } = input;
	const subjectId = subjectNumber(parameters.text('subjectId'));
	const fileId = fileIdentifier('File ID', parameters.text('fileId'));
	const downloads = downloadsOf(input);
	const file = await downloadAttachment(
		downloads,
		subjectId,
		fileId,
		async () => await reactionOfFile(downloads, subjectId, fileId),
	);
	return [await fileItem(input, file, file.fileName ?? fileId, { subjectId, fileId })];
}
