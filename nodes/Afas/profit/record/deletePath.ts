import { Failure } from '../failure';
import type { UpdateConnector, UpdateObject } from '../metainfo/metainfo';
import { connectorPath } from './connectorPath';

/** A record to delete can't be named in the path of a request. */
export class DeleteKeyError extends Failure {
	constructor(message: string) {
		super(message, 'Nothing was deleted. AFAS names a record to delete by all of its keys.');
	}
}

/** One level of a path: an object and the values of its keys. */
export interface DeleteLevel {
	readonly object: UpdateObject;
	readonly keys: Readonly<Record<string, unknown>>;
}

/**
 * The path that deletes a record, or a record nested in it: connector, then element, keys and values
 * of each level (reference §5.7).
 *
 * @throws {DeleteKeyError} for a key without a value, and for a comma in one, which would split it
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
	const names = Object.keys(keys);
	if (names.length === 0) throw new DeleteKeyError(`No key of '${object.name}' was given`);
	const values = names.map((name) => keyText(object, name, keys[name]));
	const attributes = names.map((name) => `@${encodeURIComponent(name)}`);
	return `/${encodeURIComponent(object.name)}/${attributes.join(',')}/${values.join(',')}`;
}

function keyText(object: UpdateObject, name: string, value: unknown): string {
	const text = value === undefined || value === null ? '' : String(value);
	if (text === '') throw new DeleteKeyError(`The key '${name}' of '${object.name}' is empty`);
	if (text.includes(',')) {
		throw new DeleteKeyError(
			`The key '${name}' of '${object.name}' has a comma in it, and AFAS has no way to write one in this place`,
		);
	}
	return encodeURIComponent(text);
}
