import { Failure } from '../failure';
import type { UpdateConnector, UpdateObject } from '../metainfo/metainfo';
import { nearestName } from '../nearestName';
import { isBlank } from './blank';
import { connectorPath } from './connectorPath';
import { convertValue } from './fieldValue';

/** A record to delete can't be named in the path of a request. */
export class DeleteKeyError extends Failure {
	constructor(
		message: string,
		advice = 'Nothing was deleted. AFAS names a record to delete by all of its keys.',
	) {
		super(message, advice);
	}
}

/** One level of a path: an object and the values of its keys. */
export interface DeleteLevel {
	readonly object: UpdateObject;
	/** By field code, in the order of the path; undefined values are not given. */
	readonly keys: Readonly<Record<string, unknown>>;
}

/** Characters that would end a value in a path, also when they are percent-encoded: many servers decode first. */
const SEPARATORS: ReadonlyArray<readonly [character: string, name: string]> = [
	[',', 'comma'],
	['/', 'slash'],
	['\\', 'backslash'],
];

/**
 * The path that deletes a record, or a record nested in it: connector, then element, keys and values
 * of each level (reference §5.7).
 *
 * Keys of metainfo get an `@`, other fields don't: the rule that explains all documented paths. An
 * object may also be named by other fields only, as AFAS documents `UnId,JoCo` and `InId` of a
 * journal entry.
 *
 * @throws {DeleteKeyError} for keys that are missing or unknown, values that don't fit, and values
 * with a character that would split them: what is left could name another record
 */
export function deletePath(
	connector: UpdateConnector,
	levels: readonly [DeleteLevel, ...DeleteLevel[]],
): string {
	return connectorPath(connector.id) + levels.map(levelPath).join('');
}

/** The fields that name a record of an object. */
export function keysOf({ fields }: UpdateObject): string[] {
	return fields.filter(({ primaryKey }) => primaryKey).map(({ id }) => id);
}

function levelPath({ object, keys }: DeleteLevel): string {
	const given = Object.keys(keys).filter((name) => !isBlank(keys[name]));
	assertComplete(object, given);
	const names = given.map((name) => keyName(object, name));
	const values = given.map((name) => keyText(object, name, keys[name])).join(',');
	if (values === '.' || values === '..') {
		throw new DeleteKeyError(
			`The key '${given.join()}' of '${object.name}' is '${values}', and that can't be written in an address`,
		);
	}
	return `/${encodeURIComponent(object.name)}/${names.join(',')}/${values}`;
}

function assertComplete(object: UpdateObject, given: readonly string[]): void {
	const wanted = keysOf(object);
	const missing = wanted.filter((name) => !given.includes(name));
	const isNamedByOthers = missing.length === wanted.length && given.length > 0;
	if (given.length > 0 && (missing.length === 0 || isNamedByOthers)) return;
	const names = missing.length === 0 ? '' : `: ${missing.map((name) => `'${name}'`).join(', ')}`;
	throw new DeleteKeyError(`Not all keys of '${object.name}' have a value${names}`);
}

function keyName({ name: objectName, fields }: UpdateObject, name: string): string {
	const field = fields.find(({ id }) => id === name);
	if (field !== undefined) return `${field.primaryKey ? '@' : ''}${encodeURIComponent(name)}`;
	const near = nearestName(name, fields);
	const question = near === undefined ? '' : `; did you mean '${near}'?`;
	throw new DeleteKeyError(`'${name}' is no field of '${objectName}'${question}`);
}

function keyText(object: UpdateObject, name: string, value: unknown): string {
	const field = object.fields.find(({ id }) => id === name);
	const conversion = field === undefined ? { value: String(value) } : convertValue(value, field);
	const key = `The key '${name}' of '${object.name}'`;
	if ('problem' in conversion) throw new DeleteKeyError(`${key} ${conversion.problem}`);
	const text = String(conversion.value);
	const separator = SEPARATORS.find(([character]) => text.includes(character));
	if (separator !== undefined) {
		throw new DeleteKeyError(
			`${key} has a ${separator[1]} in it, and AFAS has no way to write one in this place`,
			"Nothing was deleted. Delete the record in Profit; a nested one can also be deleted by an update with '@Action': 'delete'.",
		);
	}
	return encodeURIComponent(text);
}
