import type { INodeProperties } from 'n8n-workflow';
import { choiceProperty } from '../../parameters/choiceProperty';
import type { ParameterValues } from '../../parameters/parameterValues';
import { lookUpUpdateConnector } from '../../profit/metainfo/connectorLookUp';
import type { UpdateConnector } from '../../profit/metainfo/metainfo';
import { resultOf } from '../../profit/outcome';
import {
	DeleteKeyError,
	type DeleteLevel,
	deletePath,
	keysOf,
} from '../../profit/record/deletePath';
import { typedDeletePath } from '../../profit/record/typedDeletePath';
import { connectorOf } from '../connectorLocator';
import { updateConnectorAnew } from '../freshMetainfo';
import type { AllItemsInput } from '../operation';
import { keysProperty, readForm } from './formParameters';

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

/** The parameters with which users say which record is meant. */
export const targetProperties: INodeProperties[] = [
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
];

/** The path of the record that an item means. @throws {DeleteKeyError} when that isn't certain */
export async function pathOf(
	{ context, connection }: AllItemsInput,
	itemIndex: number,
	parameters: ParameterValues,
	language: string | undefined,
): Promise<string> {
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
