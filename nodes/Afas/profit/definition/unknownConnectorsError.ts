import { Failure } from '../failure';
import { nearestName } from '../nearestName';
import type { SnapshotSummary } from './snapshot';

/** Connectors were named that aren't there. */
export class UnknownConnectorsError extends Failure {
	constructor(names: readonly string[], listed: readonly SnapshotSummary[]) {
		super(
			`There is no connector ${names.map((name) => `'${name}'`).join(', ')}`,
			`${questions(names, listed)}Choose connectors from the list in 'Connector Names or IDs', or ask the administrator to add them to the App Connector in Profit.`,
		);
	}
}

/** The names, out of some, that no connector has. */
export function unknownNames(
	names: readonly string[],
	listed: readonly SnapshotSummary[],
): readonly string[] {
	const ids = new Set(listed.map(({ id }) => id));
	return names.filter((name) => !ids.has(name));
}

function questions(names: readonly string[], listed: readonly SnapshotSummary[]): string {
	const candidates = listed.map(({ id, description }) => ({ id, label: description }));
	const near = names.flatMap((name) => nearestName(name, candidates) ?? []);
	return near.length === 0 ? '' : `Did you mean ${near.map((id) => `'${id}'`).join(', ')}? `;
}
