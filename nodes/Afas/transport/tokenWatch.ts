import { expiryDay, expiryWarning } from '../profit/access/tokenExpiry';
import { secretWarning } from '../profit/access/secretExpiry';
import { outcomeOf } from '../profit/outcome';
import type { Connection } from './connection';

/** ms between two looks at the end of a token: it doesn't change more often. */
const LOOK_INTERVAL = 24 * 60 * 60_000;

/** ms until the next look after one that failed. */
const FAILURE_INTERVAL = 60 * 60_000;

/** Tokens that are remembered in one process. */
const CAPACITY = 1_000;

/** What is known about the end of a token. */
interface Look {
	/** The day on which the token ends; undefined when it doesn't or nobody can tell. */
	day?: string;
	/** ms since 1970 from which on a new look is due. */
	next: number;
}

const looks = new Map<string, Look>();

/**
 * Has AFAS asked when the token of a connection ends, beside whatever else is asked of it, at most
 * once a day and process. Nobody waits for the answer: it is for {@link signInWarning}.
 */
export function watchTokenEnd(connection: Connection): void {
	if (connection.authentication !== 'token') return;
	const look = lookOf(connection);
	if (Date.now() < look.next) return;
	look.next = Date.now() + LOOK_INTERVAL;
	void takeLook(connection, look);
}

/**
 * What users should know about the end of what a connection signs in with: its token, as far as that
 * is known by now, or its client secret.
 *
 * @returns undefined when there is nothing to say
 */
export function signInWarning(connection: Connection): string | undefined {
	const { authentication, identity, secretEnd } = connection;
	if (authentication === 'oAuth2') return secretWarning(secretEnd, Date.now());
	return expiryWarning(looks.get(identity)?.day, Date.now());
}

function lookOf({ identity }: Connection): Look {
	const look = looks.get(identity) ?? { next: 0 };
	looks.delete(identity);
	looks.set(identity, look);
	// Map keeps insertion order: the first one was unused longest.
	const [oldest] = looks.keys();
	if (looks.size > CAPACITY && oldest !== undefined) looks.delete(oldest);
	return look;
}

/** Work that itself asks for the list of connectors gets its end as well: one request is enough. */
async function takeLook(connection: Connection, look: Look): Promise<void> {
	const outcome = await outcomeOf(connection.metainfo().appConnector());
	if (outcome.ok) look.day = expiryDay(outcome.value.tokenExpiry);
	else look.next = Date.now() + FAILURE_INTERVAL;
}
