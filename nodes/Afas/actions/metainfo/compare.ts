import type { INodeExecutionData, INodeProperties } from 'n8n-workflow';
import { choiceProperty } from '../../parameters/choiceProperty';
import type { ParameterValues } from '../../parameters/parameterValues';
import { type Comparison, compareSnapshots } from '../../profit/definition/compareSnapshots';
import type { Difference, Severity } from '../../profit/definition/difference';
import { readSnapshot } from '../../profit/definition/readSnapshot';
import type { Snapshot } from '../../profit/definition/snapshot';
import { binaryFields } from '../binaryFields';
import type { OperationDefinition, OperationInput } from '../operation';
import { connectorsOption, namesText } from './connectorsOption';
import { currentSnapshot } from './currentSnapshot';

const snapshotSourceProperty = choiceProperty({
	displayName: 'Snapshot From',
	name: 'snapshotSource',
	type: 'options',
	default: 'json',
	description: 'Where the earlier snapshot, or that of another environment, comes from',
	options: [
		{ name: 'File', value: 'file', description: 'A file of the input item' },
		{ name: 'JSON', value: 'json', description: 'Fields of the input item, or text' },
	],
});

const snapshotProperty: INodeProperties = {
	displayName: 'Snapshot',
	name: 'snapshot',
	type: 'json',
	default: '={{ $json }}',
	displayOptions: { show: { snapshotSource: ['json'] } },
	description: "The whole output of 'Metainfo: Get Snapshot', as an object or as text",
};

const binaryPropertyProperty: INodeProperties = {
	displayName: 'Input Binary Field',
	name: 'binaryProperty',
	type: 'string',
	default: 'data',
	required: true,
	displayOptions: { show: { snapshotSource: ['file'] } },
	hint: 'The name of the input binary field with the snapshot',
};

const differencesOption = choiceProperty({
	displayName: 'Differences',
	name: 'differences',
	type: 'options',
	default: 'all',
	description: 'Which differences to return',
	options: [
		{ name: 'All', value: 'all' },
		{ name: 'Breaking', value: 'breaking', description: 'What makes workflows fail' },
		{
			name: 'Serious',
			value: 'serious',
			description: 'What makes workflows fail, or may make them fail',
		},
	],
});

const whenSameOption = choiceProperty({
	displayName: 'When Nothing Differs',
	name: 'whenSame',
	type: 'options',
	default: 'noItems',
	description: 'What to return when there is no difference to return',
	options: [
		{ name: 'Return No Items', value: 'noItems' },
		{ name: 'Return Summary', value: 'summary', description: 'One item that says so' },
	],
});

const RETURNED: Readonly<Record<'all' | 'breaking' | 'serious', readonly Severity[]>> = {
	all: ['breaks', 'may break', 'harmless'],
	breaking: ['breaks'],
	serious: ['breaks', 'may break'],
};

/** Compares the environment as it is now with a snapshot: one output item a difference. */
export const compare: OperationDefinition = {
	value: 'compare',
	name: 'Compare',
	action: 'Compare all connectors with a snapshot',
	description:
		'Compare this environment with a snapshot of another one, or of itself before: one item for each difference, with how serious it is',
	properties: [
		snapshotSourceProperty,
		snapshotProperty,
		binaryPropertyProperty,
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				connectorsOption('The connectors to compare. Leave empty for all'),
				differencesOption,
				whenSameOption,
			],
		},
	],
	execute,
};

async function execute(input: OperationInput): Promise<INodeExecutionData[]> {
	const { connection, parameters, itemIndex, hints } = input;
	const options = parameters.options('options');
	const names = options.names('connectors');
	const before = readSnapshot(await givenSnapshot(input));
	const after = await currentSnapshot(connection, {
		language: before.language ?? undefined,
		only: onlyOf(before, names),
	});
	const comparison = compareSnapshots(before, after, names);
	if (comparison.unread.length > 0) {
		const names = namesText(comparison.unread);
		hints.add(`AFAS told the fields of ${names} neither now nor before: they were not compared.`);
	}
	return returned(comparison, options).map((difference) => ({
		json: { ...difference },
		pairedItem: { item: itemIndex },
	}));
}

/** What the user gives, before it is held to be a snapshot. */
async function givenSnapshot({ context, parameters, itemIndex }: OperationInput): Promise<unknown> {
	if (parameters.choice(snapshotSourceProperty) === 'json') return parameters.raw('snapshot');
	const property = parameters.text('binaryProperty') || 'data';
	const path = binaryFields(context.getInputData()[itemIndex]).get(property)?.path ?? property;
	context.helpers.assertBinaryData(itemIndex, path);
	return (await context.helpers.getBinaryDataBuffer(itemIndex, path)).toString('utf8');
}

/** What is not in the snapshot needs no reading: only what is in both is compared. */
function onlyOf(before: Snapshot, names: readonly string[]): readonly string[] | undefined {
	return names.length > 0 ? names : (before.only ?? undefined);
}

function returned(
	{ differences, connectorCount }: Comparison,
	options: ParameterValues,
): Array<Difference | Summary> {
	const severities = RETURNED[options.choice(differencesOption)];
	const chosen = differences.filter(({ severity }) => severities.includes(severity));
	if (chosen.length > 0 || options.choice(whenSameOption) === 'noItems') return chosen;
	return [summaryOf(connectorCount, differences.length)];
}

/** Says that nothing differs, in the fields of a difference, so that one table can show both. */
interface Summary extends Omit<Difference, 'change' | 'connector' | 'connectorType' | 'level'> {
	readonly connector: null;
	readonly connectorType: null;
	readonly level: 'environment';
	readonly change: 'none';
}

/** @param leftOut differences that were not asked for */
function summaryOf(connectorCount: number, leftOut: number): Summary {
	const other =
		leftOut === 0 ? '' : ` Less serious differences that were not asked for: ${leftOut}.`;
	return {
		connector: null,
		connectorType: null,
		level: 'environment',
		field: null,
		value: null,
		change: 'none',
		before: null,
		after: null,
		severity: 'harmless',
		reason: `Nothing that was asked for differs. Connectors compared: ${connectorCount}.${other}`,
	};
}
