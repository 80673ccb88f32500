import type { Method } from './exchange';
import { lockIn, lockText } from './lock';
import type { ProfitErrorKind } from './profitError';

/** What a refusal in AFAS's own words is about, and what to do. */
export interface Refusal {
	readonly kind: ProfitErrorKind;
	readonly advice: string;
}

/** Message texts that tell what a refusal is about, Dutch and English (reference §6.4). */
const KIND_BY_MESSAGE: ReadonlyArray<readonly [ProfitErrorKind, RegExp]> = [
	['connectorBlocked', /getconnector.*(geblokkeerd|blocked)/i],
	['connectorNotAllowed', /(get|update)connector.*(niet ondersteund|not supported)/i],
	['unknownField', /connector-veld .* niet gevonden|connector field .* not found/i],
	[
		'serverTimeout',
		/maximale tijdsduur|maximum duration for performing|(command )?time-?out expired/i,
	],
	['outOfMemory', /out of (string space|memory)/i],
];

const ADVICE_BY_KIND: Partial<Record<ProfitErrorKind, string>> = {
	connectorBlocked:
		'AFAS or your administrator has blocked this GetConnector, usually because it was too heavy. Ask the administrator to unblock it in Profit, then read fewer rows or columns.',
	connectorNotAllowed:
		'Add the connector to the App Connector in Profit, or check that the user of the App Connector may use it. A name that was changed in Profit has to be chosen again here.',
	unknownField:
		'The field was renamed or removed in Profit. Choose the field again from the list in the node.',
	serverTimeout:
		'AFAS stopped after its limit of 15 minutes. Narrow the filter, choose a smaller page size, or ask the administrator for a lighter GetConnector.',
	outOfMemory:
		"One page is too much for AFAS. Lower 'Page Size' under 'Options', or read fewer columns.",
};

/** What to do about a refusal that the node knows nothing more about. */
export const REFUSED =
	'AFAS refused the request for this reason. The administrator finds more in the log of the environment in Profit.';

const RELEASE =
	"The administrator releases what nobody works on any more under 'Algemeen > Inrichting > Blokkeringen' in Profit.";

/**
 * Tells what a refusal is about by its text: AFAS reuses its error numbers (reference §6.2).
 *
 * @param externalMessage AFAS's own words
 * @param method of the request that was refused
 */
export function refusalOf(externalMessage: string, method: Method): Refusal {
	const lock = lockIn(externalMessage);
	if (lock !== undefined) {
		const saved = method === 'GET' ? '' : ' Nothing of this request was saved.';
		const advice = `${lockText(lock)}${saved} Run it again when it has been closed. ${RELEASE}`;
		return { kind: 'locked', advice };
	}
	const kind =
		KIND_BY_MESSAGE.find(([, pattern]) => pattern.test(externalMessage))?.[0] ?? 'functional';
	return { kind, advice: ADVICE_BY_KIND[kind] ?? REFUSED };
}
