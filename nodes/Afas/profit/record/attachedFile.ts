import type { UpdateObject } from '../metainfo/metainfo';
import { isDateObject } from '../time/amsterdamText';

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
	/** Input item that has it, where a record is made of several; otherwise that of the record. */
	readonly $item?: number;
}

/** Gives the file behind a marker; undefined when the item has none of that name. */
export type FileSource = (marker: BinaryMarker) => AttachedFile | undefined;

/** Whether a value stands for a file. */
export function isBinaryMarker(value: unknown): value is BinaryMarker {
	return (
		typeof value === 'object' &&
		value !== null &&
		typeof (value as { $binary?: unknown }).$binary === 'string'
	);
}

/** The same value with the input item in every marker, so that it can be put together with others. */
export function withItem(value: unknown, $item: number): unknown {
	if (isBinaryMarker(value)) return { ...value, $item };
	if (Array.isArray(value)) return value.map((one) => withItem(one, $item));
	if (!isPlainObject(value)) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, one]) => [name, withItem(one, $item)]),
	);
}

/** Dates of expressions are objects too, and stay what they are. */
function isPlainObject(value: unknown): value is object {
	return Object.prototype.toString.call(value) === '[object Object]' && !isDateObject(value);
}

/**
 * The field for the name of a file, beside the field for its content; undefined when there is none.
 *
 * All file pairs of the documented connectors follow one of three patterns (reference §7.6):
 * `FileStream1` and `FileName1`, `FiDa` and `FiNa`, and `FileStream` and `SbPa` of a dossier item.
 */
export function fileNameField(contentField: string, { fields }: UpdateObject): string | undefined {
	const candidates = [
		contentField.replace(/Stream(?=\d*$)/, 'Name'),
		contentField.replace(/Da$/, 'Na'),
		...(contentField === 'FileStream' ? ['SbPa'] : []),
	];
	return candidates.find(
		(candidate) => candidate !== contentField && fields.some(({ id }) => id === candidate),
	);
}
