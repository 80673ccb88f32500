import { hashOf, valuesOf } from './rowFingerprint';
import type { Row } from '../row';

/** Bytes of the hash of a row: two versions of it are taken for one once in 10^19 times. */
const HASH_BYTES = 8;

/** Characters of a packed hash. */
const PACKED_HASH = 11;

/** A key may share at most so many characters with the one before it: one digit of base 36. */
const MOST_SHARED = 35;

/** Hashes of rows by their keys, as JSON texts of a list of values. */
export type Snapshot = Map<string, string>;

/** The key of a row, as a snapshot holds it. */
export function snapshotKey(row: Row, keyFields: readonly string[]): string {
	return JSON.stringify(valuesOf(row, keyFields));
}

/** A hash of a row's content, {@link PACKED_HASH} characters. */
export function snapshotHash(row: Row, columns: readonly string[]): string {
	return Buffer.from(hashOf(valuesOf(row, columns), HASH_BYTES), 'latin1').toString('base64url');
}

/** The values of a key. */
export function keyValues(key: string): unknown[] {
	return JSON.parse(key) as unknown[];
}

/**
 * Writes a snapshot as text: keys in order, each with what it has more than the one before, then the
 * hashes. About 15 characters a row for keys that are numbers.
 */
export function packSnapshot(snapshot: Snapshot): string {
	const lines: string[] = [];
	const hashes: string[] = [];
	let before = '';
	for (const key of [...snapshot.keys()].sort()) {
		const shared = sharedLength(before, key);
		lines.push(shared.toString(36) + key.slice(shared));
		hashes.push(snapshot.get(key) ?? '');
		before = key;
	}
	return [...lines, hashes.join('')].join('\n');
}

/** Reads what {@link packSnapshot} wrote. */
export function unpackSnapshot(packed: string): Snapshot {
	const lines = packed.split('\n');
	const hashes = lines.pop() ?? '';
	const snapshot: Snapshot = new Map();
	let key = '';
	lines.forEach((line, index) => {
		key = key.slice(0, Number.parseInt(line.charAt(0), 36)) + line.slice(1);
		snapshot.set(key, hashes.slice(index * PACKED_HASH, (index + 1) * PACKED_HASH));
	});
	return snapshot;
}

function sharedLength(one: string, other: string): number {
	const most = Math.min(one.length, other.length, MOST_SHARED);
	let length = 0;
	while (length < most && one.charCodeAt(length) === other.charCodeAt(length)) length += 1;
	// Half a character can't be kept by every database.
	return /[\uD800-\uDBFF]/.test(one.charAt(length - 1)) ? length - 1 : length;
}
