/* eslint-disable @n8n/community-nodes/no-restricted-imports -- runs in Node, never shipped */
import type { RequestListener } from 'node:http';
import { Engine, type NodeRun } from './engine';
import { type LocalServer, startServer } from './localServer';

const TOKEN = 'ABCDEF0123456789'.repeat(4);

/** The token as it is sent. */
const ENCODED = Buffer.from(`<token><version>1</version><data>${TOKEN}</data></token>`).toString(
	'base64',
);

const parameters = {
	resource: 'metainfo',
	operation: 'getMany',
	returnAll: true,
};

async function runAgainst(origin: string, more = {}): Promise<NodeRun> {
	const engine = await Engine.create({
		type: 'afasApi',
		fields: { environment: 'custom', baseUrl: `${origin}/ProfitRestServices`, token: TOKEN },
	});
	return await engine.run({ parameters: { ...parameters, ...more } });
}

const servers: LocalServer[] = [];

async function answering(answer: RequestListener): Promise<string> {
	const server = await startServer(answer);
	servers.push(server);
	return server.origin;
}

afterAll(async () => {
	await Promise.all(servers.map(async (server) => await server.close()));
});

/** Everything n8n would keep of a run must be free of the token, in any form. */
function expectNoSecret(run: NodeRun): void {
	const kept = JSON.stringify(run.run.data, (_, value: unknown) =>
		value instanceof Error ? { ...value, message: value.message, stack: value.stack } : value,
	);
	expect(kept).not.toContain(TOKEN);
	expect(kept).not.toContain(Buffer.from(TOKEN).toString('base64').slice(4, 40));
	expect(kept).not.toContain(ENCODED);
	expect(kept).not.toMatch(/AfasToken (?!\(hidden\))/);
}

describe('an answer that is no answer of AFAS', () => {
	it.each<[string, RequestListener, string, string]>([
		[
			'a web page with status 200',
			(_, response) => response.end('<!DOCTYPE html><html><body>Sign in</body></html>'),
			'The address answers with a web page instead of data from AFAS (200)',
			'proxy or sign-in page',
		],
		[
			'a web page with status 500',
			(_, response) => response.writeHead(500).end('<html>Oops</html>'),
			'AFAS is out of reach: a web page came in its place (500)',
			'afasstatus.nl',
		],
		[
			'half a JSON text',
			(_, response) => response.end('{"getConnectors":['),
			'The answer of AFAS broke off before it was complete (200)',
			'Run the node again',
		],
		[
			'an empty answer',
			(_, response) => response.end(),
			'AFAS answered without metainfo',
			"'Base URL'",
		],
		[
			'a web page with status 400',
			(_, response) => response.writeHead(400).end('<html><h2>Bad Request</h2></html>'),
			'AFAS is out of reach: a web page came in its place (400)',
			'afasstatus.nl',
		],
		[
			'a 408',
			(_, response) => response.writeHead(408).end(),
			'AFAS is temporarily out of reach (408)',
			'afasstatus.nl',
		],
		[
			'a 404 with a message of AFAS',
			(_, response) => response.writeHead(404).end('{"externalMessage":"Niet gevonden."}'),
			'Niet gevonden.',
			'AFAS found nothing at this address (404). ',
		],
		[
			'a 401 with a message of AFAS',
			(_, response) => response.writeHead(401).end('{"externalMessage":"Token verlopen."}'),
			'Token verlopen.',
			"AFAS doesn't accept the token (401). ",
		],
		[
			'a 401 that says something else',
			(_, response) =>
				response
					.writeHead(401)
					.end(`{"error":"invalid_token","error_description":"AfasToken ${ENCODED} ended"}`),
			"AFAS doesn't accept the token (401)",
			'The answer says: "AfasToken (hidden) ended".',
		],
		[
			'a 400 with JSON of another shape',
			(_, response) => response.writeHead(400).end(`{"Message":"Bad header ${ENCODED}"}`),
			'AFAS refused the request (400): Bad header (hidden)',
			'log of the environment',
		],
		[
			'a 404 without a body',
			(_, response) => response.writeHead(404).end(),
			'AFAS found nothing at this address (404)',
			"'Environment'",
		],
		[
			'a 500 without a body',
			(_, response) => response.writeHead(500).end(),
			'AFAS answered with status 500 and no explanation',
			'log of the environment',
		],
	])('%s is said in words', async (_, answer, message, advice) => {
		const run = await runAgainst(await answering(answer));
		expect(run.error?.message).toBe(message);
		expect(run.error?.description).toContain(advice);
		expect(run.error?.context?.itemIndex).toBe(0);
		expectNoSecret(run);
	});

	it('is refused without an address: 401 and 403', async () => {
		const unauthorised = await runAgainst(
			await answering((_, response) => response.writeHead(401).end()),
		);
		expect(unauthorised.error?.message).toBe("AFAS doesn't accept the token (401)");
		expect(unauthorised.error?.httpCode).toBe('401');
		expectNoSecret(unauthorised);
		const refused = await runAgainst(
			await answering((_, response) => response.writeHead(403).end()),
		);
		expect(refused.error?.message).toBe('AFAS refuses the IP address of this n8n (403)');
		expect(refused.error?.httpCode).toBe('403');
	});
});

