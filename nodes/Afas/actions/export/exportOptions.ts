import type { INodeProperties } from 'n8n-workflow';
import { choiceProperty } from '../../parameters/choiceProperty';
import type { ParameterValues } from '../../parameters/parameterValues';
import {
	csvFormat,
	type CsvStyle,
	ndjsonFormat,
	type RowFormat,
} from '../../profit/export/rowFormat';

const AS_FILE = { show: { output: ['file'] } };
const AS_CSV = { show: { output: ['file'], fileFormat: ['csv'] } };

const SEPARATORS = {
	comma: ',',
	semicolon: ';',
	tab: '\t',
} as const;

const decimalSeparatorOption = choiceProperty({
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
});

const separatorOption = choiceProperty({
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
});

const fileFormatOption = choiceProperty({
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
});

const outputOption = choiceProperty({
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
});

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
	decimalSeparatorOption,
	{
		displayName: 'CSV Header',
		name: 'csvHeader',
		type: 'boolean',
		default: true,
		displayOptions: AS_CSV,
		description: 'Whether the first line has the names of the columns',
	},
	separatorOption,
	fileFormatOption,
	outputOption,
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
export interface ExportOptions {
	readonly fileFormat: 'ndjson' | 'csv';
	readonly csv: CsvStyle;
	/** 0 for one file. */
	readonly rowsPerFile: number;
	readonly binaryProperty: string;
}

/** Reads the options; undefined when the rows become items. */
export function readExport(options: ParameterValues): ExportOptions | undefined {
	if (options.choice(outputOption) === 'items') return undefined;
	return {
		fileFormat: options.choice(fileFormatOption),
		csv: {
			separator: SEPARATORS[options.choice(separatorOption)],
			decimalSeparator: options.choice(decimalSeparatorOption) === 'comma' ? ',' : '.',
			hasHeader: options.flag('csvHeader'),
			hasByteOrderMark: options.flag('csvByteOrderMark'),
		},
		rowsPerFile: options.number('rowsPerFile'),
		binaryProperty: options.text('binaryProperty') || 'data',
	};
}

/** The format that the user chose, for these columns. */
export function formatOf(
	{ fileFormat, csv }: ExportOptions,
	columns: readonly string[],
): RowFormat {
	return fileFormat === 'csv' ? csvFormat(columns, csv) : ndjsonFormat(columns);
}
