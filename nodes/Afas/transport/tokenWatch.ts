import { expiryDay, expiryWarning } from '../profit/access/tokenExpiry';
import type { Connection } from './connection';

/** ms between two looks at the end of a token: it doesn't change more often. */
const LOOK_INTERVAL = 24 * 60 * 60_000;

interface Look {
	readonly at: number;
	/** The day on which the token ends; undefined when it doesn't. */
	readonly day: string | undefined;
}

const looks = new Map<string, Look>();

/**
 * What users should know about the end of the token of a connection: asks AFAS at most once a day
 * and process.
 *
 * @returns undefined when there is nothing to say, as for OAuth
 */
export async function tokenWarning(connection: Connection): Promise<string | undefined> {
	if (connection.authentication !== 'token') return undefined;
	const { day } = await lookAt(connection);
	return expiryWarning(day, Date.now());
}

async function lookAt({ identity, metainfo }: Connection): Promise<Look> {
	const last = looks.get(identity);
	if (last !== undefined && Date.now() - last.at < LOOK_INTERVAL) return last;
	const { tokenExpiry } = await metainfo().appConnector();
	const look = { at: Date.now(), day: expiryDay(tokenExpiry) };
	looks.set(identity, look);
	return look;
}
