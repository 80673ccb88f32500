/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, never shipped */
import { createHash, randomUUID, verify, X509Certificate } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** One call to the token endpoint. */
export type TokenRequest = Readonly<Record<string, string>>;

/**
 * A token endpoint as strict as AFAS documents it (client authentication in the body, one way at a
 * time, assertions used once, refresh tokens that rotate) with `/metainfo` behind it. Small and in
 * the hands of a test: tokens expire when the test says so.
 */
export class OAuthService {
	readonly tokenRequests: TokenRequest[] = [];
	/** Every `Authorization` header that came in, and the access tokens among them that were good. */
	readonly received: Array<string | undefined> = [];
	readonly accepted: string[] = [];
	refreshToken = randomUUID();
	private accessToken = '';
	private readonly usedAssertions = new Set<string>();
	private readonly server: Server;
	/** Answers the next calls to the token endpoint with this error of RFC 6749. */
	failure: string | undefined;
	/** Answers `/metainfo` with a redirect to this URL. */
	redirect: string | undefined;

	constructor(
		private readonly clientSecret: string,
		private readonly certificate: string,
	) {
		this.server = createServer((request, response) => {
			void this.answer(request, response);
		});
	}

	async start(): Promise<void> {
		await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve));
	}

	async stop(): Promise<void> {
		await new Promise((resolve) => this.server.close(resolve));
	}

	get baseUrl(): string {
		const { port } = this.server.address() as AddressInfo;
		return `http://127.0.0.1:${port}/ProfitRestServices`;
	}

	/** Makes the access token of this moment worthless. */
	expire(): void {
		this.accessToken = '';
	}

	/** Hands out an access token without a request, as an earlier user login did. */
	issue(): string {
		this.accessToken = randomUUID();
		return this.accessToken;
	}

	private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const body = await textOf(request);
		if (request.url === '/ProfitRestServices/oauth/token') return this.answerToken(body, response);
		if (request.url === '/ProfitRestServices/metainfo') return this.answerData(request, response);
		response.writeHead(404).end();
	}

	private answerToken(body: string, response: ServerResponse): void {
		const form = Object.fromEntries(new URLSearchParams(body));
		this.tokenRequests.push(form);
		const error = this.failure ?? this.refusalOf(form);
		if (error !== undefined) return sendJson(response, 400, { error });
		this.refreshToken = randomUUID();
		const refresh = form.grant_type === 'refresh_token' ? { refresh_token: this.refreshToken } : {};
		const access = { access_token: this.issue(), token_type: 'Bearer', expires_in: 3600 };
		sendJson(response, 200, { ...access, ...refresh });
	}

	private refusalOf(form: TokenRequest): string | undefined {
		if ('client_secret' in form === 'client_assertion' in form) return 'invalid_request';
		if ('scope' in form && form.scope === '') return 'invalid_scope';
		if (form.client_secret !== undefined && form.client_secret !== this.clientSecret) {
			return 'invalid_client';
		}
		if (form.client_assertion !== undefined && !this.isValidAssertion(form))
			return 'invalid_client';
		if (form.grant_type === 'client_credentials') return undefined;
		return form.refresh_token === this.refreshToken ? undefined : 'invalid_grant';
	}

	private isValidAssertion({ client_assertion: assertion = '', client_id }: TokenRequest): boolean {
		const [header = '', payload = '', signature = ''] = assertion.split('.');
		const certificate = new X509Certificate(this.certificate);
		const thumbprint = createHash('sha1').update(certificate.raw).digest('base64url');
		const claims = decode(payload);
		const lifetime = Number(claims.exp) - Math.floor(Date.now() / 1000);
		const fresh = !this.usedAssertions.has(String(claims.jti));
		this.usedAssertions.add(String(claims.jti));
		return (
			decode(header).alg === 'RS256' &&
			decode(header).x5t === thumbprint &&
			claims.aud === `${this.baseUrl}/oauth/token` &&
			claims.iss === client_id &&
			claims.sub === client_id &&
			lifetime > 0 &&
			lifetime <= 300 &&
			fresh &&
			verify(
				'RSA-SHA256',
				Buffer.from(`${header}.${payload}`),
				certificate.publicKey,
				Buffer.from(signature, 'base64url'),
			)
		);
	}

	private answerData(request: IncomingMessage, response: ServerResponse): void {
		const { authorization } = request.headers;
		this.received.push(authorization);
		const token = authorization?.replace(/^Bearer /, '');
		if (this.redirect !== undefined) {
			response.writeHead(302, { location: this.redirect }).end();
			return;
		}
		if (token === undefined || token === '' || token !== this.accessToken) {
			response.writeHead(401).end();
			return;
		}
		this.accepted.push(token);
		sendJson(response, 200, { getConnectors: [] });
	}
}

async function textOf(request: IncomingMessage): Promise<string> {
	let text = '';
	for await (const chunk of request) text += String(chunk);
	return text;
}

function decode(part: string): Record<string, unknown> {
	return JSON.parse(Buffer.from(part, 'base64url').toString()) as Record<string, unknown>;
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
	response.writeHead(status, { 'Content-Type': 'application/json' }).end(JSON.stringify(body));
}
