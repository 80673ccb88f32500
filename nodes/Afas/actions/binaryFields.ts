import type { IBinaryData, INodeExecutionData } from 'n8n-workflow';

/**
 * Where n8n 2 keeps the files of an item in workflows whose setting 'Binary data' is combined: within
 * its JSON, under this name (`BINARY_IN_JSON_PROPERTY` of n8n-workflow).
 */
const COMBINED_FIELD = '_files';

/** A file of an input item, with the name by which n8n's helpers find it. */
export interface BinaryField {
	readonly path: string;
	readonly binary: IBinaryData;
}

/** The files of an input item by the names that users know them by, wherever n8n keeps them. */
export function binaryFields(
	item: INodeExecutionData | undefined,
): ReadonlyMap<string, BinaryField> {
	const combined = (item?.json[COMBINED_FIELD] ?? {}) as Record<string, unknown>;
	const fields = new Map<string, BinaryField>();
	for (const [name, binary] of Object.entries(combined)) {
		if (isBinary(binary)) fields.set(name, { path: `${COMBINED_FIELD}.${name}`, binary });
	}
	for (const [name, binary] of Object.entries(item?.binary ?? {})) {
		fields.set(name, { path: name, binary });
	}
	return fields;
}

/** The name of a file; one that has none gets that of its field, with its extension: `data.png`. */
export function fileNameOf({ fileName, fileExtension }: IBinaryData, field: string): string {
	if (fileName !== undefined && fileName !== '') return fileName;
	return fileExtension ? `${field}.${fileExtension}` : field;
}

function isBinary(value: unknown): value is IBinaryData {
	if (typeof value !== 'object' || value === null || !('mimeType' in value)) return false;
	return 'data' in value || 'id' in value;
}
