import type { Cell, CompanyModes } from '../../contract';
import type { FileCabinet } from '../files/fileCabinet';
import { guidOf } from '../identifiers';
import type { RandomChoices } from '../randomChoices';
import type { Store, StoredRecord } from '../store';
import { noteChange } from './changeNotes';

/** What the rules of one call work with: one moment for everything that the call changes. */
export class Session {
	constructor(
		readonly store: Store,
		readonly files: FileCabinet,
		private readonly random: RandomChoices,
		readonly modes: CompanyModes,
		/** Moment of the call, Amsterdam wall clock with milliseconds. */
		readonly now: string,
	) {}

	/** The moment of the call without its fraction, for fields that hold whole seconds. */
	get nowInSeconds(): string {
		return `${this.now.slice(0, 19)}.000`;
	}

	/** The day of the call, at midnight. */
	get today(): string {
		return `${this.now.slice(0, 10)}T00:00:00.000`;
	}

	/** The next number of a series that no record has in this field. */
	number(series: string, table: string, field: string, make = (next: number) => next): number {
		for (;;) {
			const number = make(this.store.next(series));
			if (this.store.find(table, { [field]: String(number) }) === undefined) return number;
		}
	}

	/** A new GUID with braces. */
	guid(): string {
		return guidOf(this.random.hex(32));
	}

	/** Keeps a file given as base64 and returns its id. */
	keepFile(fileName: string, base64: string): { id: string; size: number } {
		const id = this.random.hex(32);
		const content = Buffer.from(base64, 'base64');
		this.files.keep(id, fileName, content);
		return { id, size: content.length };
	}

	/** Adds a record at the moment of the call. */
	insert(
		table: string,
		values: Readonly<Record<string, Cell>>,
		parent?: StoredRecord,
	): StoredRecord {
		const after = this.store.insert(table, values, this.now, parent?.id);
		noteChange(this, { after });
		return after;
	}

	/** Changes a record at the moment of the call. */
	update(record: StoredRecord, values: Readonly<Record<string, Cell>>): StoredRecord {
		const before = this.fresh(record);
		const after = this.store.update(record, values, this.now);
		noteChange(this, { before, after });
		return after;
	}

	/** Removes a record at the moment of the call, with everything that belongs to it. */
	remove(record: StoredRecord): void {
		for (const before of this.store.remove(record)) noteChange(this, { before });
	}

	/** The present state of a record. */
	fresh(record: StoredRecord): StoredRecord {
		return this.store.byId(record.id) ?? record;
	}
}
