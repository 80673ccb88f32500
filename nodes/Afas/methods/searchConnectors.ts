import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
} from 'n8n-workflow';
import type { AppConnector, ConnectorSummary } from '../profit/metainfo/metainfo';
import { openConnection } from '../transport/connection';
import { toNodeError } from '../transport/nodeError';

/** GetConnectors of the App Connector, for the list of a resource locator. */
export async function searchGetConnectors(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await search(this, filter, ({ getConnectors }) => getConnectors);
}

/** UpdateConnectors of the App Connector, for the list of a resource locator. */
export async function searchUpdateConnectors(
	this: ILoadOptionsFunctions,
	filter?: string,
): Promise<INodeListSearchResult> {
	return await search(this, filter, ({ updateConnectors }) => updateConnectors);
}

async function search(
	context: ILoadOptionsFunctions,
	filter: string | undefined,
	choose: (appConnector: AppConnector) => readonly ConnectorSummary[],
): Promise<INodeListSearchResult> {
	try {
		const connection = await openConnection(context);
		const connectors = choose(await connection.metainfo().appConnector());
		return foundIn(connectors, filter);
	} catch (error) {
		throw toNodeError(context.getNode(), error);
	}
}

/** What is in a list, by name, of which the id or the description has what is looked for. */
export function foundIn(
	connectors: readonly ConnectorSummary[],
	filter: string | undefined,
): INodeListSearchResult {
	return {
		results: connectors
			.filter((entry) => matches(entry, filter))
			.map(toItem)
			.sort(byName),
	};
}

function matches({ id, description }: ConnectorSummary, filter = ''): boolean {
	const wanted = filter.trim().toLowerCase();
	return id.toLowerCase().includes(wanted) || description.toLowerCase().includes(wanted);
}

/** AFAS often repeats the id as description; then it is shown once. */
function toItem({ id, description }: ConnectorSummary): INodeListSearchItems {
	return { name: description === id ? id : `${description} (${id})`, value: id };
}

function byName(a: INodeListSearchItems, b: INodeListSearchItems): number {
	return a.name.localeCompare(b.name, 'nl');
}
