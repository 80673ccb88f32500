import type { INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { downloadReport } from '../../profit/files/download';
import { fileIdentifier } from '../../profit/files/fileReference';
import { nameFor } from '../../profit/files/outputName';
import { reportFilter, uncheckedNotes } from '../../profit/files/reportFilter';
import { encodeFilter } from '../../profit/filter/filterEncoding';
import { filterPropertiesFor, readFilter, wildcardNotes } from '../getConnector/filterParameters';
import type { ItemOperation, OperationInput } from '../operation';
import { binaryPropertyProperty, downloadsOf, optionsProperty } from './fileParameters';
import { fileItem } from './outputFile';

/** What a report is when AFAS doesn't say (reference §7.4). */
const REPORT_TYPE = 'application/pdf';

/** Metainfo doesn't know the fields of reports, so there is no list to choose from. */
const reportFieldProperty: INodeProperties = {
	displayName: 'Field Code',
	name: 'field',
	type: 'string',
	default: '',
	placeholder: 'e.g. InvoiceNr',
	description: 'The code of a filter field of the report, as Profit shows it in the report',
};

const fileNameOption: INodeProperties = {
	displayName: 'File Name',
	name: 'fileName',
	type: 'string',
	default: '',
	placeholder: 'e.g. Factuur 2026001.pdf',
	description: 'The name to give to the file. AFAS gives none, so it is report.pdf otherwise.',
};

/** Has AFAS make a report, as a PDF file: one output item. */
export const getReport: ItemOperation = {
	value: 'getReport',
	name: 'Get Report',
	action: 'Get a report as a PDF file',
	description: 'Have AFAS make a report, filtered, and download it as a PDF file',
	properties: [
		{
			displayName: 'Report ID',
			name: 'reportId',
			type: 'string',
			default: '',
			required: true,
			placeholder: 'e.g. 1F2E3D4C5B6A79880123456789ABCDEF',
			description: 'The ID of 32 characters from the properties of the report in Profit',
		},
		...filterPropertiesFor({
			field: reportFieldProperty,
			description: 'Which data to put in the report',
			groupsDescription: 'Data is in the report when all conditions of at least one group hold',
		}),
		binaryPropertyProperty,
		optionsProperty(fileNameOption),
	],
	execute,
};

async function execute(input: OperationInput): Promise<INodeExecutionData[]> {
	const { context, parameters, hints } = input;
	const reportId = fileIdentifier('Report ID', parameters.text('reportId'));
	const given = readFilter(parameters, context.getNode());
	const filter = reportFilter(given);
	const file = await downloadReport(downloadsOf(input), reportId, filter);
	const notes = [...wildcardNotes(given), ...uncheckedNotes(filter), ...encodeFilter(filter).notes];
	for (const note of notes) hints.add(note);
	const mimeType = file.mimeType ?? REPORT_TYPE;
	const wanted = parameters.options('options').text('fileName');
	const name = wanted || (file.fileName ?? nameFor('report', mimeType));
	return [await fileItem(input, { ...file, mimeType }, name, { reportId })];
}
