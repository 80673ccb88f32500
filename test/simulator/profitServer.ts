/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- runs in Node, never shipped */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { APP_CONNECTORS, type AppConnector } from './access';
import { type Answer, empty, unavailable } from './answer';
import type { BiCatalogue } from './bi/biCatalogue';
import type { Company } from './contract';
import { answerControl, isControlPath } from './controlApi';
import { breakConnection, type Delivery, deliverHalf, prepare, readIncoming } from './delivery';
import { type Fault, faultAnswer, Faults } from './faults';
import type { Incoming } from './incoming';
import type { NumberedRows } from './numberedRows';
import { type RecordedRequest, Recording, type RequestListener } from './recording';
import { answerRequest, BASE_PATH } from './routes';
import { createService, type Service } from './service';
import { defaultSettings, type Settings } from './settings';

/** Idle connections stay open long enough for any pause of a client or a debugger. */
const KEEP_ALIVE = 120_000;

/** Seconds to wait that a service without capacity asks for. */
const NO_CAPACITY_SECONDS = 1;

/** What a simulator is made with. */
export interface ProfitServerOptions {
	/** Port on 127.0.0.1; 0, the default, takes a free one. */
	readonly port?: number;
	/** Data and rules. */
	readonly company: Company;
	readonly settings?: Partial<Settings>;
	/** Who may sign in; those of `access.ts` when absent. */
	readonly appConnectors?: readonly AppConnector[];
	/** Decides in which order rows come that no sort decides (1). */
	readonly seed?: number;
}

/** A running simulator of Profit's REST service. */
export interface Simulator {
	/** `http://127.0.0.1:{port}` */
	readonly origin: string;
	/** Up to and including `/ProfitRestServices`, without a slash at the end. */
	readonly baseUrl: string;
	readonly company: Company;
	/** May be changed at any moment; the next request sees it. */
	readonly settings: Settings;
	/** Who may sign in; may be changed at any moment. */
	readonly appConnectors: AppConnector[];
	/** Every request to the service since the start or the last {@link clearRequests}. */
	readonly requests: readonly RecordedRequest[];
	/** The highest number of requests in flight at the same time, since then. */
	readonly maxInFlight: number;
	readonly faults: Faults;
	/** The BI models; they may be calculated anew and added to. */
	readonly bi: BiCatalogue;
	clearRequests(): void;
	/** Adds a GetConnector with rows for benchmarks. */
	addNumberedRows(rows: NumberedRows): void;
	/** Makes every access token worthless; refresh tokens stay good. */
	expireAccessTokens(): void;
	/** Calls `listener` before each request is answered. @returns a function that stops it */
	beforeRequest(listener: RequestListener): () => void;
	/** Calls `listener` after each request has been answered. @returns a function that stops it */
	afterRequest(listener: RequestListener): () => void;
	/** Breaks all connections and stops. */
	close(): Promise<void>;
}

/** Starts a simulator of a given company. Rejects when the port is taken (`EADDRINUSE`). */
export async function startProfitServer(options: ProfitServerOptions): Promise<Simulator> {
	const server = new ProfitServer(options);
	await server.listen(options.port ?? 0);
	return server;
}

class ProfitServer implements Simulator {
	readonly company: Company;
	readonly settings: Settings;
	readonly appConnectors: AppConnector[];
	readonly faults = new Faults();
	origin = '';
	private readonly service: Service;
	private readonly recording: Recording;
	private readonly before = new Set<RequestListener>();
	private readonly after = new Set<RequestListener>();
	private readonly closing = new AbortController();
	private readonly server: Server;

	constructor({ company, settings, appConnectors, seed = 1 }: ProfitServerOptions) {
		this.company = company;
		this.settings = { ...defaultSettings(), ...settings };
		this.appConnectors = [...(appConnectors ?? APP_CONNECTORS)];
		this.recording = new Recording(this.settings);
		this.service = createService(this.company, this.appConnectors, this.settings, seed);
		this.server = createServer((request, response) => void this.handle(request, response));
		this.server.keepAliveTimeout = KEEP_ALIVE;
	}

	get bi(): BiCatalogue {
		return this.service.bi;
	}

	get baseUrl(): string {
		return this.origin + BASE_PATH;
	}

	get requests(): readonly RecordedRequest[] {
		return this.recording.requests;
	}

	get maxInFlight(): number {
		return this.recording.maxInFlight;
	}

	clearRequests(): void {
		this.recording.clear();
	}

