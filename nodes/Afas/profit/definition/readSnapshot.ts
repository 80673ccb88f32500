import { findJsonSyntaxError } from '../filter/jsonSyntax';
import { resultOf } from '../outcome';
import {
	type RefusedConnector,
	type Snapshot,
	SNAPSHOT_FORMAT,
	SNAPSHOT_VERSION,
	type SnapshotField,
	type SnapshotGetConnector,
	type SnapshotObject,
	type SnapshotSummary,
	type SnapshotUpdateConnector,
	type SnapshotValue,
} from './snapshot';
import { laterVersion, SnapshotError } from './snapshotError';

/** As `Accept-Language` has it (reference §2.6). */
const LANGUAGE = /^[a-z]{2}-[a-z]{2}$/;

/** Objects in objects of an UpdateConnector; AFAS has a few. Deeper, the call stack could give out. */
const MOST_NESTED = 100;

type Json = Readonly<Record<string, unknown>>;

/**
 * Reads a snapshot that was kept somewhere, as JSON or as the text of it. What it holds beyond the
 * format is left out.
 *
 * @throws {SnapshotError} when it isn't one, or is damaged, with the place
 */
export function readSnapshot(given: unknown): Snapshot {
	const value = typeof given === 'string' ? parsed(given) : given;
	if (!isObject(value) || value.format !== SNAPSHOT_FORMAT) {
		throw new SnapshotError(`it has no 'format' of '${SNAPSHOT_FORMAT}'`);
	}
	assertVersion(value.formatVersion);
	const valueLists = readLists(value.valueLists);
	return {
		format: SNAPSHOT_FORMAT,
		formatVersion: SNAPSHOT_VERSION,
		takenAt: text(value, 'takenAt', ''),
		environmentId: text(value, 'environmentId', ''),
		profitVersion: textOrNull(value, 'profitVersion'),
		language: readLanguage(value),
		only: readOnly(value.only),
		getConnectors: list(value, 'getConnectors', '').map(([entry, at]) =>
			readConnector(entry, at, () => readGetConnector(entry, at, valueLists)),
		),
		updateConnectors: list(value, 'updateConnectors', '').map(([entry, at]) =>
			readConnector(entry, at, () => readUpdateConnector(entry, at, valueLists)),
		),
		customConnectors: list(value, 'customConnectors', '').map(([entry, at]) =>
			readSummary(entry, at),
		),
		...(value.otherConnectors !== undefined && {
			otherConnectors: list(value, 'otherConnectors', '').map(([entry, at]) => ({
				...readSummary(entry, at),
				list: text(entry, 'list', at),
			})),
		}),
		valueLists,
	};
}

function parsed(given: string): unknown {
	if (given.trim() === '') throw new SnapshotError('it is empty');
	// Editors put this sign in front of a file.
	const json = given.replace(/^\uFEFF/, '');
	const outcome = resultOf(() => JSON.parse(json) as unknown);
	if (outcome.ok) return outcome.value;
	const place = findJsonSyntaxError(json);
	throw new SnapshotError(`it is not JSON from line ${place?.line}, column ${place?.column}`);
}

function assertVersion(version: unknown): void {
	if (version === SNAPSHOT_VERSION) return;
	if (typeof version === 'number' && version > SNAPSHOT_VERSION) throw laterVersion(version);
	throw new SnapshotError("its 'formatVersion' is not a number that this node knows");
}

function readConnector<Part>(entry: Json, at: string, read: () => Part): Part | RefusedConnector {
	if (entry.refused === undefined) return read();
	return { ...readSummary(entry, at), refused: text(entry, 'refused', at) };
}

function readSummary(entry: Json, at: string): SnapshotSummary {
	return { id: text(entry, 'id', at), description: text(entry, 'description', at) };
}

function readGetConnector(
	entry: Json,
	at: string,
	lists: Snapshot['valueLists'],
): SnapshotGetConnector {
	return { ...readSummary(entry, at), fields: readFields(entry, at, lists) };
}

function readUpdateConnector(
	entry: Json,
	at: string,
	lists: Snapshot['valueLists'],
): SnapshotUpdateConnector {
	return { ...readSummary(entry, at), ...readObject(entry, at, lists) };
}

