import type { IPollFunctions } from 'n8n-workflow';
import { adviceOnPolls } from '../../profit/changes/dateOrder';
import { withCodes } from '../../profit/filter/describedCodes';
import type { Column } from '../../profit/metainfo/metainfo';
import type { Connection } from '../../transport/connection';
import { signInWarning } from '../../transport/tokenWatch';
import type { ChangeWish } from './parameters';

/** Columns about which was logged what their keeper should know: once, not at each look. */
const logged = new WeakMap<readonly Column[], Set<string>>();

/** What a look is about. */
interface Looked {
	readonly wish: ChangeWish;
	readonly columns: readonly Column[];
}

/** Logs what the user should know: a trigger has no hints, and an administrator looks in n8n's log. */
export function logAdvice(context: IPollFunctions, { wish, columns }: Looked): void {
	const known = logged.get(columns) ?? new Set();
	logged.set(columns, known);
	const advice = [
		...adviceOnPolls(columns, [...wish.modifiedFields, ...wish.keyFields]),
		...withCodes(wish.filter, columns).notes,
	];
	for (const sentence of advice) {
		const line = `${context.getNode().name}, ${wish.connector}: ${sentence}`;
		if (!known.has(line)) context.logger.warn(line);
		known.add(line);
	}
}

/** Logs that the token or the client secret ends soon. */
export function warnOfEnd(context: IPollFunctions, connection: Connection): void {
	const warning = signInWarning(connection);
	if (warning !== undefined) context.logger.warn(warning);
}
