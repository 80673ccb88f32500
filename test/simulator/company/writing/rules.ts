import type { Cell } from '../../contract';
import type { StoredRecord } from '../store';
import type { Incoming } from './incoming';
import type { Session } from './session';

/** For rules that have nothing to add. */
export const NO_CHANGES: Readonly<Record<string, Cell>> = {};

/** What a rule gets to know about the record it is asked about. */
export interface Situation {
	readonly session: Session;
	readonly incoming: Incoming;
	/** Record of the element around this one. */
	readonly parent: StoredRecord | undefined;
	/** Record that the element changes; undefined for an insert. */
	readonly existing: StoredRecord | undefined;
	/** Values after the change: those kept, overlaid with those given. */
	readonly values: Readonly<Record<string, Cell>>;
}

/** Where an element that names no record of its own is stored and what Profit does with it. */
export interface ElementRule {
	/** Table of the element; its own name unless told otherwise. */
	readonly table?: string;
	/** Whether a record stands alone instead of belonging to the element around it. */
	readonly standalone?: boolean;
	/** Whether the element around it has at most one. */
	readonly single?: boolean;
	/** Whether an insert of a record that is there already changes it instead. */
	readonly matches?: boolean;
	/** Whether an update of a record that is not there adds it. */
	readonly updateAdds?: boolean;
	/** Whether the record goes when the last record in it is deleted. */
	readonly removeWhenEmpty?: boolean;
	/** Sets of keys that a deletion may name instead of the primary key. */
	readonly deleteKeys?: ReadonlyArray<readonly string[]>;
	/** Finds the record that the element is about; the primary key by default. */
	locate?(
		session: Session,
		incoming: Incoming,
		parent: StoredRecord | undefined,
	): StoredRecord | undefined;
	/** Values that an insert gets when the body does not give them: numbers and defaults. */
	defaults?(situation: Situation): Readonly<Record<string, Cell>>;
	/** Values that follow from the others, at an insert and at an update. */
	derive?(situation: Situation): Readonly<Record<string, Cell>>;
	/** Refuses what Profit would refuse, before anything is stored. */
	check?(situation: Situation): void;
	/** Record to which a nested element belongs; the record itself by default. */
	parentOf?(session: Session, record: StoredRecord, child: Incoming): StoredRecord;
	/** Joins a nested stand-alone record to this one. */
	link?(session: Session, record: StoredRecord, child: StoredRecord): void;
	/** Runs when the record and everything in it is stored; may still refuse. */
	finish?(session: Session, record: StoredRecord, incoming: Incoming): void;
	/** Refuses a deletion. */
	checkDelete?(session: Session, record: StoredRecord): void;
}
