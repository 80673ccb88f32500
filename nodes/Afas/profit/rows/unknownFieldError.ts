import { Failure } from '../failure';
import { nearestName, type Named } from '../nearestName';

/** A setting names columns that the GetConnector doesn't have. */
export class UnknownFieldError extends Failure {
	constructor(setting: string, unknown: readonly string[], columns: readonly Named[]) {
		const names = unknown.map((name) => describe(name, columns)).join(', ');
		super(
			`'${setting}' names ${unknown.length === 1 ? 'a field' : 'fields'} that the GetConnector doesn't have: ${names}`,
			'Choose the field again from the list. A field that was just added in Profit appears within a minute.',
		);
	}
}

/**
 * Checks that all names are columns.
 *
 * @param setting what the user calls the place of the names, such as `Sort`
 * @throws {UnknownFieldError} with every name that isn't
 */
export function assertColumns(
	setting: string,
	names: readonly string[],
	columns: readonly Named[],
): void {
	const ids = new Set(columns.map(({ id }) => id));
	const unknown = names.filter((name) => !ids.has(name));
	if (unknown.length > 0) throw new UnknownFieldError(setting, unknown, columns);
}

function describe(name: string, columns: readonly Named[]): string {
	const near = nearestName(name, columns);
	return near === undefined ? `'${name}'` : `'${name}' (did you mean '${near}'?)`;
}
