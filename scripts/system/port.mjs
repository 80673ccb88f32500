import { createServer } from 'node:net';

const LOOPBACK = '127.0.0.1';
const ATTEMPTS = 3;

/**
 * Finds a port on the loopback address that nobody listens on.
 *
 * The answer is true for a moment only: whoever uses it must cope with having lost it.
 *
 * @param {number} [preferred] taken when it is free
 * @returns {Promise<number>}
 */
export async function freePort(preferred) {
	if (preferred !== undefined) {
		const port = await listenBriefly(preferred);
		if (port !== undefined) return port;
	}
	const port = await listenBriefly(0);
	if (port === undefined) throw new Error(`No free port on ${LOOPBACK}.`);
	return port;
}

/**
 * Starts a server on a free port, and again on another one when somebody else took the port just
 * before the server did.
 *
 * @template T
 * @param {number | undefined} preferred
 * @param {(port: number) => Promise<T>} start fails with a message that names `EADDRINUSE` or says
 *   that the port is in use
 * @returns {Promise<T>}
 */
export async function startOnFreePort(preferred, start) {
	for (let attempt = 1; ; attempt++) {
		try {
			return await start(await freePort(attempt === 1 ? preferred : undefined));
		} catch (error) {
			if (attempt === ATTEMPTS || !/EADDRINUSE|already in use/.test(error.message)) throw error;
		}
	}
}

/** @returns {Promise<number | undefined>} undefined when the port is taken or not allowed */
function listenBriefly(port) {
	return new Promise((resolve, reject) => {
		const server = createServer();
		server.once('error', (error) => {
			if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(undefined);
			else reject(error);
		});
		server.listen({ host: LOOPBACK, port, exclusive: true }, () => {
			const { port: granted } = server.address();
			server.close(() => resolve(granted));
		});
	});
}
