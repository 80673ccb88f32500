import type { INodeExecutionData } from 'n8n-workflow';
import { versionIn } from '../../profit/biModel/biAddress';
import { describeModel } from '../../profit/biModel/biColumns';
import { type BiSource, forgetModel, openModel } from '../../profit/biModel/biModel';
import { languageOption } from '../languageOption';
import type { OperationDefinition, OperationInput } from '../operation';
import { biAskOptions, timeoutOption, versionOption } from './biModelOptions';
import { biModelLocator, readPointer } from './biModelParameters';

/** Describes one BI model: its tables and their columns. */
export const get: OperationDefinition = {
	value: 'get',
	name: 'Get',
	action: 'Get the tables and fields of a BI model',
	description: 'Look up the tables of a BI model, and the keys, columns and types of each',
	properties: [
		biModelLocator,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [languageOption, timeoutOption, versionOption],
		},
	],
	execute,
};

async function execute(input: OperationInput): Promise<INodeExecutionData[]> {
	const { parameters, itemIndex, connection } = input;
	const { version: asked, ...options } = biAskOptions(parameters.options('options'));
	const { baseUrl, client, identity } = connection;
	const { model, version } = readPointer(parameters, baseUrl, asked, '');
	const source: BiSource = { client, identity, model, version, options };
	// Who looks at a model wants to see it as it is now.
	forgetModel(source);
	const opened = await openModel(source, { asked: '', top: 1 });
	const { root, tables } = await describeModel(source, opened);
	const json = {
		id: model,
		version: versionIn(root) ?? null,
		address: `${baseUrl}${root}`,
		tables: tables.map(({ name, keys, fields, problem }) => ({
			name,
			keys: [...keys],
			fields: fields.map(({ id, type, nullable }) => ({ id, type, nullable: nullable ?? null })),
			...(problem !== undefined && { problem }),
		})),
	};
	const unknown = tables.filter(({ problem }) => problem !== undefined);
	if (unknown.length > 0) {
		input.hints.add(
			`The columns of ${unknown.length} of ${tables.length} tables are not known. 'problem' of a table says why.`,
		);
	}
	return [{ json, pairedItem: { item: itemIndex } }];
}
