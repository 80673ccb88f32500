import type { AllowedValue, UpdateConnector, UpdateField, UpdateObject } from './metainfo';

/** A plain record as users write it: fields by code, nested objects as lists of records. */
export interface PlainRecord {
	[name: string]: string | number | boolean | PlainRecord[];
}

/** What may be filled in at one place of an example record. */
export interface GuideEntry {
	/** Place in the record, such as `FbSalesLines[].ItCd`. */
	readonly path: string;
	readonly label: string;
	readonly type: string;
	readonly key: boolean;
	/** AFAS marks it mandatory; it fills many of these by itself. */
	readonly mandatory: boolean;
	/** Longest text in characters. */
	readonly maxLength?: number;
	readonly decimals?: number;
	readonly allowedValues?: readonly AllowedValue[];
	/** Allowed values that are left out. */
	readonly moreValues?: number;
}

/** An example to fill in, with what may be filled in where. */
export interface ExampleRecord {
	readonly record: PlainRecord;
	readonly guide: readonly GuideEntry[];
}

/** Allowed values that a guide lists for one field. */
const MOST_VALUES = 50;

/** Values that show the type of a field where AFAS doesn't list the allowed ones. */
const SAMPLE_BY_TYPE: ReadonlyMap<string, string | number | boolean> = new Map<
	string,
	string | number | boolean
>([
	['int', 1],
	['decimal', 1.5],
	['boolean', false],
	['date', '2026-01-31'],
]);

/**
 * Makes an example of a plain record for an UpdateConnector.
 *
 * @param everyField all fields, or only keys and those that AFAS marks mandatory
 */
export function exampleRecord(connector: UpdateConnector, everyField: boolean): ExampleRecord {
	const guide: GuideEntry[] = [];
	const record = exampleOf(connector, '', everyField, guide);
	return { record, guide };
}

function exampleOf(
	object: UpdateObject,
	path: string,
	everyField: boolean,
	guide: GuideEntry[],
): PlainRecord {
	const record: PlainRecord = {};
	for (const field of object.fields) {
		if (!everyField && !field.primaryKey && !field.mandatory) continue;
		record[field.id] = sampleOf(field);
		guide.push(guideEntry(field, path));
	}
	for (const nested of object.objects) {
		const example = exampleOf(nested, `${path}${nested.name}[].`, everyField, guide);
		record[nested.name] = [example];
	}
	return record;
}

function sampleOf({ dataType, values }: UpdateField): string | number | boolean {
	return values?.[0]?.id ?? SAMPLE_BY_TYPE.get(dataType) ?? 'text';
}

function guideEntry(field: UpdateField, path: string): GuideEntry {
	const { id, label, dataType, primaryKey, mandatory, length, decimals, values = [] } = field;
	return {
		path: `${path}${id}`,
		label,
		type: dataType,
		key: primaryKey,
		mandatory,
		...(length > 0 && { maxLength: length }),
		...(decimals > 0 && { decimals }),
		...(values.length > 0 && { allowedValues: values.slice(0, MOST_VALUES) }),
		...(values.length > MOST_VALUES && { moreValues: values.length - MOST_VALUES }),
	};
}