describe('a redirect', () => {
	it.each([301, 302, 303, 307, 308])('of status %d is not followed', async (status) => {
		const visited: string[] = [];
		const elsewhere = await answering((request, response) => {
			visited.push(JSON.stringify(request.headers));
			response.end('{}');
		});
		const here = await answering((_, response) =>
			response.writeHead(status, { Location: `${elsewhere}/ProfitRestServices/metainfo` }).end(),
		);
		const run = await runAgainst(here);
		expect(run.error?.message).toBe(
			`The address answers with a redirect (${status}), which isn't followed`,
		);
		expect(visited).toEqual([]);
		expectNoSecret(run);
	});
});

describe('no answer at all', () => {
	it('names a host where nothing listens', async () => {
		const server = await startServer(() => undefined);
		await server.close();
		const run = await runAgainst(server.origin);
		expect(run.error?.message).toBe(`Nothing answers at ${new URL(server.origin).host}`);
		expectNoSecret(run);
	}, 30_000);

	it('names a host that does not exist', async () => {
		const run = await runAgainst('https://no-such-host.invalid');
		expect(run.error?.message).toBe(
			"The address no-such-host.invalid doesn't exist or can't be looked up",
		);
		expect(run.error?.description).toContain("'Domain ID'");
		expectNoSecret(run);
	});

	it('tells a broken connection from a slow one', async () => {
		let broken = 0;
		const run = await runAgainst(
			await answering((_, response) => {
				broken += 1;
				response.destroy();
			}),
		);
		expect(run.error?.message).toMatch(/^The connection to 127\.0\.0\.1:\d+ was broken/);
		expect(broken).toBe(4);
		expectNoSecret(run);
	}, 30_000);

	it('gives up on a slow answer without asking again', async () => {
		const asked: Array<string | undefined> = [];
		const origin = await answering((request, response) => {
			if (request.url?.includes('/metainfo/get/')) {
				response.setHeader('Content-Type', 'application/json');
				response.end(
					'{"name":"A","fields":[{"id":"Id","dataType":"int","label":"Id","controlType":5}]}',
				);
				return;
			}
			if (request.url?.includes('/connectors/') === true) asked.push(request.url);
			else response.end('{}');
		});
		const run = await runAgainst(origin, {
			resource: 'getConnector',
			operation: 'getMany',
			getConnector: { __rl: true, mode: 'id', value: 'A' },
			options: { timeout: 1 },
		});
		expect(run.error?.message).toMatch(/^127\.0\.0\.1:\d+ didn't answer in time$/);
		expect(run.error?.description).toContain('15 minutes');
		// The page, and beside it the last row of all.
		expect(new Set(asked).size).toBe(asked.length);
		expect(asked.length).toBeLessThanOrEqual(2);
	});
});
