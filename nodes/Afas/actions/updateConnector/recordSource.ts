import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';
import { choiceProperty } from '../../parameters/choiceProperty';
import type { ParameterValues } from '../../parameters/parameterValues';
import { Failure } from '../../profit/failure';
import { findJsonSyntaxError } from '../../profit/filter/jsonSyntax';
import { isRecord, type PlainRecord } from '../../profit/record/element';
import { fieldsProperty, readForm, sectionsProperty } from './formParameters';

/** The ways in which users give data. */
export type DataMode = 'fields' | 'record' | 'body';

/** What was given can't be read as the data of one record. */
export class RecordSourceError extends Failure {}

/** The parameters with which users give data. */
export function recordProperties(
	mode: 'add' | 'update',
	ways: 'all' | 'recordsOnly' = 'all',
): INodeProperties[] {
	const properties = [sections, fieldsOf(mode), recordProperty];
	if (ways === 'all') return [dataModeProperty, ...properties, bodyProperty];
	const options = dataModeProperty.options.filter(({ value }) => value !== 'body');
	return [{ ...dataModeProperty, options }, ...properties];
}

const sections: INodeProperties = {
	...sectionsProperty,
	displayOptions: { show: { dataMode: ['fields'] } },
};

function fieldsOf(mode: 'add' | 'update'): INodeProperties {
	return { ...fieldsProperty(mode), displayOptions: { show: { dataMode: ['fields'] } } };
}

const dataModeProperty = choiceProperty<DataMode>({
	displayName: 'Data',
	name: 'dataMode',
	type: 'options',
	noDataExpression: true,
	default: 'fields',
	description: 'How the data of the record is given',
	options: [
		{
			name: 'AFAS Body',
			value: 'body',
			description: 'The body of the request as AFAS documents it',
		},
		{ name: 'Form', value: 'fields', description: 'Fields in a form, one record an item' },
		{
			name: 'Record (JSON)',
			value: 'record',
			description: 'Fields by name, nested objects as lists',
		},
	],
});

const recordProperty: INodeProperties = {
	displayName: 'Record',
	name: 'record',
	type: 'json',
	default: '={{ $json }}',
	description:
		'Fields by name or label, and nested objects as a record or a list of records, such as { "DbId": "10001", "FbSalesLines": [ { "VaIt": "2", "ItCd": "1000", "QuUn": 3 } ] }. A file is { "$binary": "data" }.',
	displayOptions: { show: { dataMode: ['record'] } },
};

const bodyProperty: INodeProperties = {
	displayName: 'Body',
	name: 'body',
	type: 'json',
	default: '',
	placeholder: 'e.g. { "KnSubject": { "Element": { "Fields": { "StId": 15 } } } }',
	description: 'The body of the request; it is sent as it is',
	displayOptions: { show: { dataMode: ['body'] } },
};

/** How the data is given; the same for all items, since items may share a request. */
export function dataModeOf(parameters: ParameterValues): DataMode {
	return parameters.choice(dataModeProperty);
}

/** Reads the record of an item. @throws {RecordSourceError} when it is none */
export function readRecord(
	context: IExecuteFunctions,
	parameters: ParameterValues,
	dataMode: 'fields' | 'record',
	itemIndex: number,
): PlainRecord {
	if (dataMode === 'fields') {
		return readForm(parameters.raw('fields'), context.getInputData()[itemIndex]?.json);
	}
	const value = parsed(parameters.raw('record'), 'Record');
	if (isRecord(value)) return value;
	if (Array.isArray(value)) {
		throw new RecordSourceError(
			"'Record' is a list, and every input item stands for one record",
			"Put the node 'Split Out' before this one, so that every record is an item of its own.",
		);
	}
	throw new RecordSourceError(
		"'Record' is not a JSON object",
		'Give fields by name, such as { "DbId": "10001" }.',
	);
}

/** Reads the body that was written by hand. @throws {RecordSourceError} when it is not JSON */
export function readBody(parameters: ParameterValues): unknown {
	return parsed(parameters.raw('body'), 'Body');
}

function parsed(value: unknown, name: string): unknown {
	if (typeof value !== 'string') return value;
	const error = findJsonSyntaxError(value);
	if (error === undefined) return JSON.parse(value);
	throw new RecordSourceError(
		`'${name}' is not JSON from line ${error.line}, column ${error.column}`,
		'Check the quotes and commas there. In an expression, wrap data in {{ JSON.stringify(...) }} or give the object itself.',
	);
}
