import type { INodeProperties } from 'n8n-workflow';
import { choiceProperty } from '../../parameters/choiceProperty';
import type { ParameterValues } from '../../parameters/parameterValues';
import type { Pagination } from '../../profit/rows/rows';
import type { DatesMode } from '../../profit/time/rowDates';
import { exportOptions, type ExportOptions, readExport } from '../export/exportOptions';
import { languageOf, languageOption } from '../languageOption';

/** Seconds to wait for a page. AFAS itself gives up after 900 (reference §4.6.3). */
const DEFAULT_TIMEOUT = 300;

/** Pages asked for at the same time unless the user says otherwise. */
const DEFAULT_PARALLEL_REQUESTS = 2;

/** How dates in rows are written. */
export const datesOption = choiceProperty<DatesMode>({
	displayName: 'Dates',
	name: 'dates',
	type: 'options',
	default: 'auto',
	description: 'How dates and times in the rows are written',
	options: [
		{
			name: 'As Returned by AFAS',
			value: 'asReturned',
			description: 'Like 2026-02-14T16:03:11Z. It looks like UTC, but it is Dutch time.',
		},
		{
			name: 'Automatic',
			value: 'auto',
			description: 'Days like 2026-02-14, moments like 2026-02-14T16:03:11+01:00',
		},
		{
			name: 'Dutch Time Without Zone',
			value: 'local',
			description: 'Always like 2026-02-14T16:03:11',
		},
		{
			name: 'With Zone',
			value: 'offset',
			description: 'Always like 2026-02-14T16:03:11+01:00',
		},
	],
});

/** The columns to keep. */
export const outputFieldsOption: INodeProperties = {
	displayName: 'Output Field Names or IDs',
	name: 'outputFields',
	type: 'multiOptions',
	typeOptions: {
		loadOptionsMethod: 'getColumns',
		loadOptionsDependsOn: ['getConnector.value'],
	},
	default: [],
	description:
		'Columns to keep. AFAS sends all of them; this saves memory in n8n. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
};

const paginationOption = choiceProperty<Pagination>({
	displayName: 'Pagination',
	name: 'pagination',
	type: 'options',
	default: 'auto',
	description: 'How the next rows are asked for when there are more than fit one page',
	options: [
		{
			name: 'Automatic',
			value: 'auto',
			description: 'By value where the first sort column allows it, otherwise by count',
		},
		{
			name: 'Keyset',
			value: 'keyset',
			description: 'By value: rows from the last one read. Stays fast in large tables.',
		},
		{
			name: 'Offset',
			value: 'offset',
			description: 'By count: rows after the first so many. Slow above 100,000 rows.',
		},
	],
});

/** The options of reading rows. */
export const readOptionsProperty: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	options: [
		...exportOptions,
		datesOption,
		{
			displayName: 'Key Field Names or IDs',
			name: 'keyFields',
			type: 'multiOptions',
			typeOptions: {
				loadOptionsMethod: 'getSortableColumns',
				loadOptionsDependsOn: ['getConnector.value'],
			},
			default: [],
			description:
				'Columns that together are different in every row. Reading is faster and surer with them. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
		},
		languageOption,
		outputFieldsOption,
		{
			displayName: 'Page Size',
			name: 'pageSize',
			type: 'number',
			typeOptions: { minValue: 0, maxValue: 100000, numberPrecision: 0 },
			default: 0,
			description:
				'Rows to ask for at once. 0 chooses a number that suits the columns of the GetConnector.',
		},
		paginationOption,
		{
			displayName: 'Parallel Requests',
			name: 'parallelRequests',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 8, numberPrecision: 0 },
			default: DEFAULT_PARALLEL_REQUESTS,
			description:
				'Pages to ask for at the same time. AFAS advises at most 5, and allows 8, for all workflows together.',
		},
		{
			displayName: 'Timeout (Seconds)',
			name: 'timeout',
			type: 'number',
			typeOptions: { minValue: 1, maxValue: 900, numberPrecision: 0 },
			default: DEFAULT_TIMEOUT,
			description: 'How long to wait for a page. AFAS itself stops after 900 seconds.',
		},
	],
};

/** The options of rows that are looked up, with the defaults filled in. */
export interface RowOptions {
	readonly dates: DatesMode;
	readonly keyFields: readonly string[];
	readonly language?: string;
	/** Empty for all columns. */
	readonly outputFields: readonly string[];
	readonly parallelRequests: number;
	/** ms. */
	readonly timeout: number;
}

/** The options of a read, with the defaults filled in. */
export interface ReadOptions extends RowOptions {
	/** Undefined when the rows become items. */
	readonly export?: ExportOptions;
	/** Rows; 0 for automatic. */
	readonly pageSize: number;
	readonly pagination: Pagination;
}

/** Reads the options of a look-up. */
export function rowOptions(parameters: ParameterValues): RowOptions {
	const options = parameters.options('options');
	return {
		dates: options.choice(datesOption),
		keyFields: options.names('keyFields'),
		language: languageOf(options),
		outputFields: options.names('outputFields'),
		parallelRequests: options.number('parallelRequests'),
		timeout: options.number('timeout') * 1_000,
	};
}

/** Reads the options of a read. */
export function readOptions(parameters: ParameterValues): ReadOptions {
	const options = parameters.options('options');
	return {
		...rowOptions(parameters),
		export: readExport(options),
		pageSize: options.number('pageSize'),
		pagination: options.choice(paginationOption),
	};
}
