import type { IDataObject, IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import type { Validation } from '../../profit/record/validation';
import type { Grouping } from '../../profit/write/groupLines';
import { languageOf, languageOption } from '../languageOption';
import { names, whole } from '../optionValues';

/** Seconds to wait for AFAS to save; it gives up after 900 itself (reference §4.6.3). */
const DEFAULT_TIMEOUT = 300;

/** Items may share a request, so one can't have options of its own. */
const SAME_FOR_ALL = 'The same for all items: an expression is read for the first';

const batchSizeOption: INodeProperties = {
	displayName: 'Batch Size',
	name: 'batchSize',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 1000, numberPrecision: 0 },
	default: 1,
	description:
		'Records to send in one request. AFAS saves all of them or none. Records in a batch are faster, but one that is refused holds up the others.',
};

const clearFieldsOption: INodeProperties = {
	displayName: 'Clear Fields',
	name: 'clearFields',
	type: 'string',
	default: '',
	placeholder: 'e.g. EmAd, MbNr',
	description:
		'Names of fields to empty in AFAS, with commas between them, or as a JSON list when a name has a comma',
};

const dryRunOption: INodeProperties = {
	displayName: 'Dry Run',
	name: 'dryRun',
	type: 'boolean',
	default: false,
	description: 'Whether to show what would be sent instead of sending it',
};

const groupByOption: INodeProperties = {
	displayName: 'Group By',
	name: 'groupBy',
	type: 'string',
	default: '',
	placeholder: 'e.g. DbId, RfCs',
	description:
		"Names of fields, with commas between them or as a JSON list: input items with the same values in all of them become one record, and their other fields become its lines. Needs 'Lines Object'.",
};

const linesObjectOption: INodeProperties = {
	displayName: 'Lines Object',
	name: 'linesObject',
	type: 'string',
	default: '',
	placeholder: 'e.g. FbSalesLines',
	description: "The nested object that takes the lines, with 'Group By'",
};

const parallelRequestsOption: INodeProperties = {
	displayName: 'Parallel Requests',
	name: 'parallelRequests',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 8, numberPrecision: 0 },
	default: 1,
	description:
		'Requests to send at the same time. Above 1 the order in which AFAS saves is not certain, and records that touch the same data may lock each other.',
};

const subObjectOption: INodeProperties = {
	displayName: 'Sub-Object',
	name: 'subObject',
	type: 'string',
	default: '',
	placeholder: 'e.g. KnSubjectAttachment',
	description:
		'A nested object to add to a record that exists already. The record is only named by its key, not changed.',
};

const timeoutOption: INodeProperties = {
	displayName: 'Timeout (Seconds)',
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 900, numberPrecision: 0 },
	default: DEFAULT_TIMEOUT,
	description:
		'How long to wait for AFAS to save. After that it is not certain whether AFAS has saved.',
};

const validationOption: INodeProperties = {
	displayName: 'Validation',
	name: 'validation',
	type: 'options',
	default: 'strict',
	description: 'What to do when a record does not fit the UpdateConnector',
	options: [
		{ name: 'Off', value: 'off', description: 'Send it as it is, and let AFAS judge' },
		{ name: 'Strict', value: 'strict', description: 'Send nothing, and name everything wrong' },
		{ name: 'Warn', value: 'warn', description: 'Send it, and show a hint' },
	],
};

/** The options of creating and updating. */
export function writeOptionsProperty(kind: 'create' | 'update' | 'upsert'): INodeProperties {
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		description: SAME_FOR_ALL,
		options: [
			batchSizeOption,
			...(kind === 'create' ? [] : [clearFieldsOption]),
			dryRunOption,
			groupByOption,
			languageOption,
			linesObjectOption,
			parallelRequestsOption,
			...(kind === 'create' ? [subObjectOption] : []),
			timeoutOption,
			validationOption,
		],
	};
}

/** The options of deleting. */
export const deleteOptionsProperty: INodeProperties = {
	displayName: 'Options',
	name: 'options',
	type: 'collection',
	placeholder: 'Add option',
	default: {},
	description: SAME_FOR_ALL,
	options: [dryRunOption, languageOption, timeoutOption],
};

/** The options as the user set them, with the defaults filled in. */
export interface WriteOptions {
	readonly batchSize: number;
	readonly clearFields: readonly string[];
	readonly dryRun: boolean;
	/** Undefined when input isn't grouped. */
	readonly grouping?: Grouping;
	readonly language?: string;
	readonly parallelRequests: number;
	readonly subObject: string;
	/** ms. */
	readonly timeout: number;
	readonly validation: Validation;
}

/** Reads the options. They are the same for all items, since items may share a request. */
export function readWriteOptions(context: IExecuteFunctions): WriteOptions {
	const options = context.getNodeParameter('options', 0, {}) as IDataObject;
	const groupBy = names(options.groupBy);
	const linesObject = text(options.linesObject);
	return {
		batchSize: whole(options.batchSize, 1, 1, 1_000),
		clearFields: names(options.clearFields),
		dryRun: options.dryRun === true,
		...(groupBy.length > 0 && { grouping: { groupBy, linesObject } }),
		language: languageOf(options),
		parallelRequests: whole(options.parallelRequests, 1, 1, 8),
		subObject: text(options.subObject),
		timeout: whole(options.timeout, DEFAULT_TIMEOUT, 1, 900) * 1_000,
		validation: validationOf(options.validation),
	};
}

function validationOf(value: unknown): Validation {
	return value === 'warn' || value === 'off' ? value : 'strict';
}

function text(value: unknown): string {
	return typeof value === 'string' ? value.trim() : '';
}
