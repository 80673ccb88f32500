import { expiryDay, expiryWarning } from '../profit/access/tokenExpiry';
import { readAppConnector } from '../profit/metainfo/metainfo';
import { outcomeOf } from '../profit/outcome';
import type { Connection } from './connection';

/** ms between two looks at the end of a token: it doesn't change more often. */
const LOOK_INTERVAL = 24 * 60 * 60_000;

/** ms until the next look after one that failed. */
const FAILURE_INTERVAL = 60 * 60_000;

/** ms that a run which has done its work waits for a look. */
const TIMEOUT = 5_000;

/** Tokens that are remembered in one process. */
const CAPACITY = 1_000;

interface Look {
	/** The day on which the token ends; undefined when it doesn't or nobody can tell. */
	readonly day: Promise<string | undefined>;
	/** ms since 1970 from which on a new look is due. */
	next: number;
}

const looks = new Map<string, Look>();

/**
 * What users should know about the end of the token of a connection: asks AFAS at most once a day
 * and process, and doesn't insist when it gives no answer.
 *
 * @returns undefined when there is nothing to say, as for OAuth
 */
export async function tokenWarning(connection: Connection): Promise<string | undefined> {
	if (connection.authentication !== 'token') return undefined;
	return expiryWarning(await lookAt(connection).day, Date.now());
}

function lookAt(connection: Connection): Look {
	const { identity } = connection;
	const last = looks.get(identity);
	if (last !== undefined && Date.now() < last.next) return last;
	const look: Look = {
		day: expiryDayOf(connection, () => (look.next = Date.now() + FAILURE_INTERVAL)),
		next: Date.now() + LOOK_INTERVAL,
	};
	looks.delete(identity);
	looks.set(identity, look);
	// Map keeps insertion order: the first look is the oldest.
	const [oldest] = looks.keys();
	if (looks.size > CAPACITY && oldest !== undefined) looks.delete(oldest);
	return look;
}

/**
 * Not through the cache of metainfo: who asks there insists on an answer.
 *
 * @param onFailure called when there was no answer
 */
async function expiryDayOf(
	{ clientOfOneAttempt }: Connection,
	onFailure: () => void,
): Promise<string | undefined> {
	const outcome = await outcomeOf(readAppConnector(clientOfOneAttempt, { timeout: TIMEOUT }));
	if (outcome.ok) return expiryDay(outcome.value.tokenExpiry);
	onFailure();
	return undefined;
}
