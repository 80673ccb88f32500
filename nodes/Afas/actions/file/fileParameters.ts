import type { INodeProperties } from 'n8n-workflow';
import type { ParameterValues } from '../../parameters/parameterValues';
import type { Downloads } from '../../profit/files/download';
import { languageOf, languageOption } from '../languageOption';
import type { OperationInput } from '../operation';

/** Seconds to wait for a file. AFAS itself gives up after 900 (reference §4.6.3). */
const DEFAULT_TIMEOUT = 300;

/** The dossier item whose files are meant. */
export const subjectIdProperty: INodeProperties = {
	displayName: 'Dossier Item ID',
	name: 'subjectId',
	type: 'string',
	default: '',
	required: true,
	placeholder: 'e.g. 48761',
	description: 'The number of the dossier item in AFAS',
};

/** Where the downloaded file goes. */
export const binaryPropertyProperty: INodeProperties = {
	displayName: 'Put Output File in Field',
	name: 'binaryProperty',
	type: 'string',
	default: 'data',
	required: true,
	hint: 'The name of the output binary field to put the file in',
};

/** How long to wait for AFAS. */
export const timeoutOption: INodeProperties = {
	displayName: 'Timeout (Seconds)',
	name: 'timeout',
	type: 'number',
	typeOptions: { minValue: 1, maxValue: 900, numberPrecision: 0 },
	default: DEFAULT_TIMEOUT,
	description: 'How long to wait for AFAS. AFAS itself stops after 900 seconds.',
};

/** The options of an operation, with those that all have. */
export function optionsProperty(...more: readonly INodeProperties[]): INodeProperties {
	const options = [...more, languageOption, timeoutOption];
	return {
		displayName: 'Options',
		name: 'options',
		type: 'collection',
		placeholder: 'Add option',
		default: {},
		options: options.sort((a, b) => a.displayName.localeCompare(b.displayName, 'en')),
	};
}

/** The options that every operation has. */
export function requestOptions(parameters: ParameterValues): {
	language?: string;
	timeout: number;
} {
	const options = parameters.options('options');
	return { language: languageOf(options), timeout: options.number('timeout') * 1_000 };
}

/** What downloads of an item are made with. */
export function downloadsOf({ connection, parameters }: OperationInput): Downloads {
	const { language, timeout } = requestOptions(parameters);
	return { client: connection.client, metainfo: connection.metainfo(language), language, timeout };
}

/** The name of the binary field for output; a name is needed, so an empty one is the usual one. */
export function binaryPropertyOf({ parameters }: OperationInput): string {
	return parameters.text('binaryProperty') || 'data';
}
