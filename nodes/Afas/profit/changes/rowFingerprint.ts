import { createHash } from 'node:crypto';
import type { Row } from '../row';

/** Bytes of the hash of a row's key: 60,000 rows collide once in ten million times. */
export const KEY_BYTES = 7;

/** Bytes of the hash of a row's content, which is only compared for rows with the same key. */
export const CONTENT_BYTES = 5;

/** What a row is known by. Both are strings of which each character is one byte. */
export interface RowFingerprint {
	/** {@link KEY_BYTES} of a hash of the key. */
	readonly key: string;
	/** {@link CONTENT_BYTES} of a hash of the content. */
	readonly content: string;
}

/**
 * The first bytes of the SHA-256 of some values, one character a byte.
 *
 * @param bytes at most 32
 */
export function hashOf(values: readonly unknown[], bytes: number): string {
	const digest = createHash('sha256').update(JSON.stringify(values)).digest();
	return digest.toString('latin1', 0, bytes);
}

/** Values of some columns of a row, in the order of the columns. A column that is missing is null. */
export function valuesOf(row: Row, columns: readonly string[]): unknown[] {
	return columns.map((column) => row[column] ?? null);
}

/**
 * Makes the fingerprints of rows.
 *
 * @param keyFields ids of the columns that tell rows apart
 * @param columns ids of the columns that are the content; rows that differ in others are the same
 */
export function fingerprints(
	keyFields: readonly string[],
	columns: readonly string[],
): (row: Row) => RowFingerprint {
	return (row) => ({
		key: hashOf(valuesOf(row, keyFields), KEY_BYTES),
		content: hashOf(valuesOf(row, columns), CONTENT_BYTES),
	});
}
