import { Failure } from '../failure';

const ADVICE =
	"Give the whole output of 'Metainfo: Get Snapshot': its item as JSON, the same as text, or its file.";

/** What should be a snapshot is none. */
export class SnapshotError extends Failure {
	/** @param problem the rest of a sentence about the snapshot */
	constructor(problem: string, advice = ADVICE) {
		super(`The snapshot can't be used: ${problem}`, advice);
	}
}

/** The snapshot was made by a later version of this package. */
export function laterVersion(version: number): SnapshotError {
	return new SnapshotError(
		`it has version ${version} of the format, which is later than this node knows`,
		'Update this package on the n8n that compares, or take the snapshot anew with this one.',
	);
}

/** The snapshot holds some connectors, and another one was asked for. */
export function takenWithout(name: string): SnapshotError {
	return new SnapshotError(
		`it was taken without the connector '${name}'`,
		"Take it anew with this connector under 'Connector Names or IDs', or without that option.",
	);
}
