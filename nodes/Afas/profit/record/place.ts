import type { UpdateObject } from '../metainfo/metainfo';
import type { FileSource } from './attachedFile';
import type { FindingKind, RecordFinding } from './recordFinding';

/** What an element is shaped with. */
export interface Shaping {
	readonly findings: RecordFinding[];
	/** Fields that AFAS calls mandatory and that were not given; advice only. */
	readonly missing: RecordFinding[];
	/** Places of what has no value, and so isn't sent. */
	readonly notSent: string[];
	readonly files: FileSource;
	/** Whether names and values must be as AFAS reads them: for a body, which is sent as it is. */
	readonly asSent: boolean;
}

/** What a record without files is shaped with. */
export function emptyShaping(): Omit<Shaping, 'asSent'> {
	return { findings: [], missing: [], notSent: [], files: () => undefined };
}

/** Where an element is, and what is known of it. */
export interface Place {
	readonly object: UpdateObject;
	/** Of the record, with a point at the end unless it is empty. */
	readonly path: string;
	/** Whether the element is inserted unless it says otherwise; only then mandatory fields matter. */
	readonly inserts: boolean;
	/** Whether its keys name a record that is there; undefined for all that isn't inserted. */
	readonly identifies?: boolean;
	readonly shaping: Shaping;
}

/** Notes what is wrong with something in an element. */
export function note(
	{ path: base, shaping }: Place,
	kind: FindingKind,
	path: string,
	message: string,
): void {
	shaping.findings.push({ kind, path: `${base}${path}`, message });
}

/** Notes that something in an element has no value, and so isn't sent. */
export function leaveOut(name: string, { path, shaping }: Place): void {
	shaping.notSent.push(`${path}${name}`);
}
