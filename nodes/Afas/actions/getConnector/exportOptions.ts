import type { IDataObject, INodeProperties } from 'n8n-workflow';
import {
	csvFormat,
	type CsvStyle,
	ndjsonFormat,
	type RowFormat,
} from '../../profit/export/rowFormat';
import { whole } from '../optionValues';

const AS_FILE = { show: { output: ['file'] } };
const AS_CSV = { show: { output: ['file'], fileFormat: ['csv'] } };

const SEPARATORS: Readonly<Record<string, CsvStyle['separator']>> = {
	comma: ',',
	semicolon: ';',
	tab: '\t',
};

/** The options of putting rows into files instead of items. */
export const exportOptions: INodeProperties[] = [
	{
		displayName: 'CSV Byte Order Mark',
		name: 'csvByteOrderMark',
		type: 'boolean',
		default: false,
		displayOptions: AS_CSV,
		description:
			'Whether the file begins with the mark by which Excel reads letters with accents correctly',
	},
	{
		displayName: 'CSV Decimal Separator',
		name: 'csvDecimalSeparator',
		type: 'options',
		default: 'point',
		displayOptions: AS_CSV,
		description:
			'What stands before the decimals of numbers. A Dutch Excel expects a comma, and takes 12.5 for a date.',
		options: [
			{ name: 'Decimal Comma', value: 'comma', description: 'Like 12,5' },
			{ name: 'Decimal Point', value: 'point', description: 'Like 12.5' },
		],
	},
	{
		displayName: 'CSV Header',
		name: 'csvHeader',
		type: 'boolean',
		default: true,
		displayOptions: AS_CSV,
		description: 'Whether the first line has the names of the columns',
	},
	{
		displayName: 'CSV Separator',
		name: 'csvSeparator',
		type: 'options',
		default: 'comma',
		displayOptions: AS_CSV,
		description: 'What stands between values. A Dutch Excel expects a semicolon.',
		options: [
			{ name: 'Comma', value: 'comma' },
			{ name: 'Semicolon', value: 'semicolon' },
			{ name: 'Tab', value: 'tab' },
		],
	},
	{
		displayName: 'File Format',
		name: 'fileFormat',
		type: 'options',
		default: 'ndjson',
		displayOptions: AS_FILE,
		description: 'How the rows are written',
		options: [
			{ name: 'CSV', value: 'csv', description: 'For spreadsheets and most imports' },
			{
				name: 'NDJSON',
				value: 'ndjson',
				description: 'One JSON object a line, for databases and programs',
			},
		],
	},
	{
		displayName: 'Output',
		name: 'output',
		type: 'options',
		default: 'items',
		description: 'What becomes of the rows',
		options: [
			{
				name: 'File',
				value: 'file',
				description: 'All rows in a file, also when there are millions of them',
			},
			{ name: 'Items', value: 'items', description: 'Each row is an item' },
		],
	},
	{
		displayName: 'Put Output File in Field',
		name: 'binaryProperty',
		type: 'string',
		default: 'data',
		displayOptions: AS_FILE,
		hint: 'The name of the output binary field to put the file in',
	},
	{
		displayName: 'Rows per File',
		name: 'rowsPerFile',
		type: 'number',
		typeOptions: { minValue: 0, numberPrecision: 0 },
		default: 0,
		displayOptions: AS_FILE,
		description: 'Most rows in one file; every file is an item. 0 puts all rows in one file.',
	},
];

/** How rows are put into files. */
export interface ExportWish {
	readonly fileFormat: 'ndjson' | 'csv';
	readonly csv: CsvStyle;
	/** 0 for one file. */
	readonly rowsPerFile: number;
	readonly binaryProperty: string;
}

/** Reads the options; undefined when the rows become items. */
export function readExportWish(options: IDataObject): ExportWish | undefined {
	if (options.output !== 'file') return undefined;
	return {
		fileFormat: options.fileFormat === 'csv' ? 'csv' : 'ndjson',
		csv: {
			separator: SEPARATORS[String(options.csvSeparator)] ?? ',',
			decimalSeparator: options.csvDecimalSeparator === 'comma' ? ',' : '.',
			hasHeader: options.csvHeader !== false,
			hasByteOrderMark: options.csvByteOrderMark === true,
		},
		rowsPerFile: whole(options.rowsPerFile, 0, 0, Number.MAX_SAFE_INTEGER),
		binaryProperty: String(options.binaryProperty ?? '').trim() || 'data',
	};
}

/** The format that the user chose, for these columns. */
export function formatOf({ fileFormat, csv }: ExportWish, columns: readonly string[]): RowFormat {
	return fileFormat === 'csv' ? csvFormat(columns, csv) : ndjsonFormat(columns);
}
