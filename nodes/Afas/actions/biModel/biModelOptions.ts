import type { INodeProperties } from 'n8n-workflow';
import { choiceProperty } from '../../parameters/choiceProperty';
import type { ParameterValues } from '../../parameters/parameterValues';
import type { BiDatesMode } from '../../profit/biModel/biDates';
import type { QueryParameter } from '../../profit/biModel/biQuery';
import type { BiPagination } from '../../profit/biModel/biRead';
import { exportOptions, type ExportOptions, readExport } from '../export/exportOptions';
import { languageOf, languageOption } from '../languageOption';

/** Seconds to wait for an answer. */
const DEFAULT_TIMEOUT = 300;

const datesOption = choiceProperty<BiDatesMode>({
	displayName: 'Dates',
	name: 'dates',
	type: 'options',
	default: 'asReturned',
	description: 'How dates and times in the rows are written',
	options: [
		{
			name: 'As Returned by AFAS',
			value: 'asReturned',
			description: 'Whether a Z in it is true is not known for BI models',
		},
		{
			name: 'Automatic',
			value: 'auto',
			description: 'Exact midnights as days like 2026-02-14, and the rest as AFAS sends it',
		},
	],
});

const paginationOption = choiceProperty<BiPagination>({
	displayName: 'Pagination',
	name: 'pagination',
	type: 'options',
	default: 'auto',
	description: 'How the next rows are asked for when there are more than fit one page',
	options: [
		{
			name: 'Automatic',
			value: 'auto',
			description: 'Follows the links that AFAS gives, and tells AFAS how many rows are wanted',
		},
		{
			name: 'Next Links',
			value: 'nextLink',
			description: 'Follows the links that AFAS gives, and asks for nothing else',
		},
		{
			name: 'Skip and Top',
			value: 'skipTop',
			description: 'By count: rows after the first so many, two pages at a time',
		},
	],
});

/** Which version of a model is read. */
export const versionOption: INodeProperties = {
	displayName: 'Version',
	name: 'version',
	type: 'number',
	typeOptions: { minValue: 0, maxValue: 100000, numberPrecision: 0 },
	default: 0,
	description: 'The version of the BI model. 0 means the newest.',
};

/** How long an answer may take. */
export const timeoutOption: INodeProperties = {
	displayName: 'Timeout (Seconds)',
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 900, numberPrecision: 0 },
	default: DEFAULT_TIMEOUT,
	description: 'How long to wait for an answer. AFAS itself stops after 900 seconds.',
};

/** The options of reading rows of a BI model. */
export const biReadOptionsProperty: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		...exportOptions,
		datesOption,
		languageOption,
		{
			displayName: 'Output Field Names or IDs',
			name: 'outputFields',
			type: 'multiOptions',
			typeOptions: {
				loadOptionsMethod: 'getBiColumns',
				loadOptionsDependsOn: ['biModel.value', 'table.value'],
			},
			default: [],
			description:
				'Columns to keep. AFAS sends all of them; this saves memory in n8n. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		},
		{
			displayName: 'Page Size',
			name: 'pageSize',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 100000, numberPrecision: 0 },
			default: 0,
			displayOptions: { show: { pagination: ['skipTop'] } },
			description: 'Rows to ask for at once with Skip and Top. 0 means 10,000.',
		},
		paginationOption,
		{
			displayName: 'Query Parameters',
			name: 'queryParameters',
			type: 'fixedCollection',
			typeOptions: { multipleValues: true, multipleValueButtonText: 'Add Parameter' },
			placeholder: 'Add Parameter',
			default: {},
			description:
				'Anything else of OData, such as $orderby. AFAS does not document which it takes: try it.',
			options: [
				{
					displayName: 'Parameter',
					name: 'parameter',
					values: [
						{
							displayName: 'Name',
							name: 'name',
							type: 'string',
							default: '',
							placeholder: 'e.g. $orderby',
						},
						{
							displayName: 'Value',
							name: 'value',
							type: 'string',
							default: '',
							placeholder: 'e.g. Factuurdatum desc',
						},
					],
				},
			],
		},
		timeoutOption,
		versionOption,
	],
};

/** How AFAS is asked, with the defaults filled in. */
export interface BiAskOptions {
	readonly language?: string;
	/** ms. */
	readonly timeout: number;
	/** 0 for the newest. */
	readonly version: number;
}

/** The options of a read, with the defaults filled in. */
export interface BiReadOptions extends BiAskOptions {
	readonly dates: BiDatesMode;
	/** Undefined when the rows become items. */
	readonly export?: ExportOptions;
	/** Empty for all columns. */
	readonly outputFields: readonly string[];
	/** Rows; 0 for automatic. */
	readonly pageSize: number;
	readonly pagination: BiPagination;
	readonly queryParameters: readonly QueryParameter[];
}

/** Reads the options with which AFAS is asked. */
export function biAskOptions(options: ParameterValues): BiAskOptions {
	return {
		language: languageOf(options),
		timeout: options.number('timeout') * 1_000,
		version: options.number('version'),
	};
}

/** Reads the options of a read. */
export function biReadOptions(parameters: ParameterValues): BiReadOptions {
	const options = parameters.options('options');
	return {
		...biAskOptions(options),
		dates: options.choice(datesOption),
		export: readExport(options),
		outputFields: options.names('outputFields'),
		pageSize: options.number('pageSize'),
		pagination: options.choice(paginationOption),
		queryParameters: options.rows('queryParameters', 'parameter').map((row) => ({
			name: row.text('name'),
			value: row.text('value'),
		})),
	};
}
