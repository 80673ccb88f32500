import { FieldComparison, type Place } from './compareFields';
import type { ConnectorType, Difference, Found } from './difference';
import { judged } from './severity';
import {
	isRefused,
	type RefusedConnector,
	type Snapshot,
	type SnapshotObject,
	type SnapshotOther,
	type SnapshotSummary,
} from './snapshot';
import { takenWithout } from './snapshotError';
import { unknownNames, UnknownConnectorsError } from './unknownConnectorsError';

/** What two snapshots of connectors come to. */
export interface Comparison {
	readonly differences: readonly Difference[];
	/** Connectors that were compared, or are on one side only. */
	readonly connectorCount: number;
	/** Connectors of which AFAS told the fields on neither side. */
	readonly unread: readonly string[];
}

/**
 * Finds everything that differs between two snapshots, each difference once: what is in a connector,
 * an object or a field that is on one side only is not told apart.
 *
 * A snapshot of some connectors says nothing about the others, so only what is in both is compared.
 *
 * @param names ids of the connectors to look at; empty for all
 * @throws {UnknownConnectorsError} when neither side has a connector that is named, {@link
 * SnapshotError} when a snapshot was taken without it
 */
export function compareSnapshots(
	before: Snapshot,
	after: Snapshot,
	names: readonly string[],
): Comparison {
	assertKnown(before, after, names);
	const comparison = new SnapshotComparison(
		new FieldComparison(before.valueLists, after.valueLists),
		(id) =>
			[names.length === 0 ? null : names, before.only, after.only].every(
				(chosen) => chosen?.includes(id) ?? true,
			),
	);
	comparison.compare('getConnector', before.getConnectors, after.getConnectors);
	comparison.compare('updateConnector', before.updateConnectors, after.updateConnectors);
	comparison.compare('customConnector', before.customConnectors, after.customConnectors);
	compareOthers(comparison, before, after);
	return {
		differences: comparison.found.map(judged),
		connectorCount: comparison.connectorCount,
		unread: comparison.unread,
	};
}

/** Connectors of each other list. A snapshot from before they were kept says nothing about them. */
function compareOthers(comparison: SnapshotComparison, before: Snapshot, after: Snapshot): void {
	const { otherConnectors: old } = before;
	const { otherConnectors: now } = after;
	if (old === undefined || now === undefined) return;
	for (const name of new Set([...old, ...now].map(({ list }) => list))) {
		const ofList = ({ list }: SnapshotOther) => list === name;
		comparison.compare('otherConnector', old.filter(ofList), now.filter(ofList));
	}
}

function assertKnown(before: Snapshot, after: Snapshot, names: readonly string[]): void {
	const left = names.find((name) => before.only?.includes(name) === false);
	if (left !== undefined) throw takenWithout(left);
	const listed = [before, after].flatMap(
		({ getConnectors, updateConnectors, customConnectors, otherConnectors = [] }) => [
			...getConnectors,
			...updateConnectors,
			...customConnectors,
			...otherConnectors,
		],
	);
	const unknown = unknownNames(names, listed);
	if (unknown.length > 0) throw new UnknownConnectorsError(unknown, listed);
}

type Part = SnapshotSummary | RefusedConnector | (SnapshotSummary & Partial<SnapshotObject>);

class SnapshotComparison {
	readonly found: Found[] = [];

	readonly unread: string[] = [];

	connectorCount = 0;

	constructor(
		private readonly fields: FieldComparison,
		private readonly isCompared: (id: string) => boolean,
	) {}

	compare(connectorType: ConnectorType, before: readonly Part[], after: readonly Part[]): void {
		const [old, now] = [this.byId(before), this.byId(after)];
		for (const id of new Set([...old.keys(), ...now.keys()])) {
			this.connectorCount += 1;
			const place: Place = { connector: id, connectorType };
			const [one, other] = [old.get(id), now.get(id)];
			if (one === undefined) this.add(place, 'added', null, other?.description ?? id);
			else if (other === undefined) this.add(place, 'removed', one.description, null);
			else this.compareConnector(place, one, other);
		}
	}

	private compareConnector(place: Place, before: Part, after: Part): void {
		if (before.description !== after.description) {
			this.add(place, 'description', before.description, after.description);
		}
		if (isRefused(before) || isRefused(after)) this.compareRefusals(place, before, after);
		else if ('fields' in before && 'fields' in after) {
			this.compareRoots(place, before, after);
		}
	}

	private compareRefusals(place: Place, before: Part, after: Part): void {
		if (!isRefused(before)) this.add(place, 'refused', null, (after as RefusedConnector).refused);
		else if (!isRefused(after)) this.add(place, 'readable', before.refused, null);
		else this.unread.push(place.connector);
	}

	/** Only an UpdateConnector has a root element. */
	private compareRoots(
		place: Place,
		before: Partial<SnapshotObject>,
		after: Partial<SnapshotObject>,
	): void {
		if (before.name !== undefined && after.name !== undefined && before.name !== after.name) {
			this.add(place, 'root element', before.name, after.name);
		}
		this.compareObjects(place, '', before, after);
	}

	private compareObjects(
		place: Place,
		path: string,
		before: Partial<SnapshotObject>,
		after: Partial<SnapshotObject>,
	): void {
		const { fields: oldFields = [], objects: oldObjects = [] } = before;
		const { fields: newFields = [], objects: newObjects = [] } = after;
		this.found.push(...this.fields.compare({ ...place, path }, oldFields, newFields));
		const [old, now] = [byName(oldObjects), byName(newObjects)];
		for (const name of new Set([...old.keys(), ...now.keys()])) {
			const [one, other] = [old.get(name), now.get(name)];
			const nested = `${path}${name}`;
			if (one === undefined) this.addObject(place, 'added', nested, name);
			else if (other === undefined) this.addObject(place, 'removed', nested, name);
			else this.compareObjects(place, `${nested}/`, one, other);
		}
	}

	private byId(parts: readonly Part[]): ReadonlyMap<string, Part> {
		return new Map(parts.filter(({ id }) => this.isCompared(id)).map((part) => [part.id, part]));
	}

	private add(
		place: Place,
		change: Found['change'],
		before: string | null,
		after: string | null,
	): void {
		this.found.push({
			...place,
			level: 'connector',
			field: null,
			value: null,
			change,
			before,
			after,
		});
	}

	private addObject(place: Place, change: 'added' | 'removed', field: string, name: string): void {
		const [before, after] = change === 'added' ? [null, name] : [name, null];
		this.found.push({ ...place, level: 'object', field, value: null, change, before, after });
	}
}

function byName(objects: readonly SnapshotObject[]): ReadonlyMap<string, SnapshotObject> {
	return new Map(objects.map((object) => [object.name, object]));
}
