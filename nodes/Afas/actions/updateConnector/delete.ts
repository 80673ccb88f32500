import type { INodeExecutionData } from 'n8n-workflow';
import { choiceProperty } from '../../parameters/choiceProperty';
import { ProfitError } from '../../profit/exchange/profitError';
import { Failure } from '../../profit/failure';
import { lookUpUpdateConnector } from '../../profit/metainfo/connectorLookUp';
import type { UpdateConnector } from '../../profit/metainfo/metainfo';
import {
	DeleteKeyError,
	type DeleteLevel,
	deletePath,
	keysOf,
} from '../../profit/record/deletePath';
import { typedDeletePath } from '../../profit/record/typedDeletePath';
import { outcomeOf, resultOf } from '../../profit/outcome';
import { PartlyWrittenError } from '../../profit/write/batchFailures';
import { withFieldsOf } from '../../profit/write/fieldsInMessage';
import { sendWrite } from '../../profit/write/sendWrite';
import { connectorOf, updateConnectorLocator } from '../connectorLocator';
import type { ItemOperation, OperationInput } from '../operation';
import { renewAfterRefusal, updateConnectorAnew } from '../freshMetainfo';
import { keysProperty, readForm } from './formParameters';
import { deleteOptionsProperty, readDeleteOptions } from './writeOptions';

const keyModeProperty = choiceProperty({
	displayName: 'Key Mode',
	name: 'keyMode',
	type: 'options',
	default: 'keys',
	description: 'How to say which record is meant',
	options: [
		{ name: 'By Keys', value: 'keys', description: 'By the keys that AFAS knows' },
		{ name: 'By Path', value: 'path', description: 'By a path as AFAS documents it' },
	],
});

/** Deletes records for good: DELETE. */
export const deleteRecord: ItemOperation = {
	value: 'delete',
	name: 'Delete',
	action: 'Delete a record',
	description: 'Delete a record with an UpdateConnector; this cannot be undone',
	properties: [
		updateConnectorLocator,
		keyModeProperty,
		{ ...keysProperty, displayOptions: { show: { keyMode: ['keys'] } } },
		{
			displayName: 'Path',
			name: 'path',
			type: 'string',
			default: '',
			placeholder: 'e.g. KnSubject/@SbId/48761',
			description:
				'The part of the path behind the connector: element, keys and values, already percent-encoded',
			displayOptions: { show: { keyMode: ['path'] } },
		},
		deleteOptionsProperty,
	],
	execute,
};

async function execute(input: OperationInput): Promise<INodeExecutionData[]> {
	const { parameters, itemIndex, connection } = input;
	const { dryRun, language, timeout } = readDeleteOptions(parameters);
	const pairedItem = { item: itemIndex };
	if (dryRun) {
		const path = await pathOf(input, language);
		return [{ json: { dryRun: true, method: 'DELETE', path }, pairedItem }];
	}
	const deletion = pathOf(input, language).then(
		async (path) =>
			await sendWrite(connection.client, { method: 'DELETE', path, language, timeout }),
	);
	const outcome = await outcomeOf(deletion);
	if (!outcome.ok) {
		const id = connectorOf(parameters, 'updateConnector');
		renewAfterRefusal(connection, id, language, outcome.failure);
		throw afterOthers(input, await withFields(input, outcome.failure, language));
	}
	return [{ json: { deleted: true }, pairedItem }];
}

/** Names the fields behind the labels in AFAS's message; the connector is at hand by then. */
async function withFields(
	{ parameters, connection }: OperationInput,
	failure: unknown,
	language: string | undefined,
): Promise<unknown> {
	if (!(failure instanceof ProfitError)) return failure;
	const id = connectorOf(parameters, 'updateConnector');
	const connector = await outcomeOf(lookUpUpdateConnector(connection.metainfo(language), id));
	return connector.ok ? withFieldsOf(failure, connector.value) : failure;
}

/** Says which records are gone already: n8n leaves them out of a failed node's output. */
function afterOthers({ context, itemIndex }: OperationInput, failure: unknown): unknown {
	if (itemIndex === 0 || context.continueOnFail() || !(failure instanceof Failure)) return failure;
	const items = Array.from({ length: itemIndex }, (_, index) => index + 1);
	return new PartlyWrittenError(failure, items, 'deleted');
}

async function pathOf(input: OperationInput, language: string | undefined): Promise<string> {
	const { context, itemIndex, parameters, connection } = input;
	const id = connectorOf(parameters, 'updateConnector');
	const connector = await lookUpUpdateConnector(connection.metainfo(language), id);
	if (parameters.choice(keyModeProperty) === 'path') {
		return typedDeletePath(connector, parameters.text('path'));
	}
	const form = readForm(parameters.raw('keys'), context.getInputData()[itemIndex]?.json);
	const path = resultOf(() => pathOfForm(connector, form));
	if (path.ok) return path.value;
	const anew = await updateConnectorAnew(connection, id, language);
	if (anew === undefined) throw path.failure;
	return pathOfForm(anew, form);
}

function pathOfForm(connector: UpdateConnector, form: Readonly<Record<string, unknown>>): string {
	assertKnownNames(connector, form);
	return deletePath(connector, levelsOf(connector, form));
}

/** Keys of nested records that the connector doesn't have. */
function strangeNames(connector: UpdateConnector, form: Readonly<Record<string, unknown>>) {
	const known = new Set(
		connector.objects.flatMap((object) => keysOf(object).map((key) => `${object.name}/${key}`)),
	);
	return Object.keys(form).filter((name) => name.includes('/') && !known.has(name));
}

/** A key of a line that is left out would delete the record with all of its lines. */
function assertKnownNames(
	connector: UpdateConnector,
	form: Readonly<Record<string, unknown>>,
): void {
	const names = strangeNames(connector, form);
	if (names.length === 0) return;
	throw new DeleteKeyError(
		`${connector.id} has no key ${names.map((name) => `'${name}'`).join(', ')}`,
		"Nothing was deleted. Refresh the list of 'Keys', and fill it in again.",
	);
}

function levelsOf(
	connector: UpdateConnector,
	form: Readonly<Record<string, unknown>>,
): [DeleteLevel, ...DeleteLevel[]] {
	const root: DeleteLevel = { object: connector, keys: keysAt(keysOf(connector), form, '') };
	const inner = connector.objects.flatMap((object) => {
		const prefix = `${object.name}/`;
		if (!Object.keys(form).some((name) => name.startsWith(prefix))) return [];
		return [{ object, keys: keysAt(keysOf(object), form, prefix) }];
	});
	return [root, ...inner];
}

function keysAt(
	names: readonly string[],
	form: Readonly<Record<string, unknown>>,
	prefix: string,
): Record<string, unknown> {
	return Object.fromEntries(names.map((name) => [name, form[`${prefix}${name}`]]));
}
