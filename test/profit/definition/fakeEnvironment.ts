import type { Client } from '../../../nodes/Afas/profit/exchange/client';
import type { ProfitRequest } from '../../../nodes/Afas/profit/exchange/exchange';
import { ProfitError } from '../../../nodes/Afas/profit/exchange/profitError';
import { readSnapshot } from '../../../nodes/Afas/profit/definition/readSnapshot';
import type { Snapshot } from '../../../nodes/Afas/profit/definition/snapshot';
import { takeSnapshot } from '../../../nodes/Afas/profit/definition/takeSnapshot';
import { readAppConnector } from '../../../nodes/Afas/profit/metainfo/metainfo';

/** A field as AFAS tells of it; a column has `id` where a field has `fieldId`. */
export interface FakeField {
	id?: string;
	fieldId?: string;
	label: string;
	dataType: string;
	length: number;
	decimals: number;
	primaryKey?: boolean;
	mandatory?: boolean;
	notzero?: boolean;
	values?: Array<{ id: string; description: string }> | null;
}

/** An object of an UpdateConnector as AFAS tells of it. */
export interface FakeObject {
	name: string;
	fields: FakeField[];
	objects: FakeObject[];
}

/** A connector as AFAS tells of it. */
export interface FakeConnector {
	id: string;
	description: string;
	/** Its fields are not told. */
	isRefused?: boolean;
	fields: FakeField[];
	/** Only of an UpdateConnector. */
	name?: string;
	objects?: FakeObject[];
}

/** What an App Connector opens. */
export interface FakeEnvironment {
	getConnectors: FakeConnector[];
	updateConnectors: FakeConnector[];
	customConnectors: Array<{ id: string; description: string }>;
	/** A list that the package has no place of its own for. */
	biConnectors?: Array<{ id: string; description: string }>;
}

/** What AFAS says when it doesn't tell the fields of a connector. */
export const REFUSAL = 'De connector is geblokkeerd.';

const OPTIONS = { timeout: 1, language: undefined };

/** A client of an environment that is nothing but its metainfo. */
export function clientOf(environment: FakeEnvironment, asked: ProfitRequest[] = []): Client {
	const { getConnectors, updateConnectors, customConnectors, biConnectors } = environment;
	const summaries = (list: readonly FakeConnector[]) =>
		list.map(({ id, description }) => ({ id, description }));
	const app = {
		getConnectors: summaries(getConnectors),
		updateConnectors: summaries(updateConnectors),
		customConnectors,
		...(biConnectors !== undefined && { biConnectors }),
		info: { envid: 'O12345AA', tokenExpiry: '0' },
	};
	return {
		send: async (request) => {
			asked.push(request);
			await Promise.resolve();
			const { path } = request;
			if (path === '/ProfitVersion') return { version: '9.2.1' };
			if (path === '/metainfo') return structuredClone(app);
			const [, , kind, id = ''] = path.split('/');
			const list = kind === 'get' ? getConnectors : updateConnectors;
			const found = list.find((one) => one.id === decodeURIComponent(id));
			if (found === undefined || found.isRefused) {
				throw new ProfitError(REFUSAL, '', { kind: 'connectorBlocked', status: 500 });
			}
			return structuredClone(kind === 'get' ? { ...found, name: found.id } : found);
		},
	};
}

/** Takes a snapshot as the node does, and reads it back from its text. */
export async function snapshotOf(
	environment: FakeEnvironment,
	only?: readonly string[],
): Promise<Snapshot> {
	return await snapshotWith(clientOf(environment), only);
}

/** The same with a client. */
export async function snapshotWith(client: Client, only?: readonly string[]): Promise<Snapshot> {
	const appConnector = await readAppConnector(client, OPTIONS);
	const taken = await takeSnapshot({ ...OPTIONS, client, appConnector, only, now: 0 });
	return readSnapshot(JSON.stringify(taken));
}
