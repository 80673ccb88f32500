import type { Cell } from '../contract';

/** Field codes with their values, as one record keeps them. */
export type Values = Readonly<Record<string, Cell>>;

/** One record of a table. Records are never changed in place: a change makes a new one. */
export interface StoredRecord {
	/** Number within the whole store; also tells a child its parent. */
	readonly id: number;
	readonly table: string;
	/** Record that this one belongs to, such as the order of an order line. */
	readonly parentId: number | undefined;
	readonly values: Values;
	/** Amsterdam wall-clock moments with milliseconds. */
	readonly created: string;
	readonly modified: string;
}

/** What GetConnectors may do with the store: read. */
export interface TableReader {
	/** All records of a table. */
	all(table: string): readonly StoredRecord[];
	/** The records of a table that belong to a parent, oldest first. */
	children(table: string, parentId: number): readonly StoredRecord[];
	/** The record with this number, in whatever table. */
	byId(id: number): StoredRecord | undefined;
	/** Records of a table by the text of one field; on doubles the oldest wins. */
	indexBy(table: string, field: string): ReadonlyMap<string, StoredRecord>;
}

interface Table {
	readonly records: Map<number, StoredRecord>;
	readonly byParent: Map<number, Set<number>>;
	version: number;
	/** Lists and indexes made of the records, until these change. */
	readonly derived: Map<string, unknown>;
}

/** Text of a field; empty when it has no value. */
export function textOf(record: StoredRecord | undefined, field: string): string {
	const value = record?.values[field];
	return value === null || value === undefined ? '' : String(value);
}

/** Number in a field; 0 when it has no value. */
export function numberOf(record: StoredRecord | undefined, field: string): number {
	return Number(record?.values[field] ?? 0);
}

/** Value of a field; null when there is no record or no value. */
export function cellOf(record: StoredRecord | undefined, field: string): Cell {
	return record?.values[field] ?? null;
}

/**
 * The tables of the company, by the element names and field codes of AFAS. A transaction keeps an
 * undo list, so that a refusal leaves nothing behind.
 */
export class Store implements TableReader {
	private readonly tables = new Map<string, Table>();
	private readonly recordTables = new Map<number, string>();
	private readonly counters = new Map<string, number>();
	private nextId = 1;
	private undoList: Array<() => void> | undefined;

	/** A store with the same records and numbers that goes its own way; records are shared. */
	copy(): Store {
		const copy = new Store();
		for (const [name, { records, byParent, version }] of this.tables) {
			const siblings = [...byParent].map(([id, ids]) => [id, new Set(ids)] as const);
			copy.tables.set(name, {
				records: new Map(records),
				byParent: new Map(siblings),
				version,
				derived: new Map(),
			});
		}
		for (const [id, table] of this.recordTables) copy.recordTables.set(id, table);
		for (const [series, value] of this.counters) copy.counters.set(series, value);
		copy.nextId = this.nextId;
		return copy;
	}

	/** Number that rises with every change of a table. */
	versionOf(table: string): number {
		return this.table(table).version;
	}

	all(table: string): readonly StoredRecord[] {
		return this.derive(table, 'all', (records) => [...records.values()]);
	}

	children(table: string, parentId: number): readonly StoredRecord[] {
		const { records, byParent } = this.table(table);
		return [...(byParent.get(parentId) ?? [])].flatMap((id) => records.get(id) ?? []);
	}

	byId(id: number): StoredRecord | undefined {
		const table = this.recordTables.get(id);
		return table === undefined ? undefined : this.table(table).records.get(id);
	}

	indexBy(table: string, field: string): ReadonlyMap<string, StoredRecord> {
		return this.derive(table, `by ${field}`, (records) => {
			const index = new Map<string, StoredRecord>();
			for (const record of records.values()) {
				const key = textOf(record, field);
				if (key !== '' && !index.has(key)) index.set(key, record);
			}
			return index;
		});
	}

	/** The first record whose fields have these texts; codes are compared without regard to case. */
	find(table: string, keys: Readonly<Record<string, string>>): StoredRecord | undefined {
		for (const record of this.table(table).records.values()) {
			if (hasKeys(record, keys)) return record;
		}
		return undefined;
	}

