import { Failure } from '../failure';

/** Longest value, in characters, that is quoted in full. */
const QUOTED_LENGTH = 60;

/** A value that was looked up. */
export interface LookedUpValue {
	readonly field: string;
	readonly value: unknown;
}

/** A GetConnector has no row for a look-up that must find one. */
export class RowMissingError extends Failure {
	constructor(connector: string, match: readonly LookedUpValue[]) {
		const values = match.map(({ field, value }) => `${field} '${shorten(String(value))}'`);
		super(
			`GetConnector '${connector}' has no row with ${values.join(' and ')}`,
			"Check the value and the filter of the GetConnector in Profit, or choose under 'When Missing' what to do with an item that has no row.",
		);
	}
}

function shorten(text: string): string {
	return text.length <= QUOTED_LENGTH ? text : `${text.slice(0, QUOTED_LENGTH)}…`;
}
