import { Agent, request, type Dispatcher } from 'undici';
import { DEMO, tokenHeader } from './access';
import type { Row } from './contract';
import { startProfitServer, type ProfitServerOptions, type Simulator } from './profitServer';
import { TinyCompany } from './tinyCompany';

/** What came back, with the body read. */
export interface Reply {
	readonly status: number;
	readonly headers: Dispatcher.ResponseData['headers'];
	readonly text: string;
	readonly bytes: Buffer;
	/** The parsed body; throws when it is not JSON. */
	readonly json: Record<string, unknown>;
}

/** How a test calls. */
export interface Call {
	readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'PATCH' | 'OPTIONS';
	readonly headers?: Record<string, string>;
	readonly body?: string | Buffer;
}

/** A simulator of the tiny company, with a client that changes nothing about a URL. */
export class TestService {
	readonly company = new TinyCompany();
	simulator!: Simulator;
	private readonly agent = new Agent();

	async start(options: Partial<ProfitServerOptions> = {}): Promise<void> {
		this.simulator = await startProfitServer({ company: this.company, ...options });
	}

	async stop(): Promise<void> {
		await this.agent.close();
		await this.simulator.close();
	}

	/** Calls without any header but the given ones. @param path below the base URL */
	async call(path: string, call: Call = {}): Promise<Reply> {
		return await this.send(this.simulator.baseUrl + path, call);
	}

	/** Calls with the token of the demo App connector. */
	async get(path: string, call: Call = {}): Promise<Reply> {
		const headers = { authorization: tokenHeader(DEMO), ...call.headers };
		return await this.call(path, { ...call, headers });
	}

	/** Calls the control API. */
	async control(method: Call['method'], path: string, body?: unknown): Promise<Reply> {
		const call = body === undefined ? {} : { body: JSON.stringify(body) };
		return await this.send(`${this.simulator.origin}/_simulator/${path}`, { method, ...call });
	}

	/** The rows of a page of `Tiny_People`, or of another connector. */
	async rows(query: string, connectorId = 'Tiny_People'): Promise<Row[]> {
		const { status, json } = await this.get(`/connectors/${connectorId}?${query}`);
		if (status !== 200) throw new Error(`${status} ${JSON.stringify(json)}`);
		return json.rows as Row[];
	}

	/** The numbers of the people that pass a filter in compact form. */
	async numbers(fields: string, values: string, operators?: string): Promise<unknown[]> {
		const list = (name: string, text: string) =>
			`&${name}=${encodeURIComponent(text).replaceAll('%2C', ',').replaceAll('%3B', ';')}`;
		const types = operators === undefined ? '' : list('operatortypes', operators);
		const rows = await this.rows(
			`orderbyfieldids=Nr${list('filterfieldids', fields)}${list('filtervalues', values)}${types}`,
		);
		return rows.map(({ Nr }) => Nr);
	}

	private async send(url: string, { method = 'GET', headers, body }: Call): Promise<Reply> {
		const answer = await request(url, {
			method,
			headers: headers ?? {},
			body: body ?? null,
			dispatcher: this.agent,
		});
		const bytes = Buffer.from(await answer.body.arrayBuffer());
		const text = bytes.toString();
		return {
			status: answer.statusCode,
			headers: answer.headers,
			text,
			bytes,
			get json() {
				return JSON.parse(text) as Record<string, unknown>;
			},
		};
	}
}
