import type { Row } from '../contract';
import type { CompanyGetConnector } from './getConnector';
import type { Store, StoredRecord, TableReader } from './store';

interface CachedRows {
	readonly rows: readonly Row[];
	/** Tables that were read for the rows, with their versions at that time. */
	readonly versions: ReadonlyMap<string, number>;
}

/** Rows of GetConnectors, computed again only after a table behind them has changed. */
export class RowCache {
	private readonly cached = new Map<string, CachedRows>();

	constructor(private readonly store: Store) {}

	/** The rows of a connector at this moment. */
	rowsOf(connector: CompanyGetConnector): readonly Row[] {
		const known = this.cached.get(connector.definition.id);
		if (known !== undefined && this.isCurrent(known)) return known.rows;
		const reader = new WatchedReader(this.store);
		const rows = connector.rows(reader);
		this.cached.set(connector.definition.id, { rows, versions: reader.versions });
		return rows;
	}

	private isCurrent({ versions }: CachedRows): boolean {
		return [...versions].every(([table, version]) => this.store.versionOf(table) === version);
	}
}

/** Passes reading on to the store and remembers which tables were read. */
class WatchedReader implements TableReader {
	readonly versions = new Map<string, number>();

	constructor(private readonly store: Store) {}

	all(table: string): readonly StoredRecord[] {
		this.note(table);
		return this.store.all(table);
	}

	children(table: string, parentId: number): readonly StoredRecord[] {
		this.note(table);
		return this.store.children(table, parentId);
	}

	byId(id: number): StoredRecord | undefined {
		const record = this.store.byId(id);
		if (record !== undefined) this.note(record.table);
		return record;
	}

	indexBy(table: string, field: string): ReadonlyMap<string, StoredRecord> {
		this.note(table);
		return this.store.indexBy(table, field);
	}

	private note(table: string): void {
		this.versions.set(table, this.store.versionOf(table));
	}
}
