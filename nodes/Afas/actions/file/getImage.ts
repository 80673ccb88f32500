import type { INodeExecutionData } from 'n8n-workflow';
import { downloadImage, IMAGE_FORMATS, type ImageFormat } from '../../profit/files/download';
import { fileIdentifier } from '../../profit/files/fileReference';
import { nameFor } from '../../profit/files/outputName';
import type { ItemOperation, OperationInput } from '../operation';
import {
	binaryPropertyProperty,
	downloadsOf,
	optionsProperty,
	readOptions,
} from './fileParameters';
import { fileItem } from './outputFile';

/** Downloads an image, such as the photo of an employee or an item: one output item. */
export const getImage: ItemOperation = {
	value: 'getImage',
	name: 'Get Image',
	action: 'Get an image',
	description: 'Download an image, such as the photo of a person or an item',
	properties: [
		{
			displayName: 'Image ID',
			name: 'imageId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 1F2E3D4C5B6A79880123456789ABCDEF',
			description: 'The ID of the image, from the column of a GetConnector that has it',
		},
		{
			displayName: 'Image Format',
			name: 'imageFormat',
			type: 'options',
			default: 'original',
			description: 'The size in which to download the image',
			options: [
				{ name: 'Medium', value: 'medium' },
				{ name: 'Original', value: 'original' },
				{ name: 'Thumbnail', value: 'thumbnail' },
			],
		},
		binaryPropertyProperty,
		optionsProperty(),
	],
	execute,
};

async function execute(input: OperationInput): Promise<INodeExecutionData[]> {
	const { context, itemIndex } = input;
	const imageId = fileIdentifier('Image ID', context.getNodeParameter('imageId', itemIndex, ''));
	const imageFormat = formatOf(context.getNodeParameter('imageFormat', itemIndex, 'original'));
	const file = await downloadImage(downloadsOf(input, readOptions(input)), imageId, imageFormat);
	const name = file.fileName ?? nameFor('image', file.mimeType);
	return [await fileItem(input, file, name, { imageId, imageFormat })];
}

function formatOf(value: unknown): ImageFormat {
	return typeof value === 'string' && Object.hasOwn(IMAGE_FORMATS, value)
		? (value as ImageFormat)
		: 'original';
}