	addNumberedRows(rows: NumberedRows): void {
		this.company.addGetConnector(rows.definition, []);
		this.service.numberedRows.set(rows.definition.id, rows);
	}

	expireAccessTokens(): void {
		this.service.grants.expireAccessTokens();
	}

	beforeRequest(listener: RequestListener): () => void {
		return listen(this.before, listener);
	}

	afterRequest(listener: RequestListener): () => void {
		return listen(this.after, listener);
	}

	async listen(port: number): Promise<void> {
		await new Promise<void>((resolve, reject) => {
			this.server.once('error', reject);
			this.server.listen(port, '127.0.0.1', resolve);
		});
		const address = this.server.address() as AddressInfo;
		this.origin = `http://127.0.0.1:${address.port}`;
	}

	async close(): Promise<void> {
		this.closing.abort();
		await new Promise<void>((resolve) => {
			this.server.close(() => resolve());
			this.server.closeAllConnections();
		});
	}

	private async handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
		try {
			if (isControlPath(request.url ?? '/')) await this.handleControl(request, response);
			else await this.handleService(request, response);
		} catch (error) {
			// The client went away, or close() ended a pause: there is nobody to answer.
			if (response.destroyed || this.closing.signal.aborted) return;
			const reason = error instanceof Error ? (error.stack ?? error.message) : String(error);
			process.stderr.write(`The simulator failed: ${reason}\n`);
			if (response.headersSent) breakConnection(response);
			else response.writeHead(500).end(reason);
		}
	}

	private async handleControl(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const incoming = await readIncoming(request);
		const answer = incoming === undefined ? empty(413) : answerControl(this, incoming);
		response.writeHead(answer.status, answer.headers).end(answer.body);
	}

	private async handleService(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const started = performance.now();
		this.recording.enter();
		const { inFlight } = this.recording;
		let recorded: RecordedRequest | undefined;
		let delivery: Delivery | undefined;
		try {
			const incoming = await readIncoming(request);
			if (incoming !== undefined) {
				recorded = this.recording.add(incoming, inFlight);
				for (const listener of this.before) await listener(recorded);
			}
			delivery = await this.respond(incoming, response, recorded, started);
		} finally {
			// Before the answer is out: whoever has it may send the next request at once.
			this.recording.leave();
			if (recorded !== undefined) recorded.duration = performance.now() - started;
		}
		await delivery();
		if (recorded === undefined) return;
		recorded.duration = performance.now() - started;
		for (const listener of this.after) await listener(recorded);
	}

	private async respond(
		incoming: Incoming | undefined,
		response: ServerResponse,
		recorded: RecordedRequest | undefined,
		started: number,
	): Promise<Delivery> {
		const { settings } = this;
		if (incoming === undefined || recorded === undefined) {
			return await prepare(response, empty(413), { gzip: false, elapsed: 0 });
		}
		const fault = this.faults.take(incoming);
		if (fault !== undefined) recorded.fault = fault.kind;
		const breaks = async () => breakConnection(response);
		const isClosing = settings.resetConnectionClose && incoming.headers.connection === 'close';
		if (isClosing || fault?.kind === 'resetBefore') return breaks;
		const answer = await this.answer(incoming, fault);
		if (fault?.kind === 'resetAfter') return breaks;
		if (fault?.kind === 'resetMidBody') return () => deliverHalf(response, answer);
		recorded.status = answer.status;
		const accepted = String(incoming.headers['accept-encoding'] ?? '');
		const gzip = settings.gzip && /\bgzip\b/.test(accepted);
		return await prepare(response, answer, { gzip, elapsed: performance.now() - started });
	}

	private async answer(incoming: Incoming, fault: Fault | undefined): Promise<Answer> {
		const { settings, recording } = this;
		if (recording.inFlight > (settings.capacity ?? Infinity))
			return unavailable(NO_CAPACITY_SECONDS);
		if (fault?.kind === 'slow') await this.pause(fault.milliseconds ?? 1000);
		const broken = fault && faultAnswer(fault, incoming, settings);
		if (broken !== undefined) {
			if (fault?.afterWork === true) answerRequest(this.service, incoming);
			return broken;
		}
		const answer = answerRequest(this.service, incoming);
		if (answer.delay) await this.pause(answer.delay);
		return answer;
	}

	private async pause(milliseconds: number): Promise<void> {
		await sleep(milliseconds, undefined, { signal: this.closing.signal });
	}
}

function listen(listeners: Set<RequestListener>, listener: RequestListener): () => void {
	listeners.add(listener);
	return () => void listeners.delete(listener);
}
