/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, never shipped */
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server on this computer that answers as a test wants, for answers that no simulator gives. */
export interface LocalServer {
	/** `http://127.0.0.1:PORT` */
	readonly origin: string;
	close(): Promise<void>;
}

/** Starts a server on a free port. */
export async function startServer(answer: RequestListener): Promise<LocalServer> {
	const server = createServer(answer);
	await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
	const { port } = server.address() as AddressInfo;
	return { origin: `http://127.0.0.1:${port}`, close: async () => await stop(server) };
}

async function stop(server: Server): Promise<void> {
	server.closeAllConnections();
	await new Promise<void>((resolve) => server.close(() => resolve()));
}
