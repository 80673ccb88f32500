import { ProfitError } from '../exchange/profitError';
import type { AppConnector, ConnectorSummary } from '../metainfo/metainfo';
import { outcomeOf } from '../outcome';
import type { Client } from '../exchange/client';
import { BI_PATH } from './biAddress';
import { askBi, type BiRequestOptions } from './biRequest';

/** Names of lists in metainfo that are about BI models, as far as a name can tell. */
const ABOUT_BI = /odata|bi/i;

/** Refusals that only say that AFAS has no list. */
const NO_LIST: readonly number[] = [400, 404, 405, 406, 410, 415, 500, 501];

/**
 * BI models in the metainfo of an App Connector. AFAS documents no such list; any list that it doesn't
 * document may be one.
 *
 * @returns those of lists that sound like it first, others with the name of their list in brackets
 */
export function listedModels({ otherLists }: AppConnector): ConnectorSummary[] {
	const sounding = otherLists.filter(({ name }) => ABOUT_BI.test(name));
	const others = otherLists.filter(({ name }) => !ABOUT_BI.test(name));
	return [
		...sounding.flatMap(({ connectors }) => connectors),
		...others.flatMap(({ name, connectors }) =>
			connectors.map(({ id, description }) => ({ id, description: `${description} [${name}]` })),
		),
	];
}

/**
 * BI models as their service itself may list them, which AFAS doesn't document.
 *
 * @returns none when there is no list
 * @throws what AFAS refuses for another reason
 */
export async function servedModels(
	client: Client,
	options: BiRequestOptions,
): Promise<ConnectorSummary[]> {
	for (const path of [BI_PATH, `${BI_PATH}/`]) {
		const outcome = await outcomeOf(askBi(client, { path, query: '' }, options));
		if (outcome.ok) return modelsIn(outcome.value.body);
		if (!isNoList(outcome.failure)) throw outcome.failure;
	}
	return [];
}

function isNoList(failure: unknown): boolean {
	if (!(failure instanceof ProfitError)) return false;
	const { status, kind } = failure.details;
	return NO_LIST.includes(status) || kind === 'notProfit' || kind === 'redirected';
}

/** A service document, or any list of what has a name or an id. */
function modelsIn(body: unknown): ConnectorSummary[] {
	const { value = body } = Object(body) as { value?: unknown };
	if (!Array.isArray(value)) return [];
	return value.flatMap((entry: unknown) => {
		const { id, name, description, title } = Object(entry) as Record<string, unknown>;
		const model = [name, id, entry].find((one) => typeof one === 'string' && one !== '');
		if (typeof model !== 'string') return [];
		const label = [description, title].find((one) => typeof one === 'string' && one !== '');
		return [{ id: model, description: typeof label === 'string' ? label : model }];
	});
}
