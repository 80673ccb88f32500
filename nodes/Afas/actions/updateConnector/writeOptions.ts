import type { INodeProperties } from 'n8n-workflow';
import { choiceProperty } from '../../parameters/choiceProperty';
import { NAME_LIST } from '../../parameters/parameterCheck';
import type { ParameterValues } from '../../parameters/parameterValues';
import type { Validation } from '../../profit/record/validation';
import type { Grouping } from '../../profit/write/groupLines';
import { languageOf, languageOption } from '../languageOption';

/** Seconds to wait for AFAS to save; it gives up after 900 itself (reference §4.6.3). */
const DEFAULT_TIMEOUT = 300;

/** Items may share a request, so one can't have options of its own. */
export const SAME_FOR_ALL = 'The same for all items: an expression is read for the first';

/** Records in one request. */
export const batchSizeOption: INodeProperties = {
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
	typeOptions: { [NAME_LIST]: true },
	default: '',
	placeholder: 'e.g. EmAd, MbNr',
	description:
		'Names of fields to empty in AFAS, with commas between them, or as a JSON list when a name has a comma',
};

/** Shows what would be sent. */
export const dryRunOption: INodeProperties = {
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
	typeOptions: { [NAME_LIST]: true },
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

const validationOption = choiceProperty<Validation>({
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
});

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
	options: [dryRunOption, languageOption, timeoutOption],
};

/** The options of deleting, with the defaults filled in. */
export interface DeleteOptions {
	readonly dryRun: boolean;
	readonly language?: string;
	/** ms. */
	readonly timeout: number;
}

/** The options of writing, with the defaults filled in. */
export interface WriteOptions extends DeleteOptions {
	readonly batchSize: number;
	/** Undefined when input isn't grouped. */
	readonly grouping?: Grouping;
	readonly parallelRequests: number;
	readonly validation: Validation;
}

/** The options of what is written. Not every operation has all of them. */
export function readWriteOptions(parameters: ParameterValues): WriteOptions {
	const options = parameters.options('options');
	const groupBy = options.names('groupBy');
	const linesObject = options.text('linesObject');
	return {
		...readDeleteOptions(parameters),
		batchSize: options.number('batchSize'),
		...(groupBy.length > 0 && { grouping: { groupBy, linesObject } }),
		parallelRequests: options.number('parallelRequests'),
		validation: options.choice(validationOption),
	};
}

/** The fields to empty; creating has no such option. */
export function readClearFields(parameters: ParameterValues): readonly string[] {
	return parameters.options('options').names('clearFields');
}

/** The nested object to add to; only creating has such an option. */
export function readSubObject(parameters: ParameterValues): string {
	return parameters.options('options').text('subObject');
}

/** The options of deleting. */
export function readDeleteOptions(parameters: ParameterValues): DeleteOptions {
	const options = parameters.options('options');
	return {
		dryRun: options.flag('dryRun'),
		language: languageOf(options),
		timeout: options.number('timeout') * 1_000,
	};
}
