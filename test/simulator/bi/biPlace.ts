import type { Incoming } from '../incoming';

/** A host behind the proxy, which no client can reach. */
export const innerOrigin = 'http://bi-web01.internal:8080';

/** The origin at which the client asked. */
export function originOf({ headers }: Incoming): string {
	return `http://${headers.host ?? '127.0.0.1'}`;
}
