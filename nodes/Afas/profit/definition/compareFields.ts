import type { Change, ConnectorType, Found, Side } from './difference';
import type { Snapshot, SnapshotField, SnapshotValue } from './snapshot';

/** The connector that differences are found in. */
export interface Place {
	readonly connector: string;
	readonly connectorType: ConnectorType;
}

/** Where fields stand: an object of a connector. */
export interface FieldPlace extends Place {
	/** What is put before the ids of its fields: empty, or a path that ends in a slash. */
	readonly path: string;
}

/** What differs of one field, apart from where it is. */
type FieldFound = Pick<Found, 'change' | 'before' | 'after'> & { readonly value?: string };

/** The facts of a field that are compared as they are. */
interface Facts {
	readonly label: string;
	readonly type: string;
	/** Infinity where there is no limit. */
	readonly length: number;
	readonly decimals: number;
	readonly key: boolean;
	readonly mandatory: boolean;
	readonly notZero: boolean;
}

/** Compares the fields of objects. */
export class FieldComparison {
	/** What differs between two lists of values, by their names: fields share lists. */
	private readonly comparedLists = new Map<string, readonly FieldFound[]>();

	constructor(
		private readonly before: Snapshot['valueLists'],
		private readonly after: Snapshot['valueLists'],
	) {}

	/** Finds what differs between the fields of the same object in two snapshots. */
	compare(
		place: FieldPlace,
		before: readonly SnapshotField[],
		after: readonly SnapshotField[],
	): Found[] {
		const [old, now] = [byId(before), byId(after)];
		const added = [...now.values()].filter(({ id }) => !old.has(id));
		const removed = [...old.values()].filter(({ id }) => !now.has(id));
		const found = [...old.values()].flatMap((field) => {
			const other = now.get(field.id);
			if (other !== undefined) return this.differences(place, field, other);
			return [removedField(place, field, renamedTo(field, removed, added))];
		});
		return [...found, ...added.map((field) => addedField(place, field))];
	}

	private differences(place: FieldPlace, before: SnapshotField, after: SnapshotField): Found[] {
		const found = [
			...differentFacts(factsOf(before), factsOf(after)),
			...this.differentValues(before.values, after.values),
		];
		return found.map((one) => at(place, before.id, one));
	}

	private differentValues(
		before: string | undefined,
		after: string | undefined,
	): readonly FieldFound[] {
		if (before === undefined && after === undefined) return [];
		if (before === undefined) return [{ change: 'values limited', ...sides(null, 'list') }];
		if (after === undefined) return [{ change: 'values free', ...sides('list', null) }];
		const names = `${before}\n${after}`;
		const found =
			this.comparedLists.get(names) ??
			differentLists(this.before[before] ?? [], this.after[after] ?? []);
		this.comparedLists.set(names, found);
		return found;
	}
}

function differentFacts(before: Facts, after: Facts): FieldFound[] {
	const found: FieldFound[] = [];
	const compare = (name: keyof Facts, change: Change, show = shownAsIs): void => {
		if (before[name] === after[name]) return;
		found.push({ change, ...sides(show(before[name]), show(after[name])) });
	};
	compare('type', 'type');
	compare('length', after.length < before.length ? 'shorter' : 'longer', shownLength);
	compare('decimals', after.decimals < before.decimals ? 'fewer decimals' : 'more decimals');
	compare('key', after.key ? 'became key' : 'no longer key');
	compare('mandatory', after.mandatory ? 'became mandatory' : 'became optional');
	compare('notZero', after.notZero ? 'may not be zero' : 'may be zero');
	compare('label', 'label');
	return found;
}

function differentLists(
	before: readonly SnapshotValue[],
	after: readonly SnapshotValue[],
): FieldFound[] {
	const [old, now] = [new Map(before), new Map(after)];
	const found: FieldFound[] = [];
	for (const [value, description] of old) {
		const other = now.get(value);
		if (other === undefined) {
			found.push({ change: 'value removed', value, ...sides(description, null) });
		} else if (other !== description) {
			found.push({ change: 'value description', value, ...sides(description, other) });
		}
	}
	for (const [value, description] of now) {
		if (!old.has(value)) {
			found.push({ change: 'value added', value, ...sides(null, description) });
		}
	}
	return found;
}

/** The only new field of the same label and type, when it stands for this one only. */
function renamedTo(
	field: SnapshotField,
	removed: readonly SnapshotField[],
	added: readonly SnapshotField[],
): string | undefined {
	const isAlike = (other: SnapshotField) =>
		other.type === field.type && labelOf(other) === labelOf(field);
	const candidates = added.filter(isAlike);
	const isClear = candidates.length === 1 && removed.filter(isAlike).length === 1;
	return isClear ? candidates[0]?.id : undefined;
}

function removedField(place: FieldPlace, field: SnapshotField, renamed: string | undefined): Found {
	return {
		...at(place, field.id, { change: 'removed', ...sides(labelOf(field), null) }),
		...(renamed !== undefined && { renamedTo: renamed }),
	};
}

function addedField(place: FieldPlace, field: SnapshotField): Found {
	const asks = field.key ? 'key' : field.mandatory ? 'mandatory' : undefined;
	return {
		...at(place, field.id, { change: 'added', ...sides(null, labelOf(field)) }),
		...(asks !== undefined && { asks }),
	};
}

function at(
	{ connector, connectorType, path }: FieldPlace,
	id: string,
	{ value = null, change, before, after }: Omit<FieldFound, 'value'> & { value?: string | null },
): Found {
	const field = `${path}${id}`;
	return { connector, connectorType, level: 'field', field, value, change, before, after };
}

function factsOf(field: SnapshotField): Facts {
	const { type, length = Infinity, decimals = 0 } = field;
	const { key = false, mandatory = false, notZero = false } = field;
	return { label: labelOf(field), type, length, decimals, key, mandatory, notZero };
}

function labelOf({ id, label = id }: SnapshotField): string {
	return label;
}

function shownAsIs(fact: string | number | boolean): Side {
	return fact;
}

/** A length without a limit is null: JSON has no infinity. */
function shownLength(length: string | number | boolean): Side {
	return length === Infinity ? null : length;
}

function sides(before: Side, after: Side): { readonly before: Side; readonly after: Side } {
	return { before, after };
}

function byId(fields: readonly SnapshotField[]): ReadonlyMap<string, SnapshotField> {
	return new Map(fields.map((field) => [field.id, field]));
}
