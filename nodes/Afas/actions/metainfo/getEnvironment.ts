import type { INodeExecutionData } from 'n8n-workflow';
import { daysLeft, expiryDay, tokenEnd } from '../../profit/access/tokenExpiry';
import { readVersion } from '../../profit/metainfo/version';
import type { OperationDefinition, OperationInput } from '../operation';

/** ms to wait for the version of Profit. */
const VERSION_TIMEOUT = 30_000;

/** Tells which environment the credential leads to: always one output item. */
export const getEnvironment: OperationDefinition = {
	value: 'getEnvironment',
	name: 'Get Environment',
	action: 'Get the environment',
	description:
		'Look up the environment, the version of Profit and when the token or client secret ends',
	properties: [],
	execute,
};

async function execute({ connection, itemIndex }: OperationInput): Promise<INodeExecutionData[]> {
	const appConnector = await connection.metainfo().appConnector();
	const version = await readVersion(connection.client, VERSION_TIMEOUT);
	const ownEnd = expiryDay(appConnector.tokenExpiry);
	// A token without an end of its own ends with all tokens.
	const expires = connection.authentication === 'token' ? tokenEnd(ownEnd) : ownEnd;
	const secretEnds = connection.secretEnd?.day;
	const json = {
		environmentId: appConnector.environmentId,
		appConnector: appConnector.name,
		group: appConnector.group,
		version: version ?? null,
		tokenExpires: expires ?? null,
		tokenDaysLeft: expires === undefined ? null : daysLeft(expires, Date.now()),
		secretEnds: secretEnds ?? null,
		secretDaysLeft: secretEnds === undefined ? null : daysLeft(secretEnds, Date.now()),
		getConnectors: appConnector.getConnectors.length,
		updateConnectors: appConnector.updateConnectors.length,
		baseUrl: connection.baseUrl,
	};
	return [{ json, pairedItem: { item: itemIndex } }];
}
