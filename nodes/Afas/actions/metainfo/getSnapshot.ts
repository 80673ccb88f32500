import type { IDataObject, INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { choiceProperty } from '../../parameters/choiceProperty';
import { isRefused, type Snapshot } from '../../profit/definition/snapshot';
import { assertListed } from '../../profit/definition/takeSnapshot';
import { keepFile } from '../file/outputFile';
import { languageOf, languageOption } from '../languageOption';
import type { OperationDefinition, OperationInput } from '../operation';
import { connectorsOption, namesText } from './connectorsOption';
import { currentSnapshot } from './currentSnapshot';

/** Characters of JSON from which on a file is the better place: n8n keeps items with each execution. */
const LARGE_ITEM = 1_000_000;

const outputProperty = choiceProperty({
	displayName: 'Output',
	name: 'output',
	type: 'options',
	default: 'item',
	description: 'Where the snapshot is put',
	options: [
		{ name: 'File', value: 'file', description: 'A JSON file, for large environments' },
		{ name: 'Item', value: 'item', description: 'The output item itself' },
	],
});

const binaryPropertyProperty: INodeProperties = {
	displayName: 'Put Output File in Field',
	name: 'binaryProperty',
	type: 'string',
	default: 'data',
	required: true,
	displayOptions: { show: { output: ['file'] } },
	hint: 'The name of the output binary field to put the file in',
};

/** Keeps all that the App Connector opens, to compare with later or elsewhere: one output item. */
export const getSnapshot: OperationDefinition = {
	value: 'getSnapshot',
	name: 'Get Snapshot',
	action: 'Get a snapshot of all connectors',
	description:
		'Get all connectors with their fields as they are now, to compare with later or with another environment',
	properties: [
		outputProperty,
		binaryPropertyProperty,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				connectorsOption('The connectors to put in the snapshot. Leave empty for all'),
				languageOption,
			],
		},
	],
	execute,
};

async function execute(input: OperationInput): Promise<INodeExecutionData[]> {
	const { parameters, connection } = input;
	const options = parameters.options('options');
	const names = options.names('connectors');
	const scope = { language: languageOf(options), only: names.length === 0 ? undefined : names };
	const snapshot = await currentSnapshot(connection, scope, (appConnector) =>
		assertListed(appConnector, names),
	);
	hintAtRefusals(input, snapshot);
	return parameters.choice(outputProperty) === 'file'
		? [await asFile(input, snapshot)]
		: [asItem(input, snapshot)];
}

function asItem({ hints, itemIndex }: OperationInput, snapshot: Snapshot): INodeExecutionData {
	const { length } = JSON.stringify(snapshot);
	if (length > LARGE_ITEM) {
		hints.add(
			`The snapshot is ${(length / 1_000_000).toFixed(1)} MB, and n8n keeps it with the execution. Set 'Output' to File, or choose connectors in 'Connector Names or IDs'.`,
		);
	}
	return { json: { ...snapshot } as unknown as IDataObject, pairedItem: { item: itemIndex } };
}

async function asFile(input: OperationInput, snapshot: Snapshot): Promise<INodeExecutionData> {
	const { environmentId, profitVersion, takenAt } = snapshot;
	const fileName = `metainfo-${environmentId}-${takenAt.slice(0, 10)}.json`;
	const content = Buffer.from(JSON.stringify(snapshot));
	const { binary, ...details } = await keepFile(
		input,
		{ content, mimeType: 'application/json' },
		fileName,
	);
	return {
		json: {
			environmentId,
			profitVersion,
			takenAt,
			getConnectors: snapshot.getConnectors.length,
			updateConnectors: snapshot.updateConnectors.length,
			customConnectors: snapshot.customConnectors.length,
			...details,
		},
		binary: { [input.parameters.text('binaryProperty') || 'data']: binary },
		pairedItem: { item: input.itemIndex },
	};
}

function hintAtRefusals(
	{ hints }: OperationInput,
	{ getConnectors, updateConnectors }: Snapshot,
): void {
	const refused = [...getConnectors, ...updateConnectors].filter(isRefused);
	const [first] = refused;
	if (first === undefined) return;
	hints.add(
		`AFAS lists ${namesText(refused.map(({ id }) => id))} and does not tell the fields: ${first.refused}. The snapshot has no fields there.`,
	);
}
