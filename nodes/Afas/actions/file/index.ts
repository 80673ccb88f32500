import type { ResourceDefinition } from '../operation';
import { getAllAttachments } from './getAllAttachments';
import { getAttachment } from './getAttachment';
import { getFile } from './getFile';
import { getImage } from './getImage';
import { getReport } from './getReport';
import { uploadAttachment } from './uploadAttachment';

/** Files: attachments of dossier items, files of fields, images and reports. */
export const file: ResourceDefinition = {
	value: 'file',
	name: 'File',
	description: 'Download and upload attachments, and download files, images and reports',
	operations: [getAllAttachments, getAttachment, getFile, getImage, getReport, uploadAttachment],
};