/** @param depth how many objects it is in */
function readObject(
	entry: Json,
	at: string,
	lists: Snapshot['valueLists'],
	depth = 0,
): SnapshotObject {
	if (depth > MOST_NESTED) {
		throw new SnapshotError(`it has objects that are nested deeper than ${MOST_NESTED} times`);
	}
	const fields = readFields(entry, at, lists);
	const name = text(entry, 'name', at);
	if (entry.objects === undefined) return { name, fields };
	const objects = list(entry, 'objects', at);
	const nested = objects.map(([one, place]) => readObject(one, place, lists, depth + 1));
	return { name, fields, objects: nested };
}

function readFields(entry: Json, at: string, lists: Snapshot['valueLists']): SnapshotField[] {
	return list(entry, 'fields', at).map(([field, place]) => readField(field, place, lists));
}

function readField(entry: Json, at: string, lists: Snapshot['valueLists']): SnapshotField {
	const { label, length, decimals, values } = entry;
	if (values !== undefined && !Object.hasOwn(lists, text(entry, 'values', at))) {
		throw new SnapshotError(`'${at}.values' names a list that it doesn't have`);
	}
	return {
		id: text(entry, 'id', at),
		...(label !== undefined && { label: text(entry, 'label', at) }),
		type: text(entry, 'type', at),
		...(length !== undefined && { length: number(entry, 'length', at) }),
		...(decimals !== undefined && { decimals: number(entry, 'decimals', at) }),
		...flags(entry, at),
		...(values !== undefined && { values: text(entry, 'values', at) }),
	};
}

function flags(entry: Json, at: string): Pick<SnapshotField, 'key' | 'mandatory' | 'notZero'> {
	const present = (['key', 'mandatory', 'notZero'] as const).filter((name) => {
		if (entry[name] !== undefined && typeof entry[name] !== 'boolean') {
			throw new SnapshotError(`'${at}.${name}' is not true or false`);
		}
		return entry[name] === true;
	});
	return Object.fromEntries(present.map((name) => [name, true]));
}

function readLists(value: unknown): Snapshot['valueLists'] {
	if (!isObject(value)) throw new SnapshotError("'valueLists' is not an object");
	return Object.fromEntries(
		Object.entries(value).map(([name, values]) => {
			if (Array.isArray(values) && values.every(isValue)) return [name, values];
			throw new SnapshotError(`'valueLists.${name}' is not a list of codes with descriptions`);
		}),
	);
}

/** It goes into a header. */
function readLanguage(value: Json): string | null {
	const language = textOrNull(value, 'language');
	if (language === null || LANGUAGE.test(language)) return language;
	throw new SnapshotError("'language' is not a code such as 'nl-nl'");
}

function readOnly(value: unknown): readonly string[] | null {
	if (value === null) return null;
	if (Array.isArray(value) && value.every((id) => typeof id === 'string')) return value;
	throw new SnapshotError("'only' is not a list of names or null");
}

function isValue(value: unknown): value is SnapshotValue {
	return (
		Array.isArray(value) && value.length === 2 && value.every((part) => typeof part === 'string')
	);
}

/** The entries of a list, each with its place for a message. */
function list(entry: Json, name: string, at: string): Array<readonly [Json, string]> {
	const place = at === '' ? name : `${at}.${name}`;
	const value = entry[name];
	if (!Array.isArray(value)) throw new SnapshotError(`'${place}' is not a list`);
	return value.map((one: unknown, index) => {
		if (isObject(one)) return [one, `${place}[${index}]`] as const;
		throw new SnapshotError(`'${place}[${index}]' is not an object`);
	});
}

function text(entry: Json, name: string, at: string): string {
	const value = entry[name];
	if (typeof value === 'string') return value;
	throw new SnapshotError(`'${at === '' ? name : `${at}.${name}`}' is not text`);
}

function textOrNull(entry: Json, name: string): string | null {
	return entry[name] === null ? null : text(entry, name, '');
}

function number(entry: Json, name: string, at: string): number {
	const value = entry[name];
	if (typeof value === 'number' && Number.isFinite(value)) return value;
	throw new SnapshotError(`'${at}.${name}' is not a number`);
}

function isObject(value: unknown): value is Json {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
