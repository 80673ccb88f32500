import type { UpdateObject } from '../metainfo/metainfo';
import { isRecord, type PlainRecord } from './plainRecord';

/** Notes that a part of a record can't be put where its name says. */
type NoteNesting = (path: string, message: string) => void;

/**
 * Gathers flat names such as `KnPerson/EmAd`, as a form has them, into nested records. Deeper parts
 * keep their slashes, for the next level to gather. A slash in a label is left alone.
 */
export function gatherNested(
	record: PlainRecord,
	object: UpdateObject,
	noteNesting: NoteNesting,
): ReadonlyMap<string, unknown> {
	const members = new Map<string, unknown>();
	const flat: Array<readonly [name: string, head: string, rest: string, value: unknown]> = [];
	for (const [name, value] of Object.entries(record)) {
		const slash = name.indexOf('/');
		const head = name.slice(0, Math.max(0, slash));
		const isFlat = slash > 0 && object.objects.some((inner) => inner.name === head);
		if (!isFlat) members.set(name, value);
		else if (value !== undefined) flat.push([name, head, name.slice(slash + 1), value]);
	}
	for (const [name, head, rest, value] of flat) {
		const merged = withPart(members.get(head), rest, value);
		if (typeof merged === 'string') noteNesting(name, merged);
		else members.set(head, merged);
	}
	return members;
}

/** An object with one more part, or why that can't be, in words that follow the name of the part. */
function withPart(whole: unknown, name: string, value: unknown): unknown {
	if (value === null && isInAnother(whole)) return whole;
	if (Array.isArray(whole) && whole.length > 1) {
		return `is part of one record, and there are ${whole.length} of them`;
	}
	const record: unknown = (Array.isArray(whole) ? whole[0] : whole) ?? {};
	if (!isRecord(record)) return 'is part of a record, and something else is in its place';
	const before = Object.hasOwn(record, name) ? record[name] : undefined;
	if (before === undefined || before === null) return { ...record, [name]: value };
	return value === null ? record : 'is given more than once';
}

/** Whether a part has no place in what is there. */
function isInAnother(whole: unknown): boolean {
	if (Array.isArray(whole)) return whole.length > 1;
	return whole !== undefined && whole !== null && !isRecord(whole);
}
