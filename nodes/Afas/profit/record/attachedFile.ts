import type { UpdateObject } from '../metainfo/metainfo';

/** A file that goes into a record. */
export interface AttachedFile {
	readonly fileName: string;
	/** The content in Base64. */
	readonly content: string;
}

/** Stands in a record for a file of the input item: `{ "$binary": "data" }`. */
export interface BinaryMarker {
	/** Name of the binary property. */
	readonly $binary: string;
}

/** Gives the file behind a marker; undefined when the item has none of that name. */
export type FileSource = (binaryProperty: string) => AttachedFile | undefined;

/** Whether a value stands for a file. */
export function isBinaryMarker(value: unknown): value is BinaryMarker {
	return (
		typeof value === 'object' &&
		value !== null &&
		typeof (value as { $binary?: unknown }).$binary === 'string'
	);
}

/** Pairs that don't follow the pattern of `FileStream` and `FileName` (reference §7.6). */
const NAME_BY_STREAM: ReadonlyMap<string, readonly string[]> = new Map([
	['FileStream', ['FileName', 'SbPa']],
	['FiDa', ['FiNa']],
]);

/** The field for the name of a file, beside the field for its content; undefined when there is none. */
export function fileNameField(streamField: string, { fields }: UpdateObject): string | undefined {
	const candidates = [
		...(NAME_BY_STREAM.get(streamField) ?? []),
		streamField.replace(/Stream$/, 'Name'),
	];
	return candidates.find(
		(candidate) => candidate !== streamField && fields.some(({ id }) => id === candidate),
	);
}
