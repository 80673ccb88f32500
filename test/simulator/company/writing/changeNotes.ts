import { textOf, type StoredRecord, type Values } from '../store';
import type { Session } from './session';

/** A change of one record: without `before` it is new, without `after` it is gone. */
export interface RecordChange {
	readonly before?: StoredRecord;
	readonly after?: StoredRecord;
}

/** Tables of which Profit keeps the changed booking days: the field with the day, and the notes. */
const BOOKED_BY_DAY: Readonly<Record<string, readonly [day: string, notes: string]>> = {
	FiEntries: ['EnDa', 'FiChangedDay'],
	PtRealization: ['DaTi', 'PtChangedDay'],
};

/** Tables of which Profit keeps what was deleted: the notes, and the fields they hold. */
const KEPT_WHEN_DELETED: Readonly<
	Record<string, readonly [notes: string, fields: readonly string[]]>
> = {
	PtRealization: ['PtDeletedRealization', ['Id', 'Guid']],
	FbDirectInvoice: ['FbDeletedInvoice', ['OrNu', 'DbId']],
};

/** Tables of which Profit keeps a log of all changes: the log, and the key of the record. */
const LOGGED: Readonly<Record<string, readonly [log: string, key: string]>> = {
	KnSalesRelation: ['KnSalesRelationLog', 'DbId'],
	KnPurchaseRelation: ['KnPurchaseRelationLog', 'CrId'],
	KnSubject: ['KnSubjectLog', 'SbId'],
	KnReaction: ['KnReactionLog', 'Id'],
};

/**
 * Notes what Profit itself notes about changes (reference §8.3): changed booking days, deleted
 * records, and the log of a table.
 */
export function noteChange(session: Session, change: RecordChange): void {
	noteDays(session, change);
	noteDeletion(session, change);
	noteInLog(session, change);
}

/** A record that moves to another day changes both. */
function noteDays(session: Session, { before, after }: RecordChange): void {
	const [field, notes] = BOOKED_BY_DAY[tableOf({ before, after })] ?? [];
	if (field === undefined || notes === undefined) return;
	for (const day of new Set([textOf(before, field), textOf(after, field)])) {
		if (day !== '') noteDay(session, notes, day);
	}
}

function noteDay({ store, modes, now }: Session, notes: string, Day: string): void {
	const known = modes.changedDays === 'oncePerDay' ? store.find(notes, { Day }) : undefined;
	if (known === undefined) store.insert(notes, { Day }, now);
	else store.update(known, {}, now);
}

function noteDeletion({ store, now }: Session, { before, after }: RecordChange): void {
	if (before === undefined || after !== undefined) return;
	const [notes, fields] = KEPT_WHEN_DELETED[before.table] ?? [];
	if (notes === undefined || fields === undefined) return;
	store.insert(notes, fieldsOf(before, fields), now);
}

/** What one call does to a record is one line of the log. */
function noteInLog({ store, now }: Session, { before, after }: RecordChange): void {
	const record = after ?? before;
	const [log, key] = LOGGED[record?.table ?? ''] ?? [];
	if (record === undefined || log === undefined || key === undefined) return;
	const Action =
		before === undefined ? 'Toevoegen' : after === undefined ? 'Verwijderen' : 'Wijzigen';
	const last = store.all(log).at(-1);
	const isSameCall = last?.created === now && last.values.Record === record.id;
	if (isSameCall && Action === 'Wijzigen') return;
	store.insert(log, { ...fieldsOf(record, [key]), Action, Record: record.id }, now);
}

function fieldsOf(record: StoredRecord, fields: readonly string[]): Values {
	return Object.fromEntries(fields.map((field) => [field, record.values[field] ?? null]));
}

function tableOf({ before, after }: RecordChange): string {
	return (after ?? before)?.table ?? '';
}
