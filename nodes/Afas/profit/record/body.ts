import type { UpdateConnector } from '../metainfo/metainfo';
import type { FileSource } from './attachedFile';
import { readBody } from './bodyReader';
import { type Element, shapeElement } from './element';
import type { PlainRecord } from './plainRecord';
import { emptyShaping, type Shaping } from './place';
import type { RecordFinding } from './recordFinding';
import type { Findings } from './validation';

/** A body of an UpdateConnector: the root element's name with its elements. */
export type Body = Record<string, { Element: Element | Element[] }>;

/** A shaped record with what was found on the way. */
export interface ShapedRecord extends Findings {
	/** Holds what doesn't fit too. */
	readonly element: Element;
	/** Places of what has no value, and so isn't sent. */
	readonly notSent: readonly string[];
}

/** What is done with a record. */
export interface RecordPurpose {
	/** Whether it is inserted: only then mandatory fields are asked for. */
	readonly inserts?: boolean;
	/** Nested object to which an insert adds; the record itself is there already (reference §5.1). */
	readonly subObject?: string;
}

/** Shapes one plain record for an UpdateConnector. */
export function shapeRecord(
	record: PlainRecord,
	connector: UpdateConnector,
	files: FileSource = () => undefined,
	purpose: RecordPurpose = {},
): ShapedRecord {
	const shaping: Shaping = { ...emptyShaping(), files, asSent: false };
	const { inserts = false, subObject = '' } = purpose;
	const identifies = identifiesRecord(purpose);
	const element = shapeElement(record, {
		object: connector,
		path: '',
		inserts,
		identifies,
		shaping,
	});
	if (isNothing(element)) shaping.findings.push(nothingIn(''));
	const { findings, missing, notSent } = shaping;
	return { element, findings, missing: adviceFor(missing, subObject), notSent };
}

/** The body that sends elements: an object for one, a list for several (reference §5.2). */
export function bodyOf(
	connector: Pick<UpdateConnector, 'name'>,
	elements: readonly [Element, ...Element[]],
): Body {
	return { [connector.name]: { Element: elements.length === 1 ? elements[0] : [...elements] } };
}

/**
 * Checks a body that someone wrote by hand, and that is sent as it is: names by code only, values in
 * the forms that AFAS reads by itself, and the build of a body, beside all that is checked in a record.
 */
export function checkBody(
	body: unknown,
	connector: UpdateConnector,
	purpose: RecordPurpose = {},
): Findings {
	const { inserts = false, subObject = '' } = purpose;
	const identifies = identifiesRecord(purpose);
	const { records, findings } = readBody(body, connector);
	const shaping: Shaping = { ...emptyShaping(), findings, asSent: true };
	records.forEach((record, index) => {
		const path = records.length === 1 ? '' : `[${index}].`;
		const element = shapeElement(record, { object: connector, path, inserts, identifies, shaping });
		// A `null` of a body is sent, and empties its field.
		if (isNothing(element) && isNothing(record)) findings.push(nothingIn(path));
	});
	return { findings, missing: adviceFor(shaping.missing, subObject) };
}

/** Whether AFAS would get no key, field or nested record at all; a row action alone says nothing. */
function isNothing(element: object): boolean {
	return Object.keys(element).every((name) => name === '@Action');
}

function nothingIn(path: string): RecordFinding {
	const message = 'nothing in it has a value, so AFAS would get an empty record';
	return { kind: 'nothing', path: path.replace(/\.$/, ''), message };
}

/** An insert into a nested object only names the record around it. */
function identifiesRecord({ inserts = false, subObject = '' }: RecordPurpose): boolean {
	return !inserts || subObject !== '';
}

function adviceFor(missing: readonly RecordFinding[], subObject: string): RecordFinding[] {
	return missing.filter(({ path }) => {
		const [first] = path.replace(/^\[\d+\]\./, '').split(/[.[]/);
		return subObject === '' || first === subObject;
	});
}