	/** All records whose fields have these texts. */
	findAll(table: string, keys: Readonly<Record<string, string>>): readonly StoredRecord[] {
		return this.all(table).filter((record) => hasKeys(record, keys));
	}

	/** Adds a record. `modified` defaults to `created`. */
	insert(
		table: string,
		values: Values,
		created: string,
		parentId?: number,
		modified = created,
	): StoredRecord {
		const record = { id: this.nextId++, table, parentId, values, created, modified };
		this.put(record);
		this.undoList?.push(() => this.drop(record));
		return record;
	}

	/** Replaces fields of a record and returns its new state. */
	update(record: StoredRecord, values: Values, modified: string): StoredRecord {
		const before = this.byId(record.id) ?? record;
		const after = { ...before, values: { ...before.values, ...values }, modified };
		this.put(after);
		this.undoList?.push(() => this.put(before));
		return after;
	}

	/** Removes a record with everything that belongs to it. @returns all that was removed */
	remove(record: StoredRecord): readonly StoredRecord[] {
		const removed: StoredRecord[] = [];
		for (const [name, { byParent }] of this.tables) {
			if (byParent.has(record.id)) {
				for (const child of this.children(name, record.id)) removed.push(...this.remove(child));
			}
		}
		const last = this.byId(record.id);
		if (last === undefined) return removed;
		this.drop(last);
		this.undoList?.push(() => this.put(last));
		return [...removed, last];
	}

	/** The next number of a series; a series starts at the number given by {@link reserve}. */
	next(series: string): number {
		const value = (this.counters.get(series) ?? 0) + 1;
		this.reserve(series, value);
		return value;
	}

	/** Makes a series go on after this number. */
	reserve(series: string, value: number): void {
		const before = this.counters.get(series);
		if (before !== undefined && before >= value) return;
		this.counters.set(series, value);
		this.undoList?.push(() => {
			if (before === undefined) this.counters.delete(series);
			else this.counters.set(series, before);
		});
	}

	/** Runs `work`; when it throws, the tables are as they were before. */
	transaction<Result>(work: () => Result): Result {
		const undoList: Array<() => void> = [];
		let completed = false;
		this.undoList = undoList;
		try {
			const result = work();
			completed = true;
			return result;
		} finally {
			this.undoList = undefined;
			if (!completed) for (const undo of undoList.reverse()) undo();
		}
	}

	private derive<Result>(
		name: string,
		purpose: string,
		make: (records: ReadonlyMap<number, StoredRecord>) => Result,
	): Result {
		const { derived, records } = this.table(name);
		const known = derived.get(purpose) as Result | undefined;
		if (known !== undefined) return known;
		const made = make(records);
		derived.set(purpose, made);
		return made;
	}

	private changed(table: Table): void {
		table.version += 1;
		table.derived.clear();
	}

	private table(name: string): Table {
		const known = this.tables.get(name);
		if (known !== undefined) return known;
		const table: Table = {
			records: new Map(),
			byParent: new Map(),
			version: 0,
			derived: new Map(),
		};
		this.tables.set(name, table);
		return table;
	}

	private put(record: StoredRecord): void {
		const table = this.table(record.table);
		table.records.set(record.id, record);
		this.changed(table);
		this.recordTables.set(record.id, record.table);
		if (record.parentId === undefined) return;
		const siblings = table.byParent.get(record.parentId) ?? new Set<number>();
		table.byParent.set(record.parentId, siblings.add(record.id));
	}

	private drop(record: StoredRecord): void {
		const table = this.table(record.table);
		table.records.delete(record.id);
		this.changed(table);
		this.recordTables.delete(record.id);
		if (record.parentId !== undefined) table.byParent.get(record.parentId)?.delete(record.id);
	}
}

function hasKeys(record: StoredRecord, keys: Readonly<Record<string, string>>): boolean {
	return Object.entries(keys).every(
		([field, value]) => textOf(record, field).toLowerCase() === value.toLowerCase(),
	);
}
