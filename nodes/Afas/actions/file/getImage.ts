import type { INodeExecutionData } from 'n8n-workflow';
import { choiceProperty } from '../../parameters/choiceProperty';
import { downloadImage, type ImageFormat } from '../../profit/files/download';
import { fileIdentifier } from '../../profit/files/fileReference';
import { nameFor } from '../../profit/files/outputName';
import type { ItemOperation, OperationInput } from '../operation';
import { binaryPropertyProperty, downloadsOf, optionsProperty } from './fileParameters';
import { fileItem } from './outputFile';

const imageFormatProperty = choiceProperty<ImageFormat>({
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
});

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
		imageFormatProperty,
		binaryPropertyProperty,
		optionsProperty(),
	],
	execute,
};

async function execute(input: OperationInput): Promise<INodeExecutionData[]> {
	const { parameters } = input;
	const imageId = fileIdentifier('Image ID', parameters.text('imageId'));
	const imageFormat = parameters.choice(imageFormatProperty);
	const file = await downloadImage(downloadsOf(input), imageId, imageFormat);
	const name = file.fileName ?? nameFor('image', file.mimeType);
	return [await fileItem(input, file, name, { imageId, imageFormat })];
}
