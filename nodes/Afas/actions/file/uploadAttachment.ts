import type { INodeExecutionData } from 'n8n-workflow';
import { NAME_LIST } from '../../parameters/parameterCheck';
import { subjectNumber } from '../../profit/files/fileReference';
import { assertUploadFits, uploadAttachments } from '../../profit/files/uploadAttachments';
import type { AttachedFile } from '../../profit/record/attachedFile';
import type { ItemOperation, OperationInput } from '../operation';
import { optionsProperty, requestOptions, subjectIdProperty } from './fileParameters';
import { chosenFiles, readFile } from './inputFiles';

/** Adds files of the input item to a dossier item: one output item. */
export const uploadAttachment: ItemOperation = {
	value: 'uploadAttachment',
	name: 'Upload Attachment',
	action: 'Upload attachments to a dossier item',
	description: 'Add one or more files of the input item to a dossier item that exists already',
	properties: [
		{ ...subjectIdProperty, description: 'The number of the dossier item that gets the files' },
		{
			displayName: 'Input Binary Fields',
			name: 'binaryProperties',
			type: 'string',
			typeOptions: { [NAME_LIST]: true },
			default: 'data',
			placeholder: 'e.g. data, attachment_0',
			description:
				'The names of the binary fields with the files, with commas between them. Leave empty for all files of the item.',
		},
		optionsProperty(),
	],
	execute,
};

async function execute(input: OperationInput): Promise<INodeExecutionData[]> {
	const { context, parameters, itemIndex, connection } = input;
	const subjectId = subjectNumber(parameters.text('subjectId'));
	const chosen = await chosenFiles(context, itemIndex, parameters.names('binaryProperties'));
	assertUploadFits(chosen.map(({ size }) => size));
	const files: AttachedFile[] = [];
	for (const file of chosen) files.push(await readFile(context, itemIndex, file));
	const options = requestOptions(parameters);
	const keys = await uploadAttachments(connection.client, subjectId, files, options);
	const json = {
		...(keys ?? { SbId: subjectId, success: true }),
		files: chosen.map(({ fileName, size }) => ({ fileName, fileSize: size })),
	};
	return [{ json, pairedItem: { item: itemIndex } }];
}
